// What a clock shows: the `countdown` topic and a server time go in, the figures and their state come out. Pure; draws nothing.

import { t } from "./words.js"

/**
 * The body of the `countdown` topic (docs/EVENTS.md).
 * @typedef {object} Countdown
 * @property {number|null} round
 * @property {number|null} stage
 * @property {string} name
 * @property {"together"|"each"} kind
 * @property {number|null} entry whose turn it is; a heat goes by its first entry
 * @property {{number: number|null, entries: number[]}|null} heat the heat on stage, where a turn is a heat's
 * @property {number[]} turns in running order
 * @property {"waiting"|"running"|"paused"|"ended"} state
 * @property {number} seconds
 * @property {number} added
 * @property {number|null} started_at
 * @property {number|null} ends_at
 * @property {number|null} remaining_ms
 * @property {number|null} ended_at
 * @property {number|null} paused_at
 * @property {number[]} calls
 * @property {number[]} done
 * @property {number} revision
 */

/** @typedef {"waiting"|"running"|"ten"|"five"|"minute"|"last_ten"|"overtime"|"paused"|"ended"} ReadingState */

/**
 * @typedef {object} Reading
 * @property {string} text "32:18"; overtime counts up as "+0:12"
 * @property {ReadingState} state
 * @property {number} seconds whole seconds left, negative in overtime
 * @property {number} share elapsed share of the planned time, 0 to 1
 */

/** @param {{number: number|null, entries: number[]}} heat @returns {string} */
export function heatName({ number, entries }) {
  return number === null ? t("Number %(n)s", { n: entries[0] }) : t("Heat %(number)s", { number })
}

/** @type {[number, ReadingState][]} The called moments, the latest first. */
const CALLS = [[60, "minute"], [300, "five"], [600, "ten"]]

/**
 * @param {Countdown} body
 * @param {number} nowMs server time, ms since 1970
 * @returns {Reading}
 */
export function reading(body, nowMs) {
  const left = remaining(body, nowMs)
  const seconds = left > 0 ? Math.ceil(left / 1000) : -Math.floor(-left / 1000)
  const planned = (body.seconds + body.added) * 1000
  return {
    text: figures(seconds),
    state: state(body, left, seconds),
    seconds: seconds || 0,
    share: planned > 0 ? Math.min(1, Math.max(0, 1 - left / planned)) : 1,
  }
}

/** @param {Countdown} body @param {number} nowMs @returns {number} milliseconds, negative after zero */
function remaining(body, nowMs) {
  if (body.state === "running" && body.ends_at !== null) return body.ends_at - nowMs
  return body.remaining_ms ?? (body.seconds + body.added) * 1000
}

/** @param {Countdown} body @param {number} left @param {number} seconds @returns {ReadingState} */
function state(body, left, seconds) {
  if (body.state !== "running") return body.state
  if (left <= 0) return "overtime"
  if (seconds <= 10) return "last_ten"
  const called = CALLS.find(([at]) => seconds <= at && at < body.seconds && body.calls.includes(at))
  return called ? called[1] : "running"
}

/** @param {number} seconds @returns {string} */
function figures(seconds) {
  const whole = Math.abs(seconds)
  const sign = seconds < 0 ? "+" : ""
  return `${sign}${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`
}
