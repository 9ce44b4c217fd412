// The teams of the stage: those still working as big buttons, those who have stepped back below them with their time.

import { el, fill, name } from "../helpers/dom.js"
import { icon } from "../helpers/icons.js"
import { minutes, t } from "../helpers/words.js"

/** @typedef {import("./stamps.js").Stamps} Stamps */
/** @typedef {import("./stamps.js").Team} Team */

const SOON_MS = 250

export class ListView {
  node = el("div", { class: "steward-list" })
  #stamps
  #album
  /** @type {import("../helpers/photos.js").Gallery|null} */
  #gallery = null
  #now
  #said
  #shown = ""
  #soon = 0
  #isOpen = true

  /** @param {Stamps} stamps @param {import("../models/album.js").Album} album @param {() => number} now server time @param {HTMLElement} said where news are said */
  constructor(stamps, album, now, said) {
    this.#stamps = stamps
    this.#album = album
    this.#now = now
    this.#said = said
  }

  /** @param {boolean} isOpen false once this phone's seat is somebody else's @param {import("../helpers/photos.js").Gallery|null} gallery */
  show(isOpen, gallery) {
    this.#isOpen = isOpen
    this.#gallery = gallery
    const teams = this.#stamps.teams
    const stands = JSON.stringify([teams, this.#isOpenNow, this.#stamps.countdown?.name, isOpen, gallery, this.#album.shots.map((shot) => shot.op_id)])
    clearTimeout(this.#soon)  // what passes by itself: a stamp becomes fast, 3-2-1 is over
    if (teams.some((team) => team.isMine) || this.#stamps.isLeading(this.#now())) this.#soon = window.setTimeout(() => this.show(this.#isOpen, this.#gallery), SOON_MS)
    if (stands === this.#shown) return
    this.#shown = stands
    const held = document.activeElement?.getAttribute("data-entry")
    fill(this.node, ...this.#parts(teams))
    if (held) /** @type {HTMLElement|null} */ (this.node.querySelector(`[data-entry="${held}"]`))?.focus()
  }

  get #isOpenNow() {
    return this.#stamps.isOpen(this.#now())
  }

  /** @param {Team[]} teams */
  #parts(teams) {
    const working = teams.filter((team) => team.state === "working" || team.isMine)
    const done = teams.filter((team) => !working.includes(team))
    const photos = el("a", { class: "btn steward-photos", href: "#photos" }, icon("camera"), t("Photos of all teams"))
    if (!teams.length) return [el("p", { class: "note" }, t("The teams stand here as soon as the desk has chosen a stage.")), photos]
    return [
      ...teams.filter((team) => team.refused).map((team) => this.#refusal(team)),
      el("h1", { class: "steward-head" }, t("Still working"), el("b", { class: "fig" }, working.filter((team) => team.state === "working").length)),
      !this.#isOpenNow && el("p", { class: "note" }, icon("clock"), " ", t("The countdown has not started yet. Then one tap stamps a finish.")),
      working.length ? el("ul", { class: "steward-teams" }, ...working.map((team) => this.#line(team)))
        : el("p", { class: "note good" }, icon("check"), " ", t("Every team has stepped back.")),
      done.length > 0 && el("h2", { class: "steward-head" }, t("Stepped back"), el("b", { class: "fig" }, done.length)),
      done.length > 0 && el("ul", { class: "steward-teams" }, ...done.map((team) => this.#done(team))),
      photos,
    ]
  }

  /** A team at work, or one whose stamp can still be taken back. @param {Team} team */
  #line(team) {
    const act = team.isMine
      ? { class: "team is-stamped", onclick: () => this.#takeBack(team) }
      : { class: "team", disabled: !this.#isOpenNow || !this.#isOpen, onclick: () => this.#stamp(team) }
    return el("li", null, el("button", { type: "button", "data-entry": team.entry, ...act },
      el("b", { class: "team-number fig" }, team.entry),
      el("span", { class: "team-name" }, name(team.name)),
      el("span", { class: "team-act" }, team.isMine ? icon("left") : icon("flag"), team.isMine ? t("Take back") : t("Done"))))
  }

  /** @param {Team} team */
  #done(team) {
    const time = team.seconds === null ? t("stamped") : minutes(team.seconds)
    const photos = (this.#gallery?.photos.filter((one) => one.entry === team.entry).length ?? 0) + this.#album.of(team.entry).length
    return el("li", null, el("a", { class: "team is-done", href: `#photo-${team.entry}`, "data-entry": team.entry },
      el("b", { class: "team-number fig" }, team.entry),
      el("span", { class: "team-name" }, name(team.name)),
      el("span", { class: team.late ? "team-time is-late" : "team-time" },
        el("b", { class: "fig" }, time),
        el("small", null, team.state === "here" ? t("on this phone") : team.late ? t("late by %(time)s", { time: minutes(team.late) }) : t("saved"))),
      el("span", { class: photos ? "team-photo has-photo" : "team-photo" }, icon(photos ? "check" : "camera"), photos ? t("Photo") : t("Take a photo"))))
  }

  /** @param {Team} team */
  #refusal(team) {
    const { refused } = team
    return refused && el("p", { class: "note alarm", role: "alert" }, icon("cross"), " ", t("Number %(n)s", { n: team.entry }), ": ", refused.ack.message, " ",
      el("button", { type: "button", class: "btn", onclick: () => this.#stamps.letGo(refused) }, t("I have read it")))
  }

  /** @param {Team} team */
  #stamp(team) {
    this.#stamps.stamp(team.entry, this.#now()).then(() => fill(this.#said, t("Finish of number %(n)s stamped", { n: team.entry })))
  }

  /** @param {Team} team */
  #takeBack(team) {
    this.#stamps.takeBack(team.entry).then(() => fill(this.#said, t("Stamp of number %(n)s taken back", { n: team.entry })))
  }
}
