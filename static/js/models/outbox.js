// What a judge did and the server may not have yet: kept on this tablet first, then sent in order, several together when several
// wait, the same bytes again until an answer comes. Knows no screen; `send` is live.ask, or anything that behaves like it.

import { operationId } from "../helpers/operation.js"
import { Operations } from "./operations.js"
import { Lost } from "./socket.js"

/** @typedef {import("./operations.js").Operation} Operation */
/** @typedef {(command: string, payload: object) => Promise<any>} Send */

/**
 * @typedef {object} Wish
 * @property {string} command
 * @property {string} cell
 * @property {Record<string, any>} fields
 * @property {number|null} base null for an act whose fields say what the judge saw
 */

const KEPT_MS = 24 * 3_600_000
const AGAIN_MS = 2_000
/** How much goes together: the server takes ten operations, and 64 KB of UTF-8. */
const MOST_TOGETHER = 10
const MOST_LETTERS = 15_000
/** Refusals that pass by themselves: nothing was saved, and the same bytes may be welcome later. */
const NOT_NOW = ["try_again", "too_many_requests", "storage_full", "seat_revoked", "sign_in_first", "taken_over", "device_waiting", "device_refused"]

export class Outbox {
  /** Server time of what this page shows: each operation says as of when its maker saw what it is about. @type {number|null} */
  seen = null
  /** Called after every change. */
  onChange = () => {}
  /** Called for every operation that the server saved. @type {(operation: Operation) => void} */
  onSaved = () => {}
  /** @type {Operation[]} oldest first */
  #operations
  #stored
  #send
  #sending = false
  #again = 0

  /** @param {Operations} stored @param {Operation[]} operations @param {Send} send */
  constructor(stored, operations, send) {
    this.#stored = stored
    this.#operations = operations
    this.#send = send
  }

  /**
   * @param {string} contest
   * @param {string} seat
   * @param {Send} send
   * @returns {Promise<Outbox>} with what an earlier page left; rejects where the browser keeps nothing
   */
  static async open(contest, seat, send) {
    const stored = await Operations.open(`${contest}|${seat}`)
    const operations = await stored.all()
    const old = operations.filter((one) => one.state === "saved" && Date.now() - one.made_at > KEPT_MS)
    await stored.remove(old)
    return new Outbox(stored, operations.filter((one) => !old.includes(one)), send)
  }

  /** @returns {Operation[]} not yet answered */
  get waiting() {
    return this.#operations.filter((one) => one.state === "waiting")
  }

  /** @returns {Operation[]} all that is not settled, with what it builds on: what a page takes along to another address */
  get held() {
    const open = this.#operations.filter((one) => one.state !== "saved")
    return this.#operations.filter((one) => open.includes(one) || open.some(({ after }) => after === one.op_id))
  }

  /** @returns {Operation[]} all that the server has not simply saved: waiting, refused or late */
  get unsettled() {
    return this.#operations.filter(({ state }) => !["saved", "past"].includes(state))
  }

  /** @returns {Operation[]} made before the contest was started over: not of this contest, kept here until the judge has read it */
  get past() {
    return this.#operations.filter((one) => one.state === "past")
  }

  /** What goes to the desk by hand; it is never replaced from here on, for it may arrive. @returns {Promise<Operation[]>} */
  async hand() {
    for (const one of this.unsettled) {
      this.#replace(one, await this.#stored.hand(one))
    }
    return this.unsettled
  }

  /** @returns {Operation[]} kept by the server but not counted: they came after the lock, and the judge has not read it yet */
  get late() {
    return this.#operations.filter((one) => one.state === "late")
  }

  /** @returns {Operation[]} answered with a no that the judge has not settled yet */
  get refused() {
    return this.#operations.filter((one) => one.state === "refused")
  }

  /**
   * Keeps an operation and sends it in its turn. One on the same cell that was never sent is replaced; one that was sent
   * stays, and this one will build on its answer.
   * @param {Wish} wish
   * @returns {Promise<void>} when it is safe on this tablet
   */
  add(wish) {
    const before = this.waiting.filter((one) => one.cell === wish.cell).at(-1) ?? null
    return this.#keep({ ...wish, after: before?.op_id ?? null }, before)
  }

  /**
   * The judge's word on a refused operation: send it again on top of what stands now, or let it go.
   * @param {Operation} operation
   * @param {number|null} base the revision to build on; null lets it go
   * @returns {Promise<void>}
   */
  async settle(operation, base) {
    const { command, cell, fields } = operation
    if (base !== null) return this.#keep({ command, cell, fields, base, after: null }, operation)
    await this.#stored.remove([operation])
    this.#operations = this.#operations.filter((one) => one !== operation)
    this.onChange()
  }

  /** Sends what is waiting; call it whenever the connection is back. */
  async drain() {
    if (this.#sending) return
    this.#sending = true
    clearTimeout(this.#again)
    try {
      for (let batch = this.#batch(); batch.length; batch = this.#batch()) await this.#deliver(batch)
    } catch (problem) {
      if (!(problem instanceof Lost)) throw problem
      this.#again = window.setTimeout(() => this.drain(), AGAIN_MS)
    } finally {
      this.#sending = false
    }
  }

  /** @param {Wish & {after: string|null}} wish @param {Operation|null} before */
  async #keep(wish, before) {
    const fresh = { ...wish, op_id: operationId(), seen: this.seen, payload: null, state: /** @type {const} */ ("waiting"), ack: null, made_at: Date.now() }
    const kept = await this.#stored.add(fresh, before)
    const stays = before !== null && kept.after === before.op_id
    this.#operations = this.#operations.filter((one) => stays || one.order !== before?.order).concat(kept)
    this.onChange()
    this.drain()
  }

  /** The oldest that wait, as long as none builds on the answer of another among them. @returns {Operation[]} */
  #batch() {
    /** @type {Operation[]} */
    const batch = []
    let letters = 0
    for (const one of this.waiting.slice(0, MOST_TOGETHER)) {
      letters += JSON.stringify(one.fields).length
      if (batch.length && letters > MOST_LETTERS) break
      if (!one.payload && batch.some(({ op_id }) => op_id === one.after)) break
      batch.push(one)
    }
    return batch
  }

  /** @param {Operation[]} batch */
  async #deliver(batch) {
    /** @type {Operation[]} */
    const sealed = []
    for (const one of batch) sealed.push(...[await this.#sealed(one)].filter((kept) => kept !== null))
    const acks = await this.#sent(sealed)
    for (const [at, one] of sealed.entries()) {
      if (!acks[at].ok && NOT_NOW.includes(acks[at].refused.code)) throw new Lost(acks[at].refused.code)
      await this.#answered(one, acks[at])
    }
  }

  /** @param {Operation[]} operations @returns {Promise<any[]>} an ack for each */
  async #sent(operations) {
    const told = operations.map(({ command, payload }) => ({ command, payload: /** @type {object} */ (payload) }))
    if (told.length < 2) return Promise.all(told.map(({ command, payload }) => this.#send(command, payload)))
    const answer = await this.#send("deliver", { operations: told })
    if (!answer.ok) throw new Lost(answer.refused.code)
    return answer.acks
  }

  /** From here on the operation's bytes are fixed. @param {Operation} operation @returns {Promise<Operation|null>} */
  async #sealed(operation) {
    if (operation.payload) return operation
    const base = this.#baseOf(operation)
    const payload = { op_id: operation.op_id, ...(base === null ? {} : { base }), ...(operation.seen ? { seen: operation.seen } : {}), ...operation.fields }
    const sealed = await this.#stored.seal(operation, payload)
    this.#replace(operation, sealed)
    return sealed
  }

  /** What the judge saw, or what their own earlier operation on this cell has made of it since. @param {Operation} operation */
  #baseOf({ after, base }) {
    if (base === null) return null
    const earlier = this.#operations.find((one) => one.op_id === after)
    return earlier?.state === "saved" ? revisionIn(earlier.ack) : base
  }

  /** @param {Operation} operation @param {any} ack */
  async #answered(operation, ack) {
    const state = stateOf(ack)
    const answered = { ...operation, state, ack }
    await this.#stored.update(answered)
    this.#replace(operation, answered)
    if (state === "saved") this.onSaved(answered)
    if (state === "refused") await this.#forgetOlder(answered)
    this.onChange()
  }

  /** Of several refusals on one cell only the newest is the judge's wish. @param {Operation} newest */
  async #forgetOlder(newest) {
    const older = this.refused.filter((one) => one.cell === newest.cell && one.order < newest.order)
    await this.#stored.remove(older)
    this.#operations = this.#operations.filter((one) => !older.includes(one))
  }

  /** @param {Operation} old @param {Operation|null} fresh */
  #replace(old, fresh) {
    this.#operations = this.#operations.flatMap((one) => (one.order !== old.order ? [one] : fresh ? [fresh] : []))
  }
}

/** @param {any} ack @returns {"saved"|"late"|"refused"|"past"} */
function stateOf(ack) {
  if (!ack.ok) return ack.refused.code === "from_before" ? "past" : "refused"
  return ack.late ? "late" : "saved"
}

/** @param {any} ack @returns {number} the revision of the score or of the scoresheet that the ack told */
function revisionIn(ack) {
  return ack.score?.revision ?? ack.sheet.revision
}
