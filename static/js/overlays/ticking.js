// The figures of a clock in an overlay's `[data-time]`, redrawn only when a person can see a difference. What stands around them the overlays draw.

import { reading } from "../helpers/countdown.js"
import { fill } from "../helpers/dom.js"
import { icon } from "../helpers/icons.js"

/** What was drawn around the figures is new: they are drawn again. @param {HTMLElement} root @param {import("../screen.js").Hall} hall */
export function begin(root, hall) {
  delete root.dataset.shown
  tick(root, hall)
}

/** @param {HTMLElement} root @param {import("../screen.js").Hall} hall */
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
