// The motif: one petal is one signed scoresheet, always. A bud before the first, gold stamens only when all are in.
// A contest may choose a star (rays) or a plain bar (blocks) instead: same order, same states, drawn in motifs.js.

import { svg } from "./dom.js"
import { block, blocks, ray, shareBar, star } from "./motifs.js"

const PETAL = "M0 0C-13-8-36-27-34-55C-33-72-19-84-6-83C-3-82.5-1-81 0-79C1-81 3-82.5 6-83C19-84 33-72 34-55C36-27 13-8 0 0Z"
const VEIN = "M0-8C-7-20-8-34 0-47C8-34 7-20 0-8Z"
const SEPAL = "M0 0C-9-14-8-34 0-46C8-34 9-14 0 0Z"
const LEAF = "M0 0C-16-18-20-52 0-92C20-52 16-18 0 0Z"
const LEAF_VEIN = "M0-4C1-30 0-52 0-80"
/** A closed petal against an open one: short, and narrower still, as a furled petal is. */
const FURLED = { width: 0.36, length: 0.52 }
const MOST_PETALS = 9
const RING = 10

/**
 * How many of a panel's scoresheets have come for one entry, as a drawing of 184 by 184 around its heart.
 * @param {{received: number, panel: number, motif?: string}} count
 */
export function flower({ received, panel, motif = "flower" }) {
  const kind = received <= 0 ? "bud" : received >= panel ? "full" : "part"
  const drawing = svg("svg", { class: `flower is-${kind}`, viewBox: "-92 -92 184 184", "aria-hidden": "true" })
  const isLarge = panel > MOST_PETALS
  if (motif === "bar") drawing.append(...blocks(received, panel))
  else if (motif === "star") drawing.append(...(isLarge ? ring(received, panel, star) : [star(received, panel)]))
  else if (kind === "bud") drawing.append(bud("translate(0 6) scale(.92)", true))
  else if (isLarge) drawing.append(...ring(received, panel, blossom))
  else drawing.append(blossom(received, panel))
  return drawing
}

/** One petal, ray or block alone, for the legend: "one scoresheet". @param {string} [motif] */
export function petal(motif = "flower") {
  const drawing = svg("svg", { class: "petal", viewBox: "-40 -90 80 96", "aria-hidden": "true" })
  drawing.append(...(motif === "star" ? ray() : motif === "bar" ? block() : petalPaths()))
  return drawing
}

/**
 * An opened blossom: `received` petals clockwise from the top, the closed ones small and dark in the heart.
 * @param {number} received @param {number} panel @param {string} [transform]
 */
export function blossom(received, panel, transform) {
  const group = svg("g", transform ? { transform } : null)
  const full = received >= panel
  const places = Array.from({ length: panel }, (_, i) => i)
  if (!full) group.append(...places.map((i) => sepal((i + 0.5) * (360 / panel))))
  group.append(...places.toReversed().filter((i) => i < received).map((i) => petalAt(i, panel, true)))
  group.append(...places.filter((i) => i >= received).map((i) => petalAt(i, panel, false)))
  group.append(...(full ? stamens(panel) : [svg("circle", { class: "core", r: 7 })]))
  return group
}

/**
 * A bud seen from the side: not one scoresheet yet.
 * @param {string} transform @param {boolean} [withStem]
 */
export function bud(transform, withStem = false) {
  const group = svg("g", { transform, class: "bud" })
  if (withStem) group.append(svg("path", { class: "stem", d: "M0 12C1 34 0 56-3 88" }))
  group.append(
    svg("path", { class: "bud-left", d: "M0 14C-33 12-39-20-27-44C-19-60-8-68 0-82C8-68 19-60 27-44C39-20 33 12 0 14Z" }),
    svg("path", { class: "bud-right", d: "M0-82C8-68 19-60 27-44C39-20 33 12 0 14C14-8 20-46 0-82Z" }),
    svg("path", { class: "bud-line", d: "M0-82C-11-58-22-34-13 6" }),
    svg("path", { class: "sepal", d: "M0 20C-20 20-36 4-37-20C-24-14-11-6 0 10C11-6 24-14 37-20C36 4 20 20 0 20Z" }),
  )
  return group
}

/** A leaf of a stem or branch. @param {string} transform */
export function leaf(transform) {
  return svg("g", { transform, class: "leaf" },
    svg("path", { class: "leaf-blade", d: LEAF }), svg("path", { class: "leaf-vein", d: LEAF_VEIN }))
}

function petalPaths() {
  return [svg("path", { class: "petal-blade", d: PETAL }), svg("path", { class: "petal-vein", d: VEIN })]
}

/** @param {number} i @param {number} panel @param {boolean} open */
function petalAt(i, panel, open) {
  const width = Math.min(1, Math.tan(Math.PI / panel) / Math.tan(Math.PI / 5))
  const size = open ? `${round(width)} 1` : `${round(width * FURLED.width)} ${FURLED.length}`
  const place = svg("g", { transform: `rotate(${round((i * 360) / panel)}) scale(${size})` })
  place.append(svg("g", { class: open ? "petal-open" : "petal-shut", "data-petal": i }, ...petalPaths()))
  return place
}

/** @param {number} angle */
function sepal(angle) {
  return svg("path", { class: "sepal", transform: `rotate(${round(angle)}) scale(1.1)`, d: SEPAL })
}

/** Two to a petal, long over its middle and short over the gap. @param {number} panel */
function stamens(panel) {
  const threads = Array.from({ length: panel * 2 }, (_, i) => {
    const angle = (i * Math.PI) / panel
    const reach = i % 2 ? 22 : 30
    const [x, y] = [Math.sin(angle) * reach, -Math.cos(angle) * reach]
    return [svg("path", { class: "stamen", d: `M${round(x / 4)} ${round(y / 4)}L${round(x)} ${round(y)}` }),
      svg("circle", { class: "anther", cx: round(x), cy: round(y), r: 3.4 })]
  })
  return [svg("g", { class: "stamens" }, ...threads.flat(), svg("circle", { class: "heart", r: 6.5 }))]
}

/**
 * A panel over nine: ten petals for tenths of the way and a plain bar for the exact share.
 * @param {number} received @param {number} panel @param {typeof blossom} draw
 */
function ring(received, panel, draw) {
  const share = Math.min(1, received / panel)
  const open = received >= panel ? RING : received <= 0 ? 0 : Math.min(RING - 1, Math.max(1, Math.floor(share * RING)))
  return [draw(open, RING, "translate(0 -12) scale(.84)"), ...shareBar(share, { x: -70, y: 76, width: 140, height: 12 })]
}

/** @param {number} number */
function round(number) {
  return Math.round(number * 100) / 100
}
