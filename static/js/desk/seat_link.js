// A seat's way in, big, to be scanned from this screen: the code, the link in letters, and a PIN for whoever wants one beside it.

import { copy } from "../helpers/clipboard.js"
import { el, fill } from "../helpers/dom.js"
import { icon } from "../helpers/icons.js"
import { csrf } from "../helpers/page.js"
import { t } from "../helpers/words.js"

/** @typedef {import("../desk.js").Desk} Desk */

/** @param {Desk} desk @param {string} seat */
export function seatLink(desk, seat) {
  const letters = el("p", { class: "seat-letters" })
  const copied = el("button", { class: "btn", type: "button", hidden: true, onclick: async () => {
    if (await copy(letters.textContent ?? "")) fill(copied, icon("check"), t("Copied"))
  } }, t("Copy the link"))
  const pin = el("div", { class: "seat-pin" })
  showLink(desk, seat, letters, copied, pin)
  return [
    el("img", { class: "seat-code", src: `${desk.urls.qr}${seat}.svg?at=${Date.now()}`, alt: t("QR code of this seat's link"), width: 420, height: 420 }),
    el("p", null, t("Scan it with the tablet. Whoever holds this link scores as this judge.")),
    el("div", { class: "seat-copy" }, letters, copied),
    pin,
  ]
}

/** @param {Desk} desk @param {string} seat @param {HTMLElement} letters @param {HTMLButtonElement} copied @param {HTMLElement} pin */
async function showLink(desk, seat, letters, copied, pin) {
  try {
    const { link, has_pin: hasPin } = await (await fetch(desk.urls.link + seat)).json()
    fill(letters, link)
    copied.hidden = false
    showPin(desk, seat, pin, hasPin)
  } catch {
    fill(letters, t("The link in letters could not be fetched. The code still works."))
  }
}

/** @param {Desk} desk @param {string} seat @param {HTMLElement} place @param {boolean} hasPin @param {string|null} [fresh] */
function showPin(desk, seat, place, hasPin, fresh = null) {
  const set = el("button", { class: "btn", type: "button", onclick: async () => {
    set.disabled = true
    const made = await freshPin(desk, seat)
    showPin(desk, seat, place, hasPin || made !== null, made)
    if (made === null) place.append(el("p", { class: "fault", role: "alert" }, icon("cross"), t("No PIN was set. Try again.")))
  } }, icon("lock"), hasPin ? t("New PIN") : t("Ask for a PIN too"))
  const remove = el("button", { class: "btn quiet", type: "button", onclick: async () => {
    const answer = await desk.acts.act("remove_pin", { seat })
    if (answer.ok) showPin(desk, seat, place, false)
  } }, t("No PIN any more"))
  fill(place,
    fresh && el("p", { class: "pin-fresh", role: "status" }, el("span", null, "PIN"), " ", el("b", { class: "fig" }, `${fresh.slice(0, 3)} ${fresh.slice(3)}`)),
    el("p", { class: "soft" }, fresh ? t("Tell it to the judge. It is shown this once and stands on no paper.")
      : hasPin ? t("A PIN of six digits stands beside this link.") : t("Without a PIN the link alone opens the seat.")),
    el("div", { class: "btn-row" }, hasPin && remove, set))
}

/** @param {Desk} desk @param {string} seat @returns {Promise<string|null>} six digits, known from now on only to whoever reads them */
async function freshPin(desk, seat) {
  try {
    const answer = await fetch(desk.urls.pin, {
      method: "POST", headers: { "Content-Type": "application/json", "X-CSRFToken": csrf() }, body: JSON.stringify({ seat }),
    })
    return answer.ok ? (await answer.json()).pin : null
  } catch {
    return null
  }
}
