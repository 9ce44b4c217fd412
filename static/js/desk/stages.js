// Which stage of which round the hall is in; another one is a press away, and asks first while a countdown runs.

import { el } from "../helpers/dom.js"
import { minutes, t } from "../helpers/words.js"
import { ask } from "./dialogs.js"
import { list, part, write } from "./views.js"

/** @typedef {import("../desk.js").Desk} Desk */
/** @typedef {import("./state.js").Stage} Stage */
/** @typedef {{round: number, roundName: string, stage: Stage, isNow: boolean}} StageItem */

/** @param {Desk} desk */
export function stages(desk) {
  const drawStages = list(part("stages"), (/** @type {StageItem} */ item) => `${item.round}-${item.stage.number}`, () => stageView(desk))
  const draw = () => {
    const now = desk.state.body("countdown")
    const isNow = (/** @type {number} */ round, /** @type {Stage} */ stage) => round === now.round && stage.number === now.stage
    drawStages(desk.state.body("contest").rounds.flatMap(({ number: round, name: roundName, stages: all }) =>
      all.map((stage) => ({ round, roundName, stage, isNow: isNow(round, stage) }))))
  }
  return { topics: /** @type {const} */ (["contest", "countdown"]), draw }
}

/** @param {Desk} desk @returns {import("./views.js").View<StageItem>} */
function stageView(desk) {
  /** @type {StageItem} */
  let item
  const [title, time] = [el("span"), el("span", { class: "fig" })]
  const node = el("button", { class: "btn", type: "button", onclick: () => chooseStage(desk, item) }, title, time)
  return { node, update: (newer) => {
    item = newer
    write(title, item.stage.name)
    write(time, minutes(item.stage.seconds))
    node.title = item.roundName
    node.setAttribute("aria-pressed", String(item.isNow))
  } }
}

/** @param {Desk} desk @param {StageItem} item */
function chooseStage(desk, item) {
  if (item.isNow) return
  const fields = { round: item.round, stage: item.stage.number }
  const { state, name } = desk.state.body("countdown")
  if (state !== "running") return void desk.acts.act("choose_stage", fields)
  ask({
    title: t("Go to %(stage)s?", { stage: item.stage.name }),
    lines: [t("%(stage)s is still running and goes on beside it.", { stage: name })],
    yes: t("Go there"),
    act: () => desk.acts.attempt("choose_stage", fields),
  })
}
