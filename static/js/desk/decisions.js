// What waits for a person, under the matrix: each thing is a sentence with its buttons. Rounds and the result are in result.js.

import { el, fill } from "../helpers/dom.js"
import { icon } from "../helpers/icons.js"
import { t } from "../helpers/words.js"
import { votes } from "./ballot.js"
import { received } from "./late.js"
import { practising } from "./practice.js"
import { confirmPenalty, dismissPenalty, penaltySentence } from "./penalties.js"
import { secondPerson } from "./second.js"
import { sheetPanel } from "./sheet_panel.js"
import { pairing, silent } from "./tablets.js"
import { ties } from "./ties.js"
import { list, part, write } from "./views.js"
import { undecidedWho, undecidedWords } from "./wording.js"

/** @typedef {import("../desk.js").Desk} Desk */
/** @typedef {{words: string, isPrimary?: boolean, act: () => void}} Way */
/** @typedef {{key: string, sign: import("../helpers/icons.js").IconName, who: string, words: string, ways: Way[]}} Decision */

/** @param {Desk} desk @param {() => void} lookAtPractice */
export function decisions(desk, lookAtPractice) {
  const drawList = list(part("decisions"), (/** @type {Decision} */ one) => one.key, decisionView)
  const draw = () => {
    const open = [...practising(desk, lookAtPractice), ...proposals(desk), ...pairing(desk), ...silent(desk), ...ties({ state: desk.state, acts: desk.acts, mayDecide: desk.isOrganizer, mayCut: desk.isOrganizer }), ...secondPerson(desk, sheetPanel), ...received(desk), ...votes(desk), ...missingSheets(desk)]
    drawList(open)
    part("decisions-none").hidden = open.length > 0
  }
  return { topics: /** @type {const} */ (["contest", "penalties", "presence", "scoresheets", "standings", "tie_room", "calibration"]), draw }
}

/** @returns {import("./views.js").View<Decision>} */
export function decisionView() {
  /** @type {Decision} */
  let one
  const [sign, who, words, ways] = [el("span", { class: "sign" }), el("b"), el("span"), el("span", { class: "ways" })]
  const node = el("li", null, sign, el("p", null, who, " ", words), ways)
  const drawWays = list(ways, (/** @type {Way} */ way) => way.words, (first) => {
    const act = () => one.ways.find((way) => way.words === first.words)?.act()
    const press = el("button", { class: first.isPrimary ? "btn primary" : "btn", type: "button", onclick: act }, first.words)
    return { node: press, update: (way) => press.setAttribute("aria-label", `${way.words}: ${one.who} ${one.words}`) }
  })
  return { node, update: (newer) => {
    one = newer
    if (sign.dataset.look !== one.sign) fill(sign, icon(one.sign))
    sign.dataset.look = one.sign
    write(who, one.who)
    write(words, one.words)
    drawWays(one.ways)
  } }
}

/** @param {Desk} desk @returns {Decision[]} */
function proposals(desk) {
  return desk.state.body("penalties").penalties.filter((one) => one.state === "proposed").map((one) => ({
    key: `penalty-${one.penalty}`, sign: "clock", who: one.name, words: penaltySentence(desk, one),
    ways: [
      { words: t("Let it go…"), act: () => dismissPenalty(desk, one) },
      { words: t("Confirm the penalty"), isPrimary: true, act: () => confirmPenalty(desk, one) },
    ],
  }))
}

/** Once the round is closed a scoresheet that is not signed will never count by itself. @param {Desk} desk @returns {Decision[]} */
function missingSheets(desk) {
  const shown = desk.state.body("scoresheets").round
  return desk.state.body("standings").undecided.flatMap((one) => {
    if (one.code !== "sheets_unsigned" || desk.state.round(one.details.round)?.phase !== "closed") return []
    const { round, judge, entries } = one.details
    return {
      key: `missing-${round}-${judge}`, sign: "pencil", who: undecidedWho(desk, one), words: undecidedWords(desk, one),
      ways: round === shown ? [{ words: t("Look"), act: () => sheetPanel(desk, entries[0], judge) }] : [],
    }
  })
}
