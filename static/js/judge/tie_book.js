// The open tie room as it stands on this tablet: what the server told, with what was marked here laid over it. Sends nothing.

import { Steps } from "../helpers/steps.js"

/** @typedef {import("../models/operations.js").Operation} Operation */
/** @typedef {import("../models/outbox.js").Outbox} Outbox */
/** @typedef {import("./book.js").Row} Row */
/** @typedef {{round: number, criterion: number, name: string, minimum: string, maximum: string, step: string}} Named */
/** @typedef {{entry: number, round: number, criterion: number, value: string|null, revision: number}} Score */
/** @typedef {{room: number, entries: {entry: number, name: string}[], criteria: Named[], scores: Score[]}} Room */
/** @typedef {{entry: number, round: number, criterion: number}} Cell */
/** @typedef {{cell: Cell, row: Row}} Mark */
/** @typedef {{entry: number, name: string, marks: Mark[]}} Part */

export const ENTER = "enter_tie_score"

/** @param {number} room @param {Cell} cell */
export function tieCell(room, { entry, round, criterion }) {
  return `tie/${room}/${entry}/${round}/${criterion}`
}

export class TieBook {
  /** @type {Room|null} */
  room = null
  #outbox
  /** @type {Operation[]} answered with a yes since the connection stands */
  #answered = []

  /** @param {Outbox} outbox */
  constructor(outbox) {
    this.#outbox = outbox
  }

  /** @param {any} body of the topic `tie_room` */
  hear(body) {
    this.room = body.room === null ? null : body
  }

  /** @param {Operation} operation */
  hearAnswer(operation) {
    this.#answered.push(operation)
  }

  startAnew() {
    this.#answered = []
  }

  /** @returns {Part[]} one for each entry of the room */
  get parts() {
    const { room } = this
    if (!room) return []
    return room.entries.map(({ entry, name }, at) => ({ entry, name, marks: room.criteria.map((named, place) => this.#mark(room, entry, named, at * room.criteria.length + place + 1)) }))
  }

  /** @returns {number} marks that are still blank */
  get blanks() {
    return this.parts.flatMap((part) => part.marks).filter(({ row }) => row.value === null).length
  }

  /** @returns {Operation[]} refused marks of rooms that are no longer open here */
  get refusedElsewhere() {
    const room = this.room?.room
    return this.#outbox.refused.filter((one) => one.command === ENTER && one.fields.room !== room)
  }

  /** @param {Cell} cell @returns {Row|null} */
  row(cell) {
    return this.parts.flatMap((part) => part.marks).find((mark) => same(mark.cell, cell))?.row ?? null
  }

  /** @param {Room} room @param {number} entry @param {Named} named @param {number} number unique on the page @returns {Mark} */
  #mark(room, entry, named, number) {
    const cell = { entry, round: named.round, criterion: named.criterion }
    const open = this.#open(tieCell(room.room, cell))
    const told = room.scores.find((one) => same(one, cell)) ?? { value: null, revision: 0 }
    const acks = this.#answered.filter((one) => one.cell === tieCell(room.room, cell)).map((one) => one.ack.score)
    const saved = [told, ...acks].reduce((best, one) => (one.revision > best.revision ? one : best))
    const value = open ? open.fields.value : saved.value
    const state = open ? (open.state === "refused" ? /** @type {const} */ ("refused") : /** @type {const} */ ("local")) : value === null ? "blank" : "saved"
    const criterion = { ...named, number, weight: "1", stage: null, consensus: false }
    const refusal = open?.state === "refused" ? open : null
    return { cell, row: { criterion, steps: new Steps(named), value, revision: saved.revision, state, theirs: saved.value, refusal } }
  }

  /** @param {string} cell @returns {Operation|null} */
  #open(cell) {
    return [...this.#outbox.waiting, ...this.#outbox.refused].filter((one) => one.cell === cell)
      .sort((one, other) => one.order - other.order).at(-1) ?? null
  }
}

/** @param {Cell} one @param {Cell} other */
function same(one, other) {
  return one.entry === other.entry && one.round === other.round && one.criterion === other.criterion
}
