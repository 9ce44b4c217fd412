// Reading the whole round back before one signature signs it: every own score as a table, the server's totals, blanks by name.

import { el, fill, name } from "../helpers/dom.js"
import { icon } from "../helpers/icons.js"
import { fixed } from "../helpers/steps.js"
import { figures, t } from "../helpers/words.js"
import { isWanted } from "./book.js"
import { judgeName, missingSentence } from "./sentences.js"

/** @typedef {import("./book.js").Book} Book */
/** @typedef {import("./book.js").Sheet} Sheet */
/** @typedef {import("./acts.js").Acts} Acts */

export class RoundView {
  #book
  #acts
  #main = el("main", { class: "readback round-back" })
  #words = el("p", { class: "why", role: "status" })
  #buttons = el("div", { class: "foot-buttons" })
  #shown = ""

  /** @param {Book} book @param {Acts} acts */
  constructor(book, acts) {
    this.#book = book
    this.#acts = acts
  }

  /** @returns {HTMLElement[]} */
  get nodes() {
    return [this.#main, el("footer", { class: "foot" }, this.#words, this.#buttons)]
  }

  show() {
    const { sheets, toSign, roundSigning } = this.#book
    const stands = JSON.stringify([sheets, roundSigning?.state, roundSigning?.order, this.#book.told.open])
    if (stands === this.#shown) return
    this.#shown = stands
    const scored = sheets.filter((sheet) => isWanted(sheet) || sheet.state === "signed")
    fill(this.#main,
      el("header", { class: "readback-head" }, el("div", null,
        el("h1", { tabindex: -1, "data-first": true }, t("Read back: %(round)s", { round: this.#book.round.name })),
        el("p", { class: "soft" }, judgeName(this.#book.told)))),
      ...this.#notes(toSign),
      table(scored))
    this.#showFoot(toSign)
  }

  /** @param {Sheet[]} toSign */
  #notes(toSign) {
    const signing = this.#book.roundSigning
    const refusal = signing?.state === "refused" ? signing : null
    return [
      refusal && el("p", { class: "note alarm" }, icon("cross"), el("span", null, refusal.ack.message),
        el("button", { type: "button", class: "btn", onclick: () => this.#acts.letGo(refusal) }, t("I have read it"))),
      !toSign.length && el("p", { class: "note good" }, icon("check"), t("Every sheet is signed. Thank you!")),
      ...toSign.filter((sheet) => sheet.missing.length > 0).map((sheet) => el("p", { class: "note warn" }, icon("warning"),
        el("span", null, t("Number %(number)s: %(missing)s.", { number: sheet.entry, missing: missingSentence(sheet) })),
        el("a", { class: "btn", href: `#${sheet.entry}` }, t("Go to entry %(number)s", { number: sheet.entry })))),
    ]
  }

  /** @param {Sheet[]} toSign */
  #showFoot(toSign) {
    const unready = this.#unready(toSign)
    const held = document.activeElement?.getAttribute("data-act")
    fill(this.#words, unready || (toSign.length ? t("One signature signs all of these. Afterwards they are read-only; what is to change, the organizer reopens.") : ""))
    fill(this.#buttons,
      el("a", { class: "btn", href: "#list", "data-act": "list" }, icon("left"), t("All entries")),
      toSign.length > 0 && el("button", { type: "button", class: unready ? "btn sign wait" : "btn sign primary", "data-act": "sign", "aria-disabled": Boolean(unready) && "true", onclick: () => unready || this.#acts.signRound(toSign) },
        icon("pencil"), toSign.length === 1 ? t("Sign 1 scoresheet") : t("Sign all %(count)s scoresheets", { count: toSign.length })))
    if (held) /** @type {HTMLElement|null} */ (this.#buttons.querySelector(`[data-act="${held}"]`))?.focus()
  }

  /** Why the round can't be signed now. What is saved can be signed without a connection: the tablet keeps the signature. @param {Sheet[]} toSign */
  #unready(toSign) {
    const blank = toSign.filter((sheet) => sheet.missing.length > 0)
    if (blank.length) return t("Still blank: number %(numbers)s.", { numbers: blank.map((sheet) => sheet.entry).join(", ") })
    if (toSign.some((sheet) => sheet.rows.some((row) => row.refusal))) return t("Settle the refused score first.")
    if (this.#book.roundSigning?.state === "waiting") return t("Your signature is on its way. It counts once the server has it.")
    if (toSign.some((sheet) => sheet.waiting > 0 || sheet.state !== "complete")) return t("Some scores are still on their way. A moment.")
    return this.#book.told.open ? "" : t("Scoring is closed. To change anything, ask the organizer.")
  }
}

/** @param {Sheet[]} sheets */
function table(sheets) {
  const criteria = sheets[0]?.rows.map((row) => row.criterion) ?? []
  return el("table", { class: "round-scores" },
    el("thead", null, el("tr", null, el("th", { scope: "col", colspan: 2 }, t("Team")),
      ...criteria.map((criterion) => el("th", { scope: "col", class: "fig" }, criterion.name, " ", el("span", { class: "soft" }, `/ ${figures(fixed(criterion.maximum, 0))}`))),
      el("th", { scope: "col", class: "fig" }, t("Total")))),
    el("tbody", null, ...sheets.map(line)))
}

/** @param {Sheet} sheet */
function line(sheet) {
  const isSigned = sheet.state === "signed"
  return el("tr", { class: isSigned ? "is-signed" : "" },
    el("td", { class: "round-number fig" }, String(sheet.entry)),
    el("th", { scope: "row" }, name(sheet.name), isSigned && el("span", { class: "state signed" }, icon("lock"), t("Signed"))),
    ...sheet.rows.map(({ criterion, value, steps }) => el("td", { class: value === null ? "fig is-blank" : "fig", dataset: { label: criterion.name } },
      value === null ? el("span", null, "–", el("span", { class: "unseen" }, t("blank"))) : figures(fixed(value, steps.decimals)))),
    el("td", { class: "fig round-total", dataset: { label: t("Total") } }, sheet.total === null ? "–" : figures(fixed(sheet.total, sheet.decimals))))
}
