// The tablet's own settings: a small sheet of switches, and the keys that a keyboard has here. Nothing of it reaches the server.

import { el } from "../helpers/dom.js"
import { icon } from "../helpers/icons.js"
import { t } from "../helpers/words.js"
import { preferences } from "./preferences.js"

/** @typedef {import("./preferences.js").Preference} Preference */

/** Opens from its button; `?` on a sheet or in the list opens the keys. @param {HTMLElement} button */
export function settings(button) {
  button.addEventListener("click", () => open(t("This tablet"), switches(), keysButton()))
  document.querySelector("[data-place]")?.addEventListener("keydown", (event) => {
    const { key, target } = /** @type {KeyboardEvent} */ (event)
    if (key !== "?" || (target instanceof HTMLElement && target.matches("textarea, [type=text]"))) return
    event.preventDefault()
    keys()
  })
}

/** @param {string} title @param {HTMLElement} body @param {HTMLElement} [beside] a button beside "Close" */
function open(title, body, beside) {
  const close = el("button", { type: "button", class: "btn primary", onclick: () => dialog.close() }, t("Close"))
  const dialog = el("dialog", { class: "dialog pad-dialog", "aria-labelledby": "pad-dialog-title" },
    el("h2", { id: "pad-dialog-title" }, title), body, el("div", { class: "btn-row" }, beside, close))
  dialog.addEventListener("close", () => dialog.remove())
  document.querySelector(".pad")?.append(dialog)
  dialog.showModal()
}

function switches() {
  return el("div", { class: "switches" },
    choice("large", t("Large letters"), t("Everything is a third larger; what no longer fits scrolls.")),
    choice("left", t("Left hand"), t("The steps and the buttons stand on the left.")),
    choice("follow", t("Follow the stage"), t("When an entry is called, its sheet opens here once your hands are off the tablet.")),
    choice("looking", t("Look only"), t("Fingers change nothing until you switch this off.")),
    "vibrate" in navigator && choice("haptic", t("A tick in the hand"), t("The tablet ticks when it takes a score.")))
}

/** @param {Preference} which @param {string} label @param {string} hint */
function choice(which, label, hint) {
  const box = el("input", { type: "checkbox", role: "switch", checked: preferences.is(which), "data-switch": which, "aria-describedby": `hint-${which}` })
  box.addEventListener("change", () => preferences.set(which, box.checked))
  return el("div", { class: "switch" }, el("label", { class: "choice" }, box, el("span", null, label)), el("p", { class: "soft", id: `hint-${which}` }, hint))
}

function keysButton() {
  const show = () => {
    document.querySelectorAll("dialog.pad-dialog").forEach((one) => /** @type {HTMLDialogElement} */ (one).close())
    keys()
  }
  return el("button", { type: "button", class: "btn", "data-keys": true, onclick: show }, t("Keys"), el("kbd", null, "?"))
}

function keys() {
  const rows = [
    ["← →", t("one step less or more, on the rail")],
    ["+ −", t("the same, on the rail and in the number")],
    ["0 … 9", t("type the score; a comma or a point, as you like")],
    ["Enter", t("take it and go on to the next criterion")],
    ["Delete", t("take the score away, on the rail")],
    ["Ctrl + Z", t("take the last change back")],
    ["Tab", t("on to the next field or button")],
    ["?", t("this list")],
  ]
  open(t("Keys"), el("dl", { class: "keys" }, ...rows.flatMap(([key, words]) => [el("dt", null, el("kbd", null, key)), el("dd", null, words)])))
}

/** Said wherever something could be changed: that nothing can, and the way out. @returns {HTMLElement|false} */
export function lookingNote() {
  return preferences.is("looking") && el("p", { class: "note looking" }, icon("eye"), t("You are only looking: fingers change nothing."),
    el("button", { type: "button", class: "btn", "data-act": "look", onclick: () => preferences.set("looking", false) }, t("Score again")))
}
