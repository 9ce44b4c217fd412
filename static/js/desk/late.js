// What came from a tablet after the lock, under the decisions: kept, not counted, read by the organizer and put right where they will.

import { figures, t } from "../helpers/words.js"
import { ask, reasonField } from "./dialogs.js"
import { sheetPanel } from "./sheet_panel.js"
import { judgeWho } from "./wording.js"

/** @typedef {import("../desk.js").Desk} Desk */
/** @typedef {import("./state.js").Late} Late */

/** @param {Desk} desk @returns {import("./decisions.js").Decision[]} */
export function received(desk) {
  const shown = desk.state.body("scoresheets").round
  return desk.state.body("scoresheets").late.map((one) => ({
    key: `late-${one.late}`, sign: "clock", who: judgeWho(desk.state, one.judge), words: words(desk, one),
    ways: desk.isOrganizer ? [
      ...(one.round === shown ? [{ words: t("Look"), act: () => sheetPanel(desk, one.entry, one.judge) }] : []),
      ...(["setup", "running"].includes(desk.state.body("contest").phase) ? [{ words: t("Let it count…"), act: () => takeOver(desk, one) }] : []),
      { words: t("Read, it does not count"), act: () => desk.acts.attempt("note_late", { late: one.late }) },
    ] : [],
  }))
}

/** @param {Desk} desk @param {Late} one */
function takeOver(desk, one) {
  return ask({
    title: t("Let it count"), lines: [words(desk, one), t("It becomes the judge's score, as a correction with your reason.")], fields: [reasonField()],
    yes: t("Let it count"), act: ({ reason }) => desk.acts.attempt("take_late", { late: one.late, reason, base: one.revision }),
  })
}

/** @param {Desk} desk @param {Late} one */
function words(desk, one) {
  const entry = desk.state.nameOf(one.entry)
  if (one.criterion === null) return t("%(entry)s: a comment came %(why)s and is not on the scoresheet: “%(comment)s”", { entry, why: why(one), comment: one.value ?? "" })
  const criterion = desk.state.round(one.round)?.criteria.find(({ number }) => number === one.criterion)?.name ?? ""
  return t("%(entry)s, %(criterion)s: %(value)s came %(why)s and is not counted; %(stands)s stands.", {
    entry, criterion, value: said(one.value), why: why(one), stands: said(one.stands),
  })
}

/** @param {string|null} value */
function said(value) {
  return value === null ? t("no score") : figures(value)
}

/** @param {Late} one */
function why({ why }) {
  switch (why) {
    case "score_stale": return t("by hand from the tablet, beside another value,")
    case "scoresheet_signed": return t("after the scoresheet was signed")
    case "round_closed": return t("after the round was closed")
    case "result_official": return t("after the result was official")
  }
}
