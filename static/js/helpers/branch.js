// The flowering branch of the title scene: limbs drawn from a few points each, with blossoms, buds and leaves upon them.

import { svg } from "./dom.js"
import { blossom, bud, leaf } from "./flower.js"

/** @typedef {[number, number]} Point */
/** A limb runs through its points and thins from the first width to the last. @typedef {{points: Point[], widths: [number, number]}} Limb */

/** @type {Limb[]} */
const LIMBS = [
  { points: [[1690, 733], [1600, 738], [1515, 735], [1440, 734], [1375, 746], [1306, 770], [1252, 804], [1180, 840]], widths: [26, 5] },
  { points: [[1610, 592], [1650, 537], [1680, 477], [1718, 392], [1764, 316], [1796, 280], [1818, 240], [1834, 188],
    [1850, 120]], widths: [30, 5] },
  { points: [[1760, 322], [1737, 279], [1720, 235], [1706, 184], [1690, 150]], widths: [12, 4] },
  { points: [[1490, 728], [1466, 681], [1440, 640], [1414, 608], [1390, 590]], widths: [12, 4] },
  { points: [[1800, 850], [1828, 820], [1851, 781], [1880, 740]], widths: [16, 6] },
  { points: [[2020, 1170], [1946, 1080], [1880, 988], [1828, 894], [1775, 807], [1697, 726], [1640, 664], [1592, 575],
    [1538, 458], [1489, 385], [1440, 325], [1408, 257], [1378, 196], [1350, 150]], widths: [68, 6] },
]

const LEAVES = [
  "translate(1822 225) rotate(58) scale(.66)",
  "translate(1262 790) rotate(-150) scale(.6)",
  "translate(1405 240) rotate(62) scale(.62)",
  "translate(1650 690) rotate(-30) scale(.66)",
  "translate(1700 180) rotate(60) scale(.4)",
]
const BUDS = [
  "translate(1348 146) rotate(-26) scale(.56)",
  "translate(1852 116) rotate(14) scale(.5)",
  "translate(1688 146) rotate(-18) scale(.4)",
  "translate(1174 842) rotate(-98) scale(.46)",
  "translate(1386 588) rotate(-52) scale(.4)",
]
const BLOSSOMS = [
  "translate(1468 392) rotate(-10) scale(1.02 .94)",
  "translate(1740 350) rotate(14) scale(1.16 1.09)",
  "translate(1608 652) rotate(-4) scale(1.66 1.61)",
  "translate(1352 752) rotate(8) scale(.92 .78)",
  "translate(1884 736) rotate(24) scale(.86 .74)",
  "translate(1425 262) rotate(-30) scale(.52 .42)",
]

const STEPS = 8

/** Grows from the lower right corner of a field of 1920 by 1080. */
export function branch() {
  return svg("svg", { class: "branch", viewBox: "0 0 1920 1080", preserveAspectRatio: "xMaxYMid slice", "aria-hidden": "true" },
    ...LIMBS.map((limb) => svg("path", { class: "wood", d: outline(limb) })),
    ...LEAVES.map(leaf),
    ...BUDS.map((place) => bud(place)),
    ...BLOSSOMS.map((place) => blossom(5, 5, place)))
}

/** The limb's two banks as one closed line, with a slight unevenness, as wood has. @param {Limb} limb */
function outline({ points, widths: [thick, thin] }) {
  const line = smooth(points)
  const last = line.length - 1
  /** @param {number} side */
  const bank = (side) => line.map(([x, y], i) => {
    const [ax, ay] = line[Math.max(0, i - 1)]
    const [bx, by] = line[Math.min(last, i + 1)]
    const length = Math.hypot(bx - ax, by - ay)
    const half = side * 0.5 * (thick + (thin - thick) * (i / last) ** 0.8) * (1 + 0.06 * Math.sin(i * 1.3 + side))
    return `${(x - ((by - ay) / length) * half).toFixed(1)} ${(y + ((bx - ax) / length) * half).toFixed(1)}`
  })
  return `M${[...bank(1), ...bank(-1).reverse()].join("L")}Z`
}

/** A curve through the points (Catmull-Rom). @param {Point[]} points @returns {Point[]} */
function smooth(points) {
  const spans = points.slice(1).flatMap((end, i) => {
    const start = points[i]
    const before = points[i - 1] ?? start
    const after = points[i + 2] ?? end
    return Array.from({ length: STEPS }, (_, step) => /** @type {Point} */ ([0, 1].map((axis) =>
      between(before[axis], start[axis], end[axis], after[axis], step / STEPS))))
  })
  return [...spans, points[points.length - 1]]
}

/** @param {number} a @param {number} b @param {number} c @param {number} d @param {number} share from b to c */
function between(a, b, c, d, share) {
  return 0.5 * (2 * b + (c - a) * share + (2 * a - 5 * b + 4 * c - d) * share ** 2 + (3 * b - a - 3 * c + d) * share ** 3)
}
