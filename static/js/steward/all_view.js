// Every team with its photo, or the place where one is missing: for photos outside the stage's own list.

import { el, fill, name } from "../helpers/dom.js"
import { icon } from "../helpers/icons.js"
import { page } from "../helpers/page.js"
import { mainPhoto, picture } from "../helpers/photos.js"
import { t } from "../helpers/words.js"

export class AllView {
  node = el("div")
  #album
  #shown = ""

  /** @param {import("../models/album.js").Album} album */
  constructor(album) {
    this.#album = album
  }

  /** @param {any} contest body of the topic @param {import("../helpers/photos.js").Gallery|null} gallery */
  show(contest, gallery) {
    const teams = (contest?.entries ?? []).filter((/** @type {any} */ one) => !one.withdrawn)
    const stands = JSON.stringify([teams, gallery, this.#album.shots.map((shot) => [shot.entry, shot.state])])
    if (stands === this.#shown) return
    this.#shown = stands
    const missing = teams.filter((/** @type {any} */ one) => !mainPhoto(gallery, one.number) && !this.#album.of(one.number).length).length
    fill(this.node,
      el("a", { class: "btn quiet photo-back", href: "#" }, icon("left"), t("Back to the finishes")),
      el("h1", { class: "steward-head" }, t("Photos"), el("small", { class: "soft" }, missing ? t("%(count)s teams without one", { count: missing }) : t("Every team has one"))),
      el("ul", { class: "photo-grid" }, ...teams.map((/** @type {any} */ one) => this.#tile(one, gallery))))
  }

  /** @param {any} team @param {import("../helpers/photos.js").Gallery|null} gallery */
  #tile(team, gallery) {
    const main = mainPhoto(gallery, team.number)
    const waits = this.#album.of(team.number).length
    return el("li", null, el("a", { class: "photo-tile", href: `#photo-${team.number}` },
      el("span", { class: "photo-frame" }, icon("camera"), main && picture(page.contest, main, 480), waits > 0 && el("span", { class: "chip warn" }, t("on this phone"))),
      el("span", { class: "photo-caption" }, el("b", { class: "fig" }, team.number), name(team.short_name))))
  }
}
