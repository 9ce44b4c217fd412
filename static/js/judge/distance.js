// How far a judge lies from the others, in words and as a mark beside a line: never a number that another judge gave.

import { el, name } from "../helpers/dom.js"
import { figures, t } from "../helpers/words.js"

/** @typedef {import("./sample_book.js").Distance} Distance */
/** @typedef {import("./sample_book.js").Sample} Sample */

/** Half of a criterion's range stands for the whole width to either side. */
const WIDTH = 0.5

/** @param {Distance} distance */
export function distanceWords({ total, others }) {
  if (total === null) return t("Fewer than two other judges were done: from them nothing can be told.")
  return t("In total: %(distance)s. Compared with the mean of %(others)s judges.", { distance: apartWords(total), others })
}

/** @param {Sample} sample @param {Distance} distance */
export function distances(sample, distance) {
  if (distance.total === null) return false
  const head = el("li", { class: "distance is-head", "aria-hidden": "true" }, el("span"),
    el("span", { class: "distance-ends" }, el("span", null, t("lower")), el("span", null, t("the others")), el("span", null, t("higher"))), el("span"))
  return el("ol", { class: "distances" }, head, ...distance.criteria.map(({ criterion, apart }) => {
    const named = sample.criteria.find((one) => one.criterion === criterion)
    const mine = sample.scores.find((one) => one.criterion === criterion)?.value
    return el("li", { class: "distance" },
      el("span", { class: "distance-name" }, name(named?.name ?? ""), " ", el("span", { class: "soft" }, t("yours %(value)s", { value: figures(mine ?? "–") }))),
      line(apart ?? "0", Number(named?.maximum ?? 1)),
      el("b", { class: "distance-words" }, apart === null ? t("cannot be told") : apartWords(apart)))
  }))
}

/** "about 1,5 higher than the others". @param {string} apart a decimal, below zero is lower */
export function apartWords(apart) {
  const size = figures(apart.replace("-", ""))
  if (Number(apart) === 0) return t("like the others")
  return apart.startsWith("-") ? t("about %(points)s lower than the others", { points: size }) : t("about %(points)s higher than the others", { points: size })
}

/** The others in the middle, this judge beside them. @param {string} apart @param {number} maximum */
function line(apart, maximum) {
  const node = el("span", { class: "distance-line", "aria-hidden": "true" }, el("i"))
  const share = Math.max(-1, Math.min(1, Number(apart) / (maximum * WIDTH)))
  node.style.setProperty("--apart", String(share))
  return node
}
