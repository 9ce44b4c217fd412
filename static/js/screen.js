// The hall's screen: follows its row of the `screens` topic, plays the scene named there and changes scenes without a flash.
// What a scene draws is in displays/; this file keeps it calm when the network or a scene is not.

import { SCENES } from "./displays/index.js"
import { el, fill } from "./helpers/dom.js"
import { isCalm } from "./helpers/flip.js"
import { icon } from "./helpers/icons.js"
import { page } from "./helpers/page.js"
import { t } from "./helpers/words.js"
import { connect } from "./live.js"

/**
 * What a scene may show: the topics' bodies as they stand, this screen's own row, the server's clock.
 * @typedef {object} Hall
 * @property {any} contest
 * @property {any} countdown
 * @property {any} standings
 * @property {any} progress
 * @property {any} reveal
 * @property {any} gallery
 * @property {boolean} isCatchingUp what comes now happened while nobody was told: it is shown, not played
 * @property {{scene: string, message: string, theme: string} | null} mine
 * @property {{now: () => number, confirmed: boolean}} clock
 */

/**
 * @typedef {object} Scene
 * @property {string[]} topics what must have come before it can be drawn
 * @property {(root: HTMLElement, hall: Hall) => void} render draws, or brings what is drawn up to date
 * @property {(root: HTMLElement, hall: Hall) => void} [tick] called in every frame, for what moves with the clock
 */

const TOPICS = ["contest", "countdown", "standings", "progress", "reveal", "gallery", "screens"]
const CALM = "title"

const stage = /** @type {HTMLElement} */ (document.querySelector("[data-stage]"))
const sign = /** @type {HTMLElement} */ (document.querySelector("[data-connection]"))
const live = connect({ contest: page.contest, seat: page.seat, screen: page.is_miniature ? null : page.screen, onState: showConnection })

/** @type {Hall} */
const hall = { contest: null, countdown: null, standings: null, progress: null, reveal: null, gallery: null, isCatchingUp: true, mine: null, clock: live.clock }
/** @type {{name: string, root: HTMLElement} | null} */
let playing = null
let waiting = false
/** The scene that failed, until the desk shows another. @type {string | null} */
let failed = null

live.watch(TOPICS, (topic, { body }) => {
  if (topic === "screens") takePlace(body.screens)
  else hall[/** @type {"contest"} */ (topic)] = body
  playSoon()
})

addEventListener("resize", play)
document.fonts.addEventListener("loadingdone", play)
addEventListener("keydown", (event) => {
  if (event.key.toLowerCase() === "f" && !event.ctrlKey && !event.metaKey) toggleFullscreen()
})
requestAnimationFrame(beat)

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
  failed = null
  hall.mine = screens.find(({ screen }) => screen === page.screen) ?? screens[0] ?? null
  document.documentElement.dataset.theme = hall.mine?.theme ?? "lacquer"
}

function play() {
  if (!hall.contest) return
  const wanted = hall.mine?.scene ?? CALM
  const name = ready(wanted) && wanted !== failed ? wanted : CALM
  if (playing?.name !== name) enter(name)
  draw("render")
}

/** @param {string} name */
function ready(name) {
  return Boolean(SCENES[name]?.topics.every((topic) => hall[/** @type {"contest"} */ (topic)]))
}

/** The old scene goes, the new one comes; the ground stays. @param {string} name */
function enter(name) {
  const [out, into] = isCalm() ? [120, 120] : [180, 240]
  const old = playing?.root
  const root = el("section", { class: "scene", dataset: { scene: name } })
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
    SCENES[playing.name][act]?.(playing.root, hall)
  } catch (problem) {
    console.error(problem)
    if (playing.name === CALM) return
    failed = playing.name
    play()
  }
}

function beat() {
  draw("tick")
  requestAnimationFrame(beat)
}

/** A small honest sign; the scene stays and its clock goes on. @param {import("./live.js").State} state */
function showConnection(state) {
  const lost = state === "lost" || state === "refused"
  hall.isCatchingUp ||= lost
  fill(sign, lost && icon("wifi-off"), lost && t("Connection lost, coming back by itself"))
}

function toggleFullscreen() {
  if (document.fullscreenElement) document.exitFullscreen()
  else document.documentElement.requestFullscreen().catch(() => {})
}
