// The scene message: what the desk wrote, in the ceremony's letters, as large as it fits; its lines stay as written while they are large.

import { el, fill } from "../helpers/dom.js"
import { fitText } from "../helpers/fit.js"

export const topics = ["contest"]

const LARGE = [18, 16, 14, 12, 11, 10]
const SIZES = [...LARGE, 9, 8, 7, 6, 5]

/** @param {HTMLElement} root @param {import("../screen.js").Hall} hall */
export function render(root, hall) {
  const words = el("p", { class: "display message-words" }, hall.mine?.message ?? "")
  fill(root, el("div", { class: "message-room" }, words))
  words.classList.add("as-written")
  if (fitText(words, LARGE)) return
  words.classList.remove("as-written")
  fitText(words, SIZES)
}
