// The finishes of the stage as this phone knows them: what the server told, and what the steward tapped that it may not have yet.

/** @typedef {import("../models/outbox.js").Outbox} Outbox */
/** @typedef {import("../models/operations.js").Operation} Operation */

/**
 * @typedef {object} Team
 * @property {number} entry
 * @property {string} name
 * @property {"working"|"here"|"saved"} state `here`: stamped on this phone, not yet answered
 * @property {number|null} seconds contest time of the stamp; null while only this phone knows it
 * @property {number} late seconds
 * @property {boolean} isMine stamped on this phone a moment ago: one tap takes it back
 * @property {Operation|null} refused
 */

export const STAMP = "stamp_finish"
export const TAKE_BACK = "take_back_finish"
/** How long a thumb has to take a stamp back on this page. */
const UNDO_MS = 3000

export class Stamps {
  /** @type {any} body of the topic `finishes` */
  told = null
  /** @type {any} body of the topic `countdown` */
  countdown = null
  #outbox
  /** @type {Operation[]} answered since the topic was last heard */
  #answered = []
  /** @type {Map<string, number>} cell -> when it was tapped here, by performance.now() */
  #tapped = new Map()
  /** @type {Promise<void>} */
  #last = Promise.resolve()

  /** @param {Outbox} outbox */
  constructor(outbox) {
    this.#outbox = outbox
  }

  /** @param {any} body @param {number} revision of the topic `finishes` */
  hear(body, revision) {
    this.told = body
    this.#answered = this.#answered.filter((one) => one.ack.revision > revision)
  }

  /** @param {Operation} operation that the server saved */
  hearAnswer(operation) {
    this.#answered.push(operation)
  }

  /** A new connection brings the whole truth. */
  startAnew() {
    this.#answered = []
  }

  /** @returns {Team[]} of the chosen stage: those on stage where it goes by turns, in running order */
  get teams() {
    if (!this.told || !this.countdown) return []
    const { kind, entry, heat } = this.countdown
    const here = kind === "each" ? (heat?.entries ?? [entry]) : null
    return this.told.entries.filter((/** @type {any} */ one) => !here || here.includes(one.entry)).map((/** @type {any} */ one) => this.#team(one))
  }

  /** Whether a tap would be a finish: there is a clock, it has been started, and 3-2-1 is over. @param {number} now server time @returns {boolean} */
  isOpen(now) {
    return this.countdown?.round != null && this.countdown.state !== "waiting" && !this.isLeading(now)
  }

  /** Whether 3-2-1 is counted. @param {number} now server time @returns {boolean} */
  isLeading(now) {
    return this.countdown?.state === "running" && this.countdown.started_at > now
  }

  /** The finish, at the moment of the tap. @param {number} entry @param {number} at server time @returns {Promise<void>} when it is on this phone */
  stamp(entry, at) {
    this.#tapped.set(this.#cell(entry), performance.now())
    return this.#inTurn(() => this.#add(STAMP, entry, { tapped_at: Math.round(at) }))
  }

  /** @param {number} entry @returns {Promise<void>} when it is on this phone */
  takeBack(entry) {
    this.#tapped.delete(this.#cell(entry))
    return this.#inTurn(() => this.#add(TAKE_BACK, entry, {}))
  }

  /** @param {Operation} operation a refusal that was read */
  letGo(operation) {
    return this.#inTurn(() => this.#outbox.settle(operation, null))
  }

  /** @param {any} one @returns {Team} */
  #team(one) {
    const cell = this.#cell(one.entry)
    const mine = [...this.#outbox.waiting, ...this.#answered].filter((it) => it.cell === cell).sort((a, b) => a.order - b.order).at(-1)
    const refused = this.#outbox.refused.find((it) => it.cell === cell) ?? null
    const answer = mine?.ack?.seconds ?? null
    const seconds = mine ? (mine.command === STAMP ? answer : null) : one.seconds
    const isStamped = mine ? mine.command === STAMP : one.seconds !== null
    const state = !isStamped ? "working" : mine?.state === "waiting" ? "here" : "saved"
    const isMine = isStamped && performance.now() - (this.#tapped.get(cell) ?? -Infinity) < UNDO_MS
    return { entry: one.entry, name: one.short_name, state, seconds, late: seconds === one.seconds ? one.late : 0, isMine, refused }
  }

  /** @param {string} command @param {number} entry @param {object} fields */
  #add(command, entry, fields) {
    const { round, stage } = this.countdown
    return this.#outbox.add({ command, cell: this.#cell(entry), fields: { round, stage, entry, ...fields }, base: null })
  }

  /** @param {number} entry */
  #cell(entry) {
    return `${this.countdown.round}|${this.countdown.stage}|${entry}|finish`
  }

  /** Quick taps one after another. @param {() => Promise<void>} act @returns {Promise<void>} */
  #inTurn(act) {
    const turn = this.#last.then(act)
    this.#last = turn.catch(() => {})
    return turn
  }
}
