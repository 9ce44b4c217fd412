// The scene lots: the turns of the day, each a shut lot until the desk opens it; then the team that drew it. The order comes from
// topic `lots`, which tells no turn before it is open.

import { el, fill, name } from "../helpers/dom.js"
import { fitText, held, remembered } from "../helpers/fit.js"
import { isCalm } from "../helpers/flip.js"
import { pagesOf, turnPages } from "../helpers/pages.js"
import { t } from "../helpers/words.js"

/** @typedef {import("../screen.js").Hall} Hall */
/** @typedef {{turn: number, entry: any}} Lot `entry` null while it is shut */

export const topics = ["contest", "lots"]

const NAME_SIZES = [5.8, 5.2, 4.95]
const CALM_SIZES = [14, 12, 10.5, 9, 8, 7]

/** Lots are read down a column, then in the next. @typedef {{columns: number, lines: number, tallest: number}} Shape `tallest`: a lot, in units */
/** From dense to roomy, by the screen's proportions. @type {Shape[][]} */
const [WIDE, NARROW, TALL] = [
  [[2, 6, 15], [2, 5, 15], [1, 5, 15], [1, 3, 23]],
  [[2, 5, 15], [1, 5, 15], [1, 3, 23], [1, 2, 33]],
  [[1, 10, 15], [1, 7, 19], [1, 5, 26], [1, 4, 33]],
].map((shapes) => shapes.map(([columns, lines, tallest]) => ({ columns, lines, tallest })))

/** How many lots were open when this screen last looked, by draw. @type {{draw: number | null, opened: number}} */
const seen = { draw: null, opened: 0 }

/** @param {HTMLElement} root @param {Hall} hall */
export function render(root, { contest, lots }) {
  root.classList.toggle("is-empty", lots.draw === null)
  if (lots.draw === null) return showCalm(root, contest)
  const all = lots.turns.map((/** @type {number | null} */ number, /** @type {number} */ at) => ({ turn: at + 1, entry: entryOf(contest, number) }))
  const table = el("div", { class: "lots" })
  fill(root, head(lots), table, lots.seed && el("p", { class: "lots-seed soft" }, t("Seed"), " ", el("span", { class: "fig" }, lots.seed), " ", t("anybody can draw it again")))
  const shape = shapeFor(table, contest.entries, all.length)
  const most = shape.columns * shape.lines
  const pages = pagesOf(/** @type {Lot[]} */ (all), most)
  const isDone = lots.opened === all.length
  const fresh = lots.draw === seen.draw ? seen.opened : lots.opened
  const put = (/** @type {{rows: Lot[]}} */ { rows }) => lay(table, shape, rows, fresh, lots.opened)
  if (isDone) turnPages(root, pages, put)
  else put(pages[Math.floor(Math.max(0, lots.opened - 1) / most)])
  Object.assign(seen, { draw: lots.draw, opened: lots.opened })
}

/** @param {any} lots */
function head({ opened, turns }) {
  const rest = turns.length - opened
  const left = rest === 0 ? t("The order stands") : t("%(n)s lots still shut", { n: rest })
  return el("header", { class: "scene-head" }, el("h1", { class: "display scene-title" }, t("Order of presentation")), el("p", { class: "lots-left soft" }, left))
}

/**
 * The densest shape in which every team's name is whole, whoever draws which lot: it stays the same while the lots are opened.
 * @param {HTMLElement} table @param {any[]} entries @param {number} count of lots
 * @returns {Shape}
 */
function shapeFor(table, entries, count) {
  const teams = entries.map((entry, at) => ({ turn: at + 1, entry }))
  return remembered(["lots", count, ...entries.map((one) => `${one.number} ${one.short_name || one.name}`)], () => {
    const shapes = isWide() ? WIDE : isTall() ? TALL : NARROW
    const fits = (/** @type {Shape} */ shape) => pagesOf(teams, shape.columns * shape.lines).every(({ rows }) => put(table, shape, rows, teams.length))
    return shapes.find(fits) ?? shapes[shapes.length - 1]
  })
}

/** @param {HTMLElement} table @param {Shape} shape @param {Lot[]} rows @param {number} opened @returns {boolean} whether all names are whole */
function put(table, { columns, lines, tallest }, rows, opened) {
  const used = Math.min(columns, Math.ceil(rows.length / lines))
  table.style.setProperty("--columns", String(used))
  table.style.setProperty("--lines", String(Math.ceil(rows.length / used)))
  table.style.setProperty("--tallest", String(tallest))
  fill(table, ...rows.map((lot) => lotOf(lot, opened)))
  return [...table.querySelectorAll(".lot-name")].map((words) => fitText(/** @type {HTMLElement} */ (words), NAME_SIZES)).every(Boolean)
}

/** @param {HTMLElement} table @param {Shape} shape @param {Lot[]} rows @param {number} fresh lots up to here were open before @param {number} opened */
function lay(table, shape, rows, fresh, opened) {
  put(table, shape, rows, opened)
  for (const lot of table.querySelectorAll(".lot.is-open")) {
    if (Number(/** @type {HTMLElement} */ (lot).dataset.turn) > fresh) appear(/** @type {HTMLElement} */ (lot.querySelector(".lot-room")))
  }
}

/** @param {Lot} lot @param {number} opened */
function lotOf({ turn, entry }, opened) {
  const classes = ["lot", turn <= opened && "is-open", turn === opened && "is-newest"]
  const who = entry ? [el("span", { class: "lot-number" }, t("No. %(number)s", { number: entry.number })), " ", name(entry.short_name || entry.name)] : []
  return el("div", { class: classes.filter(Boolean).join(" "), dataset: { turn } },
    el("p", { class: "lot-turn fig" }, turn),
    el("div", { class: "lot-room" }, turn <= opened ? el("p", { class: "lot-name" }, ...who) : el("i", { class: "lot-shut" })))
}

/** A lot is turned over. @param {HTMLElement} node */
function appear(node) {
  const frames = isCalm() ? [{ opacity: 0 }, { opacity: 1 }] : [{ opacity: 0, transform: "scaleY(.2)" }, { opacity: 1, transform: "none" }]
  node.animate(frames, { duration: isCalm() ? 120 : 900, easing: "cubic-bezier(.16,.8,.2,1)" })
}

/** @param {HTMLElement} root @param {any} contest */
function showCalm(root, contest) {
  const competing = contest.entries.filter((/** @type {any} */ one) => !one.withdrawn)
  const heading = el("h1", { class: "display lots-calm" }, t("The lots are about to be drawn"))
  fill(root, el("p", { class: "kicker" }, held(contest.title)), el("div", { class: "lots-calm-room" }, heading), el("p", { class: "soft" }, t("%(n)s teams", { n: competing.length })))
  fitText(heading, CALM_SIZES)
}

/** @param {any} contest @param {number | null} number */
function entryOf(contest, number) {
  return contest.entries.find((/** @type {any} */ one) => one.number === number) ?? null
}

function isWide() {
  return matchMedia("(min-aspect-ratio: 3/2)").matches
}

function isTall() {
  return matchMedia("(max-aspect-ratio: 1/1)").matches
}
