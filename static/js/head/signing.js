// Who has signed what, on the head judge's page: a word for each judge, and reading back what waits for a second person.

import { column, placesOf } from "../desk/decimals.js"
import { panel as show } from "../desk/dialogs.js"
import { isSecond, secondNote, secondWays } from "../desk/second.js"
import { el, name } from "../helpers/dom.js"
import { icon } from "../helpers/icons.js"
import { figures, t } from "../helpers/words.js"
import { judgeCalled, judgeLabel } from "./sentences.js"

/** @typedef {import("../head.js").Entry} Entry */
/** @typedef {import("../head.js").Panel} Panel */
/** @typedef {import("../head.js").Signing} Signing */
/** @typedef {import("./acts.js").Attempt} Attempt */
/** @typedef {{scores: Record<string, {value: string|null}>, comment: string, total: string|null, revision: number, unconfirmed: string|null}} Sheet */

/** @type {Record<Signing["state"], {kind: string, sign: import("../helpers/icons.js").IconName}>} */
const LOOKS = {
  open: { kind: "blank", sign: "blank" }, reopened: { kind: "local", sign: "pencil" },
  waiting: { kind: "local", sign: "eye" }, signed: { kind: "signed", sign: "lock" },
}

/** @param {Entry} entry @param {Panel} panel @param {Attempt} attempt */
export function signingList(entry, panel, attempt) {
  return el("ul", { class: "head-signing" }, ...entry.signing.map((one) => el("li", null, state(one, panel),
    one.state === "waiting" && isSecond(one.by, one.judge) && el("button", { class: "btn", type: "button",
      "aria-label": t("Read back: %(judge)s, number %(entry)s", { judge: judgeCalled(panel, one.judge), entry: entry.entry }),
      dataset: { score: `read-${entry.entry}-${one.judge}` }, onclick: () => readBack(entry, one.judge, panel, attempt) }, t("Read back…")))))
}

/** @param {Signing} one @param {Panel} panel */
function state({ judge, state: at }, panel) {
  const { kind, sign } = LOOKS[at]
  return el("span", { class: `state ${kind}`, title: judgeCalled(panel, judge) }, icon(sign), el("b", null, judgeLabel(judge)), " ", stateWords(at))
}

/** @param {Signing["state"]} at */
function stateWords(at) {
  switch (at) {
    case "signed": return t("signed")
    case "waiting": return t("waits for a second person")
    case "reopened": return t("reopened")
    default: return t("not signed yet")
  }
}

/** @param {Entry} entry @param {number} judge @param {Panel} panel @param {Attempt} attempt */
async function readBack(entry, judge, panel, attempt) {
  if (panel.round === null) return
  const where = { round: panel.round, entry: entry.entry, judge }
  const view = show(t("%(judge)s, number %(entry)s", { judge: judgeLabel(judge), entry: entry.entry }), [el("p", null, t("Reading the scoresheet…"))])
  const answer = await attempt.read("read_scoresheet", where)
  if (!view.isOpen()) return
  if (!answer.ok) return view.refill([el("p", { class: "note warn" }, answer.message)])
  const sheet = /** @type {Sheet} */ (answer.sheet)
  view.refill([el("p", null, name(judgeCalled(panel, judge)), " · ", name(entry.name)), secondNote(sheet.unconfirmed, judge), scores(sheet, panel),
    sheet.comment ? el("p", { class: "note" }, sheet.comment) : null], isSecond(sheet.unconfirmed, judge) ? secondWays(attempt, where, sheet.revision, view.close) : [])
}

/** @param {Sheet} sheet @param {Panel} panel */
function scores(sheet, panel) {
  const places = placesOf(Object.values(sheet.scores).map((score) => score.value))
  const told = panel.criteria.filter((criterion) => sheet.scores[criterion.number]?.value)
  return el("table", { class: "rows" },
    el("thead", null, el("tr", null, el("th", { scope: "col" }, t("Criterion")), el("th", { scope: "col", class: "fig" }, t("Score")))),
    el("tbody", null, ...told.map((criterion) => el("tr", null, el("th", { scope: "row" }, name(criterion.name)),
      el("td", { class: "fig" }, column(sheet.scores[criterion.number].value ?? "", places), el("span", { class: "soft" }, ` / ${figures(criterion.maximum)}`))))),
    el("tfoot", null, el("tr", null, el("th", { scope: "row" }, t("Total")), el("td", { class: "fig" }, sheet.total === null ? "–" : figures(sheet.total)))))
}
