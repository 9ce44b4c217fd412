// Which screen this is: its number, name and address with a code, large for the ten seconds that the desk asked for; small on the
// title while the address names no screen of ours.

import { el, fill } from "../helpers/dom.js"
import { page } from "../helpers/page.js"
import { t } from "../helpers/words.js"

/** @typedef {{screen: string, number: number, title: string, scene: string, identified_until: number | null, revision: number}} Screen */

const place = /** @type {HTMLElement} */ (document.querySelector("[data-identity]"))

/**
 * Shows or hides it; drawn anew only when something else is to be said.
 * @param {Screen | null} mine @param {boolean} isOurs whether the address names a screen of the contest @param {number} now server time
 */
export function identify(mine, isOurs, now) {
  const isAsked = mine !== null && isOurs && (mine.identified_until ?? 0) > now
  const isStray = mine !== null && !isOurs && mine.scene === "title"
  const wanted = isAsked ? `asked ${mine?.number} ${mine?.title}` : isStray ? "stray" : ""
  if (place.dataset.shown === wanted) return
  place.dataset.shown = wanted
  place.hidden = wanted === ""
  place.classList.toggle("is-stray", isStray)
  if (isAsked && mine) fill(place, ...large(mine))
  else if (isStray) fill(place, el("p", null, t("No screen is called “%(screen)s”: add it at the desk.", { screen: page.screen })))
  else fill(place)
}

/** @param {Screen} mine */
function large({ number, title, screen }) {
  return [
    el("p", { class: "identity-number fig" }, number),
    el("div", { class: "identity-words" },
      el("p", { class: "identity-name" }, el("bdi", null, title)),
      el("p", { class: "identity-address" }, `${page.address}/c/${page.contest}/screen/${screen}`.replace(/^https?:\/\//, ""))),
    el("img", { class: "identity-code", src: `/c/${page.contest}/screen/${screen}/qr.svg`, alt: "" }),
  ]
}
