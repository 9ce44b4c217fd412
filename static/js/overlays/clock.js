// The clock for a stream: time left of the stage that runs, small in the corner; no stage, nothing.

import { heatName } from "../helpers/countdown.js"
import { el, fill } from "../helpers/dom.js"
import { t } from "../helpers/words.js"
import { begin, tick } from "./ticking.js"

/** @typedef {import("../screen.js").Hall} Hall */

export const topics = ["contest", "countdown"]

/** @param {HTMLElement} root @param {Hall} hall */
export function render(root, hall) {
  const { countdown } = hall
  if (countdown.round === null) return void fill(root)
  const about = countdown.heat ? heatName(countdown.heat) : countdown.entry ? t("Number %(n)s", { n: countdown.entry }) : countdown.name
  fill(root, el("div", { class: "corner panel" },
    el("p", { class: "corner-name" }, about),
    el("p", { class: "corner-time fig", dataset: { time: "" } })))
  begin(root, hall)
}

export { tick }
