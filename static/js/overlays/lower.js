// The lower third: number, short name and concept of the entry on stage, with its clock. Two lines, nothing else; nobody on stage, nothing.

import { el, fill, name } from "../helpers/dom.js"
import { begin, tick } from "./ticking.js"

/** @typedef {import("../screen.js").Hall} Hall */

export const topics = ["contest", "countdown"]

/** @param {HTMLElement} root @param {Hall} hall */
export function render(root, hall) {
  const { contest, countdown, mine } = hall
  const number = (mine?.scene === "entry" ? mine.entry : null) ?? countdown.entry
  const entry = contest.entries.find((/** @type {any} */ one) => one.number === number)
  if (!entry) return void fill(root)
  fill(root, el("div", { class: "lower panel" },
    el("p", { class: "lower-number fig" }, entry.number),
    el("div", { class: "lower-words" },
      el("p", { class: "lower-name" }, name(entry.short_name || entry.name)),
      entry.concept && el("p", { class: "lower-concept" }, `“${entry.concept}”`)),
    number === countdown.entry && el("p", { class: "lower-time fig", dataset: { time: "" } })))
  begin(root, hall)
}

export { tick }
