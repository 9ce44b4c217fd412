// An act of the presenter: asked at once or not at all. Nothing waits for a connection: a prize must never open late.

import { operationId } from "../helpers/operation.js"
import { t } from "../helpers/words.js"
import { Lost } from "../live.js"

const PATIENCE_MS = 6000

export class Acting {
  /** @type {import("../live.js").State} */
  state = "connecting"
  #live

  /** @param {{ask: (command: string, payload: object, options?: {timeout?: number}) => Promise<import("../live.js").Ack>}} live */
  constructor(live) {
    this.#live = live
  }

  /**
   * @param {string} command @param {object} fields
   * @returns {Promise<string>} what went wrong, in words; empty when it was done
   */
  async act(command, fields) {
    if (this.state !== "connected") return t("No connection to the server: nothing was done. Wait until it is back, then press again.")
    try {
      const ack = await this.#live.ask(command, { op_id: operationId(), ...fields }, { timeout: PATIENCE_MS })
      return ack.ok ? "" : ack.message
    } catch (problem) {
      if (!(problem instanceof Lost)) throw problem
      return t("The connection broke while it was asked. Look at the screen: what is not there yet, press again once the connection is back.")
    }
  }
}
