// What happens now, on top of the audience's phone: the clock of the stage, the prize that is being opened, or that the result is
// official. Of a prize it knows what the stage has told, and nothing ahead.

import { besideKey, clocksBeside } from "../helpers/beside.js"
import { heatName, reading, timeWord } from "../helpers/countdown.js"
import { el, fill, name } from "../helpers/dom.js"
import { icon } from "../helpers/icons.js"
import { awardName } from "../helpers/ladder.js"
import { page } from "../helpers/page.js"
import { figures, t } from "../helpers/words.js"

/** @typedef {import("../audience.js").Known} Known */

export class Now {
  #clock
  #known
  #root = /** @type {HTMLElement} */ (document.querySelector("[data-now]"))
  #shown = ""

  /** @param {import("../models/clock.js").ServerClock} clock @param {Known} known */
  constructor(clock, known) {
    this.#clock = clock
    this.#known = known
    this.#beat()
  }

  /** Something it speaks of is another now. */
  changed() {
    this.#shown = ""
  }

  #beat() {
    requestAnimationFrame(() => this.#beat())
    this.#show()
  }

  /** Drawn only when something a person can see has changed. */
  #show() {
    const { contest, countdown, standings, reveal } = this.#known
    if (!contest || !countdown) return
    if (standings?.label !== "official" && reveal && reveal.state !== "none") return this.#onStage(reveal)
    const clock = reading(countdown, this.#clock.now())
    const shown = [clock.text, clock.state, this.#clock.confirmed, contest.phase, besideKey(countdown, this.#clock.now())].join(" ")
    if (shown === this.#shown) return
    this.#shown = shown
    const official = standings?.label === "official"
    this.#root.hidden = countdown.round === null && !official
    this.#root.dataset.state = official ? "official" : clock.state
    fill(this.#root, ...(official ? result() : this.#onClock(clock)))
  }

  /** @param {import("../helpers/ladder.js").Reveal} reveal */
  #onStage(reveal) {
    const shown = JSON.stringify([reveal.scene, reveal.state])
    if (shown === this.#shown) return
    this.#shown = shown
    this.#root.hidden = false
    this.#root.dataset.state = "reveal"
    fill(this.#root, ...stage(reveal))
  }

  /** @param {import("../helpers/countdown.js").Reading} clock */
  #onClock(clock) {
    const { contest, countdown } = this.#known
    const entry = contest.entries.find((/** @type {any} */ one) => one.number === countdown.entry)
    const word = this.#wordFor(clock)
    const { heat } = countdown
    const turn = heat ? heatName(heat) : entry && t("Number %(n)s", { n: entry.number })
    return [
      el("p", { class: "now-what" }, turn ? [turn, countdown.name].join(" · ") : countdown.name),
      entry && !heat && el("p", { class: "now-who" }, name(entry.name)),
      el("p", { class: "now-time" }, el("span", { class: "fig" }, clock.text), word && el("span", { class: "now-word" }, word)),
      clocksBeside(countdown, this.#clock.now(), this.#clock.confirmed),
    ]
  }

  /** @param {import("../helpers/countdown.js").Reading} clock */
  #wordFor(clock) {
    if (!this.#clock.confirmed) return t("Unconfirmed")
    return clock.state === "waiting" ? t("Not started yet") : timeWord(clock)
  }
}

/** @param {import("../helpers/ladder.js").Reveal} reveal */
function stage({ scene, state }) {
  if (state === "done") return [el("p", null, t("Every prize has been opened"))]
  if (!scene) return [el("p", null, t("The prizes are about to be opened"))]
  const { kind, award, entries } = scene
  const title = award.name || award.kind !== "place" || award.rank ? awardName(award) : t("The next place")
  if (kind === "hush") return [el("p", { class: "now-what" }, t("About to be opened")), el("p", { class: "now-who" }, name(title))]
  return [
    el("p", { class: "now-what" }, name(title)),
    ...entries.map((one) => el("p", { class: "now-who" }, name(one.name), one.points !== null && el("span", { class: "fig now-points" }, figures(one.points)))),
    entries.length === 0 && el("p", { class: "now-who" }, t("Given to nobody this time")),
  ]
}

function result() {
  return [el("p", null, t("The result is official")), el("a", { class: "btn", href: page.urls.result }, t("See the whole result"), icon("right"))]
}
