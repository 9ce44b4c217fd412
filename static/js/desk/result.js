// The line between matrix and decisions: where the round and the result stand, and the one act that comes next.

import { el, name } from "../helpers/dom.js"
import { t } from "../helpers/words.js"
import { ask, panel, reasonField } from "./dialogs.js"
import { list, part, write } from "./views.js"
import { undecidedWho, undecidedWords } from "./wording.js"

/** @typedef {import("../desk.js").Desk} Desk */
/** @typedef {import("./state.js").Round} Round */
/** @typedef {{key: string, words: string, kind: string, act: () => void}} Step */

/** @param {Desk} desk */
export function result(desk) {
  const drawSteps = list(part("steps"), (/** @type {Step} */ step) => step.key, stepView)
  const draw = () => {
    write(part("round-said"), situation(desk))
    drawSteps(steps(desk))
  }
  const next = () => steps(desk)[0]?.act()
  return { topics: /** @type {const} */ (["contest", "scoresheets", "standings", "countdown"]), draw, next }
}

/** @returns {import("./views.js").View<Step>} */
function stepView() {
  /** @type {Step} */
  let step
  const node = el("button", { type: "button", onclick: () => step.act() })
  return { node, update: (newer) => {
    step = newer
    node.className = `btn ${step.kind}`
    write(node, step.words)
  } }
}

/** @param {Desk} desk */
function situation(desk) {
  const { phase, rounds } = desk.state.body("contest")
  if (phase === "archived") return t("The contest is archived: it can only be read.")
  if (phase === "official") return t("The result is official.")
  const round = current(desk)
  if (!round) return t("Add a round in the set-up.")
  if (round.phase === "planned") return t("%(round)s is not open yet: the judges can look, not score.", { round: round.name })
  const { signed, of } = signedSheets(desk)
  if (round.phase === "open") return t("%(round)s is open. Signed: %(signed)s of %(of)s.", { round: round.name, signed, of })
  if (rounds.some((one) => one.phase === "planned")) return t("%(round)s is closed.", { round: round.name })
  const open = desk.state.body("standings").undecided.length
  return open ? t("%(round)s is closed. Still open: %(count)s.", { round: round.name, count: open }) : t("Everything is decided. The result can be confirmed.")
}

/** The round under way, else the one that comes next, else the last. @param {Desk} desk @returns {Round|undefined} */
function current(desk) {
  const { rounds, round } = desk.state.body("contest")
  return rounds.find((one) => one.phase === "open") ?? rounds.find((one) => one.number === round) ?? rounds[0]
}

/** @param {Desk} desk */
function signedSheets(desk) {
  const rows = desk.state.body("scoresheets").rows.filter((row) => row.status === "competing")
  return { signed: sum(rows.map((row) => row.received)), of: sum(rows.map((row) => row.panel)) }
}

/** @param {number[]} counts */
function sum(counts) {
  return counts.reduce((all, one) => all + one, 0)
}

/** What may be done now, the most likely first. @param {Desk} desk @returns {Step[]} */
function steps(desk) {
  const { phase, rounds } = desk.state.body("contest")
  if (phase === "archived") return []
  if (phase === "official") return officialSteps(desk)
  const open = rounds.find((round) => round.phase === "open")
  if (open) return [closeStep(desk, open)]
  const planned = rounds.find((round) => round.phase === "planned")
  const last = rounds.filter((round) => round.phase === "closed").at(-1)
  return [
    planned ? openStep(desk, planned, rounds.length === 1 ? t("Open the round") : t("Open %(round)s", { round: planned.name }), "primary") : null,
    !planned && last && desk.isOrganizer ? confirmStep(desk) : null,
    last ? openStep(desk, last, t("Open the round again…"), "") : null,
  ].filter((step) => step !== null)
}

/** @param {Desk} desk @returns {Step[]} */
function officialSteps(desk) {
  if (!desk.isOrganizer) return []
  const withdraw = { key: "withdraw", words: t("Withdraw the result…"), kind: "danger", act: () => withdrawResult(desk) }
  if (desk.state.body("contest").curtain === "published") return [withdraw]
  return [{ key: "publish", words: t("Publish…"), kind: "primary", act: () => publish(desk) }, withdraw]
}

/** @param {Desk} desk @returns {Step} */
function confirmStep(desk) {
  const isDecided = desk.state.body("standings").undecided.length === 0
  return { key: "confirm", words: t("Confirm the result…"), kind: isDecided ? "primary" : "wait", act: () => confirmResult(desk) }
}

/** @param {Desk} desk @param {Round} round @param {string} words @param {string} kind @returns {Step} */
function openStep(desk, round, words, kind) {
  const act = () => {
    if (round.phase === "planned") return void openPlanned(desk, round)
    ask({
      title: t("Open %(round)s again?", { round: round.name }),
      lines: [t("The judges can score again in this round until you close it.")],
      yes: t("Open again"), danger: true,
      act: () => desk.acts.attempt("open_round", { round: round.number }),
    })
  }
  return { key: `open-${round.number}`, words, kind, act }
}

/** Opening the round after a cut says who goes on, and records it. @param {Desk} desk @param {Round} round */
function openPlanned(desk, round) {
  const { rounds } = desk.state.body("contest")
  const before = rounds[rounds.indexOf(round) - 1]
  const cut = before && desk.state.body("standings").goes_on.find((one) => one.round === before.number)
  if (!cut) return desk.acts.act("open_round", { round: round.number })
  return ask({
    title: t("Open %(round)s with these %(count)s?", { round: round.name, count: cut.entries.length }),
    lines: [el("ol", { class: "rows" }, ...cut.entries.map((entry) => el("li", null, name(desk.state.nameOf(entry))))),
      t("The others stand where they are now. This is written in the record.")],
    yes: t("Open %(round)s", { round: round.name }),
    act: () => desk.acts.attempt("open_round", { round: round.number }),
  })
}

/** @param {Desk} desk @param {Round} round @returns {Step} */
function closeStep(desk, round) {
  const { signed, of } = signedSheets(desk)
  const act = () => void ask({
    title: t("Close %(round)s?", { round: round.name }),
    lines: [
      signed < of ? el("b", null, t("Not signed yet: %(count)s of %(of)s scoresheets.", { count: of - signed, of })) : t("Every scoresheet is signed."),
      t("After this no score is taken in this round."),
    ],
    yes: t("Close the round"), danger: signed < of,
    act: () => desk.acts.attempt("close_round", { round: round.number }),
  })
  return { key: "close", words: t("Close the round…"), kind: signed < of ? "" : "primary", act }
}

/** @param {Desk} desk */
function confirmResult(desk) {
  const { undecided } = desk.state.body("standings")
  if (undecided.length > 0) {
    const open = undecided.map((one) => el("li", null, el("p", null, el("b", null, undecidedWho(desk, one)), " ", undecidedWords(desk, one))))
    return void panel(t("Not yet: this is still open"), [el("ul", { class: "rows" }, ...open)])
  }
  ask({
    title: t("Make the result official?"),
    lines: [t("Points, places and prizes stand as they are now. The hall sees them only when you publish.")],
    yes: t("Confirm the result"),
    act: () => desk.acts.attempt("confirm_result", {}),
  })
}

/** @param {Desk} desk */
function withdrawResult(desk) {
  ask({
    title: t("Withdraw the official result?"),
    lines: [t("A published result disappears from every screen and phone. Printed sheets are no longer valid.")],
    fields: [reasonField()],
    yes: t("Withdraw it"), danger: true,
    act: ({ reason }) => desk.acts.attempt("withdraw_result", { reason }),
  })
}

/** Lifts the curtain for good. @param {Desk} desk */
export function publish(desk) {
  ask({
    title: t("Publish the result?"),
    lines: [t("Every screen and phone shows all places, points and the arithmetic.")],
    yes: t("Publish"),
    act: () => desk.acts.attempt("set_curtain", { curtain: "published", base: desk.state.body("contest").revision_of_curtain }),
  })
}
