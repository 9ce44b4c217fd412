// Sentences that more than one of the judge's views says.

import { el, name } from "../helpers/dom.js"
import { fixed } from "../helpers/steps.js"
import { figures, t } from "../helpers/words.js"

/** @typedef {import("./book.js").Sheet} Sheet */
/** @typedef {import("../models/operations.js").Operation} Operation */

/** @param {string|null} because @returns {string} why no score is taken now; empty when they are */
export function closedSentence(because) {
  switch (because) {
    case "round_planned": return t("Scoring has not opened yet. The organizer opens it; this page follows by itself.")
    case "round_closed": return t("Scoring is closed. To change anything, ask the organizer.")
    case "judge_left": return t("You have left this contest. To score again, ask the organizer.")
    case "judge_not_in_round": return t("You do not judge in this round. This page follows when you do.")
    case "before_time_up": return t("Scoring starts when time is up. This page follows by itself.")
    default: return ""
  }
}

/** The seat, and who sits on it where that says more. @param {{judge: number, name: string}} told */
export function judgeName({ judge, name: person }) {
  const seat = t("Judge %(number)s", { number: judge })
  return el("span", null, seat, person && person !== seat && el("span", { class: "person" }, " · ", name(person)))
}

/** @param {Sheet} sheet */
export function missingSentence({ missing }) {
  if (missing.length === 1) return t("%(criterion)s is missing", { criterion: missing[0] })
  return t("%(count)s criteria are missing", { count: missing.length })
}

/** @param {number} count @returns {string} */
export function waitingSentence(count) {
  return count === 1 ? t("1 score waiting") : t("%(count)s scores waiting", { count })
}

/** @param {Operation|null} signing @returns {{refused: Operation|null, text: string}} */
export function signingNote(signing) {
  if (!signing) return { refused: null, text: "" }
  if (signing.state === "refused") return { refused: signing, text: signing.ack.message }
  return { refused: null, text: t("Your signature is on its way. It counts once the server has it.") }
}

/** What an entry is called here; one whose name a blind contest hides goes by its number. @param {{number: number, name: string}} entry */
export function called(entry) {
  return entry.name === `#${entry.number}` ? t("Entry %(number)s", { number: entry.number }) : entry.name
}

/** @param {import("../helpers/steps.js").Steps} steps @returns {string} what may be entered */
export function rangeSentence(steps) {
  return t("From %(minimum)s to %(maximum)s, in steps of %(step)s", {
    minimum: figures(fixed(steps.at(0), 0)), maximum: figures(fixed(steps.at(steps.count), 0)), step: figures(steps.step) })
}

/** @param {string} typed @param {import("../helpers/steps.js").Fault} fault @returns {string} */
export function faultSentence(typed, fault) {
  switch (fault) {
    case "not_a_number": return t("“%(typed)s” is not a number.", { typed })
    case "out_of_range": return t("%(typed)s lies outside.", { typed })
    case "off_step": return t("%(typed)s lies between two steps.", { typed })
  }
}

/** @param {import("./book.js").ScoreState} state */
export function stateWord(state) {
  switch (state) {
    case "blank": return t("Not scored yet")
    case "local": return t("On this tablet")
    case "saved": return t("Saved")
    case "refused": return t("Refused")
    case "signed": return t("Signed")
  }
}

/** What was made before the contest was started over. @param {number} count */
export function pastSentence(count) {
  return t("The contest was started over: %(count)s changes made on this tablet before that do not count.", { count })
}

/**
 * What was kept but came after the lock.
 * @param {import("../models/operations.js").Operation} operation
 * @param {{number: number, criteria: {number: number, name: string}[]}} round the one that is shown
 */
export function lateSentence({ fields }, round) {
  if (fields.comment !== undefined) return t("Your comment arrived after the close: received late, not put down. The organizer sees it.")
  const criterion = fields.round === round.number ? round.criteria.find(({ number }) => number === fields.criterion)?.name : null
  const what = { criterion: criterion ?? String(fields.criterion), value: fields.value === null ? "–" : figures(fields.value) }
  return t("%(criterion)s: %(value)s arrived after the close: received late, not counted. The organizer sees it.", what)
}
