// The great flower of the finale: it grows from the right edge, its petals open in turn, a few drift for a while and come to rest.

import { el, svg } from "./dom.js"
import { petal } from "./flower.js"

const BLADE = "M0 0C-13-8-36-27-34-55C-33-72-19-84-6-83C-3-82.5-1-81 0-79C1-81 3-82.5 6-83C19-84 33-72 34-55C36-27 13-8 0 0Z"
const LINES = "M-4-14C-16-30-24-46-24-62M4-14C16-30 24-46 24-62M-2-12C-8-34-12-52-11-72M2-12C8-34 12-52 11-72"
const VEIN = "M0-8C-7-20-8-34 0-47C8-34 7-20 0-8Z"
const SEPAL = "M0 0C-16-20-12-60 0-78C12-60 16-20 0 0Z"
const PETALS = [276, 204, 132, 60, -12]
const THREADS = 20
const GROWS = { duration: 2400, easing: "cubic-bezier(.16,.8,.2,1)" }

/** Where each petal comes to rest, in hundredths of the screen's width and height; its turn, its size, how long it is under way (s). */
const DRIFTING = [[56.5, 14, 120, 3.4, 19], [49, 92.5, 64, 3.8, 17], [60, 93.5, 200, 2.8, 20], [36.4, 9, -40, 3, 14], [39.6, 86, 20, 2.6, 18],
  [64.6, 5.5, 80, 2.4, 12], [46.9, 23, 160, 2.2, 15], [54.7, 81.5, -70, 2.2, 16], [29.2, 93.5, 110, 2.2, 20]]
const FROM = { x: 78, y: 30 }

export function greatFlower() {
  return el("span", { class: "great-flower", "aria-hidden": "true" },
    layer(...PETALS.map((angle) => svg("path", { class: "sepal", transform: `rotate(${angle + 36}) scale(1.06)`, d: SEPAL }))),
    ...PETALS.map((angle) => layer(svg("g", { transform: `rotate(${angle})` },
      svg("path", { class: "petal-blade", d: BLADE }), svg("path", { class: "great-line", d: LINES }), svg("path", { class: "petal-vein", d: VEIN })))),
    layer(...threads()))
}

/** @param {HTMLElement} flower */
export function grow(flower) {
  flower.animate([{ transform: "translateX(60%) scale(.3)", opacity: 0 }, { opacity: 1, offset: 0.15 }, { transform: "none", opacity: 1 }], GROWS)
  const layers = [...flower.children]
  const stamens = layers.pop()
  layers.forEach((one, i) => one.animate([{ transform: "rotate(-24deg) scale(.5)" }, { transform: "none" }],
    { ...GROWS, duration: 1700, delay: i * 110, fill: "backwards" }))
  stamens?.animate([{ transform: "scale(.2)", opacity: 0 }, { transform: "none", opacity: 1 }],
    { duration: 900, delay: 1300, easing: "ease-out", fill: "backwards" })
}

/** The petals that have come loose, at rest. */
export function loosePetals() {
  return el("span", { class: "loose-petals", "aria-hidden": "true" }, ...DRIFTING.map(([x, y, turn, size]) => {
    const one = el("i", { class: "loose-petal" }, petal())
    for (const [name, value] of Object.entries({ x, y, turn: `${turn}deg`, size })) one.style.setProperty(`--${name}`, String(value))
    return one
  }))
}

/** From the flower to where each rests, swaying as it goes. @param {Element} petals made by `loosePetals` */
export function drift(petals) {
  ;[...petals.children].forEach((one, i) => {
    const [x, y, , , seconds] = DRIFTING[i]
    const delay = 1200 + i * 250
    one.animate(path(FROM.x - x, FROM.y - y, i % 2 ? 1 : -1), { duration: seconds * 1000 - delay, delay, easing: "cubic-bezier(.3,.5,.3,1)", fill: "backwards" })
  })
}

/** @param {number} dx how far the beginning lies from the end, vw @param {number} dy vh @param {number} side to which it sways first */
function path(dx, dy, side) {
  return [1, 0.75, 0.5, 0.25, 0].map((left, i) => {
    const aside = i % 2 ? side * 4 * left : 0
    const turn = `rotate(${side * left * 300}deg)`
    return { transform: `translate(${dx * left + aside}vw, ${dy * left + aside}vh) ${turn}`, opacity: i ? 1 : 0 }
  })
}

function threads() {
  const lines = Array.from({ length: THREADS }, (_, i) => {
    const angle = (i / THREADS) * 2 * Math.PI - 0.05
    const reach = [38, 21, 33, 26][i % 4]
    const [x, y] = [Math.sin(angle) * reach, -Math.cos(angle) * reach]
    return [svg("path", { class: "stamen", d: `M${(x * 0.15).toFixed(1)} ${(y * 0.15).toFixed(1)}L${x.toFixed(1)} ${y.toFixed(1)}` }),
      svg("circle", { class: "anther", cx: x.toFixed(1), cy: y.toFixed(1), r: 2 })]
  })
  return [...lines.flat(), svg("circle", { class: "heart", r: 4.5 })]
}

/** @param {...Element} parts */
function layer(...parts) {
  return svg("svg", { class: "layer", viewBox: "-92 -92 184 184" }, ...parts)
}
