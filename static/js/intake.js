// What a tablet kept comes in at the desk: codes collect until all are there, then it is read back, then taken in. What becomes of
// each score is the server's word.

import { part, write } from "./desk/views.js"
import { fill } from "./helpers/dom.js"
import { csrf, page } from "./helpers/page.js"
import { t } from "./helpers/words.js"
import { outcomes, readBack } from "./intake/shown.js"

/** @typedef {{ok: boolean, message: string, [result: string]: any}} Answer */

/** @type {string[]} */
let codes = []
/** @type {{text: string}|{codes: string[]}|null} what is read back */
let parcel = null

part("photos").addEventListener("change", async () => {
  const chosen = Array.from(/** @type {HTMLInputElement} */ (part("photos")).files ?? [])
  for (const photo of chosen) await takePhoto(photo)
  ;/** @type {HTMLInputElement} */ (part("photos")).value = ""
})
part("file").addEventListener("change", () => {
  const [file] = /** @type {HTMLInputElement} */ (part("file")).files ?? []
  if (file) void takeFile(file)
})
part("reader").addEventListener("submit", (event) => {
  event.preventDefault()
  const field = /** @type {HTMLInputElement} */ (part("code"))
  const typed = field.value.trim()
  field.value = ""
  if (typed) void addCodes([typed])
})
addEventListener("dragover", (event) => event.preventDefault())
addEventListener("drop", (event) => {
  event.preventDefault()
  for (const file of Array.from(event.dataTransfer?.files ?? [])) void (file.type.startsWith("image/") ? takePhoto(file) : takeFile(file))
})

/** @param {File} photo */
async function takePhoto(photo) {
  say(t("Reading the photo…"))
  const answer = await post(page.urls.photos, photo, photo.type || "application/octet-stream")
  if (answer.ok) return addCodes(answer.codes)
  refuse(answer.message)
}

/** @param {File} file */
async function takeFile(file) {
  await look({ text: await file.text() })
}

/** Those that do not fit the ones before are told and left out. @param {string[]} fresh */
async function addCodes(fresh) {
  const all = [...new Set([...codes, ...fresh])]
  if (await look({ codes: all })) codes = all
}

/** @param {{text: string}|{codes: string[]}} told @returns {Promise<boolean>} whether it was understood */
async function look(told) {
  const answer = await post(page.urls.read, JSON.stringify(told), "application/json")
  if (!answer.ok) {
    refuse(answer.message)
    return false
  }
  say("")
  showCodes(answer.has, answer.of)
  if (answer.parcel) {
    parcel = told
    show(readBack(answer.parcel, take, startAgain))
  } else say(t("%(count)s of %(of)s codes are there. Still missing: %(missing)s.", { count: answer.has.length, of: answer.of, missing: missing(answer.has, answer.of).join(", ") }))
  return true
}

async function take() {
  const answer = await post(page.urls.take, JSON.stringify(parcel), "application/json")
  if (!answer.ok) return refuse(answer.message)
  say("")
  show(outcomes(answer.outcomes, startAgain))
}

function startAgain() {
  codes = []
  parcel = null
  say("")
  part("ways").hidden = false
  part("parcel").hidden = part("codes").hidden = true
  ;/** @type {HTMLInputElement} */ (part("file")).value = ""
  part("code").focus()
}

/** @param {Node[]} nodes */
function show(nodes) {
  part("ways").hidden = true
  part("codes").hidden = true
  part("parcel").hidden = false
  fill(part("parcel"), ...nodes)
  ;/** @type {HTMLElement|null} */ (part("parcel").querySelector("button.primary"))?.focus()
}

/** @param {number[]} has @param {number} of */
function showCodes(has, of) {
  part("codes").hidden = of < 2
  fill(part("codes"), ...Array.from({ length: of }, (_, at) => {
    const one = document.createElement("li")
    one.textContent = String(at + 1)
    one.classList.toggle("is-in", has.includes(at + 1))
    return one
  }))
}

/** @param {number[]} has @param {number} of */
function missing(has, of) {
  return Array.from({ length: of }, (_, at) => at + 1).filter((number) => !has.includes(number))
}

/** @param {string} words */
function say(words) {
  part("fault").hidden = true
  part("said").hidden = words === ""
  write(part("said"), words)
}

/** @param {string} words */
function refuse(words) {
  say("")
  part("fault").hidden = false
  write(part("fault"), words)
}

/** @param {string} url @param {BodyInit} body @param {string} type @returns {Promise<Answer>} */
async function post(url, body, type) {
  try {
    const answer = await fetch(url, { method: "POST", body, headers: { "Content-Type": type, "X-CSRFToken": csrf() } })
    return await answer.json()
  } catch {
    return { ok: false, message: t("The server cannot be reached. Wait for the connection, then try again.") }
  }
}
