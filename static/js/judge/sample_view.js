// The practice sample: a small scoresheet that counts nowhere, then how far this judge lies from the others. Built once for a sample.

import { el, fill } from "../helpers/dom.js"
import { icon } from "../helpers/icons.js"
import { figures, t } from "../helpers/words.js"
import { distanceWords, distances } from "./distance.js"
import { preferences } from "./preferences.js"
import { ScoreRow } from "./score_row.js"
import { lookingNote } from "./settings.js"

/** @typedef {import("./sample_book.js").SampleBook} SampleBook */
/** @typedef {import("./sample_book.js").Sample} Sample */
/** @typedef {import("./acts.js").Acts} Acts */

export class SampleView {
  #book
  #acts
  #rows
  #notes = el("div", { class: "sheet-notes", role: "status" })
  #scores
  #compared = el("div")
  #why = el("p", { class: "why" })
  #buttons = el("div", { class: "foot-buttons" })
  #main
  #shown = ""

  /** @param {SampleBook} book @param {Sample} sample @param {Acts} acts */
  constructor(book, sample, acts) {
    this.#book = book
    this.#acts = acts
    this.#rows = book.rows.map((row) => new ScoreRow(row, acts.sampleScore(row.criterion.number)))
    this.#scores = el("ol", { class: "scores" }, ...this.#rows.map((row) => row.node))
    this.#main = el("main", { class: "tie sample", tabindex: 0 },
      el("h1", { class: "round-name", tabindex: -1, "data-first": true }, t("Practice: %(sample)s", { sample: sample.title || t("a sample") })),
      this.#notes, this.#compared, this.#scores)
  }

  /** @returns {HTMLElement[]} */
  get nodes() {
    return [this.#main, el("footer", { class: "foot" }, el("div", { class: "foot-words" }, this.#why), this.#buttons)]
  }

  show() {
    const { sample, rows, isAsked, finishing } = this.#book
    if (!sample) return
    rows.forEach((row, place) => this.#rows[place]?.show(row, !isAsked || preferences.is("looking")))
    const blanks = rows.filter((row) => row.value === null).length
    const isUnsettled = rows.some((row) => row.refusal)
    const stands = JSON.stringify([sample, isAsked, finishing?.state, blanks, isUnsettled, preferences.is("looking")])
    if (stands === this.#shown) return
    this.#shown = stands
    this.#showNotes(sample)
    fill(this.#compared, sample.distance && distances(sample, sample.distance))
    this.#scores.hidden = sample.distance !== null
    this.#showFoot(blanks, isUnsettled)
  }

  /** @param {Sample} sample */
  #showNotes(sample) {
    const { finishing, isAsked, isFinished } = this.#book
    const refused = finishing?.state === "refused" ? finishing : null
    fill(this.#notes,
      isAsked && lookingNote(),
      isAsked && el("p", { class: "note" }, icon("pencil"), t("Score it as you would score a team. Nothing here counts, and nobody else sees your numbers.")),
      sample.state === "open" && !isAsked && el("p", { class: "note good" }, icon("check"), isFinished
        ? t("You are done. Once all judges are, it stands here how far from the others you are.")
        : t("You are done. It is sent as soon as the connection is back.")),
      sample.state === "closed" && !sample.distance && el("p", { class: "note" }, icon("lock"), t("This sample was closed before you were done, so there is nothing to compare.")),
      sample.distance && el("p", { class: "note distance-sum" }, icon("eye"), distanceWords(sample.distance)),
      refused && el("p", { class: "note alarm" }, icon("cross"), el("span", null, refused.ack.message),
        el("button", { type: "button", class: "btn", onclick: () => this.#acts.letGo(refused) }, t("I have read it"))))
  }

  /** @param {number} blanks @param {boolean} isUnsettled */
  #showFoot(blanks, isUnsettled) {
    const { isAsked } = this.#book
    const unready = blanks ? t("Still to mark: %(count)s", { count: figures(String(blanks)) }) : isUnsettled ? t("Settle the refused score first.") : ""
    fill(this.#why, isAsked && unready)
    const held = document.activeElement?.getAttribute("data-act")
    fill(this.#buttons,
      el("a", { class: isAsked ? "btn" : "btn primary", href: "#list", "data-act": "list" }, icon("list"), t("All entries")),
      isAsked && !preferences.is("looking") && el("button", { type: "button", class: unready ? "btn wait" : "btn primary", "data-act": "sign",
        "aria-disabled": Boolean(unready) && "true", onclick: () => unready || this.#acts.finishSample() }, icon("check"), t("I am done")))
    if (held) /** @type {HTMLElement|null} */ (this.#buttons.querySelector(`[data-act="${held}"]`))?.focus()
  }
}
