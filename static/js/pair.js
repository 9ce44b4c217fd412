// Opens a seat: takes the link's secret from the address, where no log sees it, and exchanges it for this browser's cookie.

import { el, fill } from "./helpers/dom.js"
import { csrf, page } from "./helpers/page.js"
import { t } from "./helpers/words.js"

const message = /** @type {HTMLElement} */ (document.querySelector("[data-message]"))

open()

async function open() {
  const secret = location.hash.slice(1)
  if (!secret) return say(t("Scan the QR code on your sheet"), t("This tablet does not know your seat yet. The organizer has a sheet with a code for each seat."))
  try {
    const answer = await exchange(secret)
    if (answer.ok) return enter()
    say(t("This link does not work any more"), t("A newer one was made. Ask the organizer for it and scan it with this tablet."))
  } catch {
    say(t("The server cannot be reached"), t("Check that this tablet is on the hall's Wi-Fi. Your link is still good."),
      el("button", { type: "button", class: "btn primary", onclick: open }, t("Try again")))
  }
}

/** @param {string} secret */
function exchange(secret) {
  return fetch(page.urls.exchange, {
    method: "POST",
    headers: { "Content-Type": "application/json", "X-CSRFToken": csrf() },
    body: JSON.stringify({ secret }),
  })
}

/** The secret leaves the address before anything else is loaded. */
function enter() {
  history.replaceState(null, "", location.pathname + location.search)
  if (page.next) location.replace(page.next)
  else location.reload()
}

/** @param {string} title @param {...(string|Node)} children */
function say(title, ...children) {
  fill(message, el("h1", null, title), ...children.map((child) => (child instanceof Node ? child : el("p", null, child))))
}
