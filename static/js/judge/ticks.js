// The figures under a rail: the allowed range, always in view. They stand where the thumb's middle stands for that value.

import { el } from "../helpers/dom.js"
import { fixed } from "../helpers/steps.js"
import { figures } from "../helpers/words.js"

/** @typedef {import("../helpers/steps.js").Steps} Steps */

const ROUND_DISTANCES = [1, 2, 5, 10, 20, 25, 50, 100]
const MOST_SPACES = 5

/** @param {Steps} steps */
export function ticks(steps) {
  const far = distance(steps)
  const all = Array.from({ length: steps.count + 1 }, (_, place) => place)
  const places = all.filter((place) => place === 0 || place === steps.count || Number(steps.at(place)) % far === 0)
  return el("div", { class: "ticks", "aria-hidden": "true" }, ...places.map((place) => tick(steps, place)))
}

/** @param {Steps} steps @param {number} place */
function tick(steps, place) {
  const figure = el("span", { class: "tick" }, figures(fixed(steps.at(place), 0)))
  figure.style.setProperty("--at", String(place / steps.count))
  return figure
}

/** Points from one figure to the next: a round number. @param {Steps} steps */
function distance(steps) {
  const [one, top] = [Number(steps.step), Number(steps.at(steps.count))]
  return ROUND_DISTANCES.find((far) => top / far <= MOST_SPACES && Number.isInteger(far / one)) ?? top
}
