// Every act by keyboard. Keys rest while somebody types or a dialog stands; a button pressed with the mouse does not keep the Space key.

import { el } from "../helpers/dom.js"
import { t } from "../helpers/words.js"
import { isDialogOpen, panel } from "./dialogs.js"

/** @typedef {{keys: string[], shown: string, words: string, act: () => void}} Shortcut */

/** @param {Shortcut[]} shortcuts */
export function keys(shortcuts) {
  const all = [...shortcuts, { keys: ["?"], shown: "?", words: t("Show these keys"), act: () => showKeys(all) }]
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.repeat || isDialogOpen() || isTyping(event)) return
    const shortcut = all.find((one) => one.keys.includes(event.key.length === 1 ? event.key.toLowerCase() : event.key))
    if (!shortcut || (event.key === " " && isPressing(event))) return
    event.preventDefault()
    shortcut.act()
  })
  document.addEventListener("click", letGoOfThePress, { capture: true })
  return { showKeys: () => showKeys(all) }
}

/** @param {KeyboardEvent} event */
function isTyping({ target }) {
  return target instanceof Element && target.closest("input, textarea, select, [contenteditable]") !== null
}

/** Space on a button reached by keyboard presses that button. @param {KeyboardEvent} event */
function isPressing({ target }) {
  return target instanceof Element && target.closest("button, a, summary") !== null
}

/** After a press by mouse or finger Space means the clock again; a press by keyboard keeps its place. @param {MouseEvent} event */
function letGoOfThePress({ detail }) {
  const { activeElement: pressed } = document
  if (detail > 0 && pressed instanceof HTMLButtonElement && !pressed.closest("dialog")) pressed.blur()
}

/** @param {Shortcut[]} all */
function showKeys(all) {
  const rows = all.flatMap(({ shown, words }) => [el("dt", null, el("kbd", null, shown)), el("dd", null, words)])
  panel(t("Keys"), [el("dl", { class: "keys" }, ...rows)])
}
