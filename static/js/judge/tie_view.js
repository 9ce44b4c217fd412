// The tie room's small scoresheet: each tied entry with the named criteria. Built once for a room, then brought up to date.

import { el, fill, name } from "../helpers/dom.js"
import { icon } from "../helpers/icons.js"
import { t } from "../helpers/words.js"
import { preferences } from "./preferences.js"
import { ScoreRow } from "./score_row.js"
import { lookingNote } from "./settings.js"

/** @typedef {import("./tie_book.js").TieBook} TieBook */
/** @typedef {import("./acts.js").Acts} Acts */

export class TieView {
  #book
  #rows
  #said = el("p", { class: "why", role: "status" })
  #main
  #foot

  /** @param {TieBook} book @param {Acts} acts */
  constructor(book, acts) {
    this.#book = book
    this.#rows = book.parts.map((part) => part.marks.map(({ cell, row }) => new ScoreRow(row, acts.tieScore(cell))))
    this.#main = el("main", { class: "tie" },
      el("h1", { class: "round-name", tabindex: -1, "data-first": true }, t("These teams are level")),
      lookingNote(),
      el("p", { class: "note" }, icon("same"), t("Mark them once more, only in what stands here. Your earlier scores stay as they are.")),
      ...book.parts.map((part, at) => el("section", { class: "tie-entry" },
        el("h2", null, el("span", { class: "fig" }, part.entry), " ", name(part.name)),
        el("ol", { class: "scores" }, ...this.#rows[at].map((row) => row.node)))))
    this.#foot = el("footer", { class: "foot" }, el("div", { class: "foot-words" }, this.#said),
      el("div", { class: "foot-buttons" }, el("a", { class: "btn primary", href: "#list" }, t("All entries"), icon("right"))))
  }

  /** @returns {HTMLElement[]} */
  get nodes() {
    return [this.#main, this.#foot]
  }

  show() {
    this.#book.parts.forEach((part, at) => part.marks.forEach(({ row }, place) => this.#rows[at][place]?.show(row, preferences.is("looking"))))
    const { blanks } = this.#book
    this.#said.classList.toggle("is-done", blanks === 0)
    this.#said.className = blanks ? "why" : "state saved"
    fill(this.#said, blanks === 0 && icon("check"), blanks ? t("Still to mark: %(count)s", { count: blanks }) : t("Everything is marked. Thank you!"))
  }
}
