// Reading a complete scoresheet back before signing it: every score in figures and in words, the server's total, one button.

import { el, fill, name } from "../helpers/dom.js"
import { icon } from "../helpers/icons.js"
import { page } from "../helpers/page.js"
import { spoken } from "../helpers/spoken.js"
import { fixed } from "../helpers/steps.js"
import { figures, t } from "../helpers/words.js"
import { judgeName } from "./sentences.js"
import { whyNotSign } from "./sheet_view.js"

/** @typedef {import("./book.js").Book} Book */
/** @typedef {import("./book.js").Sheet} Sheet */
/** @typedef {import("./acts.js").Acts} Acts */

export class SignView {
  #book
  #entry
  #acts
  #main = el("main", { class: "readback" })
  #words = el("p", { class: "why", role: "status" })
  #buttons = el("div", { class: "foot-buttons" })
  #shown = ""

  /** @param {Book} book @param {Sheet} sheet @param {Acts} acts */
  constructor(book, sheet, acts) {
    this.#book = book
    this.#entry = sheet.entry
    this.#acts = acts
  }

  /** @returns {HTMLElement[]} */
  get nodes() {
    return [this.#main, el("footer", { class: "foot" }, this.#words, this.#buttons)]
  }

  /** @param {boolean} isConnected */
  show(isConnected) {
    const sheet = this.#book.sheet(this.#entry)
    if (!sheet) return
    if (sheet.isFixed) return this.#acts.leaveReadBack(this.#entry)
    const unready = whyNotSign(sheet, isConnected)
    const stands = JSON.stringify([sheet.revision, unready, sheet.rows.map((row) => row.value)])
    if (stands === this.#shown) return
    this.#shown = stands
    this.#showScores(sheet)
    this.#showFoot(sheet, unready)
  }

  /** @param {Sheet} sheet */
  #showScores(sheet) {
    fill(this.#main,
      el("header", { class: "readback-head" },
        el("p", { class: "entry-number fig" }, sheet.entry),
        el("div", null,
          el("h1", { tabindex: -1, "data-first": true }, name(sheet.name)),
          el("p", { class: "soft" }, judgeName(this.#book.told), sheet.concept && " · “", sheet.concept && name(sheet.concept), sheet.concept && "”"))),
      el("table", { class: "readback-scores" },
        el("tbody", null, ...sheet.rows.map((row) => line(row.criterion.name, row.value, row.criterion.maximum, row.steps.decimals))),
        el("tfoot", null, line(t("Total"), sheet.total, sheet.maximum, sheet.decimals))),
      sheet.comment.text && el("p", { class: "readback-comment" }, el("b", null, t("Comment")), " ", name(sheet.comment.text)))
  }

  /** @param {Sheet} sheet @param {string} unready */
  #showFoot({ entry, revision }, unready) {
    fill(this.#words, unready || t("Once signed, this sheet is read-only. To change it, ask the organizer to reopen it."))
    fill(this.#buttons,
      el("a", { class: "btn", href: `#${entry}` }, icon("left"), t("Change scores")),
      el("button", { type: "button", class: unready ? "btn sign wait" : "btn sign primary", "aria-disabled": Boolean(unready) && "true", onclick: () => unready || this.#acts.sign(entry, revision) },
        icon("pencil"), t("Sign scoresheet %(number)s", { number: entry })))
  }
}

/** @param {string} label @param {string|null} value @param {string} maximum @param {number} decimals */
function line(label, value, maximum, decimals) {
  return el("tr", null,
    el("th", { scope: "row" }, label),
    el("td", { class: "in-words" }, value !== null && spoken(value, page.lang)),
    el("td", { class: "in-figures" },
      el("b", { class: "fig" }, value === null ? "–" : figures(fixed(value, decimals))), " ",
      el("span", { class: "soft fig" }, "/ ", figures(fixed(maximum, 0)))))
}
