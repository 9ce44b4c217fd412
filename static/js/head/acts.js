// What the head judge does about a score: asks its judge for a second look, or puts it right; both with a reason for the record.

import { Acts } from "../desk/acts.js"
import { ask, panel as show, reasonField } from "../desk/dialogs.js"
import { el, name } from "../helpers/dom.js"
import { figures, t } from "../helpers/words.js"
import { correctionWords, judgeCalled } from "./sentences.js"

/** @typedef {ReturnType<typeof import("../live.js").connect>} Live */
/** @typedef {Acts} Attempt */
/** @typedef {{score: import("../head.js").Score, row: import("../head.js").Row, entry: import("../head.js").Entry, panel: import("../head.js").Panel}} Here */

/** @param {Live} live */
export function acts(live) {
  return new Acts(live, () => {}, () => {})
}

/** One score, how it came to be, and what may be done about it. @param {Here} here @param {Attempt} attempt */
export function scorePanel(here, attempt) {
  const { score, row, entry, panel } = here
  const criterion = criterionOf(here)
  const ways = [
    panel.may_reopen && el("button", { class: "btn", type: "button", onclick: () => then(() => lookAgain(here, attempt)) }, t("Ask for a second look…")),
    panel.may_correct && el("button", { class: "btn danger", type: "button", onclick: () => then(() => putRight(here, attempt)) }, t("Change this score…")),
  ]
  const view = show(t("%(criterion)s, number %(entry)s", { criterion: criterion.name, entry: entry.entry }), [
    el("p", null, name(judgeCalled(panel, score.judge)), " · ", el("b", { class: "fig" }, figures(score.value)), el("span", { class: "soft" }, ` / ${figures(criterion.maximum)}`)),
    row.low !== null && el("p", null, t("The panel's scores here go from %(low)s to %(high)s.", { low: figures(row.low), high: figures(row.high ?? "") })),
    score.corrections.length > 0 && el("ul", { class: "rows" }, ...score.corrections.map((one) => el("li", null, correctionWords(panel, one)))),
    !panel.may_reopen && panel.may_correct && el("p", { class: "soft" }, t("The round is not open: no second look is possible, a score can still be changed.")),
    !panel.may_correct && el("p", { class: "soft" }, t("The result is official: scores can only be read.")),
  ], ways)
  const then = (/** @type {() => void} */ act) => {
    view.close()
    act()
  }
}

/** @param {Here} here */
function criterionOf({ panel, row }) {
  const found = panel.criteria.find((one) => one.number === row.criterion)
  if (!found) throw new Error(`no criterion ${row.criterion}`)
  return found
}

/** @param {Here} here @param {Attempt} attempt */
function lookAgain({ score, entry, panel }, attempt) {
  return ask({
    title: t("Ask for a second look?"),
    lines: [
      t("%(judge)s sees your reason, may change any score on this sheet and signs again.", { judge: judgeCalled(panel, score.judge) }),
      t("Until then this team's scores are closed to you too."),
    ],
    fields: [reasonField(t("Reason, for the judge and the record"))],
    yes: t("Ask for it"),
    act: ({ reason }) => attempt.attempt("reopen_scoresheet", { round: panel.round, entry: entry.entry, judge: score.judge, reason }),
  })
}

/** @param {Here} here @param {Attempt} attempt */
function putRight(here, attempt) {
  const { score, entry, panel } = here
  const criterion = criterionOf(here)
  return ask({
    title: t("Change this score?"),
    lines: [t("%(judge)s gave %(score)s in %(criterion)s. The old score stays in the record and beside the new one.", {
      judge: judgeCalled(panel, score.judge), score: figures(score.value), criterion: criterion.name })],
    fields: [
      { name: "value", label: t("Score, from %(minimum)s to %(maximum)s in steps of %(step)s", {
        minimum: figures(criterion.minimum), maximum: figures(criterion.maximum), step: figures(criterion.step) }), value: figures(score.value), inputmode: "decimal", most: 12 },
      reasonField(),
    ],
    yes: t("Change the score"), danger: true,
    act: ({ value, reason }) => attempt.attempt("correct_score", {
      round: panel.round, entry: entry.entry, judge: score.judge, criterion: criterion.number, value: value.replace(",", "."), reason, base: score.revision }),
  })
}
