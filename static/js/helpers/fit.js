// Words as large as their box allows. The sizes are numbers; the stylesheet turns `--size` into vh or vw.

import { fill, name } from "./dom.js"

const KEPT = 500

/** What was measured in this window with these faces, by what was asked. @type {Map<string, any>} */
const measured = new Map()
addEventListener("resize", () => measured.clear())
document.fonts.addEventListener("loadingdone", () => measured.clear())

/**
 * Sets `--size` to the first of the sizes (largest first) at which the words stay inside the room around them, else to the last.
 * @param {HTMLElement} node @param {number[]} sizes
 * @returns {boolean} whether one of them fits
 */
export function fitText(node, sizes) {
  return sizes.some((size) => {
    node.style.setProperty("--size", String(size))
    return !overflows(node)
  })
}

/**
 * Measuring makes the browser lay the page out, so the same question is measured once for a window and its faces.
 * @template Answer
 * @param {unknown[]} question everything the answer depends on @param {() => Answer} measure
 * @returns {Answer}
 */
export function remembered(question, measure) {
  const key = JSON.stringify(question)
  if (measured.size > KEPT) measured.clear()
  if (!measured.has(key)) measured.set(key, measure())
  return measured.get(key)
}

/** A number stays with the word before it: "tháng 3" is not torn. @param {string} words */
export function held(words) {
  return words.replace(/ (?=\d)/g, "\u00A0")
}

/** Pixels in one unit of the hall's scenes: a hundredth of the height, in portrait of the width. */
export function unit() {
  return Math.min(innerWidth, innerHeight) / 100
}

/**
 * A name that is too long for its place gives way to the short one, and only then to more lines.
 * @param {HTMLElement} place holds the full name @param {string} shortName
 */
export function fitName(place, shortName) {
  if (shortName && isCut(place)) fill(place, name(shortName))
  fitLines(place)
}

/** What does not fit in one line gets more of them. @param {HTMLElement} place */
export function fitLines(place) {
  place.classList.toggle("in-lines", isCut(place))
}

/** @param {HTMLElement} node */
function overflows(node) {
  const room = /** @type {HTMLElement} */ (node.parentElement)
  return node.offsetHeight > room.clientHeight || node.scrollWidth > room.clientWidth + 1
}

/** @param {HTMLElement} node */
function isCut(node) {
  return node.scrollWidth > node.clientWidth + 1
}
