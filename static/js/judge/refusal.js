// A score that the server said no to: both values, and the two ways on.

import { el } from "../helpers/dom.js"
import { fixed } from "../helpers/steps.js"
import { figures, t } from "../helpers/words.js"

/** @typedef {import("./book.js").Row} Row */

/** @param {Row} row @param {import("./score_row.js").ScoreActs} acts @returns {HTMLElement[]} none where nothing was refused */
export function refusalParts({ refusal, value, theirs, steps }, acts) {
  if (!refusal) return []
  const figure = (/** @type {string|null} */ one) => (one === null ? t("blank") : figures(fixed(one, steps.decimals)))
  const stale = refusal.ack.refused.code === "score_stale"
  const there = figure(stale ? refusal.ack.refused.details.theirs : theirs)
  const mine = figure(value)
  const words = stale ? t("Another device saved %(theirs)s here; yours is %(mine)s. Choose one.", { theirs: there, mine }) : refusal.ack.message
  const keep = stale ? t("Keep mine, %(value)s", { value: mine }) : t("Send %(value)s again", { value: mine })
  const take = stale ? t("Take %(value)s", { value: there }) : t("Let it go, keep %(value)s", { value: there })
  return [el("p", null, words),
    el("div", { class: "btn-row" },
      el("button", { type: "button", class: "btn", onclick: () => acts.settle(true) }, keep),
      el("button", { type: "button", class: "btn", onclick: () => acts.settle(false) }, take))]
}
