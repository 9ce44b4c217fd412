// The motif's other two drawings: a star of rays and a bar of blocks, in the flower's box. One part is one signed scoresheet;
// closed parts are small and dark, and gold comes only when all are in. flower.js chooses; the ceremony's flowers stay flowers.

import { svg } from "./dom.js"

const RAY = "M0 0L-22-30.3L0-88L22-30.3Z"
const RAY_SHADE = "M0 0L0-88L22-30.3Z"
const FURLED = 0.52 // a closed part's length against an open one's
const WIDTH = 176
const HEIGHT = 92
const GAP = 8
const MOST_BLOCKS = 9

/** One ray alone, for the legend. */
export function ray() {
  return [svg("path", { class: "petal-blade", d: RAY }), svg("path", { class: "petal-vein", d: RAY_SHADE })]
}

/** One block alone, for the legend. */
export function block() {
  return [svg("rect", { class: "petal-blade", x: -22, y: -78, width: 44, height: 72, rx: 5 })]
}

/**
 * Rays that meet side by side, open ones clockwise from the top.
 * @param {number} received @param {number} panel @param {string} [transform]
 */
export function star(received, panel, transform) {
  const width = Math.min(1, Math.tan(Math.PI / panel) / Math.tan(Math.PI / 5))
  const rays = Array.from({ length: panel }, (_, i) => {
    const size = i < received ? `${round(width)} 1` : `${round(width * FURLED)} ${FURLED}`
    return svg("g", { transform: `rotate(${round((i * 360) / panel)}) scale(${size})` }, part(i, received, ...ray()))
  })
  const heart = received >= panel ? svg("g", { class: "stamens" }, svg("circle", { class: "heart", r: 13 })) : svg("circle", { class: "core", r: 7 })
  return svg("g", transform ? { transform } : null, ...rays, heart)
}

/** Blocks from the left; over nine they are one bar. @param {number} received @param {number} panel */
export function blocks(received, panel) {
  const share = Math.min(1, Math.max(0, received / panel))
  const drawn = panel > MOST_BLOCKS ? shareBar(share, { x: -WIDTH / 2, y: -HEIGHT / 2, width: WIDTH, height: HEIGHT }) : eachBlock(received, panel)
  const gold = { class: "heart", x: -WIDTH / 2, y: HEIGHT / 2 + 10, width: WIDTH, height: 12, rx: 6 }
  return received >= panel ? [...drawn, svg("g", { class: "stamens" }, svg("rect", gold))] : drawn
}

/** How much of a large panel is in. @param {number} share @param {{x: number, y: number, width: number, height: number}} box */
export function shareBar(share, box) {
  return [svg("rect", { class: "bar-rest", ...box, rx: 6 }), svg("rect", { class: "bar-done", ...box, width: round(box.width * share), rx: 6 })]
}

/** @param {number} received @param {number} panel */
function eachBlock(received, panel) {
  const width = (WIDTH - GAP * (panel - 1)) / panel
  return Array.from({ length: panel }, (_, i) => {
    const height = i < received ? HEIGHT : HEIGHT * FURLED
    const box = { class: "petal-blade", x: 0, y: round(-height), width: round(width), height: round(height), rx: 5 }
    return svg("g", { transform: `translate(${round(-WIDTH / 2 + i * (width + GAP))} ${HEIGHT / 2})` }, part(i, received, svg("rect", box)))
  })
}

/** @param {number} i @param {number} received @param {...SVGElement} paths */
function part(i, received, ...paths) {
  return svg("g", { class: i < received ? "petal-open" : "petal-shut", "data-petal": i }, ...paths)
}

/** @param {number} number */
function round(number) {
  return Math.round(number * 100) / 100
}
