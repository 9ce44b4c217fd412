// The audience's vote: takes the card's code from the address, asks once before it sends, says what counts. At the kiosk it goes
// step by step and back to the start by itself. Sends over the socket where there is one, else by the page's own form.

import { el, fill, name } from "./helpers/dom.js"
import { flower } from "./helpers/flower.js"
import { operationId } from "./helpers/operation.js"
import { csrf, page, ready } from "./helpers/page.js"
import { grouped, isWhole, letters } from "./helpers/ticket.js"
import { t } from "./helpers/words.js"
import { Lost, connect } from "./live.js"

/** @typedef {{state: "none"|"open"|"closed", title: string, entries: number[], by_ticket: boolean, by_device: boolean}} Ballot */
/** @typedef {{ok: boolean, message?: string}} Answer */

const RELOAD_MS = 2000 // not all phones at once
const REST_SECONDS = 10
const IDLE_MS = 90_000

const root = /** @type {HTMLElement} */ (document.querySelector("[data-vote]"))
const form = /** @type {HTMLFormElement | null} */ (root.querySelector("form"))
const field = /** @type {HTMLInputElement | null} */ (root.querySelector("[data-ticket]"))
/** @type {Ballot} */
let ballot = page.ballot
/** @type {{key: string, op_id: string} | null} a vote that was sent: the same again is the same operation */
let sent = null
let isConnected = false
let idle = 0

const live = connect({ contest: page.contest, seat: page.seat, onState: (now) => {
  isConnected = now === "connected"
  part("connection").hidden = now !== "lost" && now !== "refused"
} })
live.watch(["ballot", "gallery"], (topic, { body }) => (topic === "ballot" ? follow(body) : showPhotos(body.photos)))
fill(part("flower"), flower({ received: 5, panel: 5 }))
root.querySelector("[data-again]")?.addEventListener("click", (event) => {
  event.preventDefault()
  again()
})
for (const link of root.querySelectorAll("a[data-language]")) link.setAttribute("href", link.getAttribute("href") + location.hash)
if (form) prepare(form)

/** @param {HTMLFormElement} on */
function prepare(on) {
  const code = letters(new URLSearchParams(location.hash.slice(1)).get("t") ?? "")
  if (field && isWhole(code)) takeCard(grouped(code))
  turnList(code)
  on.addEventListener("submit", (event) => {
    event.preventDefault()
    confirm()
  })
  on.addEventListener("change", showChoice)
  field?.addEventListener("change", () => takeCard(field.value))
  field?.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return
    event.preventDefault() // a reader ends with Enter: the choice comes first
    goOn()
  })
  if (page.kiosk) kiosk()
  showChoice()
}

/** The list begins at another entry for each card, so that nobody is always first, and goes on in running order. @param {string} code */
function turnList(code) {
  const list = part("list")
  const seed = code ? Array.from(code).reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 9973, 7) : Math.floor(Math.random() * 9973)
  const lines = Array.from(list.children)
  const first = lines.length ? seed % lines.length : 0
  list.append(...lines.slice(first), ...lines.slice(0, first))
}

/** @param {string} text */
function takeCard(text) {
  if (!field) return
  const code = letters(text)
  const isRead = isWhole(code)
  if (isRead) field.value = grouped(code)
  part("card").classList.toggle("is-read", isRead)
  part("card-read").hidden = !isRead
  if (isRead || !text.trim()) tell("")
}

/** Whether a vote can go with what stands in the card's field; tells why not. */
function hasCard() {
  if (!field) return true
  takeCard(field.value)
  const code = letters(field.value)
  if (!code && ballot.by_device && !page.kiosk) return true
  if (isWhole(code)) return true
  tell(code ? t("There is a slip in this code. Look at the card again, letter by letter.") : t("Type the code from your voting card."))
  field.focus()
  return false
}

function chosen() {
  return /** @type {HTMLInputElement | null} */ (root.querySelector("input[name=entry]:checked"))
}

function showChoice() {
  const choice = chosen()
  fill(part("send"), choice ? t("Vote for number %(n)s", { n: choice.value }) : t("Vote"))
  tell("")
  rest()
}

function confirm() {
  if (!hasCard()) return
  const choice = chosen()
  if (!choice) return tell(t("Choose one first."))
  const entry = Number(choice.value)
  const dialog = el("dialog", { class: "dialog vote-ask", "aria-labelledby": "vote-ask" },
    el("h2", { id: "vote-ask" }, t("Your vote goes to")),
    el("span", { class: "vote-number fig" }, entry), el("span", { class: "vote-name" }, name(called(entry))),
    el("div", { class: "btn-row" },
      el("button", { class: "btn", type: "button", onclick: () => dialog.close() }, t("Choose again")),
      el("button", { class: "btn primary", type: "button", onclick: () => {
        dialog.close()
        send(entry)
      } }, t("Yes, vote"))))
  dialog.addEventListener("close", () => dialog.remove())
  document.body.append(dialog)
  dialog.showModal()
}

/** @param {number} entry */
async function send(entry) {
  const button = /** @type {HTMLButtonElement} */ (part("send"))
  const ticket = letters(field?.value ?? "") || null
  const key = `${ticket} ${entry}`
  if (sent?.key !== key) sent = { key, op_id: operationId() }
  button.disabled = true
  const answer = await deliver({ op_id: sent.op_id, ticket, entry })
  button.disabled = false
  if (answer.ok) thank(entry)
  else tell(answer.message ?? "")
}

/** @param {{op_id: string, ticket: string | null, entry: number}} told @returns {Promise<Answer>} */
async function deliver(told) {
  try {
    if (isConnected) return await live.ask("cast_vote", told)
  } catch (problem) {
    if (!(problem instanceof Lost)) throw problem
  }
  try {
    const headers = { "Content-Type": "application/json", Accept: "application/json", "X-CSRFToken": csrf() }
    const answer = await fetch(page.urls.vote, { method: "POST", headers, body: JSON.stringify(told) })
    return await answer.json()
  } catch {
    return { ok: false, message: t("No connection: your vote is not in yet. Press again in a moment.") }
  }
}

/** @param {number} entry */
function thank(entry) {
  fill(part("voted"), `${entry} · `, name(called(entry)))
  sent = null
  show("done")
  part("thanks").focus()
  if (page.kiosk) countDown(REST_SECONDS)
}

function again() {
  if (page.kiosk) return startAnew()
  show(ballot.state)
}

/** @param {Ballot} body */
function follow(body) {
  const was = ballot
  ballot = body
  if (body.state === "open" && was.state !== "open") return void setTimeout(() => location.reload(), Math.random() * RELOAD_MS)
  for (const line of root.querySelectorAll("[data-entry]")) {
    const is = /** @type {HTMLElement} */ (line)
    is.hidden = body.state === "open" && !body.entries.includes(Number(is.dataset.entry))
  }
  if (root.dataset.vote !== "done") show(body.state)
}

/** The works themselves, where there are photos; the list is whole without. @param {import("./audience/entries.js").Photo[]} photos the main one first */
function showPhotos(photos) {
  for (const line of root.querySelectorAll("[data-entry]")) {
    const photo = photos.find(({ entry }) => entry === Number(/** @type {HTMLElement} */ (line).dataset.entry))
    line.querySelector("img")?.remove()
    line.classList.toggle("has-photo", photo !== undefined)
    if (photo) line.firstElementChild?.prepend(el("img", { class: "vote-photo", src: `${page.urls.photos}${photo.id}/480`, width: photo.width, height: photo.height, alt: "" }))
  }
}

/** @param {string} what */
function show(what) {
  root.dataset.vote = what
  scrollTo(0, 0)
}

/** @param {string} words */
function tell(words) {
  fill(part("fault-words"), words)
  part("fault").hidden = !words
  if (words) part("fault").scrollIntoView({ block: "center" })
}

/** @param {number} entry */
function called(entry) {
  return root.querySelector(`[data-entry="${entry}"] bdi`)?.textContent ?? ""
}

/** @param {string} mark @returns {HTMLElement} */
function part(mark) {
  return /** @type {HTMLElement} */ (root.querySelector(`[data-${mark}]`))
}

// ---- the kiosk: the card, then the choice; nothing of one person stays for the next

function kiosk() {
  root.dataset.step = "card"
  root.querySelector("[data-go]")?.addEventListener("click", goOn)
  ready()
  for (const event of ["pointerdown", "keydown"]) addEventListener(event, rest)
}

function goOn() {
  if (!hasCard()) return
  if (page.kiosk) {
    turnList("")
    root.dataset.step = "choice"
    scrollTo(0, 0)
  }
  /** @type {HTMLInputElement | null} */ (root.querySelector("[data-entry]:not([hidden]) input"))?.focus()
}

/** Somebody who walked away leaves nothing on the screen. */
function rest() {
  if (!page.kiosk) return
  clearTimeout(idle)
  idle = window.setTimeout(startAnew, IDLE_MS)
}

/** @param {number} seconds */
function countDown(seconds) {
  if (root.dataset.vote !== "done") return
  if (seconds <= 0) return startAnew()
  fill(part("countdown"), t("Back to the start in %(n)s seconds", { n: seconds }))
  setTimeout(() => countDown(seconds - 1), 1000)
}

function startAnew() {
  document.querySelector("dialog[open]")?.remove()
  form?.reset()
  if (field) field.value = ""
  takeCard("")
  fill(part("voted"))
  showChoice()
  root.dataset.step = "card"
  show(ballot.state)
  field?.focus()
}
