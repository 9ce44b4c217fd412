// The server's address has changed while this page was open: it goes on there, and takes along what the server may not have yet.
// It opens beside this page, which stays until the new one is there: nothing is given up for an address typed wrongly.

import { el, fill } from "../helpers/dom.js"
import { icon } from "../helpers/icons.js"
import { page } from "../helpers/page.js"
import { t } from "../helpers/words.js"
import { addressWith, originOf } from "../models/moving.js"
import { waitingSentence } from "./sentences.js"

/** @typedef {import("../models/outbox.js").Outbox} Outbox */

const AFTER_MS = 20_000

export class Moved {
  #outbox
  #offer
  #timer = 0

  /** @param {Outbox} outbox @param {HTMLElement} offer the button that is shown while the server stays away */
  constructor(outbox, offer) {
    this.#outbox = outbox
    this.#offer = offer
    offer.addEventListener("click", () => this.#ask())
  }

  /** @param {boolean} isLost */
  show(isLost) {
    if (isLost && !this.#timer) this.#timer = window.setTimeout(() => { this.#offer.hidden = false }, AFTER_MS)
    if (isLost) return
    clearTimeout(this.#timer)
    this.#timer = 0
    this.#offer.hidden = true
  }

  #ask() {
    const waiting = this.#outbox.waiting.length
    const address = el("input", { id: "address", name: "address", inputmode: "url", autocomplete: "off", autocapitalize: "none", spellcheck: "false", placeholder: location.host, required: true })
    const fault = el("p", { class: "fault", role: "alert" })
    const form = el("form", { class: "stack", novalidate: true },
      el("p", null, t("The desk shows the address of now at its foot. Ask the organizer and type it here.")),
      el("p", { class: "state local" }, icon("tablet"), waiting > 0 ? t("%(scores)s go along.", { scores: waitingSentence(waiting) }) : t("Everything is saved; nothing need go along.")),
      el("div", { class: "field" }, el("label", { for: "address" }, t("New address")), address),
      fault,
      el("div", { class: "btn-row" },
        el("button", { class: "btn", type: "button", onclick: () => dialog.close() }, t("Stay here")),
        el("button", { class: "btn primary", type: "submit" }, t("Go there"))))
    const dialog = el("dialog", { class: "dialog", "aria-labelledby": "moved-title" }, el("h2", { id: "moved-title" }, t("Has the server's address changed?")), form)
    form.addEventListener("submit", (event) => {
      event.preventDefault()
      const origin = originOf(address.value, location)
      if (!origin) return fill(fault, icon("cross"), el("span", null, t("That is not an address. It looks like %(address)s.", { address: location.host })))
      if (origin === location.origin) return fill(fault, icon("cross"), el("span", null, t("That is the address this page has already.")))
      window.open(addressWith(origin, String(page.contest), page.seat, page.ticket, this.#outbox.held))
      dialog.close()
    })
    dialog.addEventListener("close", () => dialog.remove())
    document.body.append(dialog)
    dialog.showModal()
  }
}
