// The scene progress: the contest's motif for each entry, one petal for each signed scoresheet, no points. The time stands small above.

import { reading } from "../helpers/countdown.js"
import { el, fill, name } from "../helpers/dom.js"
import { fitText } from "../helpers/fit.js"
import { flower, petal } from "../helpers/flower.js"
import { icon } from "../helpers/icons.js"
import { pagesOf, turnPages } from "../helpers/pages.js"
import { t } from "../helpers/words.js"

/** @typedef {import("../screen.js").Hall} Hall */
/** @typedef {{entry: number, short_name: string, order: number, received: number, panel: number}} Row */

export const topics = ["contest", "countdown", "progress"]

const SIZES = [5, 4.4, 3.8, 3.2, 2.8]

/** What each flower last showed here, so that only a new petal opens. @type {Map<number, number>} */
const seen = new Map()

/** @param {HTMLElement} root @param {Hall} hall */
export function render(root, hall) {
  const { progress, contest } = hall
  const names = new Map(contest.entries.map((/** @type {any} */ one) => [one.number, one.short_name || one.name]))
  const complete = progress.of > 0 && progress.received >= progress.of
  const garden = el("div", { class: "garden" })
  fill(root,
    el("header", { class: "scene-head" },
      el("h1", { class: "display scene-title" }, complete ? t("Every scoresheet is in") : t("The judges are scoring")),
      el("p", { class: "garden-legend soft" }, petal(contest.motif), t("one scoresheet")),
      el("p", { class: "garden-time fig", dataset: { time: "" } })),
    garden)
  turnPages(root, pagesOf(/** @type {Row[]} */ (progress.entries), most()), ({ rows }) => plant(garden, rows, names, contest.motif))
  root.dataset.shown = ""
  tick(root, hall)
}

/** @param {HTMLElement} root @param {Hall} hall */
export function tick(root, { countdown, clock }) {
  const now = reading(countdown, clock.now())
  const timed = countdown.round !== null && now.state !== "ended"
  const shown = `${timed} ${now.text} ${now.state} ${clock.confirmed}`
  const time = root.querySelector("[data-time]")
  if (!time || shown === root.dataset.shown) return
  root.dataset.shown = shown
  root.dataset.state = now.state
  root.classList.toggle("is-unconfirmed", !clock.confirmed)
  fill(time, now.state === "paused" && icon("pause"), !clock.confirmed && icon("wifi-off"), timed && now.text)
}

/** @param {HTMLElement} garden @param {Row[]} rows @param {Map<number, string>} names @param {string} motif */
function plant(garden, rows, names, motif) {
  const columns = columnsFor(rows.length)
  garden.style.setProperty("--columns", String(columns))
  garden.style.setProperty("--lines", String(Math.ceil(rows.length / columns)))
  fill(garden, ...rows.map((row) => bed(row, names.get(row.entry) ?? row.short_name, motif)))
  for (const words of garden.querySelectorAll(".bed-name")) fitText(/** @type {HTMLElement} */ (words), SIZES)
}

/** @param {Row} row @param {string} called @param {string} motif */
function bed(row, called, motif) {
  const drawing = flower({ ...row, motif })
  const before = seen.get(row.entry) ?? row.received
  for (const one of drawing.querySelectorAll("[data-petal].petal-open"))
    if (Number(one.getAttribute("data-petal")) >= before) one.classList.add("is-new")
  if (row.received > before) drawing.querySelector(".stamens")?.classList.add("is-new")
  seen.set(row.entry, row.received)
  return el("div", { class: "bed", dataset: { entry: row.entry, received: row.received } },
    el("div", { class: "bed-flower" }, el("span", { class: "bed-number fig soft" }, row.entry), drawing),
    el("div", { class: "bed-room" }, el("p", { class: "bed-name" }, name(called))))
}

function isWide() {
  return matchMedia("(min-aspect-ratio: 3/2)").matches
}

function isTall() {
  return matchMedia("(max-aspect-ratio: 1/1)").matches
}

/** How many flowers stand on one page. */
function most() {
  return isWide() ? 18 : isTall() ? 15 : 12
}

/** @param {number} count */
function columnsFor(count) {
  if (isTall()) return Math.min(3, count)
  return Math.ceil(count / (count <= 4 ? 1 : count <= 8 ? 2 : 3))
}
