// What this tablet tells the desk about itself: what is not sent yet, how far its own clock is off, its battery where the browser
// says. At once after a connect, a moment after a change, and every few seconds; nobody waits for it.

import { Lost } from "../live.js"

/** @typedef {ReturnType<typeof import("../live.js").connect>} Live */
/** @typedef {{level: number, charging: boolean}} Battery */

const EVERY_MS = 5000
const AFTER_CHANGE_MS = 1000
const ROUGHLY_MS = 100

export class Report {
  #live
  #unsent = 0
  #isConnected = false
  #soon = 0
  /** @type {Battery|null} */
  #battery = null

  /** @param {Live} live */
  constructor(live) {
    this.#live = live
    const asked = /** @type {any} */ (navigator).getBattery?.()
    asked?.then((/** @type {Battery} */ battery) => { this.#battery = battery }, () => {})
    setInterval(() => this.#tell(), EVERY_MS)
  }

  /** @param {boolean} isConnected @param {number} unsent */
  show(isConnected, unsent) {
    const isNew = isConnected && !this.#isConnected
    const isChange = unsent !== this.#unsent
    this.#isConnected = isConnected
    this.#unsent = unsent
    if (isNew) this.#tell()
    else if (isChange) this.#tellSoon()
  }

  #tellSoon() {
    if (this.#soon) return
    this.#soon = window.setTimeout(() => this.#tell(), AFTER_CHANGE_MS)
  }

  async #tell() {
    clearTimeout(this.#soon)
    this.#soon = 0
    if (!this.#isConnected) return
    try {
      await this.#live.ask("report_tablet", { unsent: this.#unsent, offset: this.#offset(), ...this.#charge() })
    } catch (problem) {
      if (!(problem instanceof Lost)) throw problem
    }
  }

  /** How far the tablet's own clock is ahead of the server's; it counts for nothing but shows which tablet is odd. */
  #offset() {
    const ahead = Date.now() - this.#live.clock.now()
    return Number.isFinite(ahead) ? Math.round(ahead / ROUGHLY_MS) * ROUGHLY_MS : null
  }

  #charge() {
    if (!this.#battery) return { battery: null, charging: null }
    return { battery: Math.round(this.#battery.level * 100), charging: this.#battery.charging }
  }
}
