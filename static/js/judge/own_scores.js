// What this judge gave other entries for the same criterion: a line to measure a new score by. Nobody else's scores are here.

import { el } from "../helpers/dom.js"
import { fixed } from "../helpers/steps.js"
import { figures, t } from "../helpers/words.js"

/** @typedef {import("../helpers/steps.js").Steps} Steps */
/** @typedef {import("./book.js").Book} Book */

/** @param {Book} book @param {number} entry the one that is scored now @returns {Map<number, string[]>} by criterion, lowest first */
export function ownScores(book, entry) {
  const others = book.sheets.filter((sheet) => sheet.entry !== entry && !sheet.withdrawn && !sheet.recused)
  /** @type {Map<number, string[]>} */
  const found = new Map()
  for (const { criterion, value } of others.flatMap(({ rows }) => rows)) {
    if (value !== null) found.set(criterion.number, [...(found.get(criterion.number) ?? []), value])
  }
  for (const values of found.values()) values.sort((one, other) => Number(one) - Number(other))
  return found
}

/** Marks above the rail, one where each of these scores stands. @param {string[]} scores @param {Steps} steps */
export function marks(scores, steps) {
  return [...new Set(scores)].map((score) => {
    const mark = el("span", { class: "own-mark" })
    mark.style.setProperty("--at", String(steps.indexOf(score) / steps.count))
    return mark
  })
}

/** @param {string[]} scores lowest first @param {Steps} steps @returns {string} */
export function sentence(scores, steps) {
  if (!scores.length) return ""
  const [low, high] = [scores[0], scores[scores.length - 1]].map((score) => figures(fixed(score, steps.decimals)))
  if (scores.length === 1) return t("You gave 1 other entry %(score)s", { score: low })
  if (low === high) return t("You gave %(count)s other entries %(score)s", { count: scores.length, score: low })
  return t("You gave %(count)s other entries %(low)s to %(high)s", { count: scores.length, low, high })
}
