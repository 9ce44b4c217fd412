// The scene reveal: a hush before each prize, then whose it is, the winner as a finale. Shows what stands on the stage at once; only
// the step just taken is played, so a screen that comes late or comes back replays nothing.

import { closedBud, openPetals, sway } from "../helpers/bloom.js"
import { calm } from "../helpers/calm.js"
import { el, fill, name } from "../helpers/dom.js"
import { fitText, held } from "../helpers/fit.js"
import { isCalm } from "../helpers/flip.js"
import { drift, greatFlower, grow, loosePetals } from "../helpers/great_flower.js"
import { awardName, rungRow, rungsOf, seenOf } from "../helpers/ladder.js"
import { page } from "../helpers/page.js"
import { mainPhoto, picture } from "../helpers/photos.js"
import { figures, t } from "../helpers/words.js"
import { countUp } from "../helpers/wheels.js"
import { render as showPodium } from "./podium.js"

/** @typedef {import("../screen.js").Hall} Hall */
/** @typedef {import("../helpers/ladder.js").Reveal} Reveal */
/** @typedef {import("../helpers/ladder.js").Step} Step */
/** @typedef {import("../helpers/ladder.js").Won} Won */

export const topics = ["contest", "reveal", "gallery", "standings"]

const HUSH_MS = 1600
const OPEN = { flower: 900, name: 300, points: 1400 }
const FINALE = { title: 600, name: 1500, points: 2000 }
const EASING = "cubic-bezier(.16,.8,.2,1)"
const ALONE = [18, 16.5, 14.5, 13, 11.5, 10, 8.8, 7.8, 7, 6.2]
const TOGETHER = [9, 8, 7, 6.2, 5.6, 4.95]
const AWARD = [13, 11, 9.5, 8, 7]
const KICKER = [7, 6, 5]

/** What each stage shows now. @type {WeakMap<HTMLElement, {key: string, scene: Step | null}>} */
const shown = new WeakMap()

/** @param {HTMLElement} root @param {Hall} hall */
export function render(root, hall) {
  const { reveal } = hall
  if (reveal.state === "none") return beside(root, hall)
  const before = shown.get(root)
  if (!before) fill(root)
  const key = JSON.stringify([reveal.scene, reveal.opened, reveal.closed, hall.contest.title, photoOf(hall.gallery, reveal.scene)?.id])
  if (reveal.rehearsal) root.dataset.rehearsal = t("Rehearsal")
  else delete root.dataset.rehearsal
  if (before?.key === key) return fit(root.querySelector(".act:not(.is-leaving)"))
  shown.set(root, { key, scene: reveal.scene })
  const plays = Boolean(before) && !hall.isCatchingUp && isNextStep(before?.scene ?? null, reveal.scene)
  change(root, hall, plays)
}

/** Where no ceremony is held: the result, once it is out without one. @param {HTMLElement} root @param {Hall} hall */
function beside(root, hall) {
  shown.delete(root)
  delete root.dataset.kind
  if (hall.standings.label === "official") return showPodium(root, hall)
  delete root.dataset.rehearsal
  calm(root, { kicker: t("Award ceremony"), words: hall.contest.title, below: t("It begins in a moment") })
}

/** Whether one press leads from the one to the other; the way back is not played. @param {Step | null} before @param {Step | null} now */
function isNextStep(before, now) {
  if (!now) return false
  if (now.kind === "hush") return before?.award.key !== now.award.key
  return before?.kind === "hush" && before.award.key === now.award.key
}

/** The old act goes, the new one comes, the ladder follows. @param {HTMLElement} root @param {Hall} hall @param {boolean} plays */
function change(root, hall, plays) {
  const scene = /** @type {Step | null} */ (hall.reveal.scene)
  const kind = scene?.kind ?? "waiting"
  const old = [...root.querySelectorAll(".act:not(.is-leaving)")]
  const ladder = root.querySelector(".ladder") ?? root.appendChild(el("div", { class: "ladder" }))
  const act = el("section", { class: `act is-${kind}`, dataset: { award: scene?.award.key ?? "" } })
  fill(act, ...ACTS[kind](hall))
  root.append(act)
  climb(ladder, hall.reveal)
  root.dataset.kind = kind
  fit(act)
  const moves = plays && !isCalm()
  for (const one of old) leave(one, moves && scene?.kind !== "hush" ? 350 : moves ? 180 : 120)
  if (old.length === 0) return
  if (moves && scene) PLAYS[scene.kind](act, ladder, scene)
  else act.animate([{ opacity: 0 }, { opacity: 1 }], { duration: 120 })
}

const ACTS = { waiting, hush, open, finale }
const PLAYS = { hush: playHush, open: playOpen, finale: playFinale }

/** Nothing on the stage yet, or nothing more. @param {Hall} hall */
function waiting({ contest, reveal }) {
  const over = reveal.opened.length > 0
  return [el("p", { class: "kicker act-kicker" }, t("Award ceremony")),
    el("div", { class: "act-room" }, el("h1", { class: "display act-name" }, name(held(contest.title)))),
    el("p", { class: "soft act-foot" }, over ? t("Thank you to everybody who took part") : t("It begins in a moment"))]
}

/** @param {Hall} hall */
function hush({ contest, reveal }) {
  const { award } = /** @type {Step} */ (reveal.scene)
  return [el("div", { class: "hush-room" }, division(contest, award), el("h1", { class: "display hush-name" }, name(awardName(award)))),
    el("div", { class: "hush-bud" }, closedBud(true)),
    el("p", { class: "soft hush-word" }, t("goes to…"))]
}

/** @param {Hall} hall */
function open({ contest, reveal, gallery }) {
  const scene = /** @type {Step} */ (reveal.scene)
  if (scene.entries.length === 0) return [kicker(contest, scene), el("div", { class: "act-room" }, el("h1", { class: "display act-name" }, t("Not awarded")))]
  return [kicker(contest, scene), ...(scene.entries.length === 1 ? alone(scene.entries[0], photoOf(gallery, scene)) : together(scene.entries)), also(reveal, scene)]
}

/** @param {any} contest @param {Step} scene */
function kicker(contest, scene) {
  return el("div", { class: "kicker-room" }, el("p", { class: "kicker act-kicker" }, name(awardName(scene.award)), joint(scene)), division(contest, scene.award))
}

/** Whose prize it is, where there are several divisions. @param {any} contest @param {import("../helpers/ladder.js").Award} award */
function division(contest, award) {
  const found = contest.divisions.find((/** @type {any} */ one) => one.number === award.division)
  return found && el("p", { class: "soft act-division" }, name(found.name))
}

/** @param {Hall} hall */
function finale({ contest, reveal, gallery }) {
  const scene = /** @type {Step} */ (reveal.scene)
  const only = scene.entries.length === 1 ? scene.entries[0] : null
  const concept = only && contest.entries.find((/** @type {any} */ one) => one.number === only.entry)?.concept
  return [greatFlower(), !isCalm() && loosePetals(),
    kicker(contest, scene), ...(only ? alone(only, photoOf(gallery, scene), reveal.rehearsal ? "" : concept) : together(scene.entries))]
}

/** @param {Won} won @param {import("../helpers/photos.js").Photo | null} photo @param {string} [concept] */
function alone(won, photo, concept = "") {
  return [el("div", { class: "act-room" }, el("h1", { class: "display act-name", dataset: nameOf(won) }, name(won.name))),
    concept && el("p", { class: "soft act-concept" }, `“${concept}”`),
    el("div", { class: "act-row" }, won.points !== null && points(won.points),
      photo && el("div", { class: "act-photo" }, picture(page.contest, photo, 1280)))]
}

/** @param {string} value */
function points(value) {
  const [before, after] = t("%(points)s points", { points: "|" }).split("|")
  return el("p", { class: "act-points" }, before && el("span", { class: "soft act-unit" }, before),
    el("span", { class: "fig", dataset: { points: value } }, figures(value)), el("span", { class: "soft act-unit" }, after.trim()))
}

/** The work itself, where there is one photo to show. @param {any} gallery @param {Step | null} scene */
function photoOf(gallery, scene) {
  return scene?.entries.length === 1 ? mainPhoto(gallery, scene.entries[0].entry) : null
}

/** Those who share a prize are opened together. @param {Won[]} entries */
function together(entries) {
  const rows = entries.map((won) => el("li", { class: "won" },
    el("span", { class: "display won-name", dataset: nameOf(won) }, name(won.name)),
    won.points !== null && el("span", { class: "fig won-points", dataset: { points: won.points } }, figures(won.points))))
  return [el("div", { class: "act-room" }, el("ul", { class: "won-list" }, ...rows))]
}

/** Both names, so that the place can be fitted again and again. @param {Won} won */
function nameOf({ entry, name: full, short_name }) {
  return { entry, full, short: short_name }
}

/** Whoever got the same prize before. @param {Reveal} reveal @param {Step} scene */
function also(reveal, { award, entries }) {
  const now = entries.map(({ entry }) => entry)
  const before = rungsOf(reveal).find(({ isNow }) => isNow)?.opened.filter(({ entry }) => !now.includes(entry)) ?? []
  if (!before.length || entries.length > 1) return null
  return el("ul", { class: "act-also", dataset: { award: award.key } }, ...before.slice(-3).map(({ short_name, name: full, points }) =>
    el("li", null, name(short_name || full), points !== null && el("span", { class: "fig" }, figures(points)))))
}

/** @param {Step} scene */
function joint({ entries }) {
  return entries.length > 1 && entries.every(({ tied }) => tied) && el("span", { class: "act-joint" }, t("Joint place"))
}

/** The ladder as it stands now. @param {Element} ladder @param {Reveal} reveal */
function climb(ladder, reveal) {
  const rungs = seenOf(rungsOf(reveal))
  const weights = rungs.map(({ award }) => (award.rank === 1 ? 1.3 : 1))
  const whole = weights.reduce((sum, weight) => sum + weight, 0)
  const lit = reveal.scene?.kind === "hush" ? reveal.scene.award.key : null
  fill(ladder, ...rungs.map((rung, i) => rungRow(rung, weights[i] / whole, lit)))
}

/** Everything as large as it may be; a name that stays too long gives way to the short one. @param {Element | null} act */
function fit(act) {
  const fitting = [[".hush-name", AWARD], [".act-kicker", KICKER], [".act-name", ALONE]]
  for (const [which, sizes] of /** @type {[string, number[]][]} */ (fitting)) {
    const place = /** @type {HTMLElement | null} */ (act?.querySelector(which) ?? null)
    if (place && !fitText(place, sizes)) shorten([place], () => fitText(place, sizes))
  }
  const list = /** @type {HTMLElement | null} */ (act?.querySelector(".won-list") ?? null)
  const names = /** @type {HTMLElement[]} */ ([...(list?.querySelectorAll(".won-name") ?? [])])
  if (list && !fitText(list, TOGETHER)) shorten(names, () => fitText(list, TOGETHER))
}

/** @param {HTMLElement[]} places @param {() => void} again */
function shorten(places, again) {
  const short = places.filter(({ dataset }) => dataset.short && dataset.short !== dataset.full)
  for (const place of short) fill(place, name(place.dataset.short ?? ""))
  if (short.length) again()
}

/** @param {Element} act @param {number} duration ms */
function leave(act, duration) {
  act.classList.add("is-leaving")
  const gone = () => act.remove()
  act.animate([{ opacity: 1 }, { opacity: 0 }], { duration, easing: "ease-in", fill: "forwards" }).finished.then(gone, gone)
}

/** @param {Element} act @param {Element} ladder */
function playHush(act, ladder) {
  come(act, ".hush-name", 300, 100)
  come(act, ".hush-bud", 300, 100)
  come(act, ".hush-word", 600, 900)
  const bud = act.querySelector(".hush-bud > *")
  if (bud) sway(bud, HUSH_MS)
  ladder.querySelector(".closed-bud .is-lit")?.animate([{ opacity: 0 }, { opacity: 1 }], { duration: HUSH_MS, easing: "ease-in-out" })
}

/** The bud becomes a flower, the flower goes to its rung, the name comes, the points count up. @param {Element} act @param {Element} ladder @param {Step} scene */
function playOpen(act, ladder, scene) {
  come(act, ".kicker-room", 300, 150)
  come(act, ".act-name, .won", OPEN.name, OPEN.flower)
  come(act, ".act-also", OPEN.name, OPEN.flower)
  come(act, ".act-photo", 400, OPEN.flower + OPEN.name)
  come(act, ".act-unit", OPEN.name, OPEN.flower + OPEN.name)
  for (const points of act.querySelectorAll("[data-points]"))
    countUp(/** @type {HTMLElement} */ (points), { duration: OPEN.points, delay: OPEN.flower + OPEN.name })
  const now = scene.entries.map(({ entry }) => ladder.querySelector(`.is-now .bloom[data-entry="${entry}"]`))
  now.filter((one) => one !== null).forEach((one) => openOnStage(/** @type {HTMLElement} */ (one), act))
}

/** The flower opens large in the middle of the act and then travels to where it stands on the ladder. @param {HTMLElement} flower @param {Element} act */
function openOnStage(flower, act) {
  const [home, stage] = [flower.getBoundingClientRect(), act.getBoundingClientRect()]
  const x = stage.left + stage.width / 2 - home.left - home.width / 2
  const y = stage.top + stage.height / 2 - home.top - home.height / 2
  const large = `translate(${x}px, ${y}px) scale(${(0.6 * stage.height) / home.height})`
  flower.animate([{ transform: large }, { transform: large, offset: 0.62 }, { transform: "none" }],
    { duration: OPEN.flower + OPEN.name + 250, easing: "cubic-bezier(.5,0,.2,1)" })
  openPetals(flower)
}

/** @param {Element} act @param {Element} _ladder */
function playFinale(act, _ladder) {
  grow(/** @type {HTMLElement} */ (act.querySelector(".great-flower")))
  const petals = act.querySelector(".loose-petals")
  if (petals) drift(petals)
  come(act, ".kicker-room", 400, FINALE.title)
  come(act, ".act-name, .won", 600, FINALE.name)
  come(act, ".act-concept, .act-unit, .act-photo", OPEN.name, FINALE.points)
  for (const points of act.querySelectorAll("[data-points]"))
    countUp(/** @type {HTMLElement} */ (points), { duration: OPEN.points, delay: FINALE.points })
}

/** @param {Element} act @param {string} which @param {number} duration ms @param {number} delay ms */
function come(act, which, duration, delay) {
  for (const one of act.querySelectorAll(which))
    one.animate([{ opacity: 0, transform: "translateY(2vh)" }, { opacity: 1, transform: "none" }], { duration, delay, easing: EASING, fill: "backwards" })
}
