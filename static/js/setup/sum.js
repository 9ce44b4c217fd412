// The sum of the maxima while they are typed: the figure, the bar, and how far it is from the stated total.

import { el, fill } from "../helpers/dom.js"
import { icon } from "../helpers/icons.js"
import { figures, t } from "../helpers/words.js"
import { millionths, times, written } from "./decimals.js"

/** @param {HTMLFormElement} form */
export function sumBar(form) {
  const draw = () => show(form)
  form.addEventListener("input", draw)
  form.addEventListener("rowsmoved", draw)
  draw()
}

/** @param {HTMLFormElement} form */
function show(form) {
  const typed = [...form.querySelectorAll("[data-rows] > [data-row]")].map(weighted)
  const parts = typed.filter((part) => part !== null)
  const sum = parts.length === typed.length ? parts.reduce((total, part) => total + part, 0n) : null
  const stated = millionths(valueOf(form, "[data-stated]"))
  const short = sum === null || stated === null ? null : stated - sum
  const said = sum === null ? "–" : figures(written(sum))
  const figure = form.querySelector("[data-sum]")
  if (figure) fill(figure, said)
  showChip(form, short)
  showBar(form, parts, short)
  const letBe = form.querySelector("[data-make-total]")
  if (letBe instanceof HTMLElement) {
    letBe.hidden = short === null || short === 0n
    fill(letBe, t("Let the total be %(sum)s", { sum: said }))
  }
}

/** Maximum times weight; null while either is not a number. @param {Element} row */
function weighted(row) {
  const maximum = millionths(valueOf(row, "[data-maximum]"))
  const weight = millionths(valueOf(row, "[data-weight]"))
  return maximum === null || weight === null ? null : times(maximum, weight)
}

/** @param {HTMLFormElement} form @param {bigint | null} short */
function showChip(form, short) {
  const chip = form.querySelector("[data-short]")
  if (!(chip instanceof HTMLElement)) return
  chip.hidden = short === null
  if (short === null) return
  chip.classList.toggle("good", short === 0n)
  chip.classList.toggle("warn", short !== 0n)
  const points = figures(written(short < 0n ? -short : short))
  if (short === 0n) fill(chip, icon("check"), t("Adds up"))
  else fill(chip, icon("warning"), short > 0n ? t("Short by %(points)s", { points }) : t("Over by %(points)s", { points }))
}

/** @param {HTMLFormElement} form @param {bigint[]} parts @param {bigint | null} short */
function showBar(form, parts, short) {
  const bar = form.querySelector("[data-sum-bar]")
  if (!(bar instanceof HTMLElement)) return
  bar.hidden = false
  const missing = short !== null && short > 0n ? [part(short, "sum-part missing")] : []
  fill(bar, ...parts.filter((one) => one > 0n).map((one) => part(one, "sum-part")), ...missing)
}

/** @param {bigint} value @param {string} style */
function part(value, style) {
  const box = el("span", { class: style }, figures(written(value)))
  box.style.setProperty("--share", written(value))
  return box
}

/** @param {Element} inside @param {string} which */
function valueOf(inside, which) {
  const field = inside.querySelector(which)
  return field instanceof HTMLInputElement ? field.value : ""
}
