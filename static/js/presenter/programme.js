// The programme: who is on stage and who comes next, what to say, their clock, the running order, and what every screen shows.

import { sceneWords } from "../desk/wording.js"
import { el, fill, name } from "../helpers/dom.js"
import { icon } from "../helpers/icons.js"
import { page } from "../helpers/page.js"
import { minutes, t } from "../helpers/words.js"
import { calling } from "./lines.js"

/** @typedef {{contest: any, countdown: any, screens: any, script: any}} State */

/**
 * @param {HTMLElement} place @param {State} state
 * @param {(command: string, fields: object) => void} act
 */
export function drawProgramme(place, { contest, countdown, screens, script }, act) {
  const { entry, heat, turns, done } = countdown
  const here = heat?.entries ?? [entry].filter(Boolean)
  const waiting = turns.filter((/** @type {number} */ one) => !here.includes(one) && !done.includes(one))
  const after = waiting.find((/** @type {number} */ one) => turns.indexOf(one) > turns.indexOf(entry)) ?? waiting[0]
  const scenes = /** @type {Record<string, string>} */ (sceneWords())
  const order = turns.length ? turns : contest.entries.filter((/** @type {any} */ one) => !one.withdrawn).map((/** @type {any} */ one) => one.number)
  fill(place,
    ...(here.length ? [el("h2", null, t("On stage")), ...here.map((/** @type {number} */ one) => team(contest, one)), clockActs(countdown, act)] : []),
    ...(after ? [el("h2", null, t("Next")), team(contest, after), ...announcement(contest, after, script.lines), callAct(countdown, after, act)] : []),
    el("h2", null, t("Running order")),
    el("ol", { class: "phone-lines order" }, ...order.map((/** @type {number} */ one) => line(contest, one, here.includes(one), done.includes(one)))),
    el("h2", null, t("On the screens")),
    el("ul", { class: "phone-lines" }, ...screens.screens.map((/** @type {any} */ one) =>
      el("li", null, el("b", null, name(one.title)), el("span", { class: "soft" }, scenes[one.scene] ?? one.scene, one.message && `: ${one.message}`)))))
}

/** @param {any} contest @param {number} number */
function team(contest, number) {
  const one = entryOf(contest, number)
  return el("p", { class: "phone-team" }, el("b", { class: "fig" }, number),
    el("span", null, name(one.name), one.concept && el("small", null, "“", name(one.concept), "”")))
}

/** In both languages, the page's own first. @param {any} contest @param {number} number @param {import("./lines.js").Line[]} lines */
function announcement(contest, number, lines) {
  return languages().map((lang) => el("blockquote", { lang }, calling(entryOf(contest, number), lines, page.proposals, lang)))
}

/** @returns {import("./lines.js").Lang[]} */
export function languages() {
  return page.lang === "vi" ? ["vi", "en"] : ["en", "vi"]
}

/** The clock of whoever is on stage, where each has their own. @param {any} countdown @param {(command: string, fields: object) => void} act */
function clockActs({ round, stage, entry, kind, state, revision, seconds }, act) {
  if (kind !== "each" || state === "ended") return null
  const command = { waiting: "start_countdown", running: "pause_countdown", paused: "resume_countdown" }[/** @type {string} */ (state)] ?? ""
  const words = { waiting: t("Start %(time)s", { time: minutes(seconds) }), running: t("Pause"), paused: t("Go on") }[/** @type {string} */ (state)]
  return el("button", { class: "btn presenter-act", type: "button", onclick: () => act(command, { round, stage, entry, base: revision }) },
    icon(state === "running" ? "pause" : "play"), words)
}

/** @param {any} countdown @param {number} entry @param {(command: string, fields: object) => void} act */
function callAct({ round, stage, state, kind, heat }, entry, act) {
  if (kind !== "each" || heat) return null
  const busy = state === "running"
  return el("button", { class: busy ? "btn presenter-act wait" : "btn primary presenter-act", type: "button", onclick: () => act("call_entry", { round, stage, entry }) },
    icon("people"), t("Call number %(n)s", { n: entry }))
}

/** @param {any} contest @param {number} number @param {boolean} isHere @param {boolean} isDone */
function line(contest, number, isHere, isDone) {
  return el("li", { class: isHere ? "is-here" : isDone ? "is-done" : "", "aria-current": isHere ? "step" : null },
    el("b", { class: "fig" }, number), el("span", null, name(entryOf(contest, number).name)),
    isDone && el("span", { class: "state saved" }, icon("check"), t("Done")), isHere && el("span", { class: "state" }, t("On stage")))
}

/** @param {any} contest @param {number} number */
function entryOf(contest, number) {
  return contest.entries.find((/** @type {any} */ one) => one.number === number) ?? { number, name: "", concept: "" }
}
