// Dangerous buttons ask once, in words: a dialog between the press and the form.

import { el } from "../helpers/dom.js"
import { t } from "../helpers/words.js"

/** Every button with data-ask sends its form only after a yes; one that hold.js kept waiting is asked about now. */
export function askFirst() {
  document.documentElement.dataset.asks = ""
  document.addEventListener("click", (event) => {
    const button = event.target instanceof Element ? event.target.closest("button[data-ask]") : null
    if (!(button instanceof HTMLButtonElement) || !button.form) return
    event.preventDefault()
    ask(button.dataset.ask ?? "", button)
  })
  const pressed = document.querySelector("button[data-pressed]")
  if (pressed instanceof HTMLButtonElement) ask(pressed.dataset.ask ?? "", pressed)
}

/** @param {string} question @param {HTMLButtonElement} button */
function ask(question, button) {
  const no = el("button", { class: "btn", type: "button" }, t("Leave it"))
  const yes = el("button", { class: "btn danger primary", type: "button" }, t("Yes, do it"))
  const dialog = el("dialog", { class: "dialog", "aria-labelledby": "ask-title" },
    el("h2", { id: "ask-title" }, question), el("div", { class: "btn-row" }, no, yes))
  no.addEventListener("click", () => dialog.close())
  yes.addEventListener("click", () => button.form?.submit())
  dialog.addEventListener("close", () => {
    dialog.remove()
    button.focus()
  })
  document.body.append(dialog)
  dialog.showModal()
}
