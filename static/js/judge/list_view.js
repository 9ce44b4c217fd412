// All entries of the round in running order: what each sheet still lacks, which one is on stage, how many are signed.

import { el, fill, name } from "../helpers/dom.js"
import { icon } from "../helpers/icons.js"
import { page } from "../helpers/page.js"
import { picture } from "../helpers/photos.js"
import { fixed } from "../helpers/steps.js"
import { figures, t } from "../helpers/words.js"
import { isWanted } from "./book.js"
import { preferences } from "./preferences.js"
import { lookingNote } from "./settings.js"
import { shortfall } from "./staying.js"
import { closedSentence, lateSentence, missingSentence, pastSentence } from "./sentences.js"

/** @typedef {import("./book.js").Book} Book */
/** @typedef {import("./book.js").Sheet} Sheet */
/** @typedef {import("./acts.js").Acts} Acts */
/** @typedef {import("../helpers/icons.js").IconName} IconName */

export class ListView {
  #book
  #beside
  #acts
  #onlyMissing = false
  #shown = ""
  #main = el("main", { class: "entries" })
  #words = el("p", { class: "tally" })
  #buttons = el("div", { class: "foot-buttons" })

  /** @param {Book} book @param {{refusedElsewhere: import("../models/operations.js").Operation[]}[]} beside what else may have been refused @param {Acts} acts */
  constructor(book, beside, acts) {
    this.#book = book
    this.#beside = beside
    this.#acts = acts
  }

  /** @returns {HTMLElement[]} */
  get nodes() {
    return [this.#main, el("footer", { class: "foot" }, this.#words, this.#buttons)]
  }

  show() {
    const sheets = this.#book.sheets
    const stands = JSON.stringify([this.#book.told, this.#book.contest, this.#book.refusedElsewhere, this.#book.late, this.#book.past, this.#refusedBeside, sheets, this.#onlyMissing, preferences.is("looking")])
    if (stands === this.#shown) return
    this.#shown = stands
    const held = document.activeElement?.getAttribute("data-act")
    const shown = this.#onlyMissing ? sheets.filter(isOpen) : sheets
    fill(this.#main, this.#heading(), ...this.#notes(),
      el("ol", { class: "entry-list" }, ...shown.map((sheet) => this.#line(sheet))),
      sheets.length > 0 && !shown.length && el("p", { class: "note good" }, icon("check"), t("Every sheet is signed. Thank you!")))
    this.#main.style.setProperty("--lines", String(Math.ceil(shown.length / 2)))
    this.#showFoot(sheets)
    if (held) /** @type {HTMLElement|null} */ (document.querySelector(`[data-act="${held}"]`))?.focus()
  }

  get #refusedBeside() {
    return this.#beside.flatMap((one) => one.refusedElsewhere)
  }

  #heading() {
    const several = this.#book.contest.rounds.length > 1
    return el("h1", { class: several ? "round-name" : "unseen", tabindex: -1, "data-first": true },
      several ? name(this.#book.round.name) : t("All entries"))
  }

  #notes() {
    const closed = closedSentence(this.#book.closedBecause)
    const elsewhere = [...this.#book.refusedElsewhere, ...this.#refusedBeside].map((operation) =>
      el("p", { class: "note alarm" }, icon("cross"), operation.fields.entry ? t("Entry %(number)s", { number: operation.fields.entry }) : t("Practice"), ": ", operation.ack.message,
        el("button", { type: "button", class: "btn", onclick: () => this.#acts.letGo(operation) }, t("I have read it"))))
    const late = this.#book.late.map((operation) =>
      el("p", { class: "note warn" }, icon("clock"), el("span", null, t("Entry %(number)s", { number: operation.fields.entry }), ": ", lateSentence(operation, this.#book.round)),
        el("button", { type: "button", class: "btn", onclick: () => this.#acts.letGo(operation) }, t("I have read it"))))
    const { past } = this.#book
    const practised = past.length > 0 && el("p", { class: "note warn" }, icon("clock"), el("span", null, pastSentence(past.length)),
      el("button", { type: "button", class: "btn", onclick: () => past.forEach((operation) => this.#acts.letGo(operation)) }, t("I have read it")))
    return [lookingNote(), shortfall(), practised, closed && el("p", { class: "note" }, icon("lock"), closed), ...late, ...elsewhere]
  }

  /** @param {Sheet} sheet */
  #line(sheet) {
    const onStage = this.#book.told.on_stage === sheet.entry
    const { kind, sign, words } = standing(sheet)
    const total = sheet.total === null ? "–" : figures(fixed(sheet.total, sheet.decimals))
    const inside = [
      el("span", { class: "line-number fig" }, sheet.entry),
      el("span", { class: "line-words" }, sheet.photo && picture(page.contest, sheet.photo, 480), el("span", { class: "line-name" }, name(sheet.name)),
        el("span", { class: `state ${kind}` }, sign && icon(sign), words)),
      onStage && el("span", { class: "chip accent" }, t("On stage")),
      el("span", { class: "line-total fig" }, isOut(sheet) ? "" : total)]
    const className = `line${onStage ? " is-on-stage" : ""}${isOut(sheet) ? " is-withdrawn" : ""}`
    return el("li", null, isOut(sheet)
      ? el("div", { class: className }, ...inside)
      : el("a", { class: className, href: `#${sheet.entry}`, "data-act": `entry-${sheet.entry}` }, ...inside))
  }

  /** @param {Sheet[]} sheets */
  #showFoot(sheets) {
    const counted = sheets.filter(isWanted)
    const signed = counted.filter((sheet) => sheet.state === "signed").length
    const target = this.#target(sheets)
    const isWhole = this.#book.signsRound && counted.length > 0 && counted.every((sheet) => !sheet.missing.length)
    const signs = this.#book.signsRound && this.#book.told.open && signed < counted.length
    fill(this.#words,
      el("b", { class: "fig" }, signed), " ", t("signed"), " ",
      el("b", { class: "fig" }, counted.length - signed), " ", t("to go"))
    fill(this.#buttons,
      el("button", { type: "button", class: "btn", "data-act": "filter", "aria-pressed": String(this.#onlyMissing), onclick: () => this.#filter() }, t("Only what is missing")),
      signs && el("a", { class: isWhole ? "btn primary" : "btn", href: "#sign", "data-act": "sign-round" }, icon("pencil"), t("Read back the round")),
      target && !isWhole && el("a", { class: "btn primary", href: `#${target.entry}`, "data-act": "go" },
        t("Go to entry %(number)s", { number: target.entry }), icon("right")))
  }

  #filter() {
    this.#onlyMissing = !this.#onlyMissing
    this.show()
  }

  /** What came back first, then the entry on stage while it is not signed, else the first one that is not. @param {Sheet[]} sheets */
  #target(sheets) {
    const open = sheets.filter(isOpen)
    return open.find((sheet) => sheet.reopened) ?? open.find((sheet) => sheet.entry === this.#book.told.on_stage) ?? open[0]
  }
}

/** @param {Sheet} sheet */
function isOpen(sheet) {
  return isWanted(sheet) && sheet.state !== "signed"
}

/** Not to be scored by this judge. @param {Sheet} sheet */
function isOut(sheet) {
  return sheet.withdrawn || sheet.recused
}

/** @param {Sheet} sheet @returns {{kind: string, sign: IconName|null, words: string}} */
function standing(sheet) {
  if (sheet.withdrawn) return { kind: "blank", sign: null, words: t("Withdrawn, not scored") }
  if (sheet.recused) return { kind: "blank", sign: null, words: t("You do not judge this team") }
  if (!sheet.awaited && sheet.state !== "signed") return { kind: "blank", sign: null, words: t("Out of the ranking: no score is needed") }
  if (sheet.rows.some((row) => row.refusal) || sheet.signing?.state === "refused") return { kind: "refused", sign: "cross", words: t("Something was refused") }
  if (sheet.waiting) return { kind: "local", sign: "tablet", words: t("On this tablet") }
  if (sheet.unconfirmed) return { kind: "local", sign: "lock", words: t("Signed, waits for a second person") }
  if (sheet.state === "signed") return { kind: "signed", sign: "lock", words: t("Signed") }
  if (sheet.reopened) return { kind: "reopened", sign: "pencil", words: t("Reopened: %(reason)s", { reason: sheet.reopened }) }
  if (!sheet.missing.length) return { kind: "ready", sign: "pencil", words: t("All scored, to be signed") }
  if (sheet.missing.length === sheet.of) return { kind: "blank", sign: "blank", words: t("Not scored yet") }
  return { kind: "local", sign: "warning", words: missingSentence(sheet) }
}
