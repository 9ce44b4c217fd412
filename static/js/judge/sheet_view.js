// One entry's scoresheet: who it is, the criteria, the comment, what the server adds up to, and where to go next.
// Built once for an entry, then brought up to date in place, so that a finger or the keyboard never loses its hold.

import { el, fill, name } from "../helpers/dom.js"
import { enlargeable } from "../helpers/enlarge.js"
import { icon } from "../helpers/icons.js"
import { page } from "../helpers/page.js"
import { fixed } from "../helpers/steps.js"
import { VersionsFold } from "../helpers/versions_fold.js"
import { figures, t } from "../helpers/words.js"
import { ownScores } from "./own_scores.js"
import { preferences } from "./preferences.js"
import { ScoreRow } from "./score_row.js"
import { closedSentence, missingSentence, signingNote } from "./sentences.js"
import { lookingNote } from "./settings.js"

/** @typedef {import("./book.js").Book} Book */
/** @typedef {import("./book.js").Sheet} Sheet */
/** @typedef {import("./acts.js").Acts} Acts */
/** @typedef {{say: (words: string) => void, seat: string, read: (entry: number) => Promise<any>}} Aids */

const PAUSE_MS = 400
const MOST_LETTERS = 1000
const LONG_NAME = 40

export class SheetView {
  #book
  #entry
  #acts
  #rows
  #parts
  #saveComment = 0
  #shownButtons = ""
  #shownNotes = ""
  #wasSigned = false
  #aids
  #versions

  /** @param {Book} book @param {Sheet} sheet @param {Acts} acts @param {Aids} aids */
  constructor(book, sheet, acts, aids) {
    this.#aids = aids
    this.#versions = new VersionsFold({ seat: aids.seat, read: () => aids.read(sheet.entry),
      criterionName: (number) => sheet.rows.find(({ criterion }) => criterion.number === number)?.criterion.name ?? "" })
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
    const found = this.#book.sheet(this.#entry)
    if (!found) return
    this.#stayLooking(found)
    const sheet = { ...found, isFixed: found.isFixed || preferences.is("looking") }
    const own = ownScores(this.#book, sheet.entry)
    sheet.rows.forEach((row, place) => this.#rows[place]?.show(row, sheet.isFixed, own.get(row.criterion.number)))
    this.#showNotes(sheet)
    this.#showComment(sheet)
    this.#showTotal(sheet)
    this.#showPhoto(sheet)
    this.#showTools(sheet)
    this.#showButtons(sheet, isConnected)
    this.#versions.show(sheet.revision)
  }

  /** @param {Sheet} sheet */
  #showPhoto({ photo }) {
    const place = this.#parts.photo
    if (place.dataset.photo === (photo?.id ?? "")) return
    place.dataset.photo = photo?.id ?? ""
    place.hidden = !photo
    fill(place, photo && enlargeable(page.contest, photo, ""))
  }

  /** A signed sheet that is given back under the judge's hand stays as it is until they say so. @param {Sheet} sheet */
  #stayLooking({ state }) {
    const isBack = this.#wasSigned && state !== "signed"
    this.#wasSigned = state === "signed"
    if (isBack) preferences.set("looking", true)
  }

  /** @param {Sheet} sheet */
  #build(sheet) {
    const notes = el("div", { class: "sheet-notes" })
    const comment = el("textarea", { id: "comment", class: "input", rows: 2, maxlength: MOST_LETTERS })
    const commentState = el("span", { class: "state" })
    const total = el("p", { class: "total" })
    const why = el("p", { class: "why" })
    const buttons = el("div", { class: "foot-buttons" })
    const undo = el("button", { type: "button", class: "btn", "data-act": "undo", onclick: () => this.#undo() })
    const look = el("button", { type: "button", class: "btn", "data-look": true,
      onclick: () => preferences.set("looking", !preferences.is("looking")) }, icon("eye"), t("Look only"))
    const numbered = t("Entry %(number)s", { number: sheet.entry })
    const photo = el("div", { class: "entry-photo", hidden: true })
    const who = el("section", { class: "entry" },
      el("p", { class: "entry-number fig", "aria-hidden": "true" }, sheet.entry),
      el("div", { class: "entry-words" },
        el("h1", { class: sheet.name.length > LONG_NAME ? "entry-name is-long" : "entry-name", tabindex: -1, "data-first": true }, sheet.name !== numbered && el("span", { class: "unseen" }, numbered, ". "), name(sheet.name)),
        sheet.concept && el("p", { class: "entry-concept soft" }, "“", name(sheet.concept), "”")),
      photo,
      el("div", { class: "entry-tools" }, undo, look))
    const words = el("section", { class: "comment" },
      el("div", { class: "comment-head" }, el("label", { class: "label", for: "comment" }, t("Comment")), commentState), comment, this.#versions.node)
    const criteria = el("section", { class: "criteria", "aria-label": t("Criteria") },
      notes, el("ol", { class: "scores" }, ...this.#rows.map((row) => row.node)))
    this.#listenComment(comment)
    return {
      main: el("main", { class: "sheet", onkeydown: (/** @type {KeyboardEvent} */ event) => this.#key(event) }, who, criteria, words),
      foot: el("footer", { class: "foot" }, el("div", { class: "foot-words" }, total, why), buttons),
      notes, comment, commentState, total, why, buttons, undo, look, photo,
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
    const stands = JSON.stringify([sheet.awaited, sheet.unconfirmed, sheet.state, sheet.reopened, closed, refused, text, preferences.is("looking")])
    if (stands === this.#shownNotes) return
    this.#shownNotes = stands
    fill(this.#parts.notes,
      sheet.state !== "signed" && lookingNote(),
      sheet.unconfirmed && el("p", { class: "note warn" }, icon("lock"), t("Signed. It counts once a second person has confirmed it.")),
      sheet.state === "signed" && !sheet.unconfirmed && el("p", { class: "note good" }, icon("lock"), t("Signed. To change anything, ask the organizer to reopen it.")),
      sheet.reopened && el("p", { class: "note warn" }, icon("pencil"), t("This sheet came back to you: %(reason)s. Look again, then sign it once more.", { reason: sheet.reopened })),
      sheet.state !== "signed" && !sheet.awaited && !out && el("p", { class: "note" }, icon("eye"), t("Out of the ranking: no score is needed")),
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
    const stands = JSON.stringify([next?.entry, unready, canSign, sheet.isFixed, count])
    if (stands === this.#shownButtons) return
    this.#shownButtons = stands
    const held = document.activeElement?.getAttribute("data-act")
    fill(this.#parts.buttons,
      el("a", { class: "btn", href: "#list", "data-act": "list" }, icon("list"), t("%(count)s entries", { count })),
      !sheet.isFixed && this.#signButton(sheet.entry, unready, canSign),
      next && el("a", { class: canSign ? "btn" : "btn primary", href: `#${next.entry}`, "data-act": "next" }, t("Entry %(number)s", { number: next.entry }), icon("right")))
    if (held) /** @type {HTMLElement|null} */ (this.#parts.buttons.querySelector(`[data-act="${held}"]`))?.focus()
    const isBegun = sheet.missing.length > 0 && sheet.missing.length < sheet.of
    fill(this.#parts.why, isBegun && !sheet.isFixed && missingSentence(sheet))
  }

  /** Undo keeps its place whether there is something to take back or not, so that nothing moves under a finger. @param {Sheet} sheet */
  #showTools(sheet) {
    const { undo, look } = this.#parts
    const change = sheet.isFixed ? null : this.#acts.lastChange(sheet)
    undo.classList.toggle("wait", !change)
    undo.setAttribute("aria-disabled", String(!change))
    const what = change ?? t("no change yet")
    fill(undo, t("Undo"), el("span", { class: "undo-what", title: what }, what))
    undo.hidden = look.hidden = sheet.state === "signed"
    look.setAttribute("aria-pressed", String(preferences.is("looking")))
  }

  /** Takes the last change back and says what that was. */
  async #undo() {
    const sheet = this.#book.sheet(this.#entry)
    const words = sheet && !sheet.isFixed && !preferences.is("looking") && this.#acts.lastChange(sheet)
    if (!words) return
    await this.#acts.undo(this.#entry)
    this.#aids.say(words)
  }

  /** Ctrl + Z outside of the comment, which has its own. @param {KeyboardEvent} event */
  #key(event) {
    const { key, ctrlKey, metaKey, target } = event
    if (key !== "z" || !(ctrlKey || metaKey) || target === this.#parts.comment) return
    event.preventDefault()
    this.#undo()
  }

  /** @param {string} unready */
  #tell(unready) {
    fill(this.#parts.why, unready)
    this.#aids.say(unready)
  }

  /** A button that waits can be pressed and tells why. @param {number} entry @param {string} unready @param {boolean} canSign */
  #signButton(entry, unready, canSign) {
    if (this.#book.signsRound) return el("a", { class: canSign ? "btn primary" : "btn", href: "#sign", "data-act": "sign" }, icon("pencil"), t("Read back the round"))
    const words = [icon("pencil"), t("Read back and sign")]
    if (!unready) return el("a", { class: "btn primary", href: `#${entry}/sign`, "data-act": "sign" }, ...words)
    return el("button", { type: "button", class: "btn wait", "data-act": "sign", onclick: () => this.#tell(unready) }, ...words)
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
