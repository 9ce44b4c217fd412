// The scene ticker: the desk's words run along the foot of the hall, slowly, under the contest's name; what fits stands still.

import { branch } from "../helpers/branch.js"
import { el, fill } from "../helpers/dom.js"
import { fitText, held } from "../helpers/fit.js"
import { isCalm } from "../helpers/flip.js"
import { turnPages } from "../helpers/pages.js"

/** @typedef {import("../screen.js").Hall} Hall */

export const topics = ["contest"]

const SIZES = [16, 14, 12, 10.5, 9, 8, 7]
/** Screen widths a second: a reader of 60 keeps up. */
const SPEED = 0.11

/** @param {HTMLElement} root @param {Hall} hall */
export function render(root, { contest, mine }) {
  const words = lines(mine?.message ?? "")
  const shown = [contest.title, contest.theme, words.join("\n"), innerWidth, innerHeight].join("\n")
  if (root.dataset.shown === shown) return
  root.dataset.shown = shown
  const heading = el("h1", { class: "display ticker-title" }, held(contest.title))
  const band = el("div", { class: "ticker-band" })
  fill(root, branch(), el("p", { class: "kicker" }, contest.theme), el("div", { class: "ticker-room" }, heading), band)
  fitText(heading, SIZES)
  run(root, band, words)
}

/** @param {string} message */
function lines(message) {
  return message.split("\n").map((line) => line.trim()).filter(Boolean)
}

/** Whoever wants no movement gets the lines one after the other. @param {HTMLElement} root @param {HTMLElement} band @param {string[]} words */
function run(root, band, words) {
  const text = el("p", { class: "ticker-words" }, words.join("   ·   "))
  fill(band, text)
  if (text.scrollWidth <= band.clientWidth) return
  if (isCalm()) return void turnPages(root, words.length ? words : [""], (line) => fill(band, el("p", { class: "ticker-words is-page" }, line)))
  const way = text.scrollWidth + band.clientWidth
  text.animate([{ transform: `translateX(${band.clientWidth}px)` }, { transform: `translateX(${-text.scrollWidth}px)` }],
    { duration: (way / band.clientWidth / SPEED) * 1000, iterations: Infinity, easing: "linear" })
}
