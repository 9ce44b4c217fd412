// Words as large as their box allows. The sizes are numbers; the stylesheet turns `--size` into vh or vw.

import { fill, name } from "./dom.js"

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
 * A name that is too long for its place gives way to the short one, and only then to two lines.
 * @param {HTMLElement} place holds the full name @param {string} shortName
 */
export function fitName(place, shortName) {
  if (shortName && isCut(place)) fill(place, name(shortName))
  fitLines(place)
}

/** What does not fit in one line gets two. @param {HTMLElement} place */
export function fitLines(place) {
  place.classList.toggle("two-lines", isCut(place))
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
