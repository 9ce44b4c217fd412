// Sends the desk's commands: one operation id each, a second press of a waiting button does nothing, a refusal is told in
// the server's words. Finish stamps carry their own moment, so they alone wait here for a lost connection.

import { operationId } from "../helpers/operation.js"
import { t } from "../helpers/words.js"
import { Lost } from "../live.js"

/** @typedef {ReturnType<typeof import("../live.js").connect>} Live */
/** @typedef {{ok: boolean, message: string, [result: string]: any}} Answer */
/** @typedef {Record<string, unknown>} Fields */

const AGAIN_MS = 1000

export class Acts {
  isConnected = false
  /** @type {Map<string, Promise<Answer>>} */
  #underWay = new Map()
  /** @type {Map<number, Fields>} payloads of stamps not yet answered, by entry */
  #stamps = new Map()
  #live
  #tell
  #stampsChanged

  /**
   * @param {Live} live
   * @param {(message: string) => void} tell shows words that stay until they are read
   * @param {() => void} stampsChanged
   */
  constructor(live, tell, stampsChanged) {
    this.#live = live
    this.#tell = tell
    this.#stampsChanged = stampsChanged
  }

  /**
   * Does it and tells when it was refused.
   * @param {string} command
   * @param {Fields} fields
   */
  async act(command, fields) {
    const answer = await this.attempt(command, fields)
    if (!answer.ok) this.#tell(answer.message)
    return answer
  }

  /**
   * Does it; whoever asks shows the refusal.
   * @param {string} command
   * @param {Fields} fields
   * @returns {Promise<Answer>}
   */
  attempt(command, fields) {
    if (!this.isConnected) return Promise.resolve({ ok: false, message: t("No connection: nothing was sent. Wait for it, then press again.") })
    const key = `${command} ${JSON.stringify(fields)}`
    const waiting = this.#underWay.get(key)
    if (waiting) return waiting
    const answer = this.#send(command, { op_id: operationId(), ...fields }).finally(() => this.#underWay.delete(key))
    this.#underWay.set(key, answer)
    return answer
  }

  /** Reads without changing. @param {string} question @param {Fields} fields @returns {Promise<Answer>} */
  read(question, fields) {
    return this.#send(question, fields)
  }

  /** Stamps a finish at the moment of the tap, connection or not. @param {number} entry @param {Fields} fields */
  stamp(entry, fields) {
    if (this.#stamps.has(entry)) return
    this.#stamps.set(entry, { op_id: operationId(), entry, ...fields })
    this.#stampsChanged()
    this.#sendStamp(entry)
  }

  /** Whether the stamp of this entry still waits for the server. @param {number} entry */
  isStampWaiting(entry) {
    return this.#stamps.has(entry)
  }

  /** @param {boolean} isConnected */
  connection(isConnected) {
    this.isConnected = isConnected
    for (const entry of this.#stamps.keys()) this.#sendStamp(entry)
  }

  /** @param {number} entry */
  async #sendStamp(entry) {
    const payload = this.#stamps.get(entry)
    if (!payload || !this.isConnected) return
    try {
      const ack = await this.#live.ask("stamp_finish", payload)
      if (!ack.ok) this.#tell(ack.message)
      this.#stamps.delete(entry)
      this.#stampsChanged()
    } catch (problem) {
      if (!(problem instanceof Lost)) throw problem
      setTimeout(() => this.#sendStamp(entry), AGAIN_MS)
    }
  }

  /** @param {string} command @param {Fields} payload @returns {Promise<Answer>} */
  async #send(command, payload) {
    try {
      return /** @type {Answer} */ (await this.#live.ask(command, payload))
    } catch (problem) {
      if (!(problem instanceof Lost)) throw problem
      return { ok: false, message: t("The connection broke before an answer came. What stands here once it is back is what counts.") }
    }
  }
}
