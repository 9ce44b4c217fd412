// One entry on the head judge's page: its state in words, and once all of its sheets are signed the judges' scores by criterion.

import { column, placesOf } from "../desk/decimals.js"
import { el, fill, name } from "../helpers/dom.js"
import { icon } from "../helpers/icons.js"
import { t } from "../helpers/words.js"
import { scorePanel } from "./acts.js"
import { signingList } from "./signing.js"
import { correctionWords, findings, isIn, judgeCalled, judgeLabel, receivedWords } from "./sentences.js"

/** @typedef {import("../head.js").Entry} Entry */
/** @typedef {import("../head.js").Panel} Panel */
/** @typedef {import("../head.js").Row} Row */
/** @typedef {import("../head.js").Score} Score */
/** @typedef {import("./acts.js").Attempt} Attempt */
/** @typedef {{entry: Entry, panel: Panel}} Shown */

/** @param {Attempt} attempt @returns {import("../desk/views.js").View<Shown>} */
export function entryView(attempt) {
  const node = el("li")
  let drawn = ""
  return { node, update: (shown) => {
    const { entries, ...rest } = shown.panel
    const newer = JSON.stringify([shown.entry, rest])
    if (newer === drawn) return
    drawn = newer
    node.id = `entry-${shown.entry.entry}`
    keepingFocus(node, () => fill(node, ...content(shown, attempt)))
  } }
}

/** A score in hand stays in hand when the entry is drawn anew. @param {Element} node @param {() => void} draw */
function keepingFocus(node, draw) {
  const held = document.activeElement instanceof HTMLElement && node.contains(document.activeElement) ? document.activeElement.dataset.score : null
  draw()
  if (held) /** @type {HTMLElement|null} */ (node.querySelector(`[data-score="${held}"]`))?.focus()
}

/** @param {Shown} shown @param {Attempt} attempt */
function content({ entry, panel }, attempt) {
  const look = entry.rows.flatMap((row) => findings(panel, row))
  return [
    el("h2", null, el("span", { class: "fig" }, String(entry.entry)), " ", name(entry.name)),
    el("p", { class: isIn(entry) ? "state signed" : "state blank" }, icon(isIn(entry) ? "check" : entry.status === "competing" ? "pencil" : "minus"), receivedWords(entry)),
    !isIn(entry) && entry.status === "competing" && entry.signing.length > 0 && signingList(entry, panel, attempt),
    ...entry.reopened.map(({ judge, reason }) => el("p", { class: "note" },
      t("%(judge)s is taking a second look: %(reason)s", { judge: judgeCalled(panel, judge), reason }))),
    look.length > 0 && el("ul", { class: "head-findings" }, ...look.map((words) => el("li", null, icon("eye"), el("span", null, words)))),
    entry.rows.length > 0 && el("div", { class: "rows-scroll" }, table(entry, panel, attempt)),
  ]
}

/** @param {Entry} entry @param {Panel} panel @param {Attempt} attempt */
function table(entry, panel, attempt) {
  const seated = panel.judges.filter((judge) => entry.rows.some((row) => row.scores.some((score) => score.judge === judge.number)))
  const heads = seated.map((judge) => el("th", { scope: "col", class: "fig is-judge" }, judgeLabel(judge.number), el("span", { class: "unseen" }, ` ${judge.name}`)))
  return el("table", { class: "rows head-scores" },
    el("caption", { class: "unseen" }, t("The judges' scores for number %(entry)s", { entry: entry.entry })),
    el("thead", null, el("tr", null, el("th", { scope: "col" }, t("Criterion")), ...heads,
      el("th", { scope: "col", class: "fig" }, t("Lowest")), el("th", { scope: "col", class: "fig" }, t("Highest")))),
    el("tbody", null, ...entry.rows.flatMap((row) => rowsOf(row, entry, panel, seated, attempt))))
}

/** @param {Row} row @param {Entry} entry @param {Panel} panel @param {import("../head.js").Judge[]} seated @param {Attempt} attempt */
function rowsOf(row, entry, panel, seated, attempt) {
  const criterion = panel.criteria.find((one) => one.number === row.criterion)
  const places = placesOf(row.scores.map((score) => score.value))
  const cells = seated.map((judge) => {
    const score = row.scores.find((one) => one.judge === judge.number)
    return el("td", { class: "fig", dataset: { label: judgeLabel(judge.number) } }, score ? scoreButton({ score, row, entry, panel }, places, attempt) : "–")
  })
  const end = (/** @type {string} */ label, /** @type {string|null} */ value) => el("td", { class: row.wide ? "fig is-wide" : "fig", dataset: { label } }, value === null ? "–" : column(value, places))
  const line = el("tr", null, el("th", { scope: "row" }, name(criterion?.name ?? "")), ...cells, end(t("Lowest"), row.low), end(t("Highest"), row.high))
  const told = row.scores.flatMap((score) => score.corrections.map((one) => el("li", null,
    name(judgeCalled(panel, score.judge)), ": ", correctionWords(panel, one))))
  if (told.length === 0) return [line]
  return [line, el("tr", { class: "head-told" }, el("td", { colspan: seated.length + 3 }, el("ul", null, ...told)))]
}

/** @param {{score: Score, row: Row, entry: Entry, panel: Panel}} here @param {number} places @param {Attempt} attempt */
function scoreButton(here, places, attempt) {
  const { score, row, entry, panel } = here
  const old = score.corrections.at(-1)?.old
  const [judge, value] = [judgeCalled(panel, score.judge), column(score.value, places)]
  const criterion = panel.criteria.find((one) => one.number === row.criterion)?.name ?? ""
  const called = old ? t("%(criterion)s, %(judge)s: %(old)s put right to %(value)s", { criterion, judge, old: column(old, places), value })
    : t("%(criterion)s, %(judge)s: %(value)s", { criterion, judge, value })
  return el("button", {
    class: score.unusual ? "btn head-score is-unusual" : "btn head-score", type: "button",
    "aria-label": score.unusual ? `${called} (${t("far from the others")})` : called,
    dataset: { score: `${entry.entry}-${row.criterion}-${score.judge}` }, onclick: () => scorePanel(here, attempt),
  }, old && el("s", null, column(old, places)), value)
}
