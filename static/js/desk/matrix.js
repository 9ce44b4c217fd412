// The matrix of judges and entries filling up: heads with each judge's connection, a cell a scoresheet, flower, penalty, points.

import { el, fill, name } from "../helpers/dom.js"
import { flower } from "../helpers/flower.js"
import { icon } from "../helpers/icons.js"
import { minutes, t } from "../helpers/words.js"
import { column, deduction, placesOf } from "./decimals.js"
import { entryPanel } from "./entry_panel.js"
import { judgePanel } from "./judge_panel.js"
import { sheetPanel } from "./sheet_panel.js"
import { isUnderWay } from "./state.js"
import { list, part, write } from "./views.js"
import { walk } from "./walk.js"
import { cellWords, judgeLabel, statusWords } from "./wording.js"

/** @typedef {import("../desk.js").Desk} Desk */
/** @typedef {import("./state.js").Row} Row */
/** @typedef {import("./state.js").Cell} Cell */
/** @typedef {{number: number, name: string}} Judge */
/** @typedef {{cell: Cell, row: Row, places: number}} Place */
/** @typedef {{row: Row, places: number}} Line `places`: decimals of the totals in all rows */

/** @param {Desk} desk */
export function matrix(desk) {
  const table = part("matrix")
  const drawHeads = list(part("heads"), (/** @type {Judge} */ judge) => judge.number, (judge) => headView(desk, judge.number), 1)
  const drawRows = list(part("rows"), (/** @type {Line} */ line) => line.row.entry, (line) => rowView(desk, line.row.entry))
  const isReady = walk(table)
  const draw = () => {
    const { judges, rows } = desk.state.body("scoresheets")
    drawHeads(judges)
    const places = placesOf(rows.flatMap((row) => row.cells.map((cell) => cell.total)))
    drawRows(rows.map((row) => ({ row, places })))
    isReady()
    table.dataset.size = rows.length > 24 ? "dense" : rows.length > 12 ? "compact" : "full"
    table.style.setProperty("--judges", String(Math.max(1, judges.length)))
    table.classList.toggle("has-many-judges", judges.length > 7)
    write(part("entry-count"), t("Entries: %(count)s", { count: rows.length }))
    part("legend-second").hidden = !rows.some((row) => row.cells.some((cell) => cell.unconfirmed))
    part("legend-paper").hidden = !rows.some((row) => row.cells.some((cell) => cell.paper))
    part("matrix-empty").hidden = rows.length > 0 && judges.length > 0
  }
  return { topics: /** @type {const} */ (["contest", "scoresheets", "presence", "penalties"]), draw }
}

/** @param {Desk} desk @param {number} judge @returns {import("./views.js").View<Judge>} */
function headView(desk, judge) {
  const sign = el("span", { class: "sign" })
  const press = el("button", { type: "button", onclick: () => judgePanel(desk, judge) }, sign, el("span", null, judgeLabel(judge)))
  return { node: el("th", { scope: "col" }, press), update: (one) => {
    const seat = desk.state.seat(judge)
    const words = seat.connected ? t("connected") : t("not connected")
    press.title = `${one.name}: ${words}`
    press.setAttribute("aria-label", `${judgeLabel(judge)}, ${one.name}: ${words}`)
    drawSign(sign, seat.connected, desk.isSilent(seat), desk.isSilent(seat) ? awayFor(desk, seat) : "")
  } }
}

/** A tablet that has only just gone may be back in a moment: heed only one that stays silent.
 * @param {HTMLElement} sign @param {boolean} isHere @param {boolean} isSilent @param {string} away */
function drawSign(sign, isHere, isSilent, away) {
  const look = `${isHere} ${isSilent} ${away}`
  if (sign.dataset.look === look) return
  sign.dataset.look = look
  sign.className = isHere ? "sign is-here" : isSilent ? "sign is-away" : "sign"
  fill(sign, icon(isHere ? "wifi" : "wifi-off"), away ? el("span", { class: "fig" }, away) : null)
}

/** How long a tablet has been silent, counted for an hour. @param {Desk} desk @param {import("./state.js").Seat} seat */
function awayFor(desk, seat) {
  const seconds = Math.floor(desk.silence(seat))
  return seconds < 3600 ? minutes(seconds) : t("> 1 h")
}

/** @param {Desk} desk @param {number} entry @returns {import("./views.js").View<Line>} */
function rowView(desk, entry) {
  const title = el("span", { class: "title" })
  const press = el("button", { type: "button", onclick: () => entryPanel(desk, entry) }, el("b", { class: "fig" }, String(entry)), title)
  const [bloom, penalty, points, why] = ["bloom", "penalty fig", "points fig", "why"].map((kind) => el("td", { class: kind }))
  const node = el("tr", { "data-entry": entry }, el("th", { scope: "row" }, press), why, bloom, penalty, points)
  const drawCells = list(node, (/** @type {Place} */ place) => place.cell.judge, (place) => cellView(desk, entry, place.cell.judge), 1)
  return { node, update: ({ row, places }) => {
    const isGone = row.status === "withdrawn"
    if (title.textContent !== row.name) fill(title, name(row.name))
    press.title = row.reason ? `${row.name}: ${row.reason}` : row.name
    node.className = row.status === "competing" ? "" : "is-out"
    drawCells(isGone ? [] : row.cells.map((cell) => ({ cell, row, places })))
    why.hidden = !isGone
    why.colSpan = row.cells.length + 3
    write(why, row.reason ? `${statusWords()[row.status]}: ${row.reason}` : statusWords()[row.status])
    for (const told of [bloom, penalty, points]) told.hidden = isGone
    drawBloom(bloom, row, desk.state.body("contest").motif)
    drawPenalty(desk, penalty, row)
    drawPoints(desk, points, row)
  } }
}

/** @param {Desk} desk @param {number} entry @param {number} judge @returns {import("./views.js").View<Place>} */
function cellView(desk, entry, judge) {
  const press = el("button", { type: "button", onclick: () => sheetPanel(desk, entry, judge) })
  return { node: el("td", null, press), update: ({ cell, row, places }) => {
    const isHeld = isUnderWay(cell) && desk.isSilent(desk.state.seat(judge))
    press.className = `cell fig is-${cell.out ? "out" : cell.unconfirmed ? "unconfirmed" : cell.state}${isHeld ? " is-held" : ""}${cell.paper ? " is-paper" : ""}`
    write(press, cellFigures(cell, places))
    const words = isHeld ? `${cellWords(cell)}, ${t("the tablet is silent")}` : cellWords(cell)
    press.title = words
    press.setAttribute("aria-label", `${judgeLabel(judge)}, ${row.name}: ${words}`)
  } }
}

/** @param {Cell} cell @param {number} places */
function cellFigures({ state, out, entered, of, total }, places) {
  if (out && state === "blank") return "–"
  if (state === "blank") return ""
  return state === "part" ? `${entered}/${of}` : column(total ?? "", places)
}

/** @param {HTMLElement} node @param {Row} row @param {string} motif */
function drawBloom(node, { received, panel }, motif) {
  const look = `${received}/${panel} ${motif}`
  if (node.dataset.look === look) return
  node.dataset.look = look
  fill(node, flower({ received, panel, motif }), el("span", { class: "unseen" }, t("Signed: %(received)s of %(panel)s", { received, panel })))
}

/** What counts stands in red, what is only proposed in a dashed frame. @param {Desk} desk @param {HTMLElement} node @param {Row} row */
function drawPenalty(desk, node, row) {
  const proposed = desk.state.body("penalties").penalties.filter((one) => one.entry === row.entry && one.state === "proposed")
  const { decimals } = desk.state.body("contest")
  const counted = row.penalty === null ? "" : deduction(row.penalty, decimals)
  const words = proposed.map((one) => (one.effect === "points" ? deduction(one.points, decimals) : statusWords()[one.effect]))
  const look = `${counted}|${words}`
  if (node.dataset.look === look) return
  node.dataset.look = look
  fill(node, counted ? el("span", { class: "is-counted" }, counted) : null, ...words.map(proposal))
}

/** @param {string} words */
function proposal(words) {
  const told = t("proposed, not counted yet")
  return el("span", { class: "is-proposed", title: told }, words, el("span", { class: "unseen" }, ` ${told}`))
}

/** @param {Desk} desk @param {HTMLElement} node @param {Row} row */
function drawPoints(desk, node, row) {
  const isWord = row.status !== "competing"
  node.classList.toggle("is-word", isWord)
  const points = row.points === null ? "–" : column(row.points, desk.state.body("contest").decimals)
  write(node, isWord ? statusWords()[row.status] : points)
}
