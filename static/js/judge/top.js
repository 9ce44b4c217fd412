// The head of the judge's page: whose tablet it is, the countdown, and whether everything is safe on the server.
// A lost connection is a band and a frame around the whole page; judging goes on beneath.

import { besideKey, clocksBeside } from "../helpers/beside.js"
import { reading, timeWord } from "../helpers/countdown.js"
import { el, fill } from "../helpers/dom.js"
import { icon } from "../helpers/icons.js"
import { clockTime, t } from "../helpers/words.js"
import { judgeName, waitingSentence } from "./sentences.js"

/** @typedef {import("../helpers/countdown.js").Countdown} Countdown */
/** @typedef {import("../helpers/countdown.js").Reading} Reading */
/** @typedef {import("../models/clock.js").ServerClock} ServerClock */

export class Top {
  /** @type {Countdown|null} */
  countdown = null
  #clock
  #lostAt = NaN
  #shown = ""
  #called = ""
  #parts

  /** @param {ServerClock} clock @param {HTMLElement} root the page's header */
  constructor(clock, root) {
    this.#clock = clock
    const part = (/** @type {string} */ what) => /** @type {HTMLElement} */ (root.querySelector(`[data-${what}]`))
    this.#parts = { judge: part("judge"), head: part("head"), clock: part("clock"), connection: part("connection"), band: part("band"), call: part("call") }
    this.#tick()
  }

  /** @param {{judge: number, name: string, head: boolean}|null} told @param {import("../live.js").State} state @param {number} waiting */
  show(told, state, waiting) {
    if (state !== "lost") this.#lostAt = NaN
    else if (Number.isNaN(this.#lostAt)) this.#lostAt = this.#clock.now()
    if (told) fill(this.#parts.judge, judgeName(told))
    this.#parts.head.hidden = !told?.head
    document.body.classList.toggle("is-lost", state === "lost")
    this.#showConnection(state, waiting)
    this.#showBand(state, waiting)
  }

  /** @param {import("../live.js").State} state @param {number} waiting */
  #showConnection(state, waiting) {
    const { connection } = this.#parts
    const [sign, words] = this.#connection(state, waiting)
    const text = String(words)
    if (connection.textContent === text) return
    connection.className = `connection${sign === "wifi" ? "" : " lost"}`
    fill(connection, icon(sign), el("span", null, text))
  }

  /** @param {import("../live.js").State} state @param {number} waiting @returns {[import("../helpers/icons.js").IconName, string]} */
  #connection(state, waiting) {
    if (state === "connecting") return ["wifi-off", t("Connecting…")]
    if (state === "lost") return ["wifi-off", Number.isNaN(this.#lostAt) ? t("Offline") : t("Offline since %(time)s", { time: clockTime(this.#lostAt) })]
    if (waiting) return ["tablet", waiting === 1 ? t("1 score being sent") : t("%(count)s scores being sent", { count: waiting })]
    return ["wifi", t("Everything is saved")]
  }

  /** @param {import("../live.js").State} state @param {number} waiting */
  #showBand(state, waiting) {
    const { band } = this.#parts
    band.hidden = state !== "lost"
    if (band.hidden) return
    fill(band, icon("wifi-off"), el("span", { class: "band-words" },
      el("span", null, t("Connection lost. Go on scoring: this tablet keeps your scores.")),
      waiting > 0 && el("span", null, waitingSentence(waiting))))
  }

  #tick() {
    requestAnimationFrame(() => this.#tick())
    if (!this.countdown || this.countdown.round === null) return
    const now = reading(this.countdown, this.#clock.now())
    const { text, state } = now
    const { confirmed } = this.#clock
    const shown = [text, state, confirmed, this.countdown.stage, this.countdown.entry, besideKey(this.countdown, this.#clock.now())].join("|")
    if (shown === this.#shown) return
    this.#shown = shown
    this.#showClock(now, confirmed)
  }

  /** @param {Reading} now @param {boolean} confirmed */
  #showClock(now, confirmed) {
    const { text, state, call: called } = now
    const word = timeWord(now)
    const { clock, call } = this.#parts
    clock.dataset.state = state
    fill(clock, el("time", { class: "clock-figures" }, text),
      word && el("span", { class: state === "overtime" ? "pill zero" : "pill warn" }, state === "paused" && icon("pause"), word),
      !confirmed && el("span", { class: "unconfirmed" }, t("not confirmed")),
      this.countdown && clocksBeside(this.countdown, this.#clock.now(), confirmed))
    const said = `${state} ${called}`
    if (said !== this.#called && state !== "lead") fill(call, this.#called ? word : "")
    this.#called = said
  }
}
