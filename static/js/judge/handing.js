// The last way out: what this tablet has unsent goes to the desk without a network, as a file or as QR codes on the screen.
// Offered once the server has been away a while; nothing leaves the outbox by it, so the tablet sends it all the same later.

import { el, fill, svg } from "../helpers/dom.js"
import { icon } from "../helpers/icons.js"
import { page } from "../helpers/page.js"
import { qrOf } from "../helpers/qr.js"
import { clockTime, t } from "../helpers/words.js"
import { codesOf, parcelOf } from "../models/parcel.js"
import { waitingSentence } from "./sentences.js"

/** @typedef {import("../models/outbox.js").Outbox} Outbox */

const AFTER_MS = 8_000
const TURN_MS = 4_000
const EDGE = 4

export class Handing {
  #outbox
  #offer
  #timer = 0

  /** @param {Outbox} outbox @param {HTMLElement} offer the button that is shown while the server stays away */
  constructor(outbox, offer) {
    this.#outbox = outbox
    this.#offer = offer
    offer.addEventListener("click", () => this.open())
  }

  /** @param {boolean} isLost */
  show(isLost) {
    const isWanted = isLost && this.#outbox.unsettled.length > 0
    if (isWanted && !this.#timer) this.#timer = window.setTimeout(() => { this.#offer.hidden = false }, AFTER_MS)
    if (isWanted) return
    clearTimeout(this.#timer)
    this.#timer = 0
    this.#offer.hidden = true
  }

  open() {
    const count = this.#outbox.unsettled.length
    const body = el("div", { class: "stack" },
      el("p", null, t("The desk takes these scores in without a network. They stay on this tablet too; what arrives twice counts once.")),
      el("p", { class: "state local" }, icon("tablet"), waitingSentence(count)),
      el("div", { class: "hand-ways" },
        el("button", { class: "btn primary", type: "button", "data-hand-codes": true, onclick: async () => showCodes(body, await codesOf(await this.#text())) }, icon("screen"), t("Show as QR codes")),
        el("button", { class: "btn", type: "button", "data-hand-file": true, onclick: async () => save(await this.#text()) }, icon("database"), t("Save as a file"))),
      el("p", { class: "hint" }, t("QR codes: the desk photographs this screen. File: give it to the desk on a stick or by cable.")))
    const shut = el("button", { class: "btn", type: "button", onclick: () => dialog.close() }, t("Close"))
    const dialog = el("dialog", { class: "dialog hand", "aria-labelledby": "hand-title" },
      el("h2", { id: "hand-title" }, t("Hand the scores over without a network")), body, el("div", { class: "btn-row" }, shut))
    dialog.addEventListener("close", () => dialog.remove())
    document.body.append(dialog)
    dialog.showModal()
  }

  /** From here on these operations stay as they are. */
  async #text() {
    const operations = await this.#outbox.hand()
    return parcelOf(page.parcel, String(page.contest), page.seat, this.#outbox.seen ?? 0, operations)
  }
}

/** @param {string} text */
function save(text) {
  const name = t("unsent-%(contest)s-judge-%(number)s-%(time)s", { contest: String(page.contest), number: page.seat.replace("judge-", ""), time: clockTime(Date.now()).replace(":", "h") })
  const url = URL.createObjectURL(new Blob([text], { type: "application/json" }))
  const link = el("a", { href: url, download: `${name}.json`, hidden: true })
  document.body.append(link)
  link.click()
  link.remove()
  setTimeout(() => URL.revokeObjectURL(url), 60_000)
}

/** One code after another, by hand or by itself. @param {HTMLElement} body @param {string[]} codes */
function showCodes(body, codes) {
  if (!codes.length) return void fill(body, el("p", { class: "note warn" }, t("This is too much for QR codes. Save it as a file.")))
  let at = 0
  let turning = 0
  const place = el("div", { class: "hand-code" })
  const count = el("p", { class: "hand-count", role: "status" })
  const turn = el("button", { class: "btn", type: "button", "aria-pressed": "true", onclick: () => go(!turning) }, icon("play"), t("By itself"))
  const draw = () => {
    const words = t("Code %(number)s/%(of)s", { number: at + 1, of: codes.length })
    fill(place, picture(codes[at], words))
    fill(count, words)
  }
  const step = (/** @type {number} */ by) => {
    at = (at + by + codes.length) % codes.length
    draw()
  }
  const go = (/** @type {boolean} */ isTurning) => {
    clearInterval(turning)
    turning = isTurning ? window.setInterval(() => step(1), TURN_MS) : 0
    turn.setAttribute("aria-pressed", String(isTurning))
  }
  const by = (/** @type {number} */ steps) => () => {
    go(false)
    step(steps)
  }
  const many = codes.length > 1 && el("div", { class: "hand-turns" },
    el("button", { class: "btn", type: "button", onclick: by(-1) }, icon("left"), t("Previous")), turn,
    el("button", { class: "btn", type: "button", "data-hand-next": true, onclick: by(1) }, t("Next"), icon("right")))
  fill(body, place, count, many)
  body.closest("dialog")?.addEventListener("close", () => go(false))
  draw()
  if (codes.length > 1) go(!matchMedia("(prefers-reduced-motion: reduce)").matches)
}

/** @param {string} digits @param {string} words */
function picture(digits, words) {
  const grid = qrOf(digits)
  const size = grid.length + 2 * EDGE
  const dark = grid.flatMap((row, y) => row.map((one, x) => (one ? `M${x + EDGE} ${y + EDGE}h1v1h-1z` : ""))).join("")
  return svg("svg", { viewBox: `0 0 ${size} ${size}`, role: "img", "aria-label": words, "shape-rendering": "crispEdges" },
    svg("rect", { width: size, height: size, fill: "#fff" }), svg("path", { d: dark, fill: "#000" }))
}
