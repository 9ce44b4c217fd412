// The head judge decides ties here with the desk's own ways: a tie room, a joint place, an order, lots. Which ties, topic `panel` says.

import { decisionView } from "../desk/decisions.js"
import { State } from "../desk/state.js"
import { ties } from "../desk/ties.js"
import { list, part } from "../desk/views.js"

/** @typedef {import("../head.js").Panel} Panel */
/** @typedef {import("../desk/decisions.js").Decision} Decision */

/** @param {import("./acts.js").Attempt} acts @returns {(topic: string, body: any) => void} to be told topics `contest` and `panel` */
export function tiesHere(acts) {
  const state = new State()
  const drawList = list(part("tie-list"), (/** @type {Decision} */ one) => one.key, decisionView)
  return (topic, body) => {
    if (topic === "panel") takePanel(state, body)
    else state.take(topic, body)
    if (!state.has("contest", "standings")) return
    const open = ties({ state, acts, mayDecide: true })
    part("ties").hidden = open.length === 0
    drawList(open)
  }
}

/** What the desk knows from three topics. @param {State} state @param {Panel} panel */
function takePanel(state, panel) {
  state.take("standings", { undecided: panel.ties })
  state.take("tie_room", panel.tie_room)
  state.take("scoresheets", { judges: panel.judges })
}
