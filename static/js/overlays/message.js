// The desk's words in the lower third of a stream.

import { el, fill } from "../helpers/dom.js"

/** @typedef {import("../screen.js").Hall} Hall */

export const topics = ["contest"]

/** @param {HTMLElement} root @param {Hall} hall */
export function render(root, { mine }) {
  const words = mine?.message ?? ""
  fill(root, words && el("div", { class: "lower panel" }, el("p", { class: "lower-message" }, words)))
}
