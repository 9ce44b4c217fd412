// Who has stepped back: one tap a team stamps its finish at that very moment; a stamped team opens for correction. In a stage
// with a turn for each, the same grid is the running order: a tap calls the team on stage.

import { el, fill } from "../helpers/dom.js"
import { minutes, t } from "../helpers/words.js"
import { callEntry } from "./countdown.js"
import { ask, reasonField } from "./dialogs.js"
import { button, list, part, write } from "./views.js"

/** @typedef {import("../desk.js").Desk} Desk */
/** @typedef {import("./state.js").Finish} Finish */

/** @param {Desk} desk */
export function finishes(desk) {
  const drawTeams = list(part("finishes"), (/** @type {Finish} */ one) => one.entry, () => teamView(desk))
  button("hands-off").addEventListener("click", () => handsOff(desk))
  button("stamp-now").addEventListener("click", () => stampOnStage(desk))
  const draw = () => {
    const { entries } = desk.state.body("finishes")
    const isEach = desk.state.stage()?.kind === "each"
    drawTeams(entries)
    part("finishes").classList.toggle("is-many", entries.length > 16)
    const isHeats = desk.state.stage()?.heats ?? false
    write(part("finishes-title"), isEach && !isHeats ? t("Running order") : t("Finishes"))
    write(part("finishes-hint"), isHeats ? t("tap to call a heat, then as they step back") : isEach ? t("tap to call on stage") : t("tap as they step back"))
    drawActs(desk, isEach, isHeats)
  }
  return { topics: /** @type {const} */ (["contest", "countdown", "finishes"]), draw, handsOff: () => handsOff(desk) }
}

/** @param {Desk} desk @param {boolean} isEach @param {boolean} isHeats */
function drawActs(desk, isEach, isHeats) {
  const { state, entry } = desk.state.body("countdown")
  const isStarted = state !== "waiting"
  button("hands-off").hidden = isEach && !isHeats
  button("hands-off").disabled = !isStarted || unstamped(desk).length === 0
  const now = button("stamp-now")
  now.hidden = !isEach || isHeats
  now.disabled = entry === null || !isStarted || finishOf(desk, entry)?.seconds !== null
  write(part("stamp-now-words"), entry === null ? t("Stamp the finish") : t("Number %(number)s is done", { number: entry }))
}

/** @param {Desk} desk @param {number} entry */
function finishOf(desk, entry) {
  return desk.state.body("finishes").entries.find((one) => one.entry === entry)
}

/** Of the heat on stage, where heats run. @param {Desk} desk */
function unstamped(desk) {
  const heat = desk.state.body("countdown").heat
  return desk.state.body("finishes").entries.filter((one) => one.seconds === null && (!heat || heat.entries.includes(one.entry)))
}

/** Whether an entry is the one on stage, or in the heat that is. @param {Desk} desk @param {number} entry */
function isOnStage(desk, entry) {
  const { entry: turn, heat } = desk.state.body("countdown")
  return turn === entry || Boolean(heat?.entries.includes(entry))
}

/** @param {Desk} desk @returns {import("./views.js").View<Finish>} */
function teamView(desk) {
  /** @type {Finish} */
  let one
  const node = el("button", { class: "stamp fig", type: "button", onclick: () => press(desk, one) })
  return { node, update: (newer) => {
    one = newer
    const look = lookOf(desk, one)
    node.className = `stamp fig ${look.kind}`
    node.setAttribute("aria-label", `${one.entry}, ${desk.state.nameOf(one.entry)}: ${look.words}`)
    node.title = `${desk.state.nameOf(one.entry)}: ${look.words}`
    fill(node, String(one.entry), look.time ? el("small", null, look.time) : null)
  } }
}

/** @param {Desk} desk @param {Finish} one @returns {{kind: string, words: string, time?: string}} */
function lookOf(desk, one) {
  if (one.seconds !== null) return stampedLook(one, one.seconds)
  if (desk.acts.isStampWaiting(one.entry)) return { kind: "is-waiting", words: t("On this laptop, waiting for the connection"), time: "…" }
  if (isOnStage(desk, one.entry)) return { kind: "is-on-stage", words: t("On stage") }
  if (desk.state.body("countdown").done.includes(one.entry)) return { kind: "is-done", words: t("Has presented") }
  return { kind: "", words: t("Not stamped") }
}

/** @param {Finish} one @param {number} seconds */
function stampedLook(one, seconds) {
  const time = minutes(seconds)
  const words = one.late > 0 ? t("%(late)s late, stamped at %(time)s", { late: minutes(one.late), time }) : t("In time, stamped at %(time)s", { time })
  return { kind: one.late > 0 ? "is-late" : "is-in", words, time }
}

/** @param {Desk} desk @param {Finish} one */
function press(desk, one) {
  if (one.seconds !== null) correct(desk, one)
  else if (isCalled(desk, one.entry)) callEntry(desk, one.entry)
  else stamp(desk, one.entry)
}

/** Whether a tap calls a team on stage; in a heat that runs it stamps. @param {Desk} desk @param {number} entry */
function isCalled(desk, entry) {
  const stage = desk.state.stage()
  if (stage?.kind !== "each") return false
  return !(stage.heats && isOnStage(desk, entry) && desk.state.body("countdown").state !== "waiting")
}

/** @param {Desk} desk @param {number} entry */
function stamp(desk, entry) {
  const { round, stage } = desk.state.body("finishes")
  desk.acts.stamp(entry, { round, stage, tapped_at: Math.round(desk.live.clock.now()) })
}

/** @param {Desk} desk */
function stampOnStage(desk) {
  const { entry } = desk.state.body("countdown")
  if (entry !== null) stamp(desk, entry)
}

/** @param {Desk} desk */
function handsOff(desk) {
  const { round, stage } = desk.state.body("finishes")
  const left = unstamped(desk)
  if (button("hands-off").hidden || button("hands-off").disabled) return
  ask({
    title: t("All hands off?"),
    lines: [t("Not stamped so far: number %(numbers)s. They are marked as finished in time.", { numbers: left.map((one) => one.entry).join(", ") })],
    yes: t("All finished in time"),
    act: () => desk.acts.attempt("call_hands_off", { round, stage }),
  })
}

/** @param {Desk} desk @param {Finish} one */
function correct(desk, one) {
  const { round, stage } = desk.state.body("finishes")
  ask({
    title: t("Correct the finish of number %(number)s", { number: one.entry }),
    lines: [t("Stamped at %(time)s. A penalty that rests on it is worked out anew.", { time: minutes(one.seconds ?? 0) })],
    fields: [
      { name: "time", label: t("Time worked, minutes and seconds"), value: minutes(one.seconds ?? 0), optional: true, most: 7,
        hint: t("Empty takes the stamp away: the team is then not stamped.") },
      reasonField(),
    ],
    yes: t("Correct it"),
    act: ({ time, reason }) => {
      const seconds = secondsOf(time)
      if (Number.isNaN(seconds)) return Promise.resolve({ ok: false, message: t("Write the time as 45:42.") })
      return desk.acts.attempt("correct_finish", { round, stage, entry: one.entry, seconds, reason })
    },
  })
}

/** "45:42" is 2742, "" is null, anything else NaN. @param {string} time */
function secondsOf(time) {
  if (time === "") return null
  const [whole, minute, second] = /^(\d{1,3}):([0-5]\d)$/.exec(time) ?? []
  return whole ? Number(minute) * 60 + Number(second) : NaN
}
