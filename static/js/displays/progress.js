// The scene progress: the contest's motif for each entry, one petal for each signed scoresheet, no points. The time stands small above.

import { reading } from "../helpers/countdown.js"
import { el, fill, name } from "../helpers/dom.js"
import { remembered, unit } from "../helpers/fit.js"
import { flower, petal } from "../helpers/flower.js"
import { icon } from "../helpers/icons.js"
import { turnPages } from "../helpers/pages.js"
import { t } from "../helpers/words.js"

/** @typedef {import("../screen.js").Hall} Hall */
/** @typedef {{entry: number, short_name: string, order: number, received: number, panel: number}} Row */

export const topics = ["contest", "countdown", "progress"]

/** In units, as in the stylesheet: above the garden, a line of a name, the smallest flower worth looking at. */
const ABOVE = 18.6
const LINE = 5.8
const BLOOM = 14.2 // with the air under the name

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
  turnPages(root, pages(garden, progress.entries, names), ({ rows, words }) => plant(garden, rows, words, (row) => bed(row, names.get(row.entry) ?? row.short_name, contest.motif)))
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

/**
 * As many flowers on each page as leave room for the whole names, and how many lines the longest of them takes.
 * @param {HTMLElement} garden @param {Row[]} rows @param {Map<number, string>} names
 * @returns {{rows: Row[], words: number}[]}
 */
function pages(garden, rows, names) {
  if (!rows.length) return [{ rows, words: 2 }]
  const called = rows.map((row) => names.get(row.entry) ?? row.short_name)
  const sizes = remembered(["garden", ...called], () => sizesOf(garden, called))
  let first = 0
  return sizes.map(({ count, words }) => ({ rows: rows.slice(first, (first += count)), words }))
}

/** @param {HTMLElement} garden @param {string[]} called */
function sizesOf(garden, called) {
  const sizes = []
  for (let first = 0; first < called.length; first += sizes[sizes.length - 1].count) sizes.push(nextSize(garden, called.slice(first)))
  return sizes
}

/** @param {HTMLElement} garden @param {string[]} rest those that stand on no page yet */
function nextSize(garden, rest) {
  let size = { count: 0, words: 0, fits: false }
  for (const most of counts()) {
    const some = rest.slice(0, most)
    size = { count: some.length, ...wordsOf(garden, some) }
    if (size.fits) break
  }
  return size
}

/** How many lines the longest of these names takes in a garden of so many, and whether a flower has room above. @param {HTMLElement} garden @param {string[]} called */
function wordsOf(garden, called) {
  measureOut(garden, called.length)
  fill(garden, ...called.map((one) => el("div", { class: "bed" }, roomFor(one))))
  const shown = /** @type {HTMLElement[]} */ ([...garden.querySelectorAll(".bed-name")])
  const words = Math.max(1, ...shown.map((one) => Math.round(one.offsetHeight / unit() / LINE)))
  const bed = (innerHeight / unit() - ABOVE) / linesFor(called.length)
  return { words, fits: words * LINE + BLOOM <= bed && shown.every((one) => one.scrollWidth <= one.clientWidth + 1) }
}

/** @param {HTMLElement} garden @param {Row[]} rows @param {number} words lines of the longest name @param {(row: Row) => HTMLElement} bedOf */
function plant(garden, rows, words, bedOf) {
  measureOut(garden, rows.length)
  garden.style.setProperty("--words", String(words))
  fill(garden, ...rows.map(bedOf))
}

/** @param {HTMLElement} garden @param {number} count */
function measureOut(garden, count) {
  garden.style.setProperty("--columns", String(columnsFor(count)))
  garden.style.setProperty("--lines", String(linesFor(count)))
}

/** @param {string} called */
function roomFor(called) {
  return el("div", { class: "bed-room" }, el("p", { class: "bed-name" }, name(called)))
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
    roomFor(called))
}

function isWide() {
  return matchMedia("(min-aspect-ratio: 3/2)").matches
}

function isTall() {
  return matchMedia("(max-aspect-ratio: 1/1)").matches
}

/** How many flowers may stand on one page, most first. */
function counts() {
  return isWide() ? [18, 15, 12, 10, 8, 6, 4, 3, 2] : isTall() ? [15, 12, 8, 6, 4, 3, 2] : [12, 8, 6, 4, 3, 2]
}

/** @param {number} count */
function linesFor(count) {
  return Math.ceil(count / columnsFor(count))
}

/** @param {number} count */
function columnsFor(count) {
  if (isTall()) return count <= 3 ? 1 : count <= 8 ? 2 : 3
  return Math.ceil(count / (count <= 4 ? 1 : count <= (isWide() ? 10 : 8) ? 2 : 3))
}
