// The presenter's phone: programme, awards and script from the topics; the awards go by thumb, keyboard or a presentation remote.

import { keepAwake } from "./helpers/awake.js"
import { el, fill } from "./helpers/dom.js"
import { icon } from "./helpers/icons.js"
import { page } from "./helpers/page.js"
import { PhoneTop } from "./helpers/phone_top.js"
import { t } from "./helpers/words.js"
import { connect } from "./live.js"
import { Acting } from "./presenter/acting.js"
import { askFirst, askWhere, drawAwards, mainAct } from "./presenter/awards.js"
import { drawProgramme } from "./presenter/programme.js"
import { Script } from "./presenter/script.js"

const VIEWS = ["programme", "awards", "script"]
const REST_MS = 2000
const FORWARD = ["Space", "ArrowRight", "ArrowDown", "PageDown"]
const BACK = ["ArrowLeft", "ArrowUp", "PageUp"]
const STEALTH = ["KeyB", "Period"]

const part = Object.fromEntries(["presenter", "thumb", "said", "go", "row", "stealth"]
  .map((key) => [key, /** @type {HTMLElement} */ (document.querySelector(`[data-${key}]`))]))
const dialog = /** @type {HTMLDialogElement} */ (document.querySelector("[data-dialog]"))
const views = Object.fromEntries(VIEWS.map((key) => [key, /** @type {HTMLElement} */ (document.querySelector(`[data-view=${key}]`))]))

/** @type {{contest: any, countdown: any, screens: any, reveal: any, script: any}} */
const state = { contest: null, countdown: null, screens: null, reveal: null, script: null }
let isResting = false

const live = connect({ contest: page.contest, seat: page.seat, onState: (now, reason) => {
  acting.state = now
  top.connection(now, reason?.message ?? (now === "lost" ? t("nothing can be opened now") : now === "connected" ? t("Connected") : ""))
  if (now === "connected") say("")
  showThumb()
} })
const acting = new Acting(live)
const top = new PhoneTop(live.clock)
const script = new Script(views.script, (fields) => acting.act("write_script", fields))

live.watch(["contest", "countdown", "screens", "reveal", "script"], (topic, { body }) => {
  if (topic === "reveal" && body.state === "running" && state.reveal?.state !== "running") location.hash = "#awards"
  state[/** @type {"contest"} */ (topic)] = body
  top.countdown = state.countdown
  if (Object.values(state).every(Boolean)) draw()
})

addEventListener("hashchange", turn)
addEventListener("keydown", onKey)
part.go.addEventListener("click", go)
part.stealth.addEventListener("click", () => hide(false))
turn()
keepAwake()

function draw() {
  drawProgramme(views.programme, state, act)
  drawAwards(views.awards, state.reveal, state.script.lines, state.screens.screens)
  script.draw(state.contest.entries, awards(), state.script.lines)
  part.presenter.classList.toggle("is-revealing", state.reveal.state !== "none")
  showThumb()
}

/** In the order in which they are opened. */
function awards() {
  const { steps, closed } = state.reveal
  const all = steps.length ? steps.map((/** @type {any} */ step) => step.award) : closed
  return [...new Map(all.map((/** @type {any} */ award) => [award.key, award])).values()]
}

/** The view named by the address. */
function turn() {
  const chosen = VIEWS.find((view) => location.hash === `#${view}`) ?? "programme"
  for (const view of VIEWS) views[view].hidden = view !== chosen
  for (const tab of document.querySelectorAll(".presenter-tabs a"))
    if (tab.getAttribute("href") === `#${chosen}`) tab.setAttribute("aria-current", "page")
    else tab.removeAttribute("aria-current")
  part.presenter.dataset.shows = chosen
  showThumb()
  scrollTo(0, 0)
}

/** The thumb's zone belongs to the awards. */
function showThumb() {
  part.thumb.hidden = views.awards.hidden || !state.reveal
  if (part.thumb.hidden) return
  const { words } = mainAct(state.reveal)
  part.go.classList.toggle("wait", isResting || acting.state !== "connected")
  part.go.setAttribute("aria-disabled", String(isResting))
  fill(part.go, isResting ? t("Opening…") : words)
  const { state: now } = state.reveal
  fill(part.row, ...(now === "none" ? [button("list", t("Rehearsal"), () => act("begin_reveal", { rehearsal: true }))] : [
    now === "running" && button("left", t("Back"), back),
    now === "running" && button("pause", t("Pause"), () => act("pause_reveal", {})),
    now !== "done" && button("list", t("Jump…"), () => askWhere(dialog, state.reveal, act)),
  ]), button("eye-off", t("Hide"), () => hide(true)))
}

/** @param {import("./helpers/icons.js").IconName} sign @param {string} words @param {() => void} press */
function button(sign, words, press) {
  return el("button", { class: "btn", type: "button", onclick: press }, icon(sign), words)
}

function go() {
  const { command } = mainAct(state.reveal)
  if (command === "begin_reveal" || command === "end_reveal") askFirst(dialog, command, act)
  else act(command, {})
}

function back() {
  act("reveal_back", {})
}

/** One press, one act; then the thumb rests, so that a second press in the excitement opens nothing. @param {string} command @param {object} fields */
async function act(command, fields) {
  if (isResting) return
  const isReveal = command.endsWith("_reveal") || command.startsWith("reveal_")
  if (isReveal) rest()
  const wrong = await acting.act(command, isReveal ? { ...fields, base: state.reveal.revision } : fields)
  say(wrong)
}

function rest() {
  isResting = true
  showThumb()
  setTimeout(() => {
    isResting = false
    showThumb()
  }, REST_MS)
}

/** @param {string} words */
function say(words) {
  fill(part.said, words)
  if (words && part.thumb.hidden) {
    fill(dialog, el("p", null, words), el("div", { class: "btn-row" }, el("button", { class: "btn", type: "button", onclick: () => dialog.close() }, t("Close"))))
    if (!dialog.open) dialog.showModal()
  }
}

/** A dark page for whoever stands beside. The keys of a remote go on working. @param {boolean} hides */
function hide(hides) {
  part.stealth.hidden = !hides
  part.presenter.toggleAttribute("inert", hides)
  if (hides) part.stealth.focus()
}

/** @param {KeyboardEvent} event */
function onKey(event) {
  const target = /** @type {HTMLElement} */ (event.target)
  const types = target.closest("input, textarea, select, dialog") || event.ctrlKey || event.metaKey || event.altKey
  if (types || views.awards.hidden || !state.reveal || event.repeat) return
  const isPress = event.code === "Space" && target.closest("button, a, summary") && target !== part.stealth
  const does = isPress ? null : actOfKey(event.code)
  if (!does || (does === back && state.reveal.state !== "running")) return
  event.preventDefault()
  does()
}

/** @param {string} code */
function actOfKey(code) {
  if (FORWARD.includes(code)) return go
  if (BACK.includes(code)) return back
  return STEALTH.includes(code) ? () => hide(part.stealth.hasAttribute("hidden")) : null
}
