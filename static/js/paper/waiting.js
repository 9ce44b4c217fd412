// What was typed and is not saved yet: a sheet that waits for its second person, two readings that differ, numbers that the judge
// saved otherwise on the tablet; each with what can be done about it.

import { column, placesOf } from "../desk/decimals.js"
import { ask, reasonField } from "../desk/dialogs.js"
import { seatCalled } from "../desk/wording.js"
import { el, fill, name } from "../helpers/dom.js"
import { page } from "../helpers/page.js"
import { t } from "../helpers/words.js"

/** @typedef {import("../paper.js").Paper} Paper */
/** @typedef {import("../desk/acts.js").Acts} Acts */

/**
 * @param {Acts} acts
 * @param {{contest: any}} state
 * @param {(where: import("../paper.js").Where) => void} open
 * @returns {import("../desk/views.js").View<Paper>}
 */
export function paperView(acts, state, open) {
  const node = el("li")
  let drawn = ""
  return { node, update: (paper) => {
    if (drawn === JSON.stringify(paper)) return
    drawn = JSON.stringify(paper)
    node.className = paper.state === "waiting" ? "" : "is-stuck"
    const team = state.contest.entries.find((/** @type {{number: number}} */ one) => one.number === paper.entry)?.name ?? ""
    fill(node,
      el("p", null, el("b", null, t("Judge %(judge)s, number %(entry)s", { judge: paper.judge, entry: paper.entry })), " ", name(team)),
      el("span", { class: "btn-row" }, ...ways(acts, paper, open)),
      el("p", { class: "soft" }, words(paper)),
      paper.state !== "waiting" && el("div", { class: "rows-scroll", tabindex: 0, role: "group", "aria-label": t("What was typed, line by line") }, table(state.contest, paper)))
  } }
}

/** @param {Paper} paper */
function words({ state, typed }) {
  if (state === "differs") return t("Not typed alike. Look at the paper: whoever slipped types theirs again, or a third person looks.")
  if (state === "tablet") return t("Typed alike, but the judge saved other numbers on the tablet. The organizer decides; nothing is overwritten until then.")
  return typed.includes(page.seat) ? t("Typed by you. Somebody else types it on their own device.")
    : t("Typed by %(who)s. You can be the second person.", { who: seatCalled(typed[0]) })
}

/** @param {Acts} acts @param {Paper} paper @param {(where: import("../paper.js").Where) => void} open */
function ways(acts, paper, open) {
  const isMine = paper.typed.includes(page.seat)
  const type = isMine ? t("Type mine again") : paper.state === "waiting" ? t("Type it") : t("Third look")
  const isPrimary = paper.state === "differs" || !isMine
  return [
    el("button", { class: "btn danger", type: "button", onclick: () => drop(acts, paper) }, paper.state === "tablet" ? t("The tablet counts…") : t("Throw away…")),
    paper.state === "tablet" && page.role === "organizer" && el("button", { class: "btn", type: "button", onclick: () => take(acts, paper) }, t("The paper counts…")),
    el("button", { class: isPrimary ? "btn primary" : "btn", type: "button", onclick: () => open(paper) }, type),
  ]
}

/** Every reading beside the others, and the tablet's; lines that differ stand out. @param {any} contest @param {Paper} paper */
function table(contest, paper) {
  const criteria = contest.rounds.find((/** @type {{number: number}} */ one) => one.number === paper.round)?.criteria ?? []
  const all = paper.lines.flatMap((line) => [...line.values, line.tablet])
  const places = placesOf(all)
  const hasTablet = paper.lines.some((line) => line.tablet !== null)
  const cell = (/** @type {string|null} */ value) => el("td", { class: "fig" }, value === null ? "–" : column(value, places))
  return el("table", { class: "rows paper-lines" },
    el("thead", null, el("tr", null, el("th", { scope: "col" }, t("Criterion")),
      ...paper.typed.map((seat) => el("th", { scope: "col", class: "fig" }, seat === page.seat ? t("You") : seatCalled(seat))),
      hasTablet && el("th", { scope: "col", class: "fig" }, t("Tablet")))),
    el("tbody", null, ...paper.lines.map((line) => el("tr", { class: isOther(line) ? "is-other" : "" },
      el("th", { scope: "row" }, name(criteria.find((/** @type {{number: number}} */ one) => one.number === line.criterion)?.name ?? String(line.criterion))),
      ...line.values.map(cell), hasTablet && cell(line.tablet)))))
}

/** @param {import("../paper.js").Line} line */
function isOther({ values, tablet }) {
  return values.some((value) => value !== values[0]) || (tablet !== null && tablet !== values[0])
}

/** @param {Acts} acts @param {Paper} paper */
function take(acts, paper) {
  return ask({
    title: t("The paper counts, not the tablet?"),
    lines: [t("The numbers of the paper are saved and signed in the judge's name. What stood on the tablet stays in the record.")],
    fields: [reasonField()],
    yes: t("The paper counts"), danger: true,
    act: ({ reason }) => acts.attempt("take_paper", { ...whereOf(paper), reason }),
  })
}

/** @param {Acts} acts @param {Paper} paper */
function drop(acts, paper) {
  const isTablet = paper.state === "tablet"
  return ask({
    title: isTablet ? t("The tablet counts, not the paper?") : t("Throw away what was typed?"),
    lines: [t("What was typed from this sheet is forgotten. What stands on the judge's scoresheet stays as it is.")],
    fields: [reasonField()],
    yes: isTablet ? t("The tablet counts") : t("Throw away"), danger: true,
    act: ({ reason }) => acts.attempt("drop_paper", { ...whereOf(paper), reason }),
  })
}

/** @param {Paper} paper @returns {import("../paper.js").Where} */
function whereOf({ round, entry, judge }) {
  return { round, entry, judge }
}
