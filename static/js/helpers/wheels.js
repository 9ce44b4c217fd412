// Points that count up: a wheel of figures for each digit, rolled by transform alone, so that nothing around them is laid out anew.

import { el, fill } from "./dom.js"

const EASING = "cubic-bezier(.16,.8,.2,1)"
const MOST_TURNS = 3

/** @typedef {{duration: number, delay: number}} Times ms */

/**
 * Rolls the figures that stand in `place` from nothing to what they say, and leaves them as plain text.
 * @param {HTMLElement} place holds nothing but the figures @param {Times} times
 */
export function countUp(place, times) {
  const text = place.textContent ?? ""
  let digits = 0
  const parts = [...text].map((mark) => (/\d/.test(mark) ? wheel(Number(mark), digits++) : el("span", null, mark)))
  const rolling = el("span", { class: "wheels", "aria-hidden": "true" }, ...parts)
  fill(place, el("span", { class: "unseen" }, text), rolling)
  const appears = rolling.animate([{ opacity: 0 }, { opacity: 1 }], { duration: 160, delay: times.delay, fill: "backwards" })
  const rolls = [...rolling.querySelectorAll(".wheel-strip")].map((strip) => roll(strip, times))
  Promise.all([appears, ...rolls].map((one) => one.finished)).then(() => fill(place, text), () => fill(place, text))
}

/** One digit: the further right, the more turns. @param {number} value @param {number} index */
function wheel(value, index) {
  const last = Math.min(index, MOST_TURNS) * 10 + value
  const figures = Array.from({ length: last + 1 }, (_, i) => el("span", null, i % 10))
  return el("span", { class: "wheel" }, el("span", { class: "wheel-strip" }, ...figures))
}

/** @param {Element} strip @param {Times} times */
function roll(strip, { duration, delay }) {
  const last = strip.childElementCount - 1
  const up = `translateY(${(-100 * last) / (last + 1)}%)`
  return strip.animate([{ transform: "none" }, { transform: up }], { duration, delay, easing: EASING, fill: "both" })
}
