// A judge's scoresheets as they stand on this tablet: what the server told, with what was done here laid over it.
// Computes what the views show; sends nothing and adds no scores up.

import { mainPhoto } from "../helpers/photos.js"
import { Steps } from "../helpers/steps.js"
import { called } from "./sentences.js"
import { isBeside } from "./marks.js"

/** @typedef {import("../models/operations.js").Operation} Operation */
/** @typedef {import("../models/outbox.js").Outbox} Outbox */
/** @typedef {import("../helpers/photos.js").Photo} Photo */
/** @typedef {import("../live.js").Message} Message */
/** @typedef {{number: number, name: string, minimum: string, maximum: string, step: string, weight: string, stage: number|null, consensus: boolean}} Criterion */
/** @typedef {"blank"|"local"|"saved"|"refused"|"signed"} ScoreState */

/**
 * One criterion of one sheet. `theirs` is what the server holds, where that differs from a refused `value`.
 * @typedef {object} Row
 * @property {Criterion} criterion
 * @property {Steps} steps
 * @property {string|null} value
 * @property {number} revision
 * @property {ScoreState} state
 * @property {string|null} theirs
 * @property {Operation|null} refusal
 */

/**
 * @typedef {object} Sheet
 * @property {number} entry
 * @property {string} name
 * @property {string} concept
 * @property {Photo|null} photo the one that stands for this work
 * @property {boolean} withdrawn
 * @property {boolean} recused this judge does not judge that entry
 * @property {boolean} awaited the result waits for this sheet: not for one of an entry that is out of the ranking
 * @property {"blank"|"part"|"complete"|"signed"} state
 * @property {Row[]} rows
 * @property {string|null} total
 * @property {string} maximum
 * @property {number} decimals
 * @property {number} entered
 * @property {number} of
 * @property {number} revision
 * @property {string[]} missing names of the criteria that are blank
 * @property {number} waiting operations on this sheet that are not answered
 * @property {string|null} reopened why it was reopened, until it is signed again
 * @property {boolean} unconfirmed signed, and a second person has yet to confirm it
 * @property {{text: string, operation: Operation|null}} comment
 * @property {Operation|null} signing the signature under way or refused
 * @property {boolean} isFixed nothing may be changed here now
 */

/** @param {number} round @param {number} entry @param {number|"comment"|"sign"} what */
export function cellOf(round, entry, what) {
  return `${round}/${entry}/${what}`
}

export const SIGN_ROUND = "submit_round"

/** @param {number} round */
export function roundCell(round) {
  return `${round}/sign`
}

export class Book {
  /** @type {any} the body of `contest` */
  contest = null
  /** @type {import("../helpers/photos.js").Gallery|null} */
  gallery = null
  /** @type {any} the body of `scoresheets` */
  told = null
  #outbox
  /** @type {Operation[]} answered with a yes since the connection stands */
  #answered = []

  /** @param {Outbox} outbox */
  constructor(outbox) {
    this.#outbox = outbox
  }

  /** @returns {boolean} both topics have come */
  get isReady() {
    return Boolean(this.contest && this.told && this.round)
  }

  /** @returns {any} the round that is judged */
  get round() {
    return this.contest.rounds.find((/** @type {any} */ round) => round.number === this.told.round)
  }

  /** @returns {string|null} round_planned, round_closed, before_time_up, judge_left, judge_not_in_round; null when judges may score */
  get closedBecause() {
    return this.told.open ? null : this.told.closed_because
  }

  /** @returns {Sheet[]} one for each entry of this round, in running order */
  get sheets() {
    return this.#entries.map((entry) => this.#sheet(entry))
  }

  /** @returns {any[]} who is in this round; whoever withdrew still stands there */
  get #entries() {
    const inside = new Set(this.told.sheets.map((/** @type {any} */ sheet) => sheet.entry))
    return this.contest.entries.filter((/** @type {any} */ entry) => entry.withdrawn || inside.has(entry.number))
  }

  /** @returns {Criterion[]} what stands on this judge's scoresheet */
  get #criteria() {
    return this.round.criteria.filter((/** @type {Criterion} */ criterion) => this.told.criteria.includes(criterion.number))
  }

  /** @param {number} number @returns {Sheet|null} */
  sheet(number) {
    const entry = this.#entries.find((one) => one.number === number)
    return entry ? this.#sheet(entry) : null
  }

  /** @param {number} number @returns {Sheet|null} the next one in running order, from the last back to the first */
  next(number) {
    const sheets = this.sheets.filter((sheet) => isWanted(sheet) || sheet.entry === number)
    const place = sheets.findIndex((sheet) => sheet.entry === number)
    const next = sheets[(place + 1) % sheets.length]
    return next && next.entry !== number ? next : null
  }

  /** @returns {boolean} the round is signed at once, not sheet by sheet */
  get signsRound() {
    return this.told.signing === "round"
  }

  /** @returns {Sheet[]} what a signature under the whole round would sign */
  get toSign() {
    return this.sheets.filter((sheet) => isWanted(sheet) && sheet.state !== "signed")
  }

  /** @returns {Operation|null} the signature under the whole round, on its way or refused */
  get roundSigning() {
    return this.#newest(roundCell(this.told.round))
  }

  /** @returns {Operation[]} what came after the lock: kept, not counted, not read by the judge yet */
  get late() {
    return this.#outbox.late
  }

  /** @returns {Operation[]} made before the contest was started over, not read by the judge yet */
  get past() {
    return this.#outbox.past
  }

  /** @returns {Operation[]} refusals that no sheet of this round shows */
  get refusedElsewhere() {
    return this.#outbox.refused.filter((one) => !isBeside(one))
      .filter(({ command, fields }) => fields.round !== this.told.round || (command !== SIGN_ROUND && !this.sheet(fields.entry)))
  }

  /** @param {Message} message of the topic `scoresheets` */
  hear({ body, revision }) {
    this.told = body
    this.#answered = this.#answered.filter((one) => one.ack.revision > revision)
  }

  /** A yes stands until the topic has caught up with it. @param {Operation} operation */
  hearAnswer(operation) {
    this.#answered.push(operation)
  }

  /** A new connection brings the whole truth. */
  startAnew() {
    this.#answered = []
  }

  /** @param {any} entry @returns {Sheet} */
  #sheet(entry) {
    const told = this.told.sheets.find((/** @type {any} */ sheet) => sheet.entry === entry.number) ?? BLANK
    const acks = this.#acks(entry.number)
    const sheet = newest([told, ...acks.map((ack) => ack.sheet)])
    const signing = this.#open(entry.number, "sign") ?? this.#roundSigningOf(entry.number)
    const rows = this.#criteria.map((criterion) => this.#row(entry.number, criterion, told, sheet.state === "signed"))
    return {
      entry: entry.number,
      name: called(entry),
      concept: entry.concept,
      photo: mainPhoto(this.gallery, entry.number),
      withdrawn: entry.withdrawn,
      recused: told.recused,
      awaited: told.awaited,
      state: sheet.state,
      rows,
      total: sheet.total,
      maximum: this.told.maximum,
      decimals: Math.max(0, ...rows.map((/** @type {Row} */ row) => row.steps.decimals)),
      entered: sheet.entered,
      of: rows.length,
      revision: sheet.revision,
      missing: rows.filter((/** @type {Row} */ row) => row.value === null).map((/** @type {Row} */ row) => row.criterion.name),
      waiting: this.#outbox.waiting.filter((one) => !isBeside(one) && one.fields.round === this.told.round && one.fields.entry === entry.number).length,
      reopened: sheet.state === "signed" ? null : told.reopened,
      unconfirmed: sheet.state === "signed" && told.unconfirmed !== null,
      comment: this.#comment(entry.number, told),
      signing,
      isFixed: sheet.state === "signed" || signing?.state === "waiting" || entry.withdrawn || told.recused || !this.told.open,
    }
  }

  /** @param {number} entry @param {Criterion} criterion @param {any} told @param {boolean} signed @returns {Row} */
  #row(entry, criterion, told, signed) {
    const open = this.#open(entry, criterion.number)
    const saved = newest([told.scores[criterion.number] ?? NOTHING, ...this.#acks(entry, criterion.number).map((ack) => ack.score)])
    const held = open ? open.fields.value : saved.value
    return {
      criterion,
      steps: new Steps(criterion),
      value: held,
      revision: saved.revision,
      state: open ? (open.state === "refused" ? "refused" : "local") : signed ? "signed" : held === null ? "blank" : "saved",
      theirs: saved.value,
      refusal: open?.state === "refused" ? open : null,
    }
  }

  /** @param {number} entry @param {any} told */
  #comment(entry, told) {
    const operation = this.#open(entry, "comment")
    const saved = this.#answered.filter((one) => one.cell === this.#cell(entry, "comment")).at(-1)
    return { text: (operation ?? saved)?.fields.comment ?? told.comment, operation }
  }

  /** The newest operation on a cell that is not settled. @param {number} entry @param {number|"comment"|"sign"} what @returns {Operation|null} */
  #open(entry, what) {
    return this.#newest(this.#cell(entry, what))
  }

  /** The signature under the whole round while it is on its way, for a sheet that it signs. @param {number} entry @returns {Operation|null} */
  #roundSigningOf(entry) {
    const signing = this.roundSigning
    return signing?.state === "waiting" && signing.fields.sheets.some((/** @type {[number, number]} */ one) => one[0] === entry) ? signing : null
  }

  /** @param {string} cell @returns {Operation|null} */
  #newest(cell) {
    return [...this.#outbox.waiting, ...this.#outbox.refused].filter((one) => one.cell === cell)
      .sort((one, other) => one.order - other.order).at(-1) ?? null
  }

  /** Answers that the topic has not caught up with. @param {number} entry @param {number} [criterion] @returns {any[]} */
  #acks(entry, criterion) {
    return this.#answered
      .filter(({ fields }) => fields.round === this.told.round)
      .flatMap(({ command, fields, ack }) => (command === SIGN_ROUND && criterion === undefined
        ? ack.sheets.filter((/** @type {{entry: number}} */ sheet) => sheet.entry === entry).map((/** @type {object} */ sheet) => ({ sheet }))
        : fields.entry === entry && (criterion === undefined || fields.criterion === criterion) ? [ack] : []))
  }

  /** @param {number} entry @param {number|"comment"|"sign"} what */
  #cell(entry, what) {
    return cellOf(this.told.round, entry, what)
  }
}

const NOTHING = { value: null, revision: 0 }
const BLANK = { state: "blank", total: null, entered: 0, revision: 0, scores: {}, comment: "", reopened: null, unconfirmed: null, recused: false, awaited: true }

/** Whether this judge is asked for that sheet. @param {Sheet} sheet */
export function isWanted({ withdrawn, recused, awaited }) {
  return !withdrawn && !recused && awaited
}

/** @template {{revision: number}} T @param {T[]} versions @returns {T} */
function newest(versions) {
  return versions.reduce((best, one) => (one.revision > best.revision ? one : best))
}
