// The audience's vote in a corner of the organizer's desk: opens and closes it, each with a question; counts only once it is closed.

import { el, name } from "../helpers/dom.js"
import { t } from "../helpers/words.js"
import { ask, panel, reasonField } from "./dialogs.js"
import { list, part, write } from "./views.js"

/** @typedef {import("../desk.js").Desk} Desk */
/** @typedef {import("./state.js").BallotBox} BallotBox */
/** @typedef {{key: string, words: string, kind: string, act: () => void}} Step */

/** @param {Desk} desk @param {() => void} drawDecisions a tie or an empty box stands among them */
export function ballot(desk, drawDecisions) {
  const drawSteps = list(part("ballot-steps"), (/** @type {Step} */ step) => step.key, stepView)
  const draw = () => {
    const box = desk.state.body("ballot_box")
    part("ballot").hidden = box.state === "none"
    if (box.state !== "none") {
      write(part("ballot-state"), { planned: t("not open yet"), open: t("open now"), closed: t("closed now") }[box.state])
      part("ballot-state").className = box.state === "open" ? "chip good" : "chip"
      write(part("ballot-title"), box.title)
      write(part("ballot-said"), said(box))
      drawSteps(steps(desk, box))
    }
    drawDecisions()
  }
  return { topics: /** @type {const} */ (["contest", "ballot_box"]), draw }
}

/** What a closed vote leaves to people, under the matrix. @param {Desk} desk @returns {import("./decisions.js").Decision[]} */
export function votes(desk) {
  if (!desk.state.has("ballot_box") || !mayAct(desk)) return []
  const box = desk.state.body("ballot_box")
  if (box.state !== "closed") return []
  const again = { words: t("Open again…"), act: () => openAgain(desk, box) }
  const decision = { key: "ballot", sign: /** @type {const} */ ("people"), who: box.title }
  if (box.votes === 0) return [{ ...decision, words: t("no vote came in: it decides nothing."), ways: [again] }]
  if (!isLevel(desk, box)) return []
  const most = box.counts[0][1]
  return [{ ...decision, words: t("%(names)s are level with %(count)s votes each: they share the prize unless you decide otherwise.", { names: names(desk, box.ahead), count: most }), ways: [again] }]
}

/** Level on the votes, and nobody has given their word on it. @param {Desk} desk @param {BallotBox} box */
function isLevel(desk, box) {
  const prize = desk.state.body("standings").special_prizes.find((one) => one.name === box.prize)
  return box.ahead.length > 1 && prize !== undefined && prize.entries.length !== 1
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

/** How many, never for whom: people stand behind the desk. @param {BallotBox} box */
function said({ state, votes: count, by_ticket, tickets }) {
  if (state === "planned") return by_ticket ? t("Cards: %(count)s. People see nothing yet.", { count: tickets }) : t("People see nothing yet.")
  if (state === "open") return t("People vote. Nobody sees a number before you close it.")
  if (!count) return t("No vote came in.")
  return t("Votes that came in: %(count)s. For whom stands behind the button, for you alone.", { count })
}

/** @param {Desk} desk @param {BallotBox} box @returns {Step[]} */
function steps(desk, box) {
  const look = { key: "look", words: t("All counts"), kind: "", act: () => void showCounts(desk, box) }
  const seen = box.state === "closed" && box.votes ? [look] : []
  if (!mayAct(desk)) return seen
  if (box.state === "planned") return [{ key: "open", words: t("Open the vote…"), kind: "primary", act: () => open(desk, box) }]
  if (box.state === "open") return [{ key: "close", words: t("Close the vote…"), kind: "primary", act: () => close(desk, box) }]
  return [...seen, { key: "again", words: t("Open again…"), kind: "", act: () => openAgain(desk, box) }]
}

/** @param {Desk} desk */
function mayAct(desk) {
  return desk.isOrganizer && ["setup", "running"].includes(desk.state.body("contest").phase)
}

/** @param {Desk} desk @param {BallotBox} box */
function open(desk, box) {
  ask({
    title: t("Open the audience's vote?"),
    lines: [el("b", null, name(box.title)), t("Everybody with a card or a phone, as you set it up, may vote from now on. Teams cannot be added to the list any more.")],
    yes: t("Open the vote"),
    act: () => desk.acts.attempt("open_ballot", { base: box.revision, reason: "" }),
  })
}

/** @param {Desk} desk @param {BallotBox} box */
function close(desk, box) {
  ask({
    title: t("Close the audience's vote?"),
    lines: [t("No vote is taken after this, and you see the counts; the hall does not."), worth(box)],
    yes: t("Close the vote"), danger: true,
    act: () => desk.acts.attempt("close_ballot", { base: box.revision }),
  })
}

/** @param {BallotBox} box */
function worth({ prize, share }) {
  if (prize) return t("The most votes get “%(prize)s”.", { prize })
  return share && t("The votes give points at once: at most %(share)s.", { share })
}

/** @param {Desk} desk @param {BallotBox} box */
function openAgain(desk, box) {
  ask({
    title: t("Let people vote on?"),
    lines: [t("The votes that are in stand, and may be changed again. What they were worth is taken back until you close. The record says that you had seen the counts.")],
    fields: [reasonField()],
    yes: t("Open again"), danger: true,
    act: ({ reason }) => desk.acts.attempt("open_ballot", { base: box.revision, reason }),
  })
}

/** @param {Desk} desk @param {BallotBox} box */
function showCounts(desk, box) {
  const lines = box.counts.map(([entry, count]) => el("tr", null,
    el("td", { class: "fig" }, entry), el("th", { scope: "row" }, name(desk.state.nameOf(entry))), el("td", { class: "fig" }, count)))
  panel(t("Votes, for your eyes only"), [el("table", { class: "rows" },
    el("thead", null, el("tr", null, el("th", { scope: "col" }, t("No.")), el("th", { scope: "col" }, t("Team")), el("th", { scope: "col", class: "fig" }, t("Votes")))),
    el("tbody", null, ...lines))])
}

/** @param {Desk} desk @param {number[]} entries */
function names(desk, entries) {
  return entries.map((entry) => desk.state.nameOf(entry)).join(", ")
}
