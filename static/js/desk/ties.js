// Ties that the rules left open, of the result or across a cut: a tie room, a joint place, an order by people, lots drawn.

import { el } from "../helpers/dom.js"
import { t } from "../helpers/words.js"
import { ask, panel, reasonField } from "./dialogs.js"
import { judgeWho, undecidedWho, undecidedWords } from "./wording.js"

/**
 * Where a tie is decided: the desk, and the head judge's page.
 * @typedef {object} Desk
 * @property {import("./state.js").State} state with the topics contest, standings, scoresheets and tie_room
 * @property {import("./acts.js").Acts} acts
 * @property {boolean} mayDecide
 * @property {boolean} [mayCut] may say who goes on, whatever the rule says
 */
/** @typedef {import("./decisions.js").Decision} Decision */
/** @typedef {import("./decisions.js").Way} Way */

/** Ties matter once nothing can change the points any more. @param {Desk} desk @returns {Decision[]} */
export function ties(desk) {
  const { rounds, phase } = desk.state.body("contest")
  if (phase !== "running") return []
  const isOver = rounds.every((round) => round.phase === "closed")
  const open = desk.state.body("standings").undecided.flatMap((one) => {
    if (one.code !== "cut_open" && !(one.code === "tie_open" && isOver)) return []
    const { entries } = one.details
    const room = openRoom(desk, entries)
    const ways = !desk.mayDecide ? [] : room ? roomWays(desk) : waysOut(desk, entries, one.code === "cut_open" ? one.details.round : null)
    return { key: `${one.code}-${entries}`, entries, sign: /** @type {const} */ ("same"), who: undecidedWho(desk, one), words: room ? roomWords(desk) : undecidedWords(desk, one), ways }
  })
  return open.some(({ entries }) => openRoom(desk, entries)) ? open : [...open, ...leftBehind(desk)]
}

/** A room whose tie is no longer there, after a correction or a penalty: the judges should not go on marking. @param {Desk} desk @returns {Decision[]} */
function leftBehind(desk) {
  const room = desk.state.body("tie_room")
  if (room.room === null || room.state !== "open") return []
  return [{ key: `room-${room.room}`, sign: "same", who: `${names(desk, room.entries.map((one) => one.entry))}:`,
    words: t("are no longer level; their tie room is still open."), ways: desk.mayDecide ? [giveUp(desk, room.room)] : [] }]
}

/** Whether the tie room stands open for these. @param {Desk} desk @param {number[]} entries */
function openRoom(desk, entries) {
  const room = desk.state.body("tie_room")
  return room.room !== null && room.state === "open" && room.entries.length === entries.length && room.entries.every((one) => entries.includes(one.entry))
}

/** @param {Desk} desk */
function roomWords(desk) {
  const { judges, is_complete: isComplete, is_tied: isTied } = desk.state.body("tie_room")
  if (isTied) return t("are level again after the tie room.")
  if (isComplete) return t("are marked once more by every judge.")
  const missing = judges.filter((one) => one.missing > 0).map((one) => judgeWho(desk.state, one.judge))
  return t("are being marked once more. Still to come: %(judges)s.", { judges: missing.join(", ") })
}

/** @param {Desk} desk @returns {Way[]} */
function roomWays(desk) {
  const { room, is_complete: isComplete, is_tied: isTied } = desk.state.body("tie_room")
  return [
    giveUp(desk, room),
    ...(isComplete && !isTied ? [{ words: t("Let it decide…"), isPrimary: true, act: () => reasoned(desk, t("Let the tie room decide?"), t("The order that the judges' new marks give settles this tie."), t("Let it decide"), "close_tie_room", { room }) }] : []),
  ]
}

/** @param {Desk} desk @param {number|null} room @returns {Way} */
function giveUp(desk, room) {
  return { words: t("Give it up…"), act: () => reasoned(desk, t("Give this tie room up?"), t("What was marked in it stays in the record and decides nothing."), t("Give it up"), "drop_tie_room", { room }) }
}

/** @param {Desk} desk @param {number[]} entries @param {number|null} cut the round whose line they tie across @returns {Way[]} */
function waysOut(desk, entries, cut) {
  return [
    { words: t("More ways…"), act: () => chooseWay(desk, entries, cut) },
    { words: t("Tie room…"), isPrimary: true, act: () => openTieRoom(desk, entries, cut) },
  ]
}

/** @param {Desk} desk @param {number[]} entries @param {number|null} cut */
function chooseWay(desk, entries, cut) {
  /** @type {[string, string][]} */
  const ways = [["order", t("Put in order by people")], ["lots", t("Draw lots")]]
  if (cut === null) ways.unshift(["joint", t("Joint place")])
  if (cut !== null && desk.mayCut) ways.push(["cut", t("Decide who goes on")])
  const acts = { joint: shareThePlace, order: putInOrder, lots: drawLots, cut: () => decideWhoGoesOn(desk, Number(cut)) }
  ask({
    title: t("How is this tie decided?"),
    lines: [names(desk, entries)],
    fields: [{ name: "way", label: t("Way"), options: ways, value: ways[0][0] }],
    yes: t("Choose this way"),
    act: async ({ way }) => {
      setTimeout(() => acts[/** @type {keyof typeof acts} */ (way)](desk, entries))
      return { ok: true, message: "" }
    },
  })
}

/** Across a cut only what was judged before its line. @param {Desk} desk @param {number[]} entries @param {number|null} cut */
function openTieRoom(desk, entries, cut) {
  const all = desk.state.body("contest").rounds
  const rounds = all.slice(0, cut === null ? all.length : all.findIndex((round) => round.number === cut) + 1)
  /** @type {[string, string][]} */
  const boxes = rounds.flatMap((round) => round.criteria.map((one) =>
    /** @type {[string, string]} */ ([`${round.number}.${one.number}`, rounds.length > 1 ? `${round.name}: ${one.name}` : one.name])))
  ask({
    title: t("Mark these teams once more?"),
    lines: [names(desk, entries), t("The judges get a small scoresheet with these teams and criteria only. No earlier score changes.")],
    fields: [{ name: "criteria", label: t("Criteria to mark"), boxes, value: boxes[0][0] }],
    yes: t("Open the tie room"),
    act: ({ criteria }) => desk.acts.attempt("open_tie_room", { entries, criteria: criteria.split(" ").map((key) => key.split(".").map(Number)) }),
  })
}

/** Best first, as the standing lists them now. @param {Desk} desk @param {number} round */
function decideWhoGoesOn(desk, round) {
  const { rows, goes_on: goesOn } = desk.state.body("standings")
  /** @type {[string, string][]} */
  const boxes = rows.filter((row) => row.place !== null).map((row) => [String(row.entry), `${row.place}. ${desk.state.nameOf(row.entry)}`])
  ask({
    title: t("Who goes on?"),
    lines: [t("These go on to the next round, whatever the rule says. Your reason enters the record.")],
    fields: [{ name: "entries", label: t("Teams that go on"), boxes, value: (goesOn.find((one) => one.round === round)?.entries ?? []).join(" ") }, reasonField()],
    yes: t("Let these go on"),
    act: ({ entries, reason }) => desk.acts.attempt("make_cut", { round, entries: entries.split(" ").map(Number), reason }),
  })
}

/** @param {Desk} desk @param {number[]} entries */
function shareThePlace(desk, entries) {
  reasoned(desk, t("A joint place?"), names(desk, entries), t("Joint place"), "settle_tie", { entries, joint: true })
}

/** @param {Desk} desk @param {number[]} entries */
function putInOrder(desk, entries) {
  /** @type {[string, string][]} */
  const options = entries.map((entry) => [String(entry), desk.state.nameOf(entry)])
  ask({
    title: t("Put these in order"),
    lines: [t("Best first. Your reason is shown with the arithmetic.")],
    fields: [
      ...entries.map((entry, index) => ({ name: `rank-${index}`, label: t("Rank %(rank)s among them", { rank: index + 1 }), options, value: String(entry) })),
      reasonField(),
    ],
    yes: t("Put in this order"),
    act: (values) => desk.acts.attempt("settle_tie", { entries: entries.map((_, index) => Number(values[`rank-${index}`])), joint: false, reason: values.reason }),
  })
}

/** @param {Desk} desk @param {number[]} entries */
function drawLots(desk, entries) {
  ask({
    title: t("Draw lots now?"),
    lines: [names(desk, entries), t("The server draws once, and the record keeps the seed: anybody can draw it again.")],
    fields: [reasonField()],
    yes: t("Draw lots"),
    act: async ({ reason }) => {
      const answer = await desk.acts.attempt("draw_lots", { entries, reason })
      if (answer.ok) panel(t("Lots are drawn"), [
        el("p", null, t("Best first: %(teams)s.", { teams: names(desk, answer.entries) })),
        el("p", null, t("Seed: %(seed)s", { seed: answer.seed })),
        el("p", { class: "soft" }, t("To draw it again: order the teams by the SHA-256 of “seed|number”, least first.")),
      ])
      return answer
    },
  })
}

/** @param {Desk} desk @param {string} title @param {string} line @param {string} yes @param {string} command @param {object} fields */
function reasoned(desk, title, line, yes, command, fields) {
  ask({ title, lines: [line], fields: [reasonField()], yes, act: ({ reason }) => desk.acts.attempt(command, { ...fields, reason }) })
}

/** @param {Desk} desk @param {number[]} entries */
function names(desk, entries) {
  return entries.map((entry) => desk.state.nameOf(entry)).join(", ")
}
