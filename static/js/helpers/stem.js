// The time stem: grows from left to right with the elapsed share, puts out leaves as it passes and closes rings at the called moments.

import { svg } from "./dom.js"
import { bud, leaf } from "./flower.js"

const WIDTH = 1728
const LEAVES = [0.08, 0.19, 0.3, 0.42, 0.53, 0.64, 0.735, 0.84, 0.93]
const LEAST_GAP = 0.06

/**
 * @param {number} share elapsed, 0 to 1
 * @param {number[]} calls seconds before the end, as "10 minutes left"
 * @param {number} total seconds
 */
export function stem(share, calls, total) {
  const rings = calls.map((call) => ({ call, at: 1 - call / total })).filter(({ at }) => at > LEAST_GAP && at < 1 - LEAST_GAP)
  const leaves = LEAVES.filter((at) => at < share - 0.015 && rings.every((ring) => Math.abs(ring.at - at) > 0.03))
  return svg("svg", { class: "stem-of-time", viewBox: `0 0 ${WIDTH} 130`, "aria-hidden": "true" },
    svg("path", { class: "stem-rest", d: path(share + 0.02, 1) }),
    svg("path", { class: "stem-done", d: path(0, share) }),
    ...leaves.map((at) => leaf(`translate(${place(at)}) rotate(${LEAVES.indexOf(at) % 2 ? 44 : 124}) scale(.42)`)),
    ...rings.flatMap(({ call, at }) => ring(call, at, at <= share)),
    bud(`translate(${place(share)}) rotate(90) scale(.44)`),
    svg("circle", { class: "stem-ring", cx: WIDTH, cy: height(1), r: 10 }))
}

/** @param {number} call @param {number} at @param {boolean} passed */
function ring(call, at, passed) {
  const x = at * WIDTH
  return [svg("circle", { class: passed ? "stem-ring is-passed" : "stem-ring", cx: x, cy: height(at), r: 11 }),
    svg("text", { class: "stem-word", x, y: 122 }, call % 60 ? `${Math.floor(call / 60)}:${String(call % 60).padStart(2, "0")}` : `${call / 60}′`)]
}

/** @param {number} from @param {number} to */
function path(from, to) {
  if (to <= from) return ""
  const steps = 48
  return "M" + Array.from({ length: steps + 1 }, (_, i) => place(from + ((to - from) * i) / steps)).join("L")
}

/** @param {number} share */
function place(share) {
  return `${(share * WIDTH).toFixed(1)} ${height(share).toFixed(1)}`
}

/** The stem sways once on its way. @param {number} share */
function height(share) {
  return 40 - 10 * Math.sin((share * WIDTH * 2 * Math.PI) / 1580)
}
