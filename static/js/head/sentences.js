// What the head judge's page says in words: how far an entry is, what is worth a look, what the numbers cannot tell.

import { statusWords } from "../desk/wording.js"
import { figures, t } from "../helpers/words.js"

/** @typedef {import("../head.js").Panel} Panel */
/** @typedef {import("../head.js").Entry} Entry */
/** @typedef {import("../head.js").Row} Row */

/** @param {number} number */
export function judgeLabel(number) {
  return t("J %(number)s", { number })
}

/** @param {Panel} panel @param {number} number */
export function judgeCalled(panel, number) {
  const found = panel.judges.find((judge) => judge.number === number)
  return found?.name || judgeLabel(number)
}

/** @param {Panel} panel */
export function sumSentence({ round, entries: all }) {
  if (round === null) return t("There is no round yet.")
  const entries = all.filter((one) => one.status === "competing")
  const done = entries.filter(isIn).length
  if (done < entries.length) return t("All scoresheets signed: %(done)s of %(of)s teams. A team's scores stand here once its last sheet is signed.", { done, of: entries.length })
  return entries.length ? t("Every scoresheet of every team is signed.") : t("There are no teams in this round yet.")
}

/** What no figure can decide. @param {Panel} panel */
export function honestSentence({ cannot_tell: why }) {
  if (why === "few_judges") return t("With three judges or fewer nobody can tell from the numbers who is off: only how far the scores lie apart is shown.")
  if (why === "few_entries") return t("With fewer than three teams complete it is too early to tell which judge stands apart.")
  return ""
}

/** @param {Entry} entry */
export function isIn({ received, panel }) {
  return received === panel && panel > 0
}

/** @param {Entry} entry */
export function receivedWords(entry) {
  const { received, panel: of, status } = entry
  if (status !== "competing" && !isIn(entry)) return statusWords()[status]
  if (of === 0) return t("nobody judges this team")
  return isIn(entry) ? t("all %(of)s scoresheets signed", { of }) : t("%(received)s of %(of)s scoresheets signed", { received, of })
}

/** What is worth a look in one criterion. @param {Panel} panel @param {Row} row @returns {string[]} */
export function findings(panel, row) {
  const criterion = panel.criteria.find((one) => one.number === row.criterion)
  if (!criterion) return []
  const told = row.wide ? [t("%(criterion)s: from %(low)s to %(high)s, further apart than the %(apart)s that the rules allow.", {
    criterion: criterion.name, low: figures(row.low ?? ""), high: figures(row.high ?? ""), apart: figures(criterion.apart ?? "") })] : []
  const unusual = row.scores.filter((score) => score.unusual).map((score) => t("%(criterion)s: the %(value)s of %(judge)s lies far from what the others gave.", {
    criterion: criterion.name, value: figures(score.value), judge: judgeCalled(panel, score.judge) }))
  return [...told, ...unusual]
}

/** @param {Panel} panel @param {string} seat */
export function seatCalled(panel, seat) {
  return seat.startsWith("judge-") ? judgeCalled(panel, Number(seat.slice("judge-".length))) : t("the organizer")
}

/** @param {Panel} panel @param {import("../head.js").Correction} correction */
export function correctionWords(panel, { old, value, by, reason }) {
  return t("from %(old)s to %(value)s by %(who)s: %(reason)s", { old: figures(old ?? "–"), value: figures(value ?? "–"), who: seatCalled(panel, by), reason })
}
