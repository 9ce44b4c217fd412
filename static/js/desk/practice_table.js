// What came of a practice sample: how far each judge lies from the others, criterion by criterion. Shared by desk and head judge.

import { el, name } from "../helpers/dom.js"
import { figures, t } from "../helpers/words.js"
import { judgeLabel } from "./wording.js"

/** @typedef {import("../judge/sample_book.js").Distance} Distance */
/** @typedef {{judge: number, name: string, counts: boolean, entered: number, of: number, finished: boolean, distance: Distance|null}} Practised */
/**
 * @typedef {{calibration: number|null, state: "open"|"closed", title: string, round: number, name: string,
 *   criteria: {criterion: number, name: string}[], judges: Practised[]}} Practice
 */

/** @param {Practice} practice closed @returns {HTMLElement[]} */
export function practiceTable({ criteria, judges }) {
  const told = judges.filter((one) => one.distance)
  const heads = [...criteria.map((one) => one.name), t("Total")]
  return [
    el("div", { class: "rows-scroll" }, el("table", { class: "rows practice" },
      el("thead", null, el("tr", null, el("th", { scope: "col" }, t("Judge")), ...heads.map((head) => el("th", { scope: "col", class: "fig" }, head)))),
      el("tbody", null, ...told.map((one) => line(one))))),
    el("p", { class: "soft" }, t("Each judge less the mean of the others who count: + is higher, − lower. It counts in no result.")),
  ]
}

/** @param {Practised} one */
function line({ judge, name: person, counts, distance }) {
  const cells = [...(distance?.criteria.map(({ apart }) => apart) ?? []), distance?.total ?? null]
  return el("tr", null, el("th", { scope: "row" }, judgeLabel(judge), " ", name(person), !counts && el("span", { class: "soft" }, ` (${t("does not count")})`)),
    ...cells.map((apart) => el("td", { class: "fig" }, apart === null ? "–" : signed(apart))))
}

/** @param {string} apart */
function signed(apart) {
  if (Number(apart) === 0) return "0"
  return apart.startsWith("-") ? `−${figures(apart.slice(1))}` : `+${figures(apart)}`
}
