// The live example: the rules as they are typed, asked of the server a moment after the last change, and drawn. Nothing is
// saved; without this file the example shows the rules as the page came.

import { el, fill } from "../helpers/dom.js"
import { t } from "../helpers/words.js"

const PAUSE_MS = 300

/** @typedef {{text: string, struck: boolean}} Piece */
/** @typedef {{place: string, name: string, points: string, prize: string, lines: Piece[][], note: string}} Row */
/** @typedef {{rows: Row[], order: string, notes: string[]}} Example */

/** @param {HTMLFormElement} form */
export function trial(form) {
  const place = form.querySelector("[data-try]")
  if (!(place instanceof HTMLElement)) return
  let asked = 0
  /** @type {number | undefined} */
  let waiting
  const soon = () => {
    window.clearTimeout(waiting)
    waiting = window.setTimeout(async () => {
      const mine = ++asked
      const answer = await ask(place.dataset.try ?? "", form)
      if (mine === asked && answer) show(place, answer)
    }, PAUSE_MS)
  }
  form.addEventListener("input", soon)
  form.addEventListener("rowsmoved", soon)
  form.addEventListener("change", () => sayMethods(form))
}

/**
 * What the server makes of the form; null when it did not answer: the last example then stays.
 * @param {string} url @param {HTMLFormElement} form
 * @returns {Promise<{ok: boolean, message?: string, example?: Example} | null>}
 */
async function ask(url, form) {
  try {
    const answer = await fetch(url, { method: "POST", body: new FormData(form) })
    return answer.ok ? await answer.json() : null
  } catch {
    return null
  }
}

/** @param {HTMLElement} place @param {{ok: boolean, message?: string, example?: Example}} answer */
function show(place, answer) {
  const fault = place.querySelector("[data-try-fault]")
  place.classList.toggle("is-old", !answer.ok)
  if (fault instanceof HTMLElement) {
    fault.hidden = answer.ok
    fill(fault, answer.message)
  }
  if (!answer.example) return
  put(place, "[data-try-rows]", answer.example.rows.map(drawn))
  put(place, "[data-try-notes]", answer.example.notes.map((note) => el("p", { class: "note" }, note)))
  const order = place.querySelector("[data-try-order]")
  if (order && order.textContent !== answer.example.order) fill(order, answer.example.order)
}

/** @param {Row} row */
function drawn(row) {
  return el("li", { class: "try-row" },
    el("span", { class: "try-place fig" }, row.place),
    el("span", { class: "try-name" }, el("b", null, row.name), row.prize && " ",
      row.prize && el("span", { class: "soft" }, el("bdi", null, row.prize))),
    el("b", { class: "try-points fig" }, row.points),
    ...row.lines.map((line) => el("span", { class: "try-line fig" },
      ...line.map((piece) => (piece.struck ? struck(piece.text) : piece.text)))),
    row.note && el("span", { class: "try-line soft" }, row.note))
}

/** What was given and does not count. @param {string} text */
function struck(text) {
  return el("s", null, text, el("span", { class: "unseen" }, ` ${t("not counted")}`))
}

/** @param {HTMLElement} place @param {string} which @param {Node[]} children */
function put(place, which, children) {
  const found = place.querySelector(which)
  if (found) fill(found, ...children)
}

/** Under each choice of a method, what the chosen one does. @param {HTMLFormElement} form */
function sayMethods(form) {
  for (const choice of form.querySelectorAll("[data-exact-round] select[name^=method-]")) {
    const said = form.querySelector(`[data-method="${/** @type {HTMLSelectElement} */ (choice).value}"]`)
    const hint = choice.parentElement?.querySelector(".hint")
    if (hint && said) fill(hint, said.textContent)
  }
}
