// The audience's phone: fills the page from topics, as far as the curtain allows; computes and orders nothing.

import { heatName, reading, timeWord } from "./helpers/countdown.js"
import { inDivisions } from "./helpers/divisions.js"
import { el, fill, name } from "./helpers/dom.js"
import { flower } from "./helpers/flower.js"
import { icon } from "./helpers/icons.js"
import { page } from "./helpers/page.js"
import { clockTime, deducted, figures, t } from "./helpers/words.js"
import { connect } from "./live.js"

/** @typedef {import("./displays/leaderboard.js").Standings} Standings */
/** @typedef {import("./displays/leaderboard.js").Row} Row */

const part = Object.fromEntries(["now", "title", "mark", "standings", "entries", "connection"]
  .map((key) => [key, /** @type {HTMLElement} */ (document.querySelector(`[data-${key}]`))]))

/** @type {{contest: any, countdown: any, standings: any}} */
const state = { contest: null, countdown: null, standings: null }
let shown = ""

const live = connect({ contest: page.contest, seat: page.seat, onState: (now) => (part.connection.hidden = now !== "lost" && now !== "refused") })

fill(part.mark, flower({ received: 5, panel: 5 }))
live.watch(["contest", "countdown", "standings"], (topic, { body }) => {
  state[/** @type {"contest"} */ (topic)] = body
  if (state.contest) draw()
})
addEventListener("hashchange", turn)
turn()
requestAnimationFrame(beat)

function draw() {
  fill(part.title, state.contest.title)
  if (state.standings) fill(part.standings, ...standings(state.standings))
  fill(part.entries, ...entries())
  shown = ""
}

function beat() {
  showNow()
  requestAnimationFrame(beat)
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

/** What happens now: drawn only when something a person can see has changed. */
function showNow() {
  const { contest, countdown } = state
  if (!contest || !countdown) return
  const clock = reading(countdown, live.clock.now())
  const now = [clock.text, clock.state, live.clock.confirmed, contest.phase].join(" ")
  if (now === shown) return
  shown = now
  const official = state.standings?.label === "official"
  part.now.hidden = countdown.round === null && !official
  part.now.dataset.state = official ? "official" : clock.state
  fill(part.now, ...(official ? result() : onClock(clock)))
}

function result() {
  return [el("p", null, t("The result is official")), el("a", { class: "btn", href: page.urls.result }, t("See the whole result"), icon("right"))]
}

/** @param {import("./helpers/countdown.js").Reading} clock */
function onClock(clock) {
  const entry = state.contest.entries.find((/** @type {any} */ one) => one.number === state.countdown.entry)
  const word = wordFor(clock)
  const { heat } = state.countdown
  const turn = heat ? heatName(heat) : entry && t("Number %(n)s", { n: entry.number })
  return [
    el("p", { class: "now-what" }, turn ? [turn, state.countdown.name].join(" · ") : state.countdown.name),
    entry && !heat && el("p", { class: "now-who" }, name(entry.name)),
    el("p", { class: "now-time" }, el("span", { class: "fig" }, clock.text), word && el("span", { class: "now-word" }, word)),
  ]
}

/** @param {import("./helpers/countdown.js").Reading} clock */
function wordFor(clock) {
  if (!live.clock.confirmed) return t("Unconfirmed")
  return clock.state === "waiting" ? t("Not started yet") : timeWord(clock)
}

/** @param {Standings} body */
function standings(body) {
  const hidden = body.label === "hidden"
  return [
    el("h2", { class: "pocket-head" }, hidden ? t("The teams") : t("Standings"), labelChip(body)),
    hidden && el("p", { class: "soft" }, t("Places and points stay behind the curtain for now.")),
    ...inDivisions(body.rows, state.contest.divisions).flatMap(({ name: division, rows }) => [
      division && el("h3", { class: "pocket-part" }, name(division)),
      el("ol", { class: hidden ? "standings is-hidden" : "standings" }, ...rows.map((row, i) => line(row, body, rows[i - 1]))),
    ]),
  ]
}

/** @param {Standings} body */
function labelChip({ label, frozen_at }) {
  if (label === "official") return el("span", { class: "chip good" }, icon("check"), t("Official"))
  if (label === "frozen") return el("span", { class: "chip" }, frozen_at ? t("Frozen at %(time)s", { time: clockTime(frozen_at) }) : t("Frozen"))
  return label === "provisional" && el("span", { class: "chip" }, t("Provisional"))
}

/** @param {Row} row @param {Standings} body @param {Row | undefined} above */
function line(row, { label, places }, above) {
  const out = row.status !== "competing"
  const tied = row.tied && row.place !== null
  const classes = ["standing", row.place === 1 && "is-first", tied && "is-tied", tied && above?.place === row.place && "is-tied-on",
    out && "is-out", isBelowLine(row, above) && "is-below-line"]
  const counted = places && label !== "hidden"
  const below = out ? reason(row) : label === "official" && row.prize
  return el("li", { class: classes.filter(Boolean).join(" "), dataset: { entry: row.entry, place: row.place ?? "", points: row.points ?? "" } },
    el("a", { href: page.urls.entry + row.entry },
      el("span", { class: "standing-place fig" }, counted ? row.place ?? "" : t("Number %(n)s", { n: row.entry })),
      el("span", { class: "standing-name" }, name(row.name), below && el("small", null, below)),
      el("span", { class: "standing-mark" }, ...(out ? [] : mark(row, label))),
      el("span", { class: "standing-points fig" }, row.points !== null && !out ? figures(row.points) : "")))
}

/** @param {Row} row @param {Row | undefined} above */
function isBelowLine(row, above) {
  return above?.status === "competing" && (row.status !== "competing" || row.reached !== above.reached)
}

/** @param {Row} row @param {string} label */
function mark(row, label) {
  if (row.penalty) {
    return [el("span", { class: "standing-penalty fig" },
      icon(row.penalty_kind === "time" ? "clock" : "warning"),
      el("span", { class: "unseen" }, t("Penalty")),
      deducted(row.penalty))]
  }
  if (label === "hidden" || row.received === null || row.received >= row.panel) return []
  const count = t("%(n)s of %(all)s scoresheets", { n: row.received, all: row.panel })
  return [flower({ received: row.received, panel: row.panel }), el("span", { class: "unseen" }, count)]
}

/** @param {Row} row */
function reason({ status, reason: why }) {
  const words = { withdrawn: t("Withdrawn"), disqualified: t("Disqualified") }[status] ?? t("Not placed")
  return why ? `${words}: ${why}` : words
}

function entries() {
  return [
    el("h2", { class: "pocket-head" }, t("Entries in running order")),
    el("ul", { class: "standings" }, ...state.contest.entries.map(entryLine)),
  ]
}

/** @param {{number: number, name: string, concept: string, withdrawn: boolean}} entry */
function entryLine({ number, name: team, concept, withdrawn }) {
  const below = withdrawn ? t("Withdrawn") : concept && `“${concept}”`
  return el("li", { class: withdrawn ? "standing is-out" : "standing" },
    el("a", { href: page.urls.entry + number },
      el("span", { class: "standing-place fig" }, number),
      el("span", { class: "standing-name" }, name(team), below && el("small", null, below)),
      icon("right")))
}
