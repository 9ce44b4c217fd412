// Every version of one scoresheet in words, newest first: when, what, and who where it was not its judge.

import { el, name } from "./dom.js"
import { clockTime, figures, t } from "./words.js"

/** @typedef {{at: number, by: string, fact: string, criterion?: number, value?: string|null, old?: string|null, reason?: string, comment?: string, total?: string}} Version */

/**
 * @param {Version[]} history oldest first, as the server tells it
 * @param {(criterion: number) => string} criterionName
 * @param {string} own the judge's seat
 * @returns {HTMLElement}
 */
export function versions(history, criterionName, own) {
  if (!history.length) return el("p", { class: "soft" }, t("Nothing has been saved here yet."))
  return el("ol", { class: "versions-list" }, ...history.toReversed().map((one) =>
    el("li", null, el("time", null, clockTime(one.at)), " ", el("span", null, words(one, criterionName), one.by !== own && ` (${who(one.by)})`))))
}

/** @param {Version} version @param {(criterion: number) => string} criterionName @returns {Node|string} */
function words(version, criterionName) {
  const { fact, criterion, value, old, reason, comment, total } = version
  const change = { criterion: criterionName(criterion ?? 0), old: score(old), value: score(value), reason: reason ?? "" }
  switch (fact) {
    case "score_entered": return t("%(criterion)s: %(old)s → %(value)s", change)
    case "score_corrected": return t("%(criterion)s corrected: %(old)s → %(value)s. %(reason)s", change)
    case "comment_written": return comment ? name(t("Comment: %(comment)s", { comment })) : t("Comment taken away")
    case "scoresheet_submitted": return t("Signed with %(total)s", { total: score(total) })
    case "scoresheet_confirmed": return t("Confirmed by a second person")
    case "scoresheet_reopened": return name(t("Given back: %(reason)s", { reason: reason ?? "" }))
    default: return ""
  }
}

/** @param {string|null|undefined} value */
function score(value) {
  return value === null || value === undefined ? "–" : figures(value)
}

/** @param {string} seat */
function who(seat) {
  const [role, number = ""] = seat.split("-")
  if (role === "judge") return t("Judge %(number)s", { number })
  return role === "scorekeeper" ? t("Scorekeeper %(number)s", { number }) : t("Organizer")
}
