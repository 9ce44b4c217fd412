// The clocks that run beside the chosen one: each in a line with its time, pause and go on, and the way to it.

import { clockName, reading } from "../helpers/countdown.js"
import { el, fill } from "../helpers/dom.js"
import { icon } from "../helpers/icons.js"
import { t } from "../helpers/words.js"
import { list, part, write } from "./views.js"

/** @typedef {import("../desk.js").Desk} Desk */
/** @typedef {import("../helpers/countdown.js").Countdown} Countdown */

/** @param {Desk} desk */
export function otherClocks(desk) {
  const keyOf = (/** @type {Countdown} */ one) => [one.round, one.stage, one.entry].join(" ")
  const drawLines = list(part("other-clocks"), keyOf, () => lineView(desk))
  const draw = () => drawLines(desk.state.body("countdown").others)
  setInterval(() => desk.state.has("countdown") && draw(), 500)
  return { topics: /** @type {const} */ (["contest", "countdown"]), draw }
}

/** @param {Desk} desk @returns {import("./views.js").View<Countdown>} */
function lineView(desk) {
  /** @type {Countdown} */
  let one
  const [what, time] = [el("span", { class: "other-name" }), el("span", { class: "fig" })]
  const hold = el("button", { class: "btn square", type: "button", onclick: () => void desk.acts.act(one.state === "running" ? "pause_countdown" : "resume_countdown", based(one)) })
  const go = el("button", { class: "btn square", type: "button", onclick: () => goThere(desk, one) }, icon("right"))
  return { node: el("li", null, what, time, hold, go), update: (newer) => {
    one = newer
    const isRunning = one.state === "running"
    write(what, clockName(one))
    write(time, reading(one, desk.live.clock.now()).text)
    if (hold.dataset.look !== one.state) fill(hold, icon(isRunning ? "pause" : "play"))
    hold.dataset.look = one.state
    label(hold, isRunning ? t("Pause %(what)s", { what: clockName(one) }) : t("Go on with %(what)s", { what: clockName(one) }))
    label(go, t("Go to %(stage)s", { stage: clockName(one) }))
  } }
}

/** @param {HTMLElement} press @param {string} words */
function label(press, words) {
  press.title = words
  press.setAttribute("aria-label", words)
}

/** @param {Countdown} one */
function based({ round, stage, entry, revision }) {
  return { round, stage, entry, base: revision }
}

/** @param {Desk} desk @param {Countdown} one */
function goThere(desk, { round, stage, entry }) {
  if (entry === null) desk.acts.act("choose_stage", { round, stage })
  else desk.acts.act("call_entry", { round, stage, entry })
}
