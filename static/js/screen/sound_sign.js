// The sign on the screen that was chosen to sound and is still silent. Not on the hall's picture: it comes when somebody moves the
// pointer over the window, and stands only where a finger can touch the screen.

import { el, fill } from "../helpers/dom.js"
import { icon } from "../helpers/icons.js"
import { t } from "../helpers/words.js"

const SHOWN_MS = 8000

/** @returns {(state: import("../models/sounding.js").SoundState) => void} follows the state */
export function soundSign() {
  const sign = el("p", { class: "sound-sign", role: "status", hidden: true }, icon("sound"), el("span", null))
  document.body.append(sign)
  const isTouched = matchMedia("(any-pointer: coarse)").matches
  let isOff = false
  let hiding = 0
  const show = (/** @type {boolean} */ isShown) => {
    sign.hidden = !isShown
    if (isShown) fill(/** @type {HTMLElement} */ (sign.lastElementChild), t("Sound is off here. Tap once, or press any key."))
  }
  addEventListener("pointermove", () => {
    if (!isOff) return
    show(true)
    clearTimeout(hiding)
    if (!isTouched) hiding = window.setTimeout(() => show(false), SHOWN_MS)
  })
  return (state) => {
    isOff = state === "off"
    show(isOff && isTouched)
  }
}
