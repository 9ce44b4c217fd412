// The audience's phone: fills the page from topics, as far as the curtain allows; computes and orders nothing.

import { entries } from "./audience/entries.js"
import { Now } from "./audience/now.js"
import { standings } from "./audience/standings.js"
import { fill } from "./helpers/dom.js"
import { flower } from "./helpers/flower.js"
import { logoPicture } from "./helpers/logos.js"
import { page } from "./helpers/page.js"
import { clockTime, t } from "./helpers/words.js"
import { connect } from "./live.js"

/**
 * What the topics told last.
 * @typedef {object} Known
 * @property {any} contest
 * @property {any} countdown
 * @property {import("./displays/leaderboard.js").Standings | null} standings
 * @property {{entries: {entry: number, received: number, panel: number}[], received: number, of: number} | null} progress
 * @property {{photos: import("./audience/entries.js").Photo[]} | null} gallery
 * @property {import("./vote.js").Ballot | null} ballot
 * @property {import("./helpers/ladder.js").Reveal | null} reveal
 */

const OF_THE_STAGE = ["reveal", "standings"]
const BEHIND_STAGE_MS = 4000 // as long as a winner's finale takes to tell the name and the points
const TOPICS = ["contest", "countdown", "standings", "progress", "gallery", "ballot", "reveal"]

const part = Object.fromEntries(["title", "mark", "standings", "entries", "connection", "connection-words", "vote-tab", "vote-call"]
  .map((key) => [key, /** @type {HTMLElement} */ (document.querySelector(`[data-${key}]`))]))

/** @type {Known} */
const known = { contest: null, countdown: null, standings: null, progress: null, gallery: null, ballot: null, reveal: null }

/** @type {Map<string, number[]>} timers of what is still held back */
const held = new Map()
const live = connect({ contest: page.contest, seat: page.seat, onState: showConnection })
const now = new Now(live.clock, known)

live.watch(TOPICS, (topic, { body }) => hear(topic, body))
addEventListener("hashchange", turn)
turn()

/** What the stage has just opened comes a moment later than on the stage, where it takes its time: no phone calls a name out.
 * @param {string} topic @param {any} body */
function hear(topic, body) {
  if (!OF_THE_STAGE.includes(topic)) return take(topic, body)
  const reveal = topic === "reveal" ? body : known.reveal
  if (known[/** @type {"contest"} */ (topic)] && reveal && reveal.state !== "none") {
    held.set(topic, [...(held.get(topic) ?? []), setTimeout(() => take(topic, body), BEHIND_STAGE_MS)])
    return
  }
  held.get(topic)?.forEach(clearTimeout)
  take(topic, body)
}

/** @param {string} topic @param {any} body */
function take(topic, body) {
  known[/** @type {"contest"} */ (topic)] = body
  if (known.contest) draw()
}

function draw() {
  fill(part.title, known.contest.title)
  drawMark()
  if (known.standings) fill(part.standings, ...standings(known))
  fill(part.entries, ...entries(known))
  drawBallot()
  now.changed()
}

/** The contest's own logo, else the house's flower; drawn again only when it changed. */
function drawMark() {
  const { slug, logo } = known.contest
  if (part.mark.dataset.mark === (logo ?? "flower")) return
  part.mark.dataset.mark = logo ?? "flower"
  fill(part.mark, logo ? logoPicture(slug, logo) : flower({ received: 5, panel: 5 }))
  part.mark.classList.toggle("logo-plate", Boolean(logo))
}

/** The third tab, and a word at the top, for as long as there is something to vote on. */
function drawBallot() {
  const isOpen = known.ballot?.state === "open"
  part["vote-tab"].hidden = part["vote-call"].hidden = !isOpen
  const title = part["vote-call"].querySelector("bdi")
  if (title) fill(title, known.ballot?.title)
}

/** The tab named by the address is the one to see. */
function turn() {
  const chosen = location.hash === "#entries" ? "#entries" : "#standings"
  part.standings.hidden = chosen !== "#standings"
  part.entries.hidden = chosen !== "#entries"
  for (const tab of document.querySelectorAll(".tabs a"))
    if (tab.getAttribute("href") === chosen) tab.setAttribute("aria-current", "page")
    else tab.removeAttribute("aria-current")
  scrollTo(0, 0)
}

/** Says of when the page is, as long as it cannot follow, and that there are more viewers than lines, as long as it asks.
 * @param {import("./live.js").State} state @param {import("./live.js").Reason | null} reason */
function showConnection(state, reason) {
  const isLost = state === "lost" || state === "refused"
  if (isLost && part.connection.hidden && known.contest)
    fill(part["connection-words"], t("Connection lost. This is how it stood at %(time)s; the page goes on by itself.", { time: clockTime(live.clock.now()) }))
  if (state === "polling" && reason) fill(part["connection-words"], reason.message)
  part.connection.hidden = !isLost && state !== "polling"
}
