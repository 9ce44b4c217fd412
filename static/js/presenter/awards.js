// The awards under the thumb: what the hall sees on top, then what comes, one large act at the foot. After a press it rests.

import { closedBud } from "../helpers/bloom.js"
import { el, fill, name } from "../helpers/dom.js"
import { flower } from "../helpers/flower.js"
import { icon } from "../helpers/icons.js"
import { awardName, rungsOf } from "../helpers/ladder.js"
import { page } from "../helpers/page.js"
import { figures, t } from "../helpers/words.js"
import { actOf, said } from "./lines.js"
import { languages } from "./programme.js"

/** @typedef {import("../helpers/ladder.js").Reveal & {steps: import("./lines.js").Step[], at: number, next: import("./lines.js").Step | null}} Reveal the staff's view */
/** @typedef {import("./lines.js").Step} Step */
/** @typedef {import("./lines.js").Won} Won */

/** What the hall sees, and what comes. @param {HTMLElement} place @param {Reveal} reveal @param {import("./lines.js").Line[]} lines @param {{scene: string}[]} screens */
export function drawAwards(place, reveal, lines, screens) {
  const unseen = reveal.state === "running" && !screens.some(({ scene }) => scene === "reveal")
  fill(place, ...(reveal.state === "none" ? before(reveal) : [inTheHall(reveal), unseen && noScreen(), ...comes(reveal, lines)]))
}

/** A presenter moves the reveal; which screen shows it is the desk's to say. */
function noScreen() {
  return el("p", { class: "note warn" }, t("No screen shows the reveal. Ask the desk to put it on."))
}

/** @param {Reveal} reveal */
function before({ steps }) {
  const awards = [...new Map(steps.map(({ award }) => [award.key, award])).values()]
  return [el("p", null, t("The awards have not begun. The hall sees what the desk shows it.")),
    el("p", { class: "soft" }, t("A rehearsal goes through every step with invented names: nobody learns who has won, and phones stay as they are.")),
    ...(awards.length ? [el("h2", null, t("In this order")), el("ol", { class: "phone-lines" }, ...awards.map((award) => el("li", null, name(awardName(award)))))] : [])]
}

/** @param {Reveal} reveal */
function inTheHall(reveal) {
  const { scene, state, rehearsal } = reveal
  return el("header", { class: "hall-now" },
    el("p", { class: "hall-sign" }, icon(state === "paused" ? "pause" : "screen"),
      state === "paused" ? t("Paused: the screens stay as they are") : t("In the hall now"),
      rehearsal && el("span", { class: "chip warn" }, t("Rehearsal"))),
    el("p", { class: "hall-what", dataset: { scene: scene?.kind ?? "" } }, ...inWords(scene)),
    el("p", { class: "hall-ladder", "aria-hidden": "true" }, ...rungsOf(reveal).toReversed().map(({ opened, closed }) =>
      el("span", null, ...opened.map(() => flower({ received: 5, panel: 5 })), ...closed.map(({ key }) => closedBud(scene?.kind === "hush" && key === scene.award.key))))))
}

/** @param {import("../helpers/ladder.js").Step | null} scene */
function inWords(scene) {
  if (!scene) return [t("All prizes closed")]
  if (scene.kind === "hush") return [t("%(award)s goes to…", { award: awardName(scene.award) })]
  return [awardName(scene.award), " · ", ...scene.entries.flatMap(({ name: team }, i) => (i ? [", ", name(team)] : [name(team)]))]
}

/** @param {Reveal} reveal @param {import("./lines.js").Line[]} lines */
function comes({ next, steps, state }, lines) {
  if (state === "done") return [el("p", { class: "next-kicker" }, t("The ceremony is over. The desk publishes the whole result."))]
  if (!next) return [el("p", { class: "next-kicker" }, t("Every prize is open.")),
    el("p", { class: "soft" }, t("Close the ceremony when the applause is over; the desk then publishes the whole result."))]
  return [el("p", { class: "next-kicker" }, t("Next"), " · ", t("step %(n)s of %(all)s", { n: next.index + 1, all: steps.length })),
    el("h2", { class: "next-award" }, name(awardName(next.award))),
    ...known(next, steps).map(winner),
    ...languages().map((lang) => el("blockquote", { lang }, said(next, lines, page.proposals, lang)))]
}

/** Before a hush the presenter already sees whom it leads to. @param {Step} next @param {Step[]} steps @returns {Won[]} */
function known(next, steps) {
  if (next.entries.length) return next.entries
  return steps.find(({ award, entries }) => award.key === next.award.key && entries.length > 0)?.entries ?? []
}

/** @param {Won} won */
function winner({ name: team, say, points, gap, tied }) {
  return el("div", { class: "next-team" },
    el("p", { class: "next-name" }, name(team)),
    say && el("p", { class: "next-say" }, icon("sound"), el("span", null, t("say: %(say)s", { say }))),
    points !== null && el("p", { class: "next-points" }, el("span", { class: "fig" }, figures(points)),
      tied ? el("span", { class: "soft" }, t("Joint place")) : gap && el("span", { class: "soft" }, t("%(gap)s ahead of the one behind", { gap: figures(gap) }))))
}

/** The large act at the foot. @param {Reveal} reveal @returns {{words: string, command: string}} */
export function mainAct({ state, next }) {
  if (state === "none") return { words: t("Begin the awards…"), command: "begin_reveal" }
  if (state === "paused") return { words: t("Go on"), command: "resume_reveal" }
  if (state === "done") return { words: t("Take it up again"), command: "resume_reveal" }
  if (!next) return { words: t("Close the ceremony…"), command: "end_reveal" }
  return { words: actOf(next), command: "reveal_next" }
}

/**
 * Where the reveal can jump to, and the way out.
 * @param {HTMLDialogElement} dialog @param {Reveal} reveal @param {(command: string, fields: object) => void} act
 */
export function askWhere(dialog, { steps, at, rehearsal }, act) {
  const go = (/** @type {string} */ command, /** @type {object} */ fields) => () => {
    dialog.close()
    act(command, fields)
  }
  fill(dialog, el("h2", null, t("Jump to")),
    el("p", null, t("The hall sees it at once; everything before it stands open.")),
    el("ul", { class: "jump" }, ...steps.map((step) => el("li", null,
      el("button", { class: step.index === at ? "btn chosen" : "btn", type: "button", onclick: go("reveal_to", { step: step.index }) }, stepWords(step))))),
    el("div", { class: "btn-row" },
      el("button", { class: "btn danger", type: "button", onclick: go("end_reveal", {}) }, rehearsal ? t("End the rehearsal") : t("End the ceremony here")),
      el("button", { class: "btn", type: "button", onclick: () => dialog.close() }, t("Cancel"))))
  dialog.showModal()
}

/** @param {Step} step */
function stepWords({ kind, award }) {
  return kind === "hush" ? t("%(award)s, still closed", { award: awardName(award) }) : t("%(award)s, opened", { award: awardName(award) })
}

/**
 * What cannot be taken back without the hall seeing it is asked once.
 * @param {HTMLDialogElement} dialog @param {string} command @param {(command: string, fields: object) => void} act
 */
export function askFirst(dialog, command, act) {
  const begins = command === "begin_reveal"
  const yes = (/** @type {object} */ fields) => () => {
    dialog.close()
    act(command, fields)
  }
  fill(dialog, el("h2", null, begins ? t("Begin the awards?") : t("Close the ceremony?")),
    el("p", null, begins ? t("Every screen that shows the reveal turns to the first prize. The result must be official.") : t("The reveal is over. The desk publishes the result for every phone.")),
    el("div", { class: "btn-row" },
      el("button", { class: "btn", type: "button", onclick: () => dialog.close() }, t("Cancel")),
      el("button", { class: "btn primary", type: "button", onclick: yes(begins ? { rehearsal: false } : {}) }, begins ? t("Begin") : t("Close the ceremony"))))
  dialog.showModal()
}

