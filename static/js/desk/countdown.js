// The time: the figures, start and pause, more and less, the end, and who is on stage. Which stage: stages.js; stamps: finishes.js.

import { heatName, reading, timeWord } from "../helpers/countdown.js"
import { el, fill } from "../helpers/dom.js"
import { icon } from "../helpers/icons.js"
import { clockTime, minutes, t } from "../helpers/words.js"
import { ask } from "./dialogs.js"
import { button, list, part, write } from "./views.js"

/** So far ahead of the press lies a start with 3-2-1, which every screen counts. */
const LEAD_SECONDS = 3

/** @typedef {import("../desk.js").Desk} Desk */
/** @typedef {{icon: import("../helpers/icons.js").IconName, words: string, act: (() => void) | null}} Next */

/** @param {Desk} desk */
export function countdown(desk) {
  const drawCalls = list(part("calls"), (/** @type {number} */ at) => at, () => callView(desk))
  const acts = countdownActs(desk)
  button("go").addEventListener("click", acts.go)
  button("lead").addEventListener("click", acts.lead)
  button("end").addEventListener("click", acts.end)
  button("previous").addEventListener("click", () => acts.call(-1))
  button("next").addEventListener("click", () => acts.call(1))
  for (const node of document.querySelectorAll("button[data-add]")) {
    node.addEventListener("click", () => acts.add(Number(/** @type {HTMLElement} */ (node).dataset.add)))
  }
  follow(desk)
  return { topics: /** @type {const} */ (["contest", "countdown"]), draw: () => draw(desk, drawCalls), acts }
}

/** What the buttons and the keys of the clock do. @param {Desk} desk */
function countdownActs(desk) {
  const body = () => desk.state.body("countdown")
  const where = () => ({ round: body().round, stage: body().stage, entry: body().entry })
  const based = () => ({ ...where(), base: body().revision })
  return {
    go: () => nextAct(desk).act?.(),
    lead: () => {
      if (!button("lead").hidden) desk.acts.act("start_countdown", { ...based(), lead: LEAD_SECONDS })
    },
    /** @param {number} seconds */
    add: (seconds) => void desk.acts.act("add_time", { ...based(), seconds }),
    end: () => void ask({
      title: t("End %(stage)s?", { stage: body().name }),
      lines: [t("Overtime stops counting. An ended countdown does not start again.")],
      yes: t("End it"), danger: true,
      act: () => desk.acts.attempt("end_countdown", based()),
    }),
    /** @param {number} steps */
    call: (steps) => callBy(desk, steps),
  }
}

/** @param {Desk} desk @param {(calls: number[]) => void} drawCalls */
function draw(desk, drawCalls) {
  const body = desk.state.body("countdown")
  drawCalls(body.calls.filter((at) => at < body.seconds + body.added))
  drawGo(nextAct(desk))
  const isEach = body.kind === "each" && body.round !== null
  part("stem").hidden = body.round === null
  part("turns").hidden = !isEach
  if (isEach) drawTurns(desk)
  button("lead").hidden = body.state !== "waiting" || body.round === null || (isEach && body.entry === null)
  const isFixed = body.state === "ended" || body.round === null || (isEach && body.entry === null)
  for (const node of document.querySelectorAll("button[data-add]")) /** @type {HTMLButtonElement} */ (node).disabled = isFixed
  write(part("about-entry"), onStage(desk))
  write(part("about-time"), timeWords(desk))
  drawFigures(desk)
}

/** @param {Next} next */
function drawGo(next) {
  const go = button("go")
  go.disabled = next.act === null
  fill(go, icon(next.icon), el("span", null, next.words), next.act ? el("kbd", null, "Space") : null)
}

/** The one next act of the clock. @param {Desk} desk @returns {Next} */
function nextAct(desk) {
  const body = desk.state.body("countdown")
  const fields = { round: body.round, stage: body.stage, entry: body.entry, base: body.revision }
  const does = (/** @type {string} */ command) => () => void desk.acts.act(command, fields)
  if (body.round === null) return chooseFirst(desk)
  if (body.kind === "each" && (body.entry === null || body.state === "ended")) return callNext(desk)
  if (body.state === "waiting") return { icon: "play", words: t("Start"), act: does("start_countdown") }
  if (body.state === "running") return { icon: "pause", words: t("Pause"), act: does("pause_countdown") }
  if (body.state === "paused") return { icon: "play", words: t("Go on"), act: does("resume_countdown") }
  return { icon: "check", words: t("Ended"), act: null }
}

/** @param {Desk} desk @returns {Next} */
function chooseFirst(desk) {
  const round = desk.state.body("contest").rounds.find((one) => one.stages.length > 0)
  if (!round) return { icon: "clock", words: t("No stage yet"), act: null }
  const [stage] = round.stages
  return { icon: "flag", words: t("Go to %(stage)s", { stage: stage.name }), act: () => void desk.acts.act("choose_stage", { round: round.number, stage: stage.number }) }
}

/** @param {Desk} desk @returns {Next} */
function callNext(desk) {
  const entry = neighbour(desk, 1)
  if (!entry) return { icon: "check", words: t("All have presented"), act: null }
  return { icon: "flag", words: callWords(desk, entry.number), act: () => callBy(desk, 1) }
}

/** @param {Desk} desk */
function drawTurns(desk) {
  for (const [mark, steps] of /** @type {const} */ ([["previous", -1], ["next", 1]])) {
    const number = neighbour(desk, steps)?.number ?? "–"
    button(mark).disabled = number === "–"
    button(mark).setAttribute("aria-label", callWords(desk, number))
    write(part(`${mark}-words`), t("No. %(number)s", { number }))
  }
}

/** The turn before or after the one on stage, in running order. @param {Desk} desk @param {number} steps */
function neighbour(desk, steps) {
  const { entry, done, turns } = desk.state.body("countdown")
  const next = entry === null ? (steps > 0 ? turns.find((one) => !done.includes(one)) : undefined) : turns[turns.indexOf(entry) + steps]
  return desk.state.entry(next ?? null)
}

/** What calling a turn is called: an entry's number, or its heat. @param {Desk} desk @param {number|string} number */
function callWords(desk, number) {
  const heat = desk.state.stage()?.heats ? desk.state.entry(Number(number))?.heat : null
  return heat ? t("Call heat %(number)s", { number: heat }) : t("Call number %(number)s", { number })
}

/** @param {Desk} desk @param {number} steps */
function callBy(desk, steps) {
  const entry = neighbour(desk, steps)
  if (entry) callEntry(desk, entry.number)
}

/** Calls an entry on stage; while another one's countdown runs it asks first. @param {Desk} desk @param {number} entry */
export function callEntry(desk, entry) {
  const { round, stage, state, entry: onStage } = desk.state.body("countdown")
  const fields = { round, stage, entry }
  if (state !== "running" || onStage === entry) return void desk.acts.act("call_entry", fields)
  ask({
    title: `${callWords(desk, entry)}?`,
    lines: [t("The time of number %(number)s is still running and goes on beside it.", { number: onStage ?? "" })],
    yes: callWords(desk, entry),
    act: () => desk.acts.attempt("call_entry", fields),
  })
}

/** Who is on stage, where each has a turn. @param {Desk} desk */
function onStage(desk) {
  const { round, entry, kind } = desk.state.body("countdown")
  if (round === null) return t("No stage is chosen yet.")
  if (kind !== "each") return ""
  const { heat } = desk.state.body("countdown")
  if (heat) return t("%(heat)s on stage: number %(numbers)s", { heat: heatName(heat), numbers: heat.entries.join(", ") })
  return entry === null ? t("Nobody on stage") : t("Number %(number)s on stage: %(name)s", { number: entry, name: desk.state.nameOf(entry) })
}

/** What happened to this countdown, and when it is up. @param {Desk} desk */
function timeWords(desk) {
  const body = desk.state.body("countdown")
  const said = []
  if (body.added) said.push(body.added > 0 ? t("%(time)s added", { time: minutes(body.added) }) : t("%(time)s taken away", { time: minutes(-body.added) }))
  if (body.state === "running" && body.ends_at) said.push(t("Time is up at %(time)s", { time: withSeconds(body.ends_at) }))
  if (body.state === "paused" && body.paused_at) said.push(t("Paused at %(time)s", { time: withSeconds(body.paused_at) }))
  if (body.state === "ended" && body.ended_at) said.push(t("Ended at %(time)s", { time: withSeconds(body.ended_at) }))
  return said.join(" · ")
}

/** @param {number} ms */
function withSeconds(ms) {
  return `${clockTime(ms)}:${String(new Date(ms).getSeconds()).padStart(2, "0")}`
}

/** Redraws the figures with the browser's frames, only when they change. @param {Desk} desk */
function follow(desk) {
  const tick = () => {
    if (desk.state.has("countdown") && desk.state.body("countdown").state === "running") drawFigures(desk)
    requestAnimationFrame(tick)
  }
  requestAnimationFrame(tick)
}

/** @param {Desk} desk */
function drawFigures(desk) {
  const body = desk.state.body("countdown")
  const now = reading(body, desk.live.clock.now())
  write(part("figures"), body.round === null ? "–" : now.text)
  const section = part("time")
  if (section.dataset.state !== now.state) section.dataset.state = now.state
  const isSure = desk.live.clock.confirmed
  button("end").disabled = ["waiting", "lead", "ended"].includes(now.state)
  const said = isSure ? stateWord(now) : t("Unconfirmed")
  const chip = part("clock-state")
  write(chip, body.round === null ? "" : said)
  chip.className = `chip ${isSure ? (CHIPS[now.state] ?? "") : "warn"}`
  part("stem").style.setProperty("--share", String(Math.round(now.share * 1000) / 1000))
}

/** @type {Partial<Record<string, string>>} */
const CHIPS = { lead: "good", running: "good", called: "warn", minute: "alarm", last_ten: "alarm", overtime: "alarm" }

/** @param {import("../helpers/countdown.js").Reading} now */
function stateWord(now) {
  if (now.state === "waiting") return t("Waiting")
  if (now.state === "last_ten") return t("Last ten seconds")
  return timeWord(now) || t("Running")
}

/** A called moment on the stem: 10′, 5′, 1′. @param {Desk} desk @returns {import("./views.js").View<number>} */
function callView(desk) {
  const node = el("li", { class: "fig" })
  return { node, update: (at) => {
    const { seconds, added } = desk.state.body("countdown")
    write(node, at % 60 ? minutes(at) : `${at / 60}′`)
    node.style.setProperty("--at", String(1 - at / (seconds + added)))
  } }
}
