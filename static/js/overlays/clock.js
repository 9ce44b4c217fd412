// The clock for a stream: time left of the stage that runs, small in the corner; no stage, nothing.

import { heatName, reading } from "../helpers/countdown.js"
import { el, fill } from "../helpers/dom.js"
import { icon } from "../helpers/icons.js"
import { t } from "../helpers/words.js"

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
  delete root.dataset.shown
  tick(root, hall)
}

/** @param {HTMLElement} root @param {Hall} hall */
export function tick(root, { countdown, clock }) {
  const place = root.querySelector("[data-time]")
  if (!place) return
  const now = reading(countdown, clock.now())
  const shown = `${now.text} ${now.state} ${clock.confirmed}`
  if (shown === root.dataset.shown) return
  root.dataset.shown = shown
  root.dataset.state = now.state
  fill(place, !clock.confirmed && icon("wifi-off"), now.state === "paused" && icon("pause"), now.text)
}
