// The open tie room as it stands on this tablet: each tied entry with the named criteria.

import { Marks, TIE } from "./marks.js"

/** @typedef {import("../models/operations.js").Operation} Operation */
/** @typedef {import("./book.js").Row} Row */
/** @typedef {{round: number, criterion: number, name: string, minimum: string, maximum: string, step: string}} Named */
/** @typedef {{entry: number, round: number, criterion: number, value: string|null, revision: number}} Score */
/** @typedef {{room: number, entries: {entry: number, name: string}[], criteria: Named[], scores: Score[]}} Room */
/** @typedef {{entry: number, round: number, criterion: number}} Cell */
/** @typedef {{cell: Cell, row: Row}} Mark */
/** @typedef {{entry: number, name: string, marks: Mark[]}} Part */

/** @param {number} room @param {Cell} cell */
export function tieCell(room, { entry, round, criterion }) {
  return `tie/${room}/${entry}/${round}/${criterion}`
}

export class TieBook {
  /** @type {Room|null} */
  room = null
  #marks

  /** @param {import("../models/outbox.js").Outbox} outbox */
  constructor(outbox) {
    this.#marks = new Marks(outbox)
  }

  /** @param {any} body of the topic `tie_room` */
  hear(body) {
    this.room = body.room === null ? null : body
  }

  /** @param {Operation} operation */
  hearAnswer(operation) {
    this.#marks.hearAnswer(operation)
  }

  startAnew() {
    this.#marks.startAnew()
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
    return this.#marks.refused((one) => one.command === TIE && one.fields.room !== room)
  }

  /** @param {Cell} cell @returns {Row|null} */
  row(cell) {
    return this.parts.flatMap((part) => part.marks).find((mark) => same(mark.cell, cell))?.row ?? null
  }

  /** @param {Room} room @param {number} entry @param {Named} named @param {number} number unique on the page @returns {Mark} */
  #mark(room, entry, named, number) {
    const cell = { entry, round: named.round, criterion: named.criterion }
    return { cell, row: this.#marks.row(tieCell(room.room, cell), named, number, room.scores.find((one) => same(one, cell))) }
  }
}

/** @param {Cell} one @param {Cell} other */
function same(one, other) {
  return one.entry === other.entry && one.round === other.round && one.criterion === other.criterion
}
