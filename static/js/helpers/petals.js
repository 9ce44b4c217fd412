// The ten petals of the last ten seconds, the one place where a petal is not a scoresheet: each second one falls.

import { svg } from "./dom.js"
import { isCalm } from "./flip.js"

const BLADE = "M0-262C-34-282-84-330-88-400C-90-446-54-492-16-492C-8-491-3-486 0-478C3-486 8-491 16-492C54-492 90-446 88-400C84-330 34-282 0-262Z"
const VEIN = "M0-284C-16-308-18-336 0-368C18-336 16-308 0-284Z"

/** Where each fallen petal lies, the first one first: place, turn, size. */
const HEAP = [[-835, 490, 20, 0.78, 0.43], [-690, 430, 50, 0.72, 0.56], [-505, 486, 104, 0.78, 0.39], [-905, 400, -24, 0.6, 0.5],
  [-610, 515, -72, 0.74, 0.4], [700, 486, 64, 0.78, 0.42], [845, 440, 16, 0.7, 0.5], [560, 505, -84, 0.72, 0.4], [915, 505, 118, 0.74, 0.4], [770, 520, -30, 0.7, 0.36]]

/** @param {number} seconds left, 10 to 0 */
export function petals(seconds) {
  const drawing = svg("svg", { class: "petals", viewBox: "-960 -540 1920 1080", "aria-hidden": "true" })
  for (let i = 9; i >= 0; i -= 1) {
    if (i < seconds) drawing.append(hanging(i))
    else drawing.append(gap(i), fallen(i, i === seconds))
  }
  return drawing
}

/** @param {number} i */
function hanging(i) {
  return svg("g", { transform: `rotate(${angle(i)})` }, svg("path", { class: "fall-blade", d: BLADE }), svg("path", { class: "fall-vein", d: VEIN }))
}

/** @param {number} i */
function gap(i) {
  return svg("path", { class: "fall-gap", transform: `rotate(${angle(i)})`, d: BLADE })
}

/** @param {number} i @param {boolean} now whether it is falling in this second */
function fallen(i, now) {
  const [x, y, turn, width, height] = HEAP[9 - i]
  const rest = `translate(${x}px, ${y}px) rotate(${turn}deg) scale(${width}, ${height}) translate(0, 380px)`
  const one = svg("g", { class: "fallen" }, svg("path", { class: "fall-blade", d: BLADE }), svg("path", { class: "fall-vein", d: VEIN }))
  one.style.setProperty("transform", rest)
  if (now && !isCalm()) {
    const start = `translate(0px, 0px) rotate(${angle(i)}deg) scale(1, 1) translate(0, 0px)`
    one.animate([{ transform: start }, { transform: rest }], { duration: 900, easing: "cubic-bezier(.4,0,.7,1)" })
  }
  return one
}

/** @param {number} i */
function angle(i) {
  return 18 + 36 * i
}
