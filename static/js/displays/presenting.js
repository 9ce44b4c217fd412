// The scene presenting: who is on stage, with the team's own clock; in the vase their flower, one petal for each signed scoresheet.

import { clockOf, reading, timeWord } from "../helpers/countdown.js"
import { el, fill, name } from "../helpers/dom.js"
import { fitText } from "../helpers/fit.js"
import { icon } from "../helpers/icons.js"
import { vase } from "../helpers/vase.js"
import { minutes, t } from "../helpers/words.js"

/** @typedef {import("../screen.js").Hall} Hall */

export const topics = ["contest", "countdown", "progress"]

const SIZES = [14, 12.5, 11, 9.8, 8.6, 7.6, 6.6, 5.8]

/** @param {HTMLElement} root @param {Hall} hall */
export function render(root, hall) {
  const { contest, progress } = hall
  const countdown = clockOf(hall.countdown, "each")
  const entry = contest.entries.find((/** @type {any} */ one) => one.number === countdown.entry)
  root.classList.toggle("is-empty", !entry)
  fill(root, ...(entry ? onStage(entry, countdown, progress) : waiting(contest, countdown)))
  fitText(/** @type {HTMLElement} */ (root.querySelector(".presenting-name")), SIZES)
  root.dataset.shown = ""
  tick(root, hall)
}

/** @param {HTMLElement} root @param {Hall} hall */
export function tick(root, { countdown: chosen, clock }) {
  const countdown = clockOf(chosen, "each")
  const now = reading(countdown, clock.now())
  const shown = [now.text, now.state, clock.confirmed].join(" ")
  if (shown === root.dataset.shown) return
  root.dataset.shown = shown
  root.dataset.state = now.state
  const [time, word, bar] = ["time", "word", "bar"].map((part) => root.querySelector(`[data-${part}]`))
  if (!time || !word || !bar) return
  fill(time, now.text)
  fill(word, ...wordFor(now, countdown, clock.confirmed))
  ;/** @type {HTMLElement} */ (bar).style.setProperty("--share", String(1 - now.share))
}

/** @param {any} entry @param {any} countdown @param {any} progress */
function onStage(entry, countdown, progress) {
  const count = progress.entries.find((/** @type {any} */ one) => one.entry === entry.number) ?? { received: 0, panel: 5 }
  return [
    vase(entry.number, count),
    el("div", { class: "presenting-who" },
      el("p", { class: "kicker" }, el("span", { class: "presenting-number" }, t("Number %(n)s", { n: entry.number })), countdown.name),
      el("div", { class: "presenting-room" }, el("h1", { class: "display presenting-name" }, name(entry.name))),
      entry.concept && el("p", { class: "presenting-concept soft" }, `“${entry.concept}”`)),
    el("div", { class: "presenting-clock" },
      el("p", { class: "presenting-time" },
        el("span", { class: "fig", dataset: { time: "" } }),
        el("span", { class: "presenting-word", dataset: { word: "" } })),
      el("div", { class: "presenting-bar" }, el("i", { dataset: { bar: "" } }))),
  ]
}

/** @param {any} contest @param {any} countdown */
function waiting(contest, countdown) {
  return [el("p", { class: "kicker" }, contest.title),
    el("div", { class: "presenting-room" }, el("h1", { class: "display presenting-name" }, countdown.name)),
    el("p", { class: "soft" }, t("The next team comes on stage in a moment"))]
}

/** @param {import("../helpers/countdown.js").Reading} now @param {any} countdown @param {boolean} confirmed */
function wordFor(now, { seconds, added }, confirmed) {
  const { state, call } = now
  if (!confirmed) return [el("span", { class: "state local" }, icon("wifi-off"), t("Unconfirmed"))]
  if (state === "paused") return [icon("pause"), " ", t("Paused")]
  if (state === "overtime") return [t("over time")]
  if (state === "ended") return [t("Thank you")]
  if (state === "lead" || call !== null) return [timeWord(now)]
  return [t("of %(time)s", { time: inWords(seconds + added) })]
}

/** @param {number} seconds */
function inWords(seconds) {
  return seconds % 60 ? minutes(seconds) : t("%(n)s min", { n: seconds / 60 })
}
