// The head judge's page: joins topic `panel` to the list of entries and the connection. What may be seen is the server's word.

import { acts } from "./head/acts.js"
import { entryView } from "./head/entry.js"
import { honestSentence, judgeLabel, sumSentence } from "./head/sentences.js"
import { drawPractice } from "./head/practice.js"
import { tiesHere } from "./head/ties.js"
import { list, part, write } from "./desk/views.js"
import { el, fill, name } from "./helpers/dom.js"
import { icon } from "./helpers/icons.js"
import { page } from "./helpers/page.js"
import { t } from "./helpers/words.js"
import { connect } from "./live.js"

/**
 * Topic `panel` (docs/EVENTS.md).
 * @typedef {{old: string|null, value: string|null, by: string, reason: string, at: number}} Correction
 * @typedef {{judge: number, value: string, revision: number, unusual: boolean, corrections: Correction[]}} Score
 * @typedef {{criterion: number, low: string|null, high: string|null, wide: boolean, scores: Score[]}} Row
 * @typedef {{judge: number, state: "open"|"reopened"|"waiting"|"signed", by: string|null}} Signing
 * @typedef {{entry: number, name: string, order: number, status: import("./desk/state.js").Status, received: number, panel: number,
 *   reopened: {judge: number, reason: string}[], signing: Signing[], rows: Row[]}} Entry
 * @typedef {{number: number, name: string, minimum: string, maximum: string, step: string, apart: string|null, consensus: boolean}} Criterion
 * @typedef {{number: number, name: string, head: boolean}} Judge
 * @typedef {{round: number|null, name?: string, cannot_tell: "few_judges"|"few_entries"|null, may_reopen: boolean, may_correct: boolean,
 *   judges: Judge[], criteria: Criterion[], entries: Entry[], ties: import("./desk/state.js").Undecided[], tie_room: import("./desk/state.js").TieRoom,
 *   calibration: import("./desk/practice_table.js").Practice}} Panel
 */

const live = connect({ contest: page.contest, seat: page.seat, onState: showConnection })
const attempt = acts(live)
const drawJudges = list(part("judges"), (/** @type {Judge} */ judge) => judge.number, judgeView)
const drawEntries = list(part("entries"), (/** @type {{entry: Entry}} */ one) => one.entry.entry, () => entryView(attempt))

const drawTies = tiesHere(attempt)

live.watch(["contest", "panel"], (topic, message) => {
  if (topic === "panel") draw(message.body)
  drawTies(topic, message.body)
})

/** @param {Panel} panel */
function draw(panel) {
  const flagged = panel.entries.filter(isFlagged)
  write(part("round"), panel.name ? ` · ${panel.name}` : "")
  write(part("sum"), sumSentence(panel))
  part("look").hidden = flagged.length === 0
  fill(part("look"), icon("eye"), t("Worth a look:"), ...flagged.map((one) => el("a", { class: "btn", href: `#entry-${one.entry}` }, String(one.entry))))
  const honest = panel.entries.some((one) => one.rows.length > 0) ? honestSentence(panel) : ""
  part("honest").hidden = !honest
  write(part("honest"), honest)
  drawPractice(panel.calibration)
  drawJudges(panel.judges)
  drawEntries(panel.entries.map((entry) => ({ entry, panel })))
}

/** @param {Entry} entry */
function isFlagged(entry) {
  return entry.rows.some((row) => row.wide || row.scores.some((score) => score.unusual))
}

/** @returns {import("./desk/views.js").View<Judge>} */
function judgeView() {
  const node = el("li")
  return { node, update: (judge) => fill(node, el("b", null, judgeLabel(judge.number)), " ", name(judge.name), judge.head && el("span", { class: "soft" }, ` (${t("head judge")})`)) }
}

/** @param {import("./live.js").State} state @param {import("./live.js").Reason|null} reason */
function showConnection(state, reason) {
  const isLost = state === "lost" || state === "refused"
  attempt.isConnected = state === "connected"
  document.body.classList.toggle("is-lost", isLost)
  part("connection").className = state === "connected" ? "connection" : "connection lost"
  fill(part("connection"), icon(state === "connected" ? "wifi" : "wifi-off"), state === "connected" ? t("Connected") : t("Connecting…"))
  part("band").hidden = !isLost
  if (state === "lost") write(part("band-words"), t("Connection lost. What stands here may be old; the page comes back by itself."))
  if (state === "refused") write(part("band-words"), reason?.message || t("This page is not let in any more. Open it again from its link."))
}
