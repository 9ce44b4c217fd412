// One entry's scoresheet: who it is, the criteria, the comment, what the server adds up to, and where to go next.
// Built once for an entry, then brought up to date in place, so that a finger or the keyboard never loses its hold.

import { el, fill, name } from "../helpers/dom.js"
import { icon } from "../helpers/icons.js"
import { fixed } from "../helpers/steps.js"
import { figures, t } from "../helpers/words.js"
import { ownScores } from "./own_scores.js"
import { ScoreRow } from "./score_row.js"
import { closedSentence, missingSentence, signingNote } from "./sentences.js"

/** @typedef {import("./book.js").Book} Book */
/** @typedef {import("./book.js").Sheet} Sheet */
/** @typedef {import("./acts.js").Acts} Acts */

const PAUSE_MS = 400
const MOST_LETTERS = 1000

export class SheetView {
  #book
  #entry
  #acts
  #rows
  #parts
  #saveComment = 0
  #shownButtons = ""

  /** @param {Book} book @param {Sheet} sheet @param {Acts} acts */
  constructor(book, sheet, acts) {
    this.#book = book
    this.#entry = sheet.entry
    this.#acts = acts
    this.#rows = sheet.rows.map((row) => new ScoreRow(row, acts.score(sheet.entry, row.criterion.number)))
    this.#parts = this.#build(sheet)
  }

  /** @returns {HTMLElement[]} the middle and the foot */
  get nodes() {
    return [this.#parts.main, this.#parts.foot]
  }

  /** @param {boolean} isConnected */
  show(isConnected) {
    const sheet = this.#book.sheet(this.#entry)
    if (!sheet) return
    const own = ownScores(this.#book, sheet.entry)
    sheet.rows.forEach((row, place) => this.#rows[place]?.show(row, sheet.isFixed, own.get(row.criterion.number)))
    this.#showNotes(sheet)
    this.#showComment(sheet)
    this.#showTotal(sheet)
    this.#showButtons(sheet, isConnected)
  }

  /** @param {Sheet} sheet */
  #build(sheet) {
    const notes = el("div", { class: "sheet-notes" })
    const comment = el("textarea", { id: "comment", class: "input", rows: 2, maxlength: MOST_LETTERS })
    const commentState = el("span", { class: "state" })
    const total = el("p", { class: "total" })
    const why = el("p", { class: "why", role: "status" })
    const buttons = el("div", { class: "foot-buttons" })
    const who = el("section", { class: "entry" },
      el("p", { class: "entry-number fig" }, sheet.entry),
      el("div", { class: "entry-words" },
        el("h1", { class: "entry-name", tabindex: -1, "data-first": true }, el("span", { class: "unseen" }, t("Entry %(number)s", { number: sheet.entry }), ". "), name(sheet.name)),
        sheet.concept && el("p", { class: "entry-concept soft" }, "“", name(sheet.concept), "”")),
      el("p", { class: "entry-photo" }, t("No photo yet")))
    const words = el("section", { class: "comment" },
      el("div", { class: "comment-head" }, el("label", { class: "label", for: "comment" }, t("Comment")), commentState), comment)
    const criteria = el("section", { class: "criteria", "aria-label": t("Criteria") },
      notes, el("ol", { class: "scores" }, ...this.#rows.map((row) => row.node)))
    this.#listenComment(comment)
    return {
      main: el("main", { class: "sheet" }, who, criteria, words),
      foot: el("footer", { class: "foot" }, el("div", { class: "foot-words" }, total, why), buttons),
      notes, comment, commentState, total, why, buttons,
    }
  }

  /** @param {HTMLTextAreaElement} comment */
  #listenComment(comment) {
    const save = () => {
      clearTimeout(this.#saveComment)
      this.#saveComment = 0
      this.#acts.comment(this.#entry, comment.value.trim())
    }
    comment.addEventListener("change", save)
    comment.addEventListener("input", () => {
      clearTimeout(this.#saveComment)
      this.#saveComment = window.setTimeout(save, PAUSE_MS)
    })
  }

  /** @param {Sheet} sheet */
  #showNotes(sheet) {
    const out = sheet.withdrawn ? t("Withdrawn, not scored") : sheet.recused ? t("You do not judge this team") : ""
    const closed = out || closedSentence(this.#book.closedBecause)
    const { refused, text } = signingNote(sheet.signing)
    fill(this.#parts.notes,
      sheet.unconfirmed && el("p", { class: "note warn" }, icon("lock"), t("Signed. It counts once a second person has confirmed it.")),
      sheet.state === "signed" && !sheet.unconfirmed && el("p", { class: "note good" }, icon("lock"), t("Signed. To change anything, ask the organizer to reopen it.")),
      sheet.reopened && el("p", { class: "note warn" }, icon("pencil"), t("This sheet came back to you: %(reason)s. Look again, then sign it once more.", { reason: sheet.reopened })),
      sheet.state !== "signed" && closed && el("p", { class: "note" }, icon("lock"), closed),
      text && el("p", { class: refused ? "note alarm" : "note warn" }, icon(refused ? "cross" : "tablet"), text,
        refused && el("button", { type: "button", class: "btn", onclick: () => this.#acts.letGo(refused) }, t("I have read it"))))
  }

  /** @param {Sheet} sheet */
  #showComment({ comment, isFixed }) {
    const { operation, text } = comment
    const field = this.#parts.comment
    if (document.activeElement !== field && !this.#saveComment) field.value = text
    field.readOnly = isFixed
    const state = operation ? (operation.state === "refused" ? "refused" : "local") : text ? "saved" : ""
    this.#parts.commentState.className = `state ${state}`
    fill(this.#parts.commentState,
      state === "saved" && icon("check"), state === "saved" && t("Saved"),
      state === "local" && icon("tablet"), state === "local" && t("On this tablet"),
      state === "refused" && icon("cross"), state === "refused" && `${t("Refused")}: ${operation?.ack.message}`)
  }

  /** @param {Sheet} sheet */
  #showTotal({ total, maximum, decimals, entered, of }) {
    fill(this.#parts.total,
      el("span", null, t("Total")), " ",
      el("b", { class: "fig" }, total === null ? "–" : figures(fixed(total, decimals))), " ",
      el("span", { class: "soft" }, "/ ", figures(fixed(maximum, 0))), " ",
      el("span", { class: "soft saved-count" }, t("%(entered)s of %(of)s criteria saved", { entered, of })))
  }

  /** @param {Sheet} sheet @param {boolean} isConnected */
  #showButtons(sheet, isConnected) {
    const next = this.#book.next(sheet.entry)
    const unready = whyNotSign(sheet, isConnected)
    const canSign = !sheet.isFixed && !unready && (!this.#book.signsRound || this.#book.toSign.every((one) => !one.missing.length))
    const count = this.#book.contest.entries.length
    const undo = sheet.isFixed ? null : this.#acts.lastChange(sheet)
    const stands = JSON.stringify([next?.entry, unready, canSign, sheet.isFixed, count, undo])
    if (stands === this.#shownButtons) return
    this.#shownButtons = stands
    const held = document.activeElement?.getAttribute("data-act")
    fill(this.#parts.buttons,
      el("a", { class: "btn", href: "#list", "data-act": "list" }, icon("list"), t("%(count)s entries", { count })),
      undo && el("button", { type: "button", class: "btn", "data-act": "undo", "aria-label": undo, onclick: () => this.#undo(sheet) }, t("Undo")),
      !sheet.isFixed && this.#signButton(sheet.entry, unready, canSign),
      next && el("a", { class: canSign ? "btn" : "btn primary", href: `#${next.entry}`, "data-act": "next" }, t("Entry %(number)s", { number: next.entry }), icon("right")))
    if (held) /** @type {HTMLElement|null} */ (this.#parts.buttons.querySelector(`[data-act="${held}"]`))?.focus()
    fill(this.#parts.why)
  }

  /** @param {Sheet} sheet */
  async #undo(sheet) {
    const words = this.#acts.lastChange(sheet)
    await this.#acts.undo(sheet.entry)
    fill(this.#parts.why, words)
  }

  /** A button that waits can be pressed and tells why. @param {number} entry @param {string} unready @param {boolean} canSign */
  #signButton(entry, unready, canSign) {
    if (this.#book.signsRound) return el("a", { class: canSign ? "btn primary" : "btn", href: "#sign", "data-act": "sign" }, icon("pencil"), t("Read back the round"))
    const words = [icon("pencil"), t("Read back and sign")]
    if (!unready) return el("a", { class: "btn primary", href: `#${entry}/sign`, "data-act": "sign" }, ...words)
    return el("button", { type: "button", class: "btn wait", "data-act": "sign", onclick: () => fill(this.#parts.why, unready) }, ...words)
  }
}

/** @param {Sheet} sheet @param {boolean} isConnected @returns {string} empty when the sheet may be signed */
export function whyNotSign(sheet, isConnected) {
  if (sheet.missing.length) return missingSentence(sheet)
  if (sheet.rows.some((row) => row.refusal)) return t("Settle the refused score first.")
  if (!isConnected) return t("Signing needs the connection. Your scores are safe on this tablet.")
  if (sheet.waiting || sheet.state !== "complete") return t("Some scores are still on their way. A moment.")
  return ""
}
