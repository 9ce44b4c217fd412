// The scene message: what the desk wrote, in the ceremony's letters, as large as it fits in three lines.

import { el, fill } from "../helpers/dom.js"
import { fitText } from "../helpers/fit.js"

export const topics = ["contest"]

const SIZES = [18, 16, 14, 12, 11, 10, 9, 8, 7, 6, 5]

/** @param {HTMLElement} root @param {import("../screen.js").Hall} hall */
export function render(root, hall) {
  const words = el("p", { class: "display message-words" }, hall.mine?.message ?? "")
  fill(root, el("div", { class: "message-room" }, words))
  fitText(words, SIZES)
}
