// The clocks that run beside the chosen one, in a line each: for those who look at one clock and should know of the others.

import { clockName, reading, timeWord } from "./countdown.js"
import { el } from "./dom.js"
import { icon } from "./icons.js"

/** @typedef {import("./countdown.js").Countdown} Countdown */

/** What a person can see of them now; another text is another picture. @param {Countdown|null} chosen @param {number} nowMs server time */
export function besideKey(chosen, nowMs) {
  return (chosen?.others ?? []).map((one) => [clockName(one), reading(one, nowMs).text, one.state].join(" ")).join("|")
}

/** @param {Countdown} chosen @param {number} nowMs server time @param {boolean} isSure whether the server's time is known @returns {Element|null} */
export function clocksBeside({ others }, nowMs, isSure) {
  if (others.length === 0) return null
  return el("ul", { class: "clocks-beside" }, ...others.map((one) => {
    const now = reading(one, nowMs)
    const isUp = now.state === "overtime"
    return el("li", { dataset: { state: now.state } }, !isSure && icon("wifi-off"), now.state === "paused" && icon("pause"),
      el("span", null, clockName(one)), " ", el("span", { class: "fig" }, now.text), isUp && el("span", null, timeWord(now)))
  }))
}
