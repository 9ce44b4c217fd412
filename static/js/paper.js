// Scoresheets on paper: joins the typing form, the list of what waits and the connection. What counts is the server's word.

import { Acts } from "./desk/acts.js"
import { list, part, write } from "./desk/views.js"
import { fill } from "./helpers/dom.js"
import { icon } from "./helpers/icons.js"
import { page } from "./helpers/page.js"
import { t } from "./helpers/words.js"
import { connect } from "./live.js"
import { choosing } from "./paper/choose.js"
import { typing } from "./paper/form.js"
import { paperView } from "./paper/waiting.js"

/**
 * Topic `papers` (docs/EVENTS.md).
 * @typedef {{criterion: number, values: (string|null)[], tablet: string|null}} Line
 * @typedef {{round: number, entry: number, judge: number, state: "waiting"|"differs"|"tablet", typed: string[], lines: Line[]}} Paper
 */
/** @typedef {{number: number, name: string, minimum: string, maximum: string, step: string}} Criterion */
/** @typedef {{round: number, entry: number, judge: number, judge_name: string, team: string, outdated: boolean, criteria: Criterion[]}} Sheet */
/** @typedef {{round: number, entry: number, judge: number}} Where */

const live = connect({ contest: page.contest, seat: page.seat, onState: showConnection })
const acts = new Acts(live, () => {}, () => {})
/** @type {{papers: Paper[], contest: any}} */
const state = { papers: [], contest: null }
const form = typing(acts, state, (message) => choose.begin(message))
const choose = choosing((sheet) => form.open(sheet))
const drawPapers = list(part("papers"), (/** @type {Paper} */ one) => `${one.round}-${one.entry}-${one.judge}`, () => paperView(acts, state, choose.reopen))

live.watch(["contest", "papers"], (topic, message) => {
  if (topic === "contest") state.contest = message.body
  else state.papers = message.body.papers
  if (!state.contest) return
  drawPapers(state.papers)
  part("none").hidden = state.papers.length > 0
  if (topic === "papers") write(part("saved"), message.body.saved ? t("Saved from paper so far: %(count)s", { count: message.body.saved }) : "")
})
choose.begin("")

/** @param {import("./live.js").State} now @param {import("./live.js").Reason|null} reason */
function showConnection(now, reason) {
  const isLost = now === "lost" || now === "refused"
  acts.connection(now === "connected")
  part("connection").className = now === "connected" ? "connection" : "connection lost"
  fill(part("connection"), icon(now === "connected" ? "wifi" : "wifi-off"), now === "connected" ? t("Connected") : t("Connecting…"))
  part("band").hidden = !isLost
  if (now === "lost") write(part("band-words"), t("Connection lost. What you typed stays here; save it once the connection is back."))
  if (now === "refused") write(part("band-words"), reason?.message || t("This page is not let in any more. Open it again from its link."))
}
