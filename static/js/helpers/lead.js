// The ring around 3-2-1: three arcs, of which one goes with each second, so that the start is seen as a shape too.

import { svg } from "./dom.js"

const ARCS = 3
const RADIUS = 440
const GAP = 0.09

/** @param {number} seconds that are left before the start, 3 to 1 */
export function leadRing(seconds) {
  const arcs = Array.from({ length: ARCS }, (_, i) =>
    svg("path", { class: i < seconds ? "lead-arc" : "lead-arc is-gone", d: arc(i) }))
  return svg("svg", { class: "lead-ring", viewBox: "-500 -500 1000 1000", "aria-hidden": "true" }, ...arcs)
}

/** Clockwise from the top. @param {number} i */
function arc(i) {
  const [from, to] = [i + GAP, i + 1 - GAP].map((turn) => (turn / ARCS) * 2 * Math.PI - Math.PI / 2)
  return `M${point(from)}A${RADIUS} ${RADIUS} 0 0 1 ${point(to)}`
}

/** @param {number} angle */
function point(angle) {
  return `${(RADIUS * Math.cos(angle)).toFixed(1)} ${(RADIUS * Math.sin(angle)).toFixed(1)}`
}
