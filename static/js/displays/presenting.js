// The scene presenting: who is on stage, with the team's own clock; in the vase their flower, one petal for each signed scoresheet.

import { reading, timeWord } from "../helpers/countdown.js"
import { el, fill, name, svg } from "../helpers/dom.js"
import { fitText } from "../helpers/fit.js"
import { blossom, bud, leaf } from "../helpers/flower.js"
import { icon } from "../helpers/icons.js"
import { minutes, t } from "../helpers/words.js"

/** @typedef {import("../screen.js").Hall} Hall */

export const topics = ["contest", "countdown", "progress"]

const SIZES = [14, 12.5, 11, 9.8, 8.6, 7.6, 6.6, 5.8]
const POT = "M226 500h188c10 60 34 84 18 130c-12 36-52 56-112 56s-100-20-112-56c-16-46 8-70 18-130z"
const BANDS = "M214 562c64 14 148 14 212 0M205 584c70 16 160 16 230 0"

/** @param {HTMLElement} root @param {Hall} hall */
export function render(root, hall) {
  const { contest, countdown, progress } = hall
  const entry = contest.entries.find((/** @type {any} */ one) => one.number === countdown.entry)
  root.classList.toggle("is-empty", !entry)
  fill(root, ...(entry ? onStage(entry, countdown, progress) : waiting(contest, countdown)))
  fitText(/** @type {HTMLElement} */ (root.querySelector(".presenting-name")), SIZES)
  root.dataset.shown = ""
  tick(root, hall)
}

/** @param {HTMLElement} root @param {Hall} hall */
export function tick(root, { countdown, clock }) {
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

/** The number stands on the vase; the flower opens with the scoresheets. @param {number} number @param {{received: number, panel: number}} count */
function vase(number, { received, panel }) {
  return svg("svg", { class: "vase", viewBox: "0 0 640 760", "aria-hidden": "true" },
    svg("rect", { class: "vase-wall", width: 640, height: 760, rx: 18 }),
    svg("path", { class: "vase-table", d: "M0 610h640v132a18 18 0 0 1-18 18H18a18 18 0 0 1-18-18z" }),
    svg("path", { class: "wood", d: "M312 515C308 440 300 380 316 236L326 236C318 380 326 440 330 515Z" }),
    svg("path", { class: "wood", d: "M322 505C352 452 400 420 462 372L466 377C412 428 366 462 336 515Z" }),
    svg("path", { class: "wood", d: "M316 505C286 452 236 430 186 402L183 407C230 438 276 462 302 515Z" }),
    leaf("translate(310 424) rotate(-62) scale(1)"), leaf("translate(330 392) rotate(58) scale(.9)"),
    leaf("translate(392 432) rotate(104) scale(.8)"), leaf("translate(236 432) rotate(-140) scale(.7)"),
    bud("translate(468 366) rotate(52) scale(.72)"), bud("translate(180 398) rotate(-58) scale(.62)"),
    received > 0 ? blossom(received, panel, "translate(320 222) scale(1.95)") : bud("translate(320 236) scale(1.7)"),
    svg("path", { class: "pot", d: POT }), svg("path", { class: "pot-band", d: BANDS }),
    svg("text", { class: "pot-number", x: 320, y: 672 }, number))
}
