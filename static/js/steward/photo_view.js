// One team's photos: take, choose, what is on its way, what is there. Built once for a team, then brought up to date in place.

import { el, fill } from "../helpers/dom.js"
import { icon } from "../helpers/icons.js"
import { photoList, takeButtons, underWay, whoseHeading } from "../helpers/taking.js"
import { t } from "../helpers/words.js"

/** @typedef {import("../models/album.js").Album} Album */
/** @typedef {import("../helpers/photos.js").Gallery} Gallery */

export class PhotoView {
  node = el("div", { class: "photo-view" })
  #album
  #entry
  #act
  #coming = el("div", { class: "photo-coming", role: "status" })
  #there = el("div")
  #shown = ""

  /**
   * @param {Album} album
   * @param {{entry: number, round: number|null, stage: number|null}} whose
   * @param {string} team
   * @param {import("../helpers/taking.js").Act} act
   * @param {(problem: unknown) => void} onTrouble
   */
  constructor(album, whose, team, act, onTrouble) {
    this.#album = album
    this.#entry = whose.entry
    this.#act = act
    fill(this.node,
      el("a", { class: "btn quiet photo-back", href: "#" }, icon("left"), t("All teams")),
      whoseHeading(whose.entry, team), takeButtons(album, whose, onTrouble), this.#coming, this.#there)
  }

  /** @param {Gallery|null} gallery */
  show(gallery) {
    fill(this.#coming, ...underWay(this.#album, this.#entry))
    const mine = gallery?.photos.filter((one) => one.entry === this.#entry) ?? []
    const stands = JSON.stringify(mine)
    if (stands === this.#shown) return
    this.#shown = stands
    fill(this.#there, mine.length ? photoList(mine, this.#act) : el("p", { class: "soft" }, t("No photo yet. Show the whole work, from the judges' side.")))
  }
}
