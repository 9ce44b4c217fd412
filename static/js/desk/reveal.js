// The reveal at the organizer's desk: planned, begun, moved press by press. People stand behind the desk, so who comes next is
// covered until somebody asks for it; the presenter's phone does the same with one thumb.

import { el } from "../helpers/dom.js"
import { awardName } from "../helpers/ladder.js"
import { t } from "../helpers/words.js"
import { ask } from "./dialogs.js"
import { list, part, write } from "./views.js"

/** @typedef {import("../desk.js").Desk} Desk */
/** @typedef {import("./state.js").Reveal} Reveal */
/** @typedef {{key: string, words: string, kind: string, act: () => void}} Press */

/** The step whose names were asked for; any other is covered. */
let uncovered = -1

/** @param {Desk} desk */
export function reveal(desk) {
  const drawPresses = list(part("reveal-steps"), (/** @type {Press} */ press) => press.key, pressView)
  const draw = () => {
    const told = desk.state.body("reveal")
    const { phase } = desk.state.body("contest")
    part("reveal").hidden = phase === "archived" || (told.state === "none" && told.after.places.length === 0)
    write(part("reveal-state"), stateWords(told))
    part("reveal-state").className = told.state === "running" ? "chip good" : "chip"
    write(part("reveal-now"), onStage(told))
    write(part("reveal-next"), coming(told))
    drawPresses(presses(desk, told, draw))
  }
  return { topics: /** @type {const} */ (["contest", "reveal"]), draw }
}

/** @returns {import("./views.js").View<Press>} */
function pressView() {
  /** @type {Press} */
  let press
  const node = el("button", { type: "button", onclick: () => press.act() })
  return { node, update: (newer) => {
    press = newer
    node.className = `btn ${press.kind}`
    write(node, press.words)
  } }
}

/** @param {Reveal} told */
function stateWords({ state, rehearsal }) {
  if (rehearsal) return t("Rehearsal, invented names")
  return { none: t("not begun"), running: t("on stage now"), paused: t("paused"), done: t("done") }[state]
}

/** @param {Reveal} told */
function onStage({ state, scene, steps }) {
  if (state === "none") return steps.length ? t("Everything is ready.") : t("It begins once the result is official. Rehearse whenever you like.")
  if (state === "done") return t("What was opened stays on the screens. Publish when you are ready.")
  if (!scene) return t("On stage: nothing is opened yet.")
  const words = { award: awardName(scene.award) }
  return scene.kind === "hush" ? t("On stage: %(award)s, announced.", words) : t("On stage: %(award)s, opened.", words)
}

/** What the next press does; whose it is only after it was asked for. @param {Reveal} told */
function coming({ state, next }) {
  if (state !== "running" && state !== "paused") return ""
  if (!next) return t("Everything is opened.")
  const words = { award: awardName(next.award) }
  const press = next.kind === "hush" ? t("Next: announce %(award)s.", words) : t("Next: open %(award)s.", words)
  if (uncovered !== next.index) return press
  return `${press} ${next.entries.map((one) => one.name).join(", ") || t("Nobody gets it.")}`
}

/** @param {Desk} desk @param {Reveal} told @param {() => void} draw @returns {Press[]} */
function presses(desk, told, draw) {
  const { revision: base, state, next, at } = told
  /** @param {string} command @param {object} [fields] */
  const press = (command, fields = {}) => {
    uncovered = -1
    void desk.acts.act(command, { base, ...fields })
  }
  if (state === "none" || (state === "done" && desk.state.body("contest").curtain !== "revealing")) return beginnings(desk, told)
  const end = { key: "end", words: t("End…"), kind: "", act: () => endIt(desk, told) }
  if (state === "done") return [{ key: "on", words: t("Go on after all"), kind: "", act: () => press("resume_reveal") }]
  if (state === "paused") return [{ key: "on", words: t("Go on"), kind: "primary", act: () => press("resume_reveal") }, end]
  return [
    ...(next ? [{ key: "next", words: next.kind === "hush" ? t("Announce") : t("Open"), kind: "primary", act: () => press("reveal_next") }] : []),
    ...(at >= 0 ? [{ key: "back", words: t("Back"), kind: "", act: () => press("reveal_back") }] : []),
    { key: "pause", words: t("Pause"), kind: "", act: () => press("pause_reveal") },
    ...(next ? [cover(next.index, draw)] : []),
    end,
  ]
}

/** @param {number} index @param {() => void} draw @returns {Press} */
function cover(index, draw) {
  const isSeen = uncovered === index
  return { key: "cover", words: isSeen ? t("Cover the name") : t("Who is next?"), kind: "", act: () => {
    uncovered = isSeen ? -1 : index
    draw()
  } }
}

/** @param {Desk} desk @param {Reveal} told @returns {Press[]} */
function beginnings(desk, told) {
  const begin = { key: "begin", words: t("Begin the reveal…"), kind: "primary", act: () => beginIt(desk, told) }
  return [
    ...(told.steps.length ? [begin] : []),
    { key: "plan", words: t("Order…"), kind: "", act: () => planIt(desk, told) },
    ...(told.state === "none" ? [{ key: "rehearse", words: t("Rehearse"), kind: "", act: () => void desk.acts.act("begin_reveal", { rehearsal: true, base: told.revision }) }] : []),
  ]
}

/** @param {Desk} desk @param {Reveal} told */
function beginIt(desk, { revision: base, state }) {
  const again = state === "done" && t("It has been done once: everything is closed again and starts from the first prize.")
  ask({
    title: t("Begin the reveal?"),
    lines: [t("The curtain follows the stage: phones and screens see what is opened, and nothing sooner. Nothing is opened by this press."), again],
    yes: t("Begin"),
    act: () => desk.acts.attempt("begin_reveal", { rehearsal: false, base }),
  })
}

/** @param {Desk} desk @param {Reveal} told */
function endIt(desk, { revision: base, rehearsal, next }) {
  const lines = rehearsal ? [t("The screens go back to what they were.")]
    : [t("What was opened stays on the screens until you publish."), next && t("Some prizes are not opened yet.")]
  ask({ title: rehearsal ? t("End the rehearsal?") : t("End the reveal?"), lines, yes: t("End"), act: () => desk.acts.attempt("end_reveal", { base }) })
}

/** Two questions: in which order, and where each prize beside the places comes. @param {Desk} desk @param {Reveal} told */
function planIt(desk, { revision: base, plan, beside, after }) {
  /** @type {[string, string][]} */
  const orders = [["prizes", t("By prizes, consolation first")], ["places", t("From last to first place")]]
  const usable = orders.filter(([key]) => after[/** @type {"prizes"} */ (key)].length)
  ask({
    title: t("In which order?"),
    lines: [t("Each prize takes two presses: first its name, then whose it is. Ties are opened together.")],
    fields: [{ name: "order", label: t("Order"), value: plan.order, options: usable }],
    yes: t("Take this order"),
    act: async ({ order }) => {
      const extras = order === plan.order ? plan.extras : beside.map(({ key }) => ({ key, after: null }))
      const answer = await desk.acts.attempt("plan_reveal", { order, extras, base })
      const told = /** @type {{revision: number} | undefined} */ (answer.reveal)
      if (answer.ok && beside.length) setTimeout(() => planBeside(desk, told?.revision ?? base, /** @type {"places"|"prizes"} */ (order), extras))
      return answer
    },
  })
}

/** @param {Desk} desk @param {number} base @param {"places"|"prizes"} order @param {{key: string, after: string|null}[]} extras */
function planBeside(desk, base, order, extras) {
  const { beside, after } = desk.state.body("reveal")
  /** @type {[string, string][]} */
  const where = [["first", t("Before everything")], ...after[order].map((award) => /** @type {[string, string]} */ ([award.key, t("After: %(award)s", { award: awardIn(desk, award) })])), ["never", t("Not on stage")]]
  const now = Object.fromEntries(extras.map(({ key, after: which }) => [key, which ?? "first"]))
  ask({
    title: t("Where do the other prizes come?"),
    fields: beside.map((award) => ({ name: award.key, label: awardName(award), value: now[award.key] ?? "never", options: where })),
    yes: t("Take this order"),
    act: (values) => desk.acts.attempt("plan_reveal", {
      order, base,
      extras: beside.filter(({ key }) => values[key] !== "never").map(({ key }) => ({ key, after: values[key] === "first" ? null : values[key] })),
    }),
  })
}

/** @param {Desk} desk @param {import("./state.js").Award} award */
function awardIn(desk, award) {
  const division = desk.state.body("contest").divisions.find(({ number }) => number === award.division)
  return division ? `${awardName(award)}, ${division.name}` : awardName(award)
}
