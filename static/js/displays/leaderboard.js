// The scene leaderboard: rows in public order, ten on a page where each takes one line, that travel to their new place, as much as the curtain allows.
// Orders nothing and computes no points: place, points and order come from the `standings` topic.

import { el, fill, name } from "../helpers/dom.js"
import { inDivisions } from "../helpers/divisions.js"
import { fitLines, fitName, remembered, unit } from "../helpers/fit.js"
import { flip } from "../helpers/flip.js"
import { flower } from "../helpers/flower.js"
import { icon } from "../helpers/icons.js"
import { movesSince } from "../helpers/moves.js"
import { pagesByHeight, turnPages } from "../helpers/pages.js"
import { clockTime, deducted, figures, t } from "../helpers/words.js"

/** @typedef {import("../screen.js").Hall} Hall */
/**
 * @typedef {{entry: number, name: string, short_name: string, order: number, place: number | null, points: string | null,
 *   penalty: string | null, penalty_kind: "time" | "other" | null, tied: boolean, received: number | null, panel: number,
 *   status: string, reason: string, prize: string | null, specials: string[], division: number | null, reached: number | null}} Row
 */
/** @typedef {{label: "hidden" | "provisional" | "frozen" | "opened" | "official", frozen_at: number | null, places: boolean, rows: Row[]}} Standings */

export const topics = ["contest", "standings"]

/** Units of a row with one line, as in the stylesheet. */
const ROW = 7.86

/** @param {HTMLElement} root @param {Hall} hall */
export function render(root, { contest, standings }) {
  const board = root.querySelector(".board") ?? lay(root)
  const moves = movesSince(standings)
  root.classList.toggle("is-hidden", standings.label === "hidden")
  root.classList.toggle("is-still", standings.label !== "provisional")
  turnPages(root, pages(root, standings, contest), ({ division, range, rows }) => {
    label(root, standings, division, range)
    flip(() => /** @type {HTMLElement[]} */ ([...board.querySelectorAll(".board-row")]), () => set(board, standings, rows, moves, contest.motif))
  })
}

/** Rows of one division on each, as many as their heights allow. @param {HTMLElement} root @param {Standings} standings @param {{divisions: {number: number, name: string}[], motif: string}} contest */
function pages(root, standings, { divisions, motif }) {
  const parts = inDivisions(standings.rows, divisions)
  return (parts.length ? parts : [{ name: "", rows: standings.rows }]).flatMap((part) => {
    const all = pagesByHeight(part.rows, part.rows.map((row) => heightOf(root, row, standings, motif)), rowsOnPage() * ROW + .5)
    return all.map((page) => ({
      division: part.name, rows: page.rows,
      range: all.length > 1 ? `${page.first + 1}–${page.first + page.rows.length}` : "",
    }))
  })
}

/** In units, measured in a board that is gone before anybody sees it. @param {HTMLElement} root @param {Row} row @param {Standings} standings @param {string} motif */
function heightOf(root, row, { label, places }, motif) {
  const told = [row.name, row.short_name, row.status, row.reason, row.penalty, row.prize, (row.received ?? 0) < row.panel]
  return remembered(["board", label, places, motif, ...told], () => {
    const trial = el("div", { class: "board" }, line(row, { label, places }, new Map(), undefined, motif))
    root.append(trial)
    fitRow(trial.firstElementChild, row)
    const height = trial.offsetHeight / unit()
    trial.remove()
    return height
  })
}

/** A long name takes more lines; a reason takes two at most, else only its first word is said here. @param {Element | null} drawn @param {Row} row */
function fitRow(drawn, row) {
  fitName(/** @type {HTMLElement} */ (drawn?.querySelector(".board-name")), row.short_name)
  const why = /** @type {HTMLElement | null} */ (drawn?.querySelector(".board-reason"))
  if (!why) return
  fitLines(why)
  if (why.offsetHeight > 2.2 * ROW * unit()) fill(why, statusWords(row.status))
}

/** @param {HTMLElement} root */
function lay(root) {
  const board = el("div", { class: "board", role: "table" })
  fill(root, el("header", { class: "scene-head" }, el("h1", { class: "display scene-title" }), el("p", { class: "board-label" })), board)
  return board
}

/** @param {HTMLElement} root @param {Standings} standings @param {string} division @param {string} range */
function label(root, standings, division, range) {
  const hidden = standings.label === "hidden"
  fill(/** @type {Element} */ (root.querySelector("h1")), division ? name(division) : hidden ? t("The teams") : t("Leaderboard"))
  fill(/** @type {Element} */ (root.querySelector(".board-label")), range && el("span", { class: "fig soft" }, range), pill(standings))
}

/** @param {Standings} standings */
function pill({ label, frozen_at }) {
  if (label === "official") return el("span", { class: "pill good" }, icon("check"), t("Official"))
  if (label === "frozen") return el("span", { class: "pill" }, frozen_at ? t("Frozen at %(time)s", { time: clockTime(frozen_at) }) : t("Frozen"))
  if (label === "opened") return el("span", { class: "pill" }, t("Opened on stage"))
  if (label === "hidden") return el("span", { class: "soft" }, t("Places stay behind the curtain for now"))
  return el("span", { class: "pill" }, t("Provisional"))
}

/** @param {Element} board @param {Standings} standings @param {Row[]} rows @param {Map<number, number>} moves @param {string} motif */
function set(board, standings, rows, moves, motif) {
  fill(board, ...rows.map((row, i) => line(row, standings, moves, rows[i - 1], motif)), ...ties(rows))
  rows.forEach((row, i) => fitRow(board.children[i], row))
}

/** @param {Row} row @param {Pick<Standings, "label" | "places">} standings @param {Map<number, number>} moves @param {Row | undefined} above @param {string} motif */
function line(row, { label, places }, moves, above, motif) {
  const out = row.status !== "competing"
  const classes = ["board-row", row.place === 1 && "is-first", out && "is-out", isBelowLine(row, above) && "is-below-line"]
  const short = matchMedia("(max-aspect-ratio: 3/2)").matches && row.short_name
  const dataset = { entry: row.entry, place: row.place ?? "", points: row.points ?? "" }
  return el("div", { class: classes.filter(Boolean).join(" "), role: "row", dataset },
    el("span", { class: "board-place fig", role: "cell" }, label === "hidden" || !places ? t("Number %(n)s", { n: row.entry }) : row.place ?? ""),
    el("span", { class: "board-move fig", role: "cell" }, ...(label === "provisional" && places && !out ? move(moves.get(row.entry)) : [])),
    el("span", { class: "board-name", role: "cell" }, name(short || row.name)),
    el("span", { class: "board-mark", role: "cell" }, ...(out ? [el("span", { class: "board-reason" }, reason(row))] : marks(row, label, motif))),
    el("span", { class: "board-points fig", role: "cell" }, row.points !== null && !out ? figures(row.points) : ""))
}

/** Those who went on stand above those who did not, and those who are placed above the rest. @param {Row} row @param {Row | undefined} above */
function isBelowLine(row, above) {
  if (above?.status !== "competing") return false
  return row.status !== "competing" || row.reached !== above.reached
}

/** @param {number | undefined} steps up (+) or down (−) since the last standing; undefined before anything moved */
function move(steps) {
  if (steps === undefined) return []
  const sign = steps > 0 ? "up" : steps < 0 ? "down" : "same"
  return [el("span", { class: `move is-${sign}` }, icon(sign), steps !== 0 && Math.abs(steps))]
}

/** A penalty, and the prize once it is official; otherwise a flower that still lacks petals. @param {Row} row @param {string} label @param {string} motif */
function marks(row, label, motif) {
  const penalty = row.penalty && el("span", { class: "board-penalty fig" }, icon(row.penalty_kind === "time" ? "clock" : "warning"), deducted(row.penalty))
  const prize = row.prize && label === "official" && el("span", { class: "board-prize" }, row.prize)
  const isWaiting = label !== "hidden" && row.received !== null && row.received < row.panel
  return [penalty, prize || (!penalty && isWaiting && flower({ received: row.received ?? 0, panel: row.panel, motif }))]
}

/** @param {Row} row */
function reason({ status, reason }) {
  const words = statusWords(status)
  return reason ? `${words}: ${reason}` : words
}

/** @param {string} status */
function statusWords(status) {
  return { withdrawn: t("Withdrawn"), disqualified: t("Disqualified") }[status] ?? t("Not placed")
}

/** One bar across the rows that share a place after every tie-break. @param {Row[]} rows */
function ties(rows) {
  const starts = rows.flatMap((row, i) => (row.tied && row.place !== null && rows[i - 1]?.place !== row.place ? [i] : []))
  return starts.map((start) => {
    const count = rows.filter((row) => row.tied && row.place === rows[start].place).length
    const bar = el("div", { class: "board-tie" })
    bar.style.setProperty("--from", String(start))
    bar.style.setProperty("--rows", String(count))
    return bar
  })
}

/** How many rows of one line stand on a page. */
function rowsOnPage() {
  return matchMedia("(max-aspect-ratio: 1/1)").matches ? 16 : 10
}
