// Practice before the start: the desk opens a sample, sees who is done, closes it, and opens another one.

import { el, name } from "../helpers/dom.js"
import { icon } from "../helpers/icons.js"
import { t } from "../helpers/words.js"
import { ask, panel } from "./dialogs.js"
import { practiceTable } from "./practice_table.js"
import { part } from "./views.js"
import { judgeLabel } from "./wording.js"

/** @typedef {import("../desk.js").Desk} Desk */
/** @typedef {import("./practice_table.js").Practice} Practice */
/** @typedef {import("./decisions.js").Decision} Decision */

/** @param {Desk} desk */
export function practice(desk) {
  /** @type {ReturnType<typeof panel>|null} */
  let view = null
  const draw = () => {
    const button = /** @type {HTMLButtonElement} */ (part("practice"))
    button.disabled = false
    button.hidden = desk.state.body("calibration").calibration === null && isBegun(desk)
    if (view?.isOpen()) view.refill(content(desk), ways(desk))
  }
  const open = () => {
    view = panel(t("Practice before the start"), content(desk), ways(desk))
  }
  part("practice").addEventListener("click", open)
  return { topics: /** @type {const} */ (["contest", "calibration", "scoresheets"]), draw, open }
}

/** Whether somebody has scored: then it is too late to practise. @param {Desk} desk */
function isBegun(desk) {
  return desk.state.body("scoresheets").rows.some((row) => row.cells.some((cell) => cell.entered > 0))
}

/** A sample that waits for judges. @param {Desk} desk @param {() => void} look @returns {Decision[]} */
export function practising(desk, look) {
  const found = desk.state.body("calibration")
  if (found.calibration === null || found.state !== "open") return []
  const done = found.judges.filter((one) => one.finished).length
  return [{ key: `practice-${found.calibration}`, sign: "pencil", who: t("Practice"),
    words: t("%(done)s of %(count)s judges are done with the sample.", { done, count: found.judges.length }), ways: [{ words: t("Look"), act: look }] }]
}

/** @param {Desk} desk */
function content(desk) {
  const found = desk.state.body("calibration")
  if (found.calibration === null) {
    return [el("p", null, t("All judges score one sample, with the criteria of the round. Then each sees how far from the others they are; nobody sees another's numbers.")),
      el("p", { class: "soft" }, t("It counts in no result. It has to be before the first score of the round."))]
  }
  const title = el("p", null, el("b", null, name(found.title || t("a sample"))), " · ", name(found.name))
  return found.state === "open" ? [title, progress(found)] : [title, ...(found.judges.some((one) => one.distance) ? practiceTable(found)
    : [el("p", null, t("No judge was done."))])]
}

/** @param {Practice} found */
function progress({ judges }) {
  return el("table", { class: "rows" },
    el("thead", null, el("tr", null, el("th", { scope: "col" }, t("Judge")), el("th", { scope: "col" }, t("Criteria")))),
    el("tbody", null, ...judges.map((one) => el("tr", null, el("th", { scope: "row" }, judgeLabel(one.judge), " ", name(one.name)),
      el("td", null, one.finished ? el("span", { class: "state saved" }, icon("check"), t("done")) : t("%(entered)s of %(of)s", { entered: one.entered, of: one.of }))))))
}

/** @param {Desk} desk */
function ways(desk) {
  const found = desk.state.body("calibration")
  if (found.calibration !== null && found.state === "open") {
    const { calibration } = found
    return [el("button", { class: "btn", type: "button", onclick: () => close(desk, calibration) }, t("End practice…"))]
  }
  const words = found.calibration === null ? t("Open a sample…") : t("Once more…")
  return [el("button", { class: "btn primary", type: "button", onclick: () => begin(desk) }, words)]
}

/** @param {Desk} desk */
function begin(desk) {
  const rounds = desk.state.body("contest").rounds.filter((round) => round.phase !== "closed")
  return ask({
    title: t("Open a sample for practice?"),
    lines: [t("It appears on every judge's tablet at once.")],
    fields: [
      { name: "title", label: t("What is scored (a photo, an arrangement)"), optional: true, most: 120 },
      ...(rounds.length > 1 ? [{ name: "round", label: t("Criteria of"), options: rounds.map((round) => /** @type {[string, string]} */ ([String(round.number), round.name])) }] : []),
    ],
    yes: t("Open it"),
    act: ({ title, round }) => desk.acts.attempt("open_calibration", { round: Number(round ?? rounds[0]?.number ?? 1), title: title ?? "" }),
  })
}

/** @param {Desk} desk @param {number} calibration */
function close(desk, calibration) {
  return ask({
    title: t("End practice now?"),
    lines: [t("Who is done sees how far from the others they are. Who is not done is not compared.")],
    yes: t("End it"),
    act: () => desk.acts.attempt("close_calibration", { calibration }),
  })
}
