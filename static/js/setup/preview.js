// How the criterion that is being edited will look on a judge's tablet.

import { fill } from "../helpers/dom.js"
import { figures } from "../helpers/words.js"
import { millionths, written } from "./decimals.js"

const SHOWN_SHARE = 3n // of 4: where the knob of the picture stands

/** @param {HTMLFormElement} form */
export function preview(form) {
  const panel = document.querySelector("[data-preview]")
  const first = form.querySelector("[data-row]")
  if (!(panel instanceof HTMLElement) || !first) return
  let row = document.activeElement?.closest("[data-row]") ?? first
  const draw = () => show(panel, row)
  form.addEventListener("focusin", (event) => {
    row = (event.target instanceof Element && event.target.closest("[data-row]")) || row
    draw()
  })
  form.addEventListener("input", draw)
  draw()
}

/** @param {HTMLElement} panel @param {Element} row */
function show(panel, row) {
  const maximum = millionths(valueOf(row, "[data-maximum]"))
  const step = millionths(valueOf(row, "[data-step]"))
  const minimum = millionths(valueOf(row, "[data-minimum]")) ?? 0n
  panel.hidden = !maximum || !step || minimum >= maximum
  if (!maximum || !step || minimum >= maximum) return
  const range = maximum - minimum
  const value = minimum + ((range * SHOWN_SHARE) / 4n / step) * step
  put(panel, "[data-preview-name]", valueOf(row, "[data-name]"))
  put(panel, "[data-preview-minimum]", figures(written(minimum)))
  put(panel, "[data-preview-half]", figures(written(minimum + range / 2n)))
  put(panel, "[data-preview-maximum]", figures(written(maximum)))
  put(panel, "[data-preview-value]", figures(written(value)))
  panel.style.setProperty("--share", String(Number(value - minimum) / Number(range)))
}

/** @param {HTMLElement} panel @param {string} which @param {string} text */
function put(panel, which, text) {
  const place = panel.querySelector(which)
  if (place) fill(place, text)
}

/** @param {Element} row @param {string} which */
function valueOf(row, which) {
  const field = row.querySelector(which)
  return field instanceof HTMLInputElement ? field.value : ""
}
