// Prizes before the ceremony, under the decisions: what people should know in calm sentences, who gets each special prize, and
// giving one by somebody's word. From when the last round is closed.

import { el, fill, name } from "../helpers/dom.js"
import { t } from "../helpers/words.js"
import { ask, reasonField } from "./dialogs.js"
import { list, part, write } from "./views.js"

/** @typedef {import("../desk.js").Desk} Desk */
/** @typedef {import("./state.js").SpecialPrize} SpecialPrize */
/** @typedef {{key: string, who: string, words: string, way: string, prize: SpecialPrize|null, among: number[]|null}} Line */

const NOBODY = "0"
/** @type {Record<string, (() => string)|undefined>} */
const BY_FIGURES = {
  criterion: () => t("This prize goes by a criterion; your word stands above it."),
  vote: () => t("This prize goes by the counted votes; your word stands above them."),
}

/** @param {Desk} desk */
export function prizes(desk) {
  const drawList = list(part("prize-list"), (/** @type {Line} */ line) => line.key, () => lineView(desk))
  const draw = () => {
    const { rounds } = desk.state.body("contest")
    const isOver = rounds.length > 0 && rounds.every((round) => round.phase === "closed")
    const lines = isOver ? [...warnings(desk), ...held(desk)] : []
    part("prizes").hidden = lines.length === 0
    drawList(lines)
  }
  return { topics: /** @type {const} */ (["contest", "standings"]), draw }
}

/** @param {Desk} desk @returns {import("./views.js").View<Line>} */
function lineView(desk) {
  const [who, words, ways] = [el("bdi"), el("span"), el("span", { class: "ways" })]
  const node = el("li", null, el("p", null, el("b", null, who), " ", words), ways)
  let drawn = ""
  return { node, update: (line) => {
    write(who, line.who)
    write(words, line.words)
    const newer = JSON.stringify([line, mayAward(desk)])
    if (newer === drawn) return
    drawn = newer
    const { prize, among } = line
    fill(ways, prize?.kind === "vote" && mayAward(desk) && el("a", { class: "btn", href: `${desk.urls.extras}#votes-${prize.number}` }, t("Enter the votes")),
      prize && mayAward(desk) && el("button", { class: "btn", type: "button", "aria-label": `${line.way} ${prize.name}`, onclick: () => award(desk, prize, among) }, line.way))
  } }
}

/** @param {Desk} desk */
function mayAward(desk) {
  return desk.isOrganizer && ["setup", "running"].includes(desk.state.body("contest").phase)
}

/** @param {Desk} desk @returns {Line[]} */
function warnings(desk) {
  return desk.state.body("standings").warnings.map((one, at) => {
    const { code, details } = one
    const about = code === "special_open" || code === "special_tied" ? special(desk, details.prize) : null
    return { key: `${code}-${about?.number ?? at}`, who: whom(desk, one), words: sentence(desk, one), way: t("Award…"), prize: about,
      among: code === "special_tied" ? details.entries : null }
  })
}

/** Special prizes that somebody has. @param {Desk} desk @returns {Line[]} */
function held(desk) {
  return desk.state.body("standings").special_prizes.filter((prize) => prize.entries.length === 1).map((prize) => ({
    key: `held-${prize.number}`, who: `${prize.name}:`, words: desk.state.nameOf(prize.entries[0]), way: t("Award otherwise…"), prize, among: null,
  }))
}

/** @param {Desk} desk @param {import("./state.js").Warned} one */
function whom(desk, one) {
  return one.code === "special_twice" ? desk.state.nameOf(one.details.entry) : `${one.details.prize}:`
}

/** @param {Desk} desk @param {import("./state.js").Warned} one */
function sentence(desk, one) {
  switch (one.code) {
    case "prize_crossed": return t("%(names)s are level across its end; left of it: %(left)s.", { names: names(desk, one.details.entries), left: one.details.left })
    case "prize_withheld": return t("not given, left over: %(count)s. Nobody else reaches its points.", { count: one.details.count })
    case "special_tied": return t("%(names)s are level for it.", { names: names(desk, one.details.entries) })
    case "special_open": return t("nobody has it yet.")
    case "special_twice": return t("gets several special prizes: %(prizes)s.", { prizes: one.details.prizes.join(", ") })
  }
}

/** @param {Desk} desk @param {number[]} entries */
function names(desk, entries) {
  return entries.map((entry) => desk.state.nameOf(entry)).join(", ")
}

/** @param {Desk} desk @param {string} called */
function special(desk, called) {
  return desk.state.body("standings").special_prizes.find((one) => one.name === called) ?? null
}

/** @param {Desk} desk @param {SpecialPrize} prize @param {number[]|null} among the only ones to choose from */
function award(desk, prize, among) {
  const placed = desk.state.body("standings").rows.filter((row) => row.place !== null && (among === null || among.includes(row.entry)))
  /** @param {import("./state.js").Standing} row @returns {[string, string]} */
  const choice = ({ entry }) => [String(entry), `${entry}. ${desk.state.nameOf(entry)}`]
  ask({
    title: t("Award a special prize"),
    lines: [el("p", null, name(prize.name)), BY_FIGURES[prize.kind]?.()],
    fields: [
      { name: "entry", label: t("Team"), value: String(prize.entries[0] ?? ""), options: [["", t("Choose a team")], ...placed.map(choice), ...withoutWord(prize)] },
      reasonField(),
    ],
    yes: t("Award it"),
    act: ({ entry, reason }) => entry === NOBODY
      ? desk.acts.attempt("withdraw_award", { prize: prize.number, reason })
      : desk.acts.attempt("award_special", { prize: prize.number, entry: Number(entry), reason }),
  })
}

/** What becomes of a prize when the word given on it is taken back. @param {SpecialPrize} prize @returns {[string, string][]} */
function withoutWord({ kind, entries }) {
  if (kind === "criterion") return [[NOBODY, t("As the criterion says")]]
  if (kind === "vote") return entries.length ? [[NOBODY, t("As the votes say")]] : []
  return entries.length ? [[NOBODY, t("Nobody for now: take it back")]] : []
}
