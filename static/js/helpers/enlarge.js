// A photo that opens large over the page and closes at the next tap, with Escape, or with the button.

import { el } from "./dom.js"
import { icon } from "./icons.js"
import { picture } from "./photos.js"
import { t } from "./words.js"

/** @param {string|null} contest the slug @param {import("./photos.js").Photo} photo @param {string} className */
export function enlargeable(contest, photo, className) {
  return el("button", { type: "button", class: `enlarge ${className}`, "aria-label": t("Enlarge the photo of number %(n)s", { n: photo.entry }), onclick: () => enlarge(contest, photo) },
    picture(contest, photo, 480))
}

/** @param {string|null} contest @param {import("./photos.js").Photo} photo */
function enlarge(contest, photo) {
  const view = el("dialog", { class: "large-photo", onclick: () => view.close(), onclose: () => view.remove() },
    picture(contest, photo, 1280), el("button", { type: "button", class: "btn" }, icon("cross"), t("Close")))
  document.body.append(view)
  view.showModal()
}
