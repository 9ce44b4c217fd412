// The scene countdown, in its faces: 3-2-1, the clock with its stem of time, the last ten seconds, and zero with the overtime after it.

import { clockOf, heatName, reading, timeWord } from "../helpers/countdown.js"
import { el, fill, name } from "../helpers/dom.js"
import { fitText } from "../helpers/fit.js"
import { icon } from "../helpers/icons.js"
import { leadRing } from "../helpers/lead.js"
import { petals } from "../helpers/petals.js"
import { stem } from "../helpers/stem.js"
import { t } from "../helpers/words.js"

/** @typedef {import("../helpers/countdown.js").Countdown} Countdown */
/** @typedef {import("../helpers/countdown.js").Reading} Reading */
/** @typedef {import("../screen.js").Hall} Hall */

export const topics = ["contest", "countdown"]

const ADDED_MS = 4000
const BEGIN_MS = 1200
const WORD_SIZES = [12, 10.5, 9, 8, 7]
const ZERO_SIZES = [31.5, 28, 25, 22, 19, 16, 13]

/** The start that this screen counts, or counted. @type {{start: number | null}} */
const counted = { start: null }

/** Time that was just added, so that the hall sees why the clock jumped. @type {{of: string, added: number, text: string, until: number}} */
const news = { of: "", added: 0, text: "", until: 0 }

/** While a team presents, the clock that all work by goes on here. @param {HTMLElement} root @param {Hall} hall */
export function render(root, hall) {
  noticeAddedTime(clockOf(hall.countdown, "together"))
  root.dataset.shown = ""
  tick(root, hall)
}

/** Draws only when something a person can see has changed. @param {HTMLElement} root @param {Hall} whole */
export function tick(root, whole) {
  const hall = { ...whole, countdown: clockOf(whole.countdown, "together") }
  const clock = reading(hall.countdown, hall.clock.now())
  const face = faceOf(clock, hall)
  const shown = [face, clock.state, clock.text, hall.clock.confirmed, addedTime()].join(" ")
  if (shown === root.dataset.shown) return
  root.dataset.shown = shown
  root.dataset.state = clock.state
  root.dataset.face = face
  FACES[face](root, hall, clock)
}

/** @param {Reading} clock @param {Hall} hall @returns {"lead" | "begin" | "clock" | "petals" | "zero"} */
function faceOf({ state, seconds }, { countdown, clock }) {
  if (state === "lead") return "lead"
  if (hasJustBegun(countdown, clock.now())) return "begin"
  if (state === "last_ten") return "petals"
  return state === "overtime" || (state === "ended" && seconds <= 0) ? "zero" : "clock"
}

const FACES = { lead: showLead, begin: showBegin, clock: showClock, petals: showPetals, zero: showZero }

/** A start that was counted here is also seen here, for as long as it takes to look up. @param {Countdown} countdown @param {number} now */
function hasJustBegun({ state, started_at }, now) {
  if (state === "running" && started_at !== null && now < started_at) counted.start = started_at
  return state === "running" && started_at !== null && started_at === counted.start && now < started_at + BEGIN_MS
}

/** The next start in figures that fill the hall, with an arc that goes for each of them: nobody needs to hear it. @param {HTMLElement} root @param {Hall} hall @param {Reading} clock */
function showLead(root, hall, clock) {
  fill(root,
    el("header", { class: "scene-head clock-head" },
      el("p", { class: "clock-name" }, ...heading(hall)), el("p", { class: "clock-sign" }, el("span", { class: "soft" }, timeWord(clock)))),
    leadRing(Number(clock.text)), digits(clock.text))
}

/** @param {HTMLElement} root */
function showBegin(root) {
  fill(root, el("div", { class: "zero-room" }, el("h1", { class: "zero-word" }, t("Begin"))))
  fitText(/** @type {HTMLElement} */ (root.querySelector(".zero-word")), ZERO_SIZES)
}

/** @param {HTMLElement} root @param {Hall} hall @param {Reading} clock */
function showClock(root, hall, clock) {
  const { countdown } = hall
  fill(root,
    el("header", { class: "scene-head clock-head" },
      el("p", { class: "clock-name" }, ...heading(hall)),
      el("p", { class: "clock-sign" }, ...signs(hall, clock))),
    digits(clock.text.padStart(5, "0")),
    stem(clock.share, countdown.calls, countdown.seconds + countdown.added))
}

/** @param {HTMLElement} root @param {Hall} _hall @param {Reading} clock */
function showPetals(root, _hall, { seconds }) {
  const sentence = seconds === 1 ? t("1 second left") : t("%(n)s seconds left", { n: seconds })
  const [before, after] = sentence.split(String(seconds))
  const words = [before, after].map((text) => el("p", { class: "petals-word" }, text))
  fill(root, petals(seconds), digits(String(seconds)), ...words.map((word, i) => el("div", { class: i ? "petals-after" : "petals-before" }, word)))
  for (const word of words) fitText(word, WORD_SIZES)
}

/** @param {HTMLElement} root @param {Hall} hall @param {Reading} clock */
function showZero(root, { countdown }, { state, text, seconds }) {
  const overtime = state === "overtime"
  const plea = countdown.kind === "together" ? t("Hands off, one step back, please") : t("Please bring it to a close")
  fill(root,
    el("p", { class: "zero-time fig" }, overtime && seconds < 0 ? text : "00:00"),
    el("div", { class: "zero-room" }, el("h1", { class: "zero-word" }, t("Time is up"))),
    el("p", { class: "zero-plea" }, overtime ? plea : countdown.name))
  fitText(/** @type {HTMLElement} */ (root.querySelector(".zero-word")), ZERO_SIZES)
}

/** @param {Hall} hall */
function heading({ contest, countdown }) {
  const entry = contest.entries.find((/** @type {any} */ one) => one.number === countdown.entry)
  if (countdown.heat) return [heatName(countdown.heat)]
  return entry ? [t("Number %(n)s", { n: entry.number }), " · ", name(entry.short_name || entry.name)] : [countdown.name]
}

/** What stands at the right: at most one pill, and beside it that the time is unconfirmed. @param {Hall} hall @param {Reading} clock */
function signs(hall, clock) {
  return [!hall.clock.confirmed && el("span", { class: "state local" }, icon("wifi-off"), t("Unconfirmed")), pill(hall, clock)]
}

/** @param {Hall} hall @param {Reading} clock */
function pill({ contest, countdown }, clock) {
  const { state, call } = clock
  if (state === "paused") return el("span", { class: "pill" }, icon("pause"), t("Paused"))
  if (state === "ended") return el("span", { class: "pill" }, t("Ended"))
  if (addedTime()) return el("span", { class: "pill good" }, addedTime())
  if (call !== null) return el("span", { class: "pill warn" }, timeWord(clock))
  if (countdown.kind === "each") return null
  const competing = contest.entries.filter((/** @type {any} */ one) => !one.withdrawn)
  return el("span", { class: "soft" }, t("%(n)s teams", { n: competing.length }))
}

/** Figures as large as the hall allows; the colon is raised to their middle. @param {string} text */
function digits(text) {
  const node = el("p", { class: text === "10" ? "digits fig is-ten" : "digits fig" }, ...[...text].map((sign) => (sign === ":" ? el("i", null, sign) : sign)))
  node.style.setProperty("--figures-in-line", String(text.replace(":", "").length))
  node.style.setProperty("--colons-in-line", String(text.split(":").length - 1))
  return node
}

/** @param {Countdown} countdown */
function noticeAddedTime({ round, stage, entry, added }) {
  const of = [round, stage, entry].join(" ")
  const change = of === news.of ? added - news.added : 0
  if (change) Object.assign(news, { text: changeInWords(change), until: performance.now() + ADDED_MS })
  Object.assign(news, { of, added })
}

function addedTime() {
  return performance.now() < news.until ? news.text : ""
}

/** @param {number} seconds */
function changeInWords(seconds) {
  const sign = seconds < 0 ? "−" : "+"
  const size = Math.abs(seconds)
  return size % 60 ? t("%(n)s seconds", { n: `${sign}${size}` }) : t("%(n)s min", { n: `${sign}${size / 60}` })
}
