// A vase with the entry's number on it; its great flower opens one petal for each signed scoresheet.

import { svg } from "./dom.js"
import { blossom, bud, leaf } from "./flower.js"

const POT = "M226 500h188c10 60 34 84 18 130c-12 36-52 56-112 56s-100-20-112-56c-16-46 8-70 18-130z"
const BANDS = "M214 562c64 14 148 14 212 0M205 584c70 16 160 16 230 0"

/** @param {number} number @param {{received: number, panel: number}} count */
export function vase(number, { received, panel }) {
  return svg("svg", { class: "vase", viewBox: "0 0 640 760", "aria-hidden": "true" },
    svg("rect", { class: "vase-wall", width: 640, height: 760, rx: 18 }),
    svg("path", { class: "vase-table", d: "M0 610h640v132a18 18 0 0 1-18 18H18a18 18 0 0 1-18-18z" }),
    svg("path", { class: "wood", d: "M312 515C308 440 300 380 316 236L326 236C318 380 326 440 330 515Z" }),
    svg("path", { class: "wood", d: "M322 505C352 452 400 420 462 372L466 377C412 428 366 462 336 515Z" }),
    svg("path", { class: "wood", d: "M316 505C286 452 236 430 186 402L183 407C230 438 276 462 302 515Z" }),
    leaf("translate(310 424) rotate(-62) scale(1)"), leaf("translate(330 392) rotate(58) scale(.9)"),
    leaf("translate(392 432) rotate(104) scale(.8)"), leaf("translate(236 432) rotate(-140) scale(.7)"),
    bud("translate(468 366) rotate(52) scale(.72)"), bud("translate(180 398) rotate(-58) scale(.62)"),
    received > 0 ? blossom(received, panel, "translate(320 222) scale(1.95)") : bud("translate(320 236) scale(1.7)"),
    svg("path", { class: "pot", d: POT }), svg("path", { class: "pot-band", d: BANDS }),
    svg("text", { class: "pot-number", x: 320, y: 672 }, number))
}
