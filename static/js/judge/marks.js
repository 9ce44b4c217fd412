// Numbers beside the scoresheets (a tie room's, a practice sample's) as they stand on this tablet: what the server told, with what
// was entered here laid over it. Sends nothing.

import { Steps } from "../helpers/steps.js"

/** @typedef {import("../models/operations.js").Operation} Operation */
/** @typedef {import("../models/outbox.js").Outbox} Outbox */
/** @typedef {import("./book.js").Row} Row */
/** @typedef {{name: string, minimum: string, maximum: string, step: string}} Named */
/** @typedef {{value: string|null, revision: number}} Saved */

export const TIE = "enter_tie_score"
export const SAMPLE = "enter_calibration_score"
export const SAMPLE_DONE = "finish_calibration"
const BESIDE = [TIE, SAMPLE, SAMPLE_DONE]

/** Whether an operation is about no scoresheet of a round. @param {Operation} operation */
export function isBeside({ command }) {
  return BESIDE.includes(command)
}

export class Marks {
  #outbox
  /** @type {Operation[]} answered with a yes since the connection stands */
  #answered = []

  /** @param {Outbox} outbox */
  constructor(outbox) {
    this.#outbox = outbox
  }

  /** @param {Operation} operation */
  hearAnswer(operation) {
    this.#answered.push(operation)
  }

  /** A new connection brings the whole truth. */
  startAnew() {
    this.#answered = []
  }

  /** @param {string} cell */
  isAnswered(cell) {
    return this.#answered.some((one) => one.cell === cell)
  }

  /** The newest operation on a cell that is not settled. @param {string} cell @returns {Operation|null} */
  open(cell) {
    return [...this.#outbox.waiting, ...this.#outbox.refused].filter((one) => one.cell === cell)
      .sort((one, other) => one.order - other.order).at(-1) ?? null
  }

  /** @param {(operation: Operation) => boolean} holds @returns {Operation[]} */
  refused(holds) {
    return this.#outbox.refused.filter(holds)
  }

  /** @param {string} cell @param {Named} named @param {number} number unique on the page @param {Saved} [told] by the topic @returns {Row} */
  row(cell, named, number, told = { value: null, revision: 0 }) {
    const open = this.open(cell)
    const acks = this.#answered.filter((one) => one.cell === cell).map((one) => one.ack.score)
    const saved = [told, ...acks].reduce((best, one) => (one.revision > best.revision ? one : best))
    const value = open ? open.fields.value : saved.value
    const state = open ? (open.state === "refused" ? /** @type {const} */ ("refused") : /** @type {const} */ ("local")) : value === null ? "blank" : "saved"
    const criterion = { ...named, number, weight: "1", stage: null, consensus: false }
    return { criterion, steps: new Steps(named), value, revision: saved.revision, state, theirs: saved.value, refusal: open?.state === "refused" ? open : null }
  }
}
