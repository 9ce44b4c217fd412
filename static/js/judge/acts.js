// What a judge can do, put into the outbox: enter a score, write a comment, sign, settle what was refused.
// Each act waits for the one before, so that quick taps build on one another.

import { cellOf, roundCell, SIGN_ROUND } from "./book.js"
import { figures, t } from "../helpers/words.js"
import { Changes } from "./changes.js"
import { SAMPLE, SAMPLE_DONE, TIE } from "./marks.js"
import { sampleCell } from "./sample_book.js"
import { tieCell } from "./tie_book.js"

/** @typedef {import("./book.js").Book} Book */
/** @typedef {import("./book.js").Row} Row */
/** @typedef {import("./tie_book.js").TieBook} TieBook */
/** @typedef {import("./sample_book.js").SampleBook} SampleBook */
/** @typedef {import("../models/outbox.js").Outbox} Outbox */
/** @typedef {import("../models/operations.js").Operation} Operation */

export class Acts {
  /** @type {Promise<void>} */
  #last = Promise.resolve()
  #book
  #tie
  #sample
  #outbox
  #onTrouble
  #changes = new Changes()

  /** @param {Book} book @param {TieBook} tie @param {SampleBook} sample @param {Outbox} outbox @param {(problem: unknown) => void} onTrouble an act could not be kept */
  constructor(book, tie, sample, outbox, onTrouble) {
    this.#book = book
    this.#tie = tie
    this.#sample = sample
    this.#outbox = outbox
    this.#onTrouble = onTrouble
  }

  /** @param {number} entry @param {number} criterion @returns {import("./score_row.js").ScoreActs} */
  score(entry, criterion) {
    return {
      enter: (choose) => this.#inTurn(() => this.#enter(entry, criterion, choose)),
      settle: (keep) => this.#inTurn(() => this.#settle(entry, criterion, keep)),
    }
  }

  /** A mark in the open tie room. @param {import("./tie_book.js").Cell} cell @returns {import("./score_row.js").ScoreActs} */
  tieScore(cell) {
    return {
      enter: (choose) => this.#inTurn(() => this.#enterTie(cell, choose)),
      settle: (keep) => this.#inTurn(() => this.#settleRow(this.#tie.row(cell), keep)),
    }
  }

  /** A number for the practice sample. @param {number} criterion @returns {import("./score_row.js").ScoreActs} */
  sampleScore(criterion) {
    return {
      enter: (choose) => this.#inTurn(() => this.#enterSample(criterion, choose)),
      settle: (keep) => this.#inTurn(() => this.#settleRow(this.#sample.row(criterion), keep)),
    }
  }

  /** Done with the practice sample. */
  finishSample() {
    this.#inTurn(async () => {
      const { sample, isAsked, finishing } = this.#sample
      if (!sample || !isAsked) return
      if (finishing) await this.#outbox.settle(finishing, null)
      const { calibration } = sample
      await this.#outbox.add({ command: SAMPLE_DONE, cell: sampleCell(calibration, "done"), fields: { calibration }, base: null })
    })
  }

  /** What `undo` would do on that sheet, in words; null when nothing was changed there. @param {import("./book.js").Sheet} sheet */
  lastChange(sheet) {
    const found = this.#changes.last(this.#book.told.round, sheet)
    if (!found) return null
    const { change, row } = found
    const value = change.from === null ? t("blank") : figures(change.from)
    return t("%(criterion)s back to %(value)s", { criterion: row.criterion.name, value })
  }

  /** Takes the last change on that sheet back: an ordinary act, kept and sent like any other. @param {number} entry */
  undo(entry) {
    return this.#inTurn(async () => {
      const sheet = this.#book.sheet(entry)
      const found = sheet && !sheet.isFixed && this.#changes.last(this.#book.told.round, sheet)
      if (!found) return
      const { change, row } = found
      this.#changes.drop(change)
      await this.#add("enter_score", entry, change.criterion, { criterion: change.criterion, value: change.from }, row.revision)
    })
  }

  /** @param {number} entry @param {string} comment */
  comment(entry, comment) {
    this.#inTurn(async () => {
      const sheet = this.#book.sheet(entry)
      if (!sheet || sheet.isFixed || comment === sheet.comment.text) return
      if (sheet.comment.operation?.state === "refused") await this.#outbox.settle(sheet.comment.operation, null)
      await this.#add("write_comment", entry, "comment", { comment }, sheet.revision)
    })
  }

  /** @param {number} entry @param {number} revision of the sheet that was read back */
  sign(entry, revision) {
    this.#inTurn(async () => {
      if (!this.#book.sheet(entry)?.isFixed) await this.#add("submit_scoresheet", entry, "sign", {}, revision)
    })
  }

  /** One signature under every sheet of the round, as they were read back. @param {import("./book.js").Sheet[]} sheets */
  signRound(sheets) {
    this.#inTurn(async () => {
      if (this.#book.roundSigning?.state === "waiting") return
      const round = this.#book.told.round
      if (this.#book.roundSigning) await this.#outbox.settle(this.#book.roundSigning, null)
      const read = sheets.map(({ entry, revision }) => [entry, revision])
      await this.#outbox.add({ command: SIGN_ROUND, cell: roundCell(round), fields: { round, sheets: read }, base: null })
    })
  }

  /** @param {Operation} operation a refusal that was read */
  letGo(operation) {
    this.#inTurn(() => this.#outbox.settle(operation, null))
  }

  /** Away from a read-back that is over; "back" does not lead there again. @param {number} entry */
  leaveReadBack(entry) {
    location.replace(`#${entry}`)
  }

  /** @param {number} entry @param {number} criterion @param {(row: Row) => string|null} choose */
  async #enter(entry, criterion, choose) {
    const { row, isFixed } = this.#row(entry, criterion)
    if (!row || isFixed || row.refusal) return
    const value = choose(row)
    if (value === row.value) return
    this.#changes.note({ round: this.#book.told.round, entry, criterion, from: row.value, to: value }, performance.now())
    await this.#add("enter_score", entry, criterion, { criterion, value }, row.revision)
  }

  /** @param {number} entry @param {number} criterion @param {boolean} keep */
  async #settle(entry, criterion, keep) {
    await this.#settleRow(this.#row(entry, criterion).row ?? null, keep)
  }

  /** @param {import("./tie_book.js").Cell} cell @param {(row: Row) => string|null} choose */
  async #enterTie(cell, choose) {
    const [row, room] = [this.#tie.row(cell), this.#tie.room?.room]
    if (!row || room === undefined || row.refusal) return
    const value = choose(row)
    if (value === row.value) return
    await this.#outbox.add({ command: TIE, cell: tieCell(room, cell), fields: { room, ...cell, value }, base: row.revision })
  }

  /** @param {number} criterion @param {(row: Row) => string|null} choose */
  async #enterSample(criterion, choose) {
    const [row, calibration] = [this.#sample.row(criterion), this.#sample.sample?.calibration]
    if (!row || calibration === undefined || row.refusal || !this.#sample.isAsked) return
    const value = choose(row)
    if (value === row.value) return
    await this.#outbox.add({ command: SAMPLE, cell: sampleCell(calibration, criterion), fields: { calibration, criterion, value }, base: row.revision })
  }

  /** @param {Row|null} row @param {boolean} keep */
  async #settleRow(row, keep) {
    if (!row?.refusal) return
    const told = row.refusal.ack.refused.details?.revision
    await this.#outbox.settle(row.refusal, keep ? Math.max(told ?? 0, row.revision) : null)
  }

  /** @param {number} entry @param {number} criterion */
  #row(entry, criterion) {
    const sheet = this.#book.sheet(entry)
    return { row: sheet?.rows.find((row) => row.criterion.number === criterion), isFixed: sheet?.isFixed }
  }

  /**
   * @param {string} command
   * @param {number} entry
   * @param {number|"comment"|"sign"} what
   * @param {object} fields
   * @param {number} base
   */
  #add(command, entry, what, fields, base) {
    const round = this.#book.told.round
    return this.#outbox.add({ command, cell: cellOf(round, entry, what), fields: { round, entry, ...fields }, base })
  }

  /** @param {() => unknown} act @returns {Promise<void>} when it is done */
  #inTurn(act) {
    const turn = this.#last.then(async () => void (await act()))
    turn.catch(this.#onTrouble)
    this.#last = turn.catch(() => {})
    return this.#last
  }
}
