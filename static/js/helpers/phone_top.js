// The head of a helper's phone: the stage and its clock, redrawn when a person can see a difference, and the connection in words.

import { besideKey, clocksBeside } from "./beside.js"
import { heatName, reading, timeWord } from "./countdown.js"
import { el, fill } from "./dom.js"
import { icon } from "./icons.js"
import { t } from "./words.js"

/** @typedef {import("./countdown.js").Countdown} Countdown */

export class PhoneTop {
  /** @type {Countdown|null} */
  countdown = null
  #clock
  #parts
  #shown = ""

  /** @param {import("../models/clock.js").ServerClock} clock */
  constructor(clock) {
    this.#clock = clock
    const root = /** @type {HTMLElement} */ (document.querySelector("[data-phone-top]"))
    const part = (/** @type {string} */ what) => /** @type {HTMLElement} */ (root.querySelector(`[data-${what}]`))
    this.#parts = { clock: part("clock"), connection: part("connection") }
    this.#tick()
  }

  /** @param {import("../live.js").State} state @param {string} kept what is safe or still on this phone, said while all is well or not */
  connection(state, kept) {
    const isFine = state === "connected"
    document.body.classList.toggle("is-lost", state === "lost")
    this.#parts.connection.className = isFine ? "connection" : "connection lost"
    const words = { connecting: t("Connecting…"), connected: kept ? "" : t("Connected"), polling: "", lost: t("Offline"), refused: t("The server closed this page.") }[state]
    fill(this.#parts.connection, icon(isFine ? "wifi" : "wifi-off"), el("span", null, [words, kept].filter(Boolean).join(" · ")))
  }

  #tick() {
    requestAnimationFrame(() => this.#tick())
    const body = this.countdown
    if (!body) return
    if (body.round === null) return this.#show("", "waiting", "", t("No stage yet"))
    const now = reading(body, this.#clock.now())
    const turn = body.heat ? heatName(body.heat) : body.entry && t("Number %(n)s", { n: body.entry })
    const word = !this.#clock.confirmed ? t("Unconfirmed") : now.state === "waiting" ? t("Not started yet") : timeWord(now)
    this.#show(now.text, now.state, word, [turn, body.name].filter(Boolean).join(" · "), besideKey(body, this.#clock.now()))
  }

  /** @param {string} text @param {import("./countdown.js").ReadingState} state @param {string} word @param {string} what @param {string} [beside] */
  #show(text, state, word, what, beside = "") {
    const shown = [text, state, word, what, beside].join("|")
    if (shown === this.#shown) return
    this.#shown = shown
    this.#parts.clock.dataset.state = state
    fill(this.#parts.clock,
      el("span", { class: "phone-stage" }, what),
      text && el("time", { class: "phone-figures fig" }, text),
      text && el("span", { class: "phone-word" }, word),
      this.countdown && clocksBeside(this.countdown, this.#clock.now(), this.#clock.confirmed))
  }
}
