// The hall's screen: follows its row of the `screens` topic, plays the scene named there and changes scenes without a flash.
// What a scene draws is in displays/, what a stream lays over its picture in overlays/; this file keeps it calm when the network
// or a scene is not.

import { SCENES } from "./displays/index.js"
import { el, fill } from "./helpers/dom.js"
import { isCalm } from "./helpers/flip.js"
import { icon } from "./helpers/icons.js"
import { page } from "./helpers/page.js"
import { t } from "./helpers/words.js"
import { connect } from "./live.js"
import { Sounding } from "./models/sounding.js"
import { OVERLAYS, overlayFor } from "./overlays/index.js"
import { identify } from "./screen/identity.js"
import { soundSign } from "./screen/sound_sign.js"

/**
 * What a scene may show: the topics' bodies as they stand, this screen's own row, the server's clock.
 * @typedef {object} Hall
 * @property {any} contest
 * @property {any} countdown
 * @property {any} standings
 * @property {any} progress
 * @property {any} reveal
 * @property {any} lots
 * @property {any} profiles
 * @property {any} gallery
 * @property {any} ballot
 * @property {boolean} isCatchingUp what comes now happened while nobody was told: it is shown, not played
 * @property {Mine | null} mine
 * @property {{now: () => number, confirmed: boolean}} clock
 */
/** @typedef {import("./screen/identity.js").Screen & {message: string, theme: string, entry: number | null}} Mine */

/**
 * @typedef {object} Scene
 * @property {string[]} topics what must have come before it can be drawn
 * @property {(root: HTMLElement, hall: Hall) => void} render draws, or brings what is drawn up to date
 * @property {(root: HTMLElement, hall: Hall) => void} [tick] called in every frame, for what moves with the clock
 */

const plays = page.overlay ? OVERLAYS : SCENES
const CALM = page.overlay ? "none" : "title"

const stage = /** @type {HTMLElement} */ (document.querySelector("[data-stage]"))
const sign = /** @type {HTMLElement} */ (document.querySelector("[data-connection]"))
const live = connect({ contest: page.contest, seat: page.seat, screen: page.is_miniature || page.overlay ? null : page.screen, onState: showConnection })

/** @type {Hall} */
const hall = {
  contest: null, countdown: null, standings: null, progress: null, reveal: null, lots: null, profiles: null, gallery: null, ballot: null,
  isCatchingUp: true, mine: null, clock: live.clock,
}
/** @type {{name: string, root: HTMLElement} | null} */
let playing = null
let waiting = false
/** Whether the address of this page names a screen of the contest. */
let isOurs = true
let isBeating = false
/** The scene that failed, until the desk shows another. @type {string | null} */
let failed = null

live.watch(page.topics, (topic, { body }) => {
  if (topic === "screens") takePlace(body.screens)
  else hall[/** @type {"contest"} */ (topic)] = body
  playSoon()
})

/** Neither the desk's miniature nor a stream's overlay ever sounds. */
const sounding = page.is_miniature || page.overlay ? null : new Sounding(live, { contest: page.contest ?? "", screen: page.screen }, soundSign())

addEventListener("resize", play)
document.fonts.addEventListener("loadingdone", play)
addEventListener("keydown", (event) => {
  if (event.key.toLowerCase() === "f" && !event.ctrlKey && !event.metaKey) toggleFullscreen()
})

/** Topics that come together are drawn together. */
function playSoon() {
  if (waiting) return
  waiting = true
  queueMicrotask(() => {
    waiting = false
    play()
    hall.isCatchingUp = false
  })
}

/** A screen whose name is gone shows what the first one shows. @param {any[]} screens */
function takePlace(screens) {
  const found = screens.find(({ screen }) => screen === page.screen)
  const next = found ?? screens[0] ?? null
  if (next?.screen !== hall.mine?.screen || next?.revision !== hall.mine?.revision) failed = null
  isOurs = found !== undefined
  hall.mine = next
  document.documentElement.dataset.theme = hall.mine?.theme ?? "lacquer"
}

function play() {
  if (!hall.contest) return
  const scene = hall.mine?.scene ?? CALM
  const wanted = page.overlay ? overlayFor(page.overlay, scene) : scene
  const name = ready(wanted) && wanted !== failed ? wanted : CALM
  if (playing?.name !== name) enter(name)
  draw("render")
  keepBeating()
}

/** @param {string} name */
function ready(name) {
  return Boolean(plays[name]?.topics.every((topic) => hall[/** @type {"contest"} */ (topic)]))
}

/** The old scene goes, the new one comes; the ground stays. @param {string} name */
function enter(name) {
  const [out, into] = isCalm() ? [120, 120] : [180, 240]
  const old = playing?.root
  const root = el("section", { class: page.overlay ? "overlay" : "scene", dataset: { scene: name } })
  playing = { name, root }
  stage.append(root)
  if (!old) return
  old.animate([{ opacity: 1 }, { opacity: 0 }], { duration: out, easing: "ease-in-out", fill: "forwards" })
    .finished.then(() => old.remove(), () => old.remove())
  root.animate([{ opacity: 0 }, { opacity: 1 }], { duration: into, delay: isCalm() ? 0 : out, easing: "ease-in-out", fill: "backwards" })
}

/** A scene that fails leaves the title in its place: the hall never reads a fault. @param {"render" | "tick"} act */
function draw(act) {
  if (!playing) return
  try {
    plays[playing.name][act]?.(playing.root, hall)
  } catch (problem) {
    console.error(problem)
    if (playing.name === CALM) return
    failed = playing.name
    play()
  }
}

/** One more frame. */
function keepBeating() {
  if (!isBeating) requestAnimationFrame(beat)
  isBeating = true
}

function beat() {
  isBeating = false
  draw("tick")
  if (!page.overlay && !page.is_miniature) identify(hall.mine, isOurs, live.clock.now())
  if (movesWithTheClock()) keepBeating()
}

/** Frames are asked for only then: what is animated moves without this page's work. */
function movesWithTheClock() {
  return Boolean(playing && plays[playing.name].tick) || (hall.mine?.identified_until ?? 0) > live.clock.now()
}

/** A small honest sign; the scene stays and its clock goes on. A stream is not told: its viewers can do nothing. @param {import("./live.js").State} state */
function showConnection(state) {
  if (state === "connected") sounding?.connected()
  const isAway = state === "lost" || state === "refused"
  hall.isCatchingUp ||= isAway
  const lost = isAway && !page.overlay
  fill(sign, lost && icon("wifi-off"), lost && t("Connection lost, coming back by itself"))
}

function toggleFullscreen() {
  if (document.fullscreenElement) document.exitFullscreen()
  else document.documentElement.requestFullscreen().catch(() => {})
}
