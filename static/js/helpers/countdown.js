// What a clock shows: the `countdown` topic and a server time go in, the figures, their state and its words come out. Pure; draws nothing.

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
 * @property {number|null} started_at may lie ahead: 3-2-1 is counted until then
 * @property {number|null} ends_at
 * @property {number|null} remaining_ms
 * @property {number|null} ended_at
 * @property {number|null} paused_at
 * @property {number[]} calls
 * @property {number[]} done
 * @property {Countdown[]} others that run or stand beside this one, told alike but without `turns`, `done` and `others`
 * @property {number} revision
 */

/**
 * `lead`: 3-2-1 is counted; `called`: a called moment has passed; `minute`: one within the last minute has.
 * @typedef {"waiting"|"lead"|"running"|"called"|"minute"|"last_ten"|"overtime"|"paused"|"ended"} ReadingState
 */

/**
 * @typedef {object} Reading
 * @property {string} text "32:18"; overtime counts up as "+0:12"; "3" while 3-2-1 is counted
 * @property {ReadingState} state
 * @property {number} seconds whole seconds left, negative in overtime
 * @property {number} share elapsed share of the planned time, 0 to 1
 * @property {number|null} call the called moment that passed last, in seconds left
 */

/** @param {{number: number|null, entries: number[]}} heat @returns {string} */
export function heatName({ number, entries }) {
  return number === null ? t("Number %(n)s", { n: entries[0] }) : t("Heat %(number)s", { number })
}

/** For so many seconds after a call it is still so much that is left; then it is less. */
const FRESH_SECONDS = 20

/**
 * @param {Countdown} body
 * @param {number} nowMs server time, ms since 1970
 * @returns {Reading}
 */
export function reading(body, nowMs) {
  const left = remaining(body, nowMs)
  const seconds = left > 0 ? Math.ceil(left / 1000) : -Math.floor(-left / 1000)
  const planned = (body.seconds + body.added) * 1000
  const lead = body.state === "running" && body.started_at !== null ? Math.ceil((body.started_at - nowMs) / 1000) : 0
  const called = body.calls.filter((call) => seconds <= call && call < planned / 1000)
  const call = body.state === "running" && called.length > 0 ? Math.min(...called) : null
  return {
    text: lead > 0 ? String(lead) : figures(seconds),
    state: lead > 0 ? "lead" : state(body, left, seconds, call),
    seconds: seconds || 0,
    share: planned > 0 ? Math.min(1, Math.max(0, 1 - left / planned)) : 1,
    call,
  }
}

/** The clock of a kind: the chosen one, or one that runs beside it. @param {Countdown} chosen @param {"together"|"each"} kind @returns {Countdown} */
export function clockOf(chosen, kind) {
  if (chosen.round === null || chosen.kind === kind) return chosen
  return chosen.others.find((one) => one.kind === kind) ?? chosen
}

/** Whose clock it is: the stage, and the turn where each has one. @param {Countdown} clock @returns {string} */
export function clockName({ name, entry, heat }) {
  return heat ? `${name} · ${heatName(heat)}` : entry === null ? name : `${name} · ${t("No. %(number)s", { number: entry })}`
}

/** What a clock says beside its figures; nothing while it simply runs. @param {Reading} reading @returns {string} */
export function timeWord({ state, text, seconds, call }) {
  if (state === "lead") return t("Starts in %(n)s", { n: text })
  if (state === "paused") return t("Paused")
  if (state === "ended") return t("Ended")
  if (state === "overtime") return t("Time is up")
  if (call === null) return ""
  return seconds > call - FRESH_SECONDS ? timeLeft(call) : t("Under %(time)s", { time: span(call) })
}

/** @param {number} call seconds @returns {string} "5 minutes left" */
export function timeLeft(call) {
  if (call === 60) return t("1 minute left")
  if (call < 60) return t("%(n)s seconds left", { n: call })
  return call % 60 ? t("%(time)s left", { time: figures(call) }) : t("%(n)s minutes left", { n: call / 60 })
}

/** @param {number} call seconds */
function span(call) {
  if (call === 60) return t("1 minute")
  if (call < 60) return t("%(n)s seconds", { n: call })
  return call % 60 ? figures(call) : t("%(n)s minutes", { n: call / 60 })
}

/** @param {Countdown} body @param {number} nowMs @returns {number} milliseconds, negative after zero */
function remaining(body, nowMs) {
  if (body.state === "running" && body.ends_at !== null) return body.ends_at - Math.max(nowMs, body.started_at ?? nowMs)
  return body.remaining_ms ?? (body.seconds + body.added) * 1000
}

/** @param {Countdown} body @param {number} left @param {number} seconds @param {number|null} call @returns {ReadingState} */
function state(body, left, seconds, call) {
  if (body.state !== "running") return body.state
  if (left <= 0) return "overtime"
  if (seconds <= 10) return "last_ten"
  if (call === null) return "running"
  return call <= 60 ? "minute" : "called"
}

/** @param {number} seconds @returns {string} */
function figures(seconds) {
  const whole = Math.abs(seconds)
  const sign = seconds < 0 ? "+" : ""
  return `${sign}${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`
}
