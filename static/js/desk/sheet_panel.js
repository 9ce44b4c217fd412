// One scoresheet of one judge, opened from its cell: what is on it, and the organizer's reopening and corrections with a reason.

import { el, name } from "../helpers/dom.js"
import { icon } from "../helpers/icons.js"
import { VersionsFold } from "../helpers/versions_fold.js"
import { figures, t } from "../helpers/words.js"
import { column, placesOf } from "./decimals.js"
import { ask, panel, reasonField } from "./dialogs.js"
import { isSecond, secondNote, secondWays } from "./second.js"
import { cellWords, judgeLabel, seatCalled } from "./wording.js"

/** @typedef {import("../desk.js").Desk} Desk */
/**
 * @typedef {{scores: Record<string, {value: string|null, revision: number}>, comment: string, state: string, revision: number,
 *   unconfirmed: string|null, paper: string[]|null}} Sheet
 */
/** @typedef {{round: number, entry: number, judge: number}} Where */

/** @param {Desk} desk @param {number} entry @param {number} judge */
export async function sheetPanel(desk, entry, judge) {
  const round = desk.state.body("scoresheets").round
  if (round === null) return
  const where = { round, entry, judge }
  const view = panel(t("%(judge)s, number %(entry)s", { judge: judgeLabel(judge), entry }), [el("p", null, t("Reading the scoresheet…"))])
  const refresh = async () => {
    const answer = await desk.acts.read("read_scoresheet", where)
    if (!view.isOpen()) return
    if (answer.ok) view.refill(content(desk, where, answer.sheet, refresh), [...seconds(desk, where, answer.sheet, view.close), ...acts(desk, where, refresh)])
    else view.refill([el("p", { class: "note warn" }, answer.message)])
  }
  await refresh()
}

/** Confirming leads on to the judge's next sheet that waits. @param {Desk} desk @param {Where} where @param {Sheet} sheet @param {() => void} close */
function seconds(desk, where, sheet, close) {
  if (!isSecond(sheet.unconfirmed, where.judge)) return []
  return secondWays(desk.acts, where, sheet.revision, () => {
    close()
    const next = desk.state.body("scoresheets").rows.find((row) => row.entry !== where.entry && row.cells.some((cell) => cell.judge === where.judge && cell.unconfirmed))
    if (next) sheetPanel(desk, next.entry, where.judge)
  })
}

/** Whether this seat may change scores now. @param {Desk} desk */
function mayChange(desk) {
  return desk.isOrganizer && ["setup", "running"].includes(desk.state.body("contest").phase)
}

/** @param {Desk} desk @param {Where} where @param {() => void} refresh */
function acts(desk, where, refresh) {
  const isOpen = desk.state.round(where.round)?.phase === "open"
  if (!mayChange(desk) || !isOpen || cellOf(desk, where).state !== "signed") return []
  return [el("button", { class: "btn danger", type: "button", onclick: () => reopen(desk, where, refresh) }, t("Reopen…"))]
}

/** @param {Desk} desk @param {Where} where @param {Sheet} sheet @param {() => void} refresh */
function content(desk, where, sheet, refresh) {
  const cell = cellOf(desk, where)
  return [
    el("p", null, name(desk.state.judgeName(where.judge)), " · ", name(desk.state.nameOf(where.entry))),
    el("p", { class: `state ${cell.state === "signed" ? "signed" : "blank"}` }, icon(cell.state === "signed" ? "check" : "pencil"), cellWords(cell)),
    secondNote(sheet.unconfirmed, where.judge),
    sheet.paper && el("p", { class: "soft" }, t("From paper, typed alike by %(first)s and %(second)s.", { first: seatCalled(sheet.paper[0]), second: seatCalled(sheet.paper[1]) })),
    criteriaTable(desk, where, sheet, mayChange(desk) ? refresh : null),
    sheet.comment ? el("p", { class: "note" }, sheet.comment) : null,
    versionsOf(desk, where),
    el("p", null, el("a", { href: `${desk.urls.entry}${where.entry}` }, t("How the points came about"))),
  ]
}

/** Every version that was saved of it. @param {Desk} desk @param {Where} where */
function versionsOf(desk, where) {
  const criteria = desk.state.round(where.round)?.criteria ?? []
  return new VersionsFold({ seat: `judge-${where.judge}`, read: () => desk.acts.read("read_history", where),
    criterionName: (number) => criteria.find((one) => one.number === number)?.name ?? "" }).node
}

/** @param {Desk} desk @param {Where} where */
function cellOf(desk, { entry, judge }) {
  const row = desk.state.body("scoresheets").rows.find((one) => one.entry === entry)
  const cell = row?.cells.find((one) => one.judge === judge)
  return cell ?? { judge, state: /** @type {const} */ ("blank"), out: null, entered: 0, of: 0, total: null, revision: 0, unconfirmed: null, paper: false }
}

/** @param {Desk} desk @param {Where} where @param {Sheet} sheet @param {(() => void)|null} refresh null where nothing may be changed */
function criteriaTable(desk, where, sheet, refresh) {
  const criteria = desk.state.round(where.round)?.criteria ?? []
  const places = placesOf(Object.values(sheet.scores).map((score) => score.value))
  return el("table", { class: "rows" },
    el("thead", null, el("tr", null, el("th", { scope: "col" }, t("Criterion")), el("th", { scope: "col", class: "fig" }, t("Score")), refresh ? el("td") : null)),
    el("tbody", null, ...criteria.map((criterion) => {
      const score = sheet.scores[criterion.number]
      return el("tr", null,
        el("th", { scope: "row" }, name(criterion.name)),
        el("td", { class: "fig" }, score?.value ? column(score.value, places) : "–", el("span", { class: "soft" }, ` / ${figures(criterion.maximum)}`)),
        refresh ? el("td", { class: "fig" }, el("button", { class: "btn", type: "button",
          "aria-label": t("Correct %(criterion)s", { criterion: criterion.name }),
          onclick: () => correct(desk, where, criterion, score ?? { value: null, revision: 0 }, refresh) }, icon("pencil"), t("Correct…"))) : null)
    })))
}

/** @param {Desk} desk @param {Where} where @param {() => void} refresh */
async function reopen(desk, where, refresh) {
  const isDone = await ask({
    title: t("Reopen this scoresheet?"),
    lines: [t("The judge sees your reason, can change scores, and signs again.")],
    fields: [reasonField()],
    yes: t("Reopen"), danger: true,
    act: ({ reason }) => desk.acts.attempt("reopen_scoresheet", { ...where, reason }),
  })
  if (isDone) refresh()
}

/**
 * @param {Desk} desk
 * @param {Where} where
 * @param {import("./state.js").Criterion} criterion
 * @param {{value: string|null, revision: number}} score
 * @param {() => void} refresh
 */
async function correct(desk, where, criterion, score, refresh) {
  const isDone = await ask({
    title: t("Correct %(criterion)s", { criterion: criterion.name }),
    lines: [t("%(judge)s gave %(score)s. The old score stays in the record.", { judge: judgeLabel(where.judge), score: figures(score.value ?? "–") })],
    fields: [
      { name: "value", label: t("Score, from 0 to %(maximum)s in steps of %(step)s", { maximum: figures(criterion.maximum), step: figures(criterion.step) }),
        value: figures(score.value ?? ""), inputmode: "decimal", optional: true, most: 12, hint: t("Empty takes the score away.") },
      reasonField(),
    ],
    yes: t("Correct it"),
    act: ({ value, reason }) => desk.acts.attempt("correct_score", {
      ...where, criterion: criterion.number, value: value === "" ? null : value.replace(",", "."), reason, base: score.revision }),
  })
  if (isDone) refresh()
}
