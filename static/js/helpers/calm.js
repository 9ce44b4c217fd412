// What a scene shows while it has nothing to show yet: a few large words under the flowering branch, and a line below them.

import { branch } from "./branch.js"
import { el, fill } from "./dom.js"
import { fitText, held } from "./fit.js"

const SIZES = [12, 10.5, 9, 8, 7, 6]

/** @param {HTMLElement} root @param {{kicker: string, words: string, below?: string}} told */
export function calm(root, { kicker, words, below = "" }) {
  const heading = el("h1", { class: "display calm-words" }, held(words))
  fill(root, branch(), el("p", { class: "kicker calm-kicker" }, kicker), el("div", { class: "calm-room" }, heading), below && el("p", { class: "soft calm-below" }, below))
  fitText(heading, SIZES)
}
