// The practice sample as it stands on this tablet: the judge's own numbers, whether they are done, how far from the others they lie.

import { Marks, SAMPLE, SAMPLE_DONE } from "./marks.js"

/** @typedef {import("../models/operations.js").Operation} Operation */
/** @typedef {import("./book.js").Row} Row */
/** @typedef {{criterion: number, name: string, minimum: string, maximum: string, step: string}} Named */
/** @typedef {{others: number, criteria: {criterion: number, apart: string|null}[], total: string|null}} Distance */
/**
 * @typedef {{calibration: number, state: "open"|"closed", title: string, round: number, name: string, criteria: Named[],
 *   scores: {criterion: number, value: string|null, revision: number}[], finished: boolean, distance: Distance|null}} Sample
 */

/** @param {number} calibration @param {number|"done"} what */
export function sampleCell(calibration, what) {
  return `sample/${calibration}/${what}`
}

export class SampleBook {
  /** @type {Sample|null} */
  sample = null
  #marks

  /** @param {import("../models/outbox.js").Outbox} outbox */
  constructor(outbox) {
    this.#marks = new Marks(outbox)
  }

  /** @param {any} body of the topic `calibration` */
  hear(body) {
    this.sample = body.calibration === null ? null : body
  }

  /** @param {Operation} operation */
  hearAnswer(operation) {
    this.#marks.hearAnswer(operation)
  }

  startAnew() {
    this.#marks.startAnew()
  }

  /** @returns {Row[]} one for each criterion */
  get rows() {
    const { sample } = this
    if (!sample) return []
    return sample.criteria.map((named) => this.#marks.row(sampleCell(sample.calibration, named.criterion), named, named.criterion,
      sample.scores.find((one) => one.criterion === named.criterion)))
  }

  /** @param {number} criterion @returns {Row|null} */
  row(criterion) {
    return this.rows.find((row) => row.criterion.number === criterion) ?? null
  }

  /** @returns {Operation|null} the judge's word that they are done, on its way or refused */
  get finishing() {
    return this.sample && this.#marks.open(sampleCell(this.sample.calibration, "done"))
  }

  /** @returns {boolean} whether the server knows that this judge is done */
  get isFinished() {
    return Boolean(this.sample && (this.sample.finished || this.#marks.isAnswered(sampleCell(this.sample.calibration, "done"))))
  }

  /** @returns {boolean} this judge is still to score it */
  get isAsked() {
    return this.sample?.state === "open" && !this.isFinished && this.finishing?.state !== "waiting"
  }

  /** @returns {Operation[]} what was refused of samples that are no longer here */
  get refusedElsewhere() {
    const here = this.sample?.calibration
    return this.#marks.refused((one) => [SAMPLE, SAMPLE_DONE].includes(one.command) && one.fields.calibration !== here)
  }
}
