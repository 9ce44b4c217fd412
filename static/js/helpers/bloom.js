// The motif of the ceremony in layers, each a drawing of its own: what opens, sways or lights up is moved, never painted anew.

import { el, svg } from "./dom.js"
import { blossom, bud } from "./flower.js"

const OPENS = { duration: 800, easing: "cubic-bezier(.2,.7,.1,1)" }
const STAMENS = { duration: 500, easing: "ease-out" }
const STEP_MS = 60

/** An open flower: a layer for each petal, one for the stamens. */
export function bloom() {
  const parts = [...blossom(5, 5).children]
  return el("span", { class: "bloom" }, ...parts.map((part) => layer(part)))
}

/** A closed prize, seen from the side; `lit` when it is this one's turn. @param {boolean} lit */
export function closedBud(lit) {
  return el("span", { class: "closed-bud" }, budLayer(false), lit && budLayer(true))
}

/**
 * The petals open one after the other, then the stamens.
 * @param {Element} flower made by `bloom` @param {number} [delay] ms
 */
export function openPetals(flower, delay = 0) {
  const layers = [...flower.children]
  const stamens = layers.pop()
  layers.reverse().forEach((petal, i) => petal.animate(
    [{ transform: "rotate(-8deg) scale(.5)", opacity: 0 }, { opacity: 1, offset: 0.3 }, { transform: "none", opacity: 1 }],
    { ...OPENS, delay: delay + i * STEP_MS, fill: "backwards" }))
  stamens?.animate([{ transform: "scale(.2)", opacity: 0 }, { transform: "none", opacity: 1 }],
    { ...STAMENS, delay: delay + 400, fill: "backwards" })
}

/** The bud sways once and its light comes on. @param {Element} one made by `closedBud(true)` @param {number} duration ms */
export function sway(one, duration) {
  const way = [0, 3, -3, 1.5, 0].map((angle) => ({ transform: `rotate(${angle}deg)` }))
  one.animate(way, { duration, easing: "ease-in-out" })
  lightUp(one, duration)
}

/** @param {Element} one @param {number} duration ms */
export function lightUp(one, duration) {
  one.querySelector(".is-lit")?.animate([{ opacity: 0 }, { opacity: 1 }], { duration, easing: "ease-in-out" })
}

/** @param {Element} part */
function layer(part) {
  return svg("svg", { class: "layer", viewBox: "-92 -92 184 184", "aria-hidden": "true" }, part)
}

/** @param {boolean} lit */
function budLayer(lit) {
  return svg("svg", { class: lit ? "layer is-lit" : "layer", viewBox: "-50 -92 100 184", "aria-hidden": "true" }, bud("translate(0 0)", true))
}
