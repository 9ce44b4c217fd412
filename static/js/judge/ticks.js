// The figures under a rail: the allowed range, always in view. They stand where the thumb's middle stands for that value.

import { el } from "../helpers/dom.js"
import { fixed } from "../helpers/steps.js"
import { figures } from "../helpers/words.js"

/** @typedef {import("../helpers/steps.js").Steps} Steps */

const ROUND_DISTANCES = [1, 2, 5, 10, 20, 25, 50, 100]
const MOST_SPACES = 5

/** @param {Steps} steps */
export function ticks(steps) {
  const apart = distance(steps)
  const places = Array.from({ length: Math.floor(steps.count / apart) + 1 }, (_, place) => place * apart)
  if (steps.count % apart) places.push(steps.count)
  return el("div", { class: "ticks", "aria-hidden": "true" }, ...places.map((place) => tick(steps, place)))
}

/** @param {Steps} steps @param {number} place */
function tick(steps, place) {
  const figure = el("span", { class: "tick" }, figures(fixed(steps.at(place), 0)))
  figure.style.setProperty("--at", String(place / steps.count))
  return figure
}

/** Steps from one figure to the next: a round number of points. @param {Steps} steps */
function distance(steps) {
  const [one, top] = [Number(steps.at(1)), Number(steps.at(steps.count))]
  const points = ROUND_DISTANCES.find((far) => top / far <= MOST_SPACES && Number.isInteger(far / one))
  return points ? points / one : steps.count
}
