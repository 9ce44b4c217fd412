// Opens a seat: takes the link's secret from the address, where no log sees it, and exchanges it for this browser's cookie. Asks
// for the PIN where there is one, waits where the organizer is asked, and takes in what a page brought from an old address.

import { appAround, forgets, isApple } from "./helpers/browser.js"
import { copy } from "./helpers/clipboard.js"
import { el, fill } from "./helpers/dom.js"
import { icon } from "./helpers/icons.js"
import { csrf, page } from "./helpers/page.js"
import { t } from "./helpers/words.js"
import { keep, loadIn } from "./models/moving.js"

const message = /** @type {HTMLElement} */ (document.querySelector("[data-message]"))
const ASK_AGAIN_MS = 2000

let asking = 0

begin()
addEventListener("hashchange", begin) // another link was opened on this page

async function begin() {
  clearInterval(asking)
  if (page.is_move) return takeAlong()
  if (!hasSecret()) return standing(page.standing)
  const app = appAround(navigator.userAgent)
  if (app) return openElsewhere(t("Not inside %(app)s, please", { app }), t("The window inside %(app)s may lose scores when it closes.", { app }))
  if (page.seat.startsWith("judge-") && await forgets()) {
    return openElsewhere(t("Not in a private window, please"), t("This window forgets the scores it keeps when it closes."))
  }
  open()
}

/** Whether the address brings a link's secret; a seat's own pages stand behind short words and numbers there. */
function hasSecret() {
  const told = location.hash.slice(1)
  if (!page.standing) return told !== ""
  return /^[\w-]{22}$/.test(told) || (page.standing === "sign_in_first" && /^[\w-]{8,}$/.test(told))
}

/** @param {string} [pin] */
async function open(pin = "") {
  const answer = await exchange({ secret: location.hash.slice(1), pin }, () => open(pin))
  if (!answer || answer.ok) return answer && enter()
  if (answer.code.startsWith("pin_")) return askPin(answer.code, answer.message)
  if (answer.code !== "link_not_valid") return say(t("Not yet"), answer.message, again(() => open(pin)))
  say(t("This link does not work any more"), t("A newer one was made. Ask the organizer for it and scan it with this tablet."))
}

/** A page that lost the old address comes in with its ticket; its operations are kept here before the address is cleaned. */
async function takeAlong() {
  const load = loadIn(location.hash.slice(1))
  if (!load) return location.replace(page.next)
  const answer = await exchange({ ticket: load.ticket }, takeAlong)
  if (!answer) return
  if (!answer.ok) {
    return say(t("This is not the server you came from"),
      t("Your scores are still on the page before. Close this one and ask the organizer for the address."))
  }
  await keep(String(page.contest), page.seat, load)
  enter()
}

/**
 * @param {Record<string, string>} told
 * @param {() => void} retry
 * @returns {Promise<{ok: boolean, code: string, message: string}|null>} null when the server cannot be reached, which is said
 */
async function exchange(told, retry) {
  try {
    const answer = await fetch(page.urls.exchange, {
      method: "POST",
      headers: { "Content-Type": "application/json", "X-CSRFToken": csrf() },
      body: JSON.stringify({ ...told, touches: navigator.maxTouchPoints > 1 ? "yes" : "no" }),
    })
    const body = await answer.json()
    return { ok: answer.ok, code: body.refused?.code ?? "", message: body.message ?? "" }
  } catch {
    say(t("The server cannot be reached"), t("Check that this tablet is on the hall's Wi-Fi. Your link is still good."), again(retry))
    return null
  }
}

/** The secret leaves the address before anything else is loaded. */
function enter() {
  history.replaceState(null, "", location.pathname + location.search)
  if (page.next) location.replace(page.next)
  else location.reload()
}

/** Why a browser without a link in its address does not sit down. @param {string} why */
function standing(why) {
  switch (why) {
    case "device_waiting": return wait()
    case "device_refused": return say(t("The organizer did not let this tablet in"), t("To ask once more, scan the code again."))
    case "taken_over": return say(t("Another device has taken this seat over"),
      t("If that was a mistake, scan the code with this tablet again: the organizer is asked."))
    case "seat_revoked": return say(t("This seat was given a new link"), t("Ask the organizer for it and scan it with this tablet."))
    default: return say(t("Scan the QR code on your sheet"),
      t("This tablet does not know your seat yet. The organizer has a sheet with a code for each seat."))
  }
}

/** Opens by itself as soon as the organizer has answered. */
function wait() {
  say(t("The organizer is asked"),
    t("Another device holds this seat. As soon as the organizer says yes, this one opens by itself with every score saved so far."),
    el("p", { class: "state local" }, icon("clock"), t("Waiting for the answer…")))
  asking = window.setInterval(async () => {
    try {
      const answer = await (await fetch(page.urls.standing)).json()
      if (answer.standing !== "device_waiting") location.reload()
    } catch {
      // the line is down: the next round asks again
    }
  }, ASK_AGAIN_MS)
}

/** @param {string} code @param {string} words */
function askPin(code, words) {
  if (code === "pin_locked") return say(t("This seat is locked"), words, again(() => open()))
  const field = el("input", { id: "pin", class: "pin-field fig", inputmode: "numeric", pattern: "[0-9]{6}", maxlength: 6, autocomplete: "off", required: true })
  say(t("Your PIN, please"), null,
    el("form", { class: "form", onsubmit: (/** @type {Event} */ event) => {
      event.preventDefault()
      open(field.value)
    } },
    el("div", { class: "field" }, el("label", { for: "pin" }, t("The organizer told you six digits.")), field),
    code === "pin_wrong" && el("p", { class: "note alarm", role: "alert" }, icon("cross"), " ", words),
    el("button", { class: "btn primary" }, t("Open my seat"))))
  field.focus()
}

/** @param {string} title @param {string} why */
function openElsewhere(title, why) {
  const browser = isApple(navigator.userAgent) ? "Safari" : "Chrome"
  const done = el("p", { class: "state saved", role: "status" })
  say(title, `${why} ${t("Copy the link, open %(browser)s and paste it there.", { browser })}`,
    el("button", { type: "button", class: "btn primary", onclick: async () => {
      fill(done, ...(await copy(location.href) ? [icon("check"), t("Copied. Now open %(browser)s and paste.", { browser })] : [t("Press on the link below and hold, then copy it.")]))
    } }, t("Copy the link")),
    done,
    el("p", { class: "pair-link" }, location.href),
    el("button", { type: "button", class: "btn quiet", onclick: () => open() }, t("Go on here all the same")))
}

/** @param {() => void} retry */
function again(retry) {
  return el("button", { type: "button", class: "btn primary", onclick: retry }, t("Try again"))
}

/** @param {string} title @param {string|null} words @param {...Node} children */
function say(title, words, ...children) {
  fill(message, el("h1", null, title), words && el("p", null, words), ...children)
}
