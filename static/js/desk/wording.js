// Words that several regions of the desk share: judges, statuses, scoresheets, scenes, what is undecided.

import { figures, t } from "../helpers/words.js"

/** How a judge is called where there is little room. @param {number} judge */
export function judgeLabel(judge) {
  return t("J %(number)s", { number: judge })
}

/** How a judge is called in a sentence; "Judge 3" says its number itself. @param {import("./state.js").State} state @param {number} judge */
export function judgeWho(state, judge) {
  const name = state.judgeName(judge)
  return name.endsWith(` ${judge}`) ? name : `${judgeLabel(judge)} · ${name}`
}

/** A judge or a helper, by the seat's name. @param {import("./state.js").State} state @param {string} seat */
export function seatWho(state, seat) {
  const [role, number] = seat.split("-")
  if (role === "judge") return judgeWho(state, Number(number))
  if (role === "steward") return t("Steward %(number)s", { number })
  return role === "presenter" ? t("Presenter %(number)s", { number }) : t("Scorekeeper %(number)s", { number })
}

/** A seat of the staff, who type paper sheets in. @param {string} seat */
export function seatCalled(seat) {
  const number = seat.split("-")[1]
  return number ? t("Scorekeeper %(number)s", { number }) : t("Organizer")
}

/** @returns {Record<import("./state.js").Status, string>} */
export function statusWords() {
  return { competing: t("Competing"), not_placed: t("Not placed"), disqualified: t("Disqualified"), withdrawn: t("Withdrawn") }
}

/** @param {import("./state.js").Cell} cell */
export function cellWords({ state, out, entered, of, total, unconfirmed, paper }) {
  if (out === "recused") return t("does not judge this team")
  if (out === "left") return t("has left")
  if (out === "not_in_round") return t("does not judge in this round")
  if (state === "blank") return t("not scored yet")
  if (state === "part") return t("%(entered)s of %(of)s criteria scored", { entered, of })
  const words = { total: figures(total ?? "") }
  if (unconfirmed) return t("%(total)s, signed, waits for a second person", words)
  if (paper) return t("%(total)s, signed, from paper", words)
  return state === "complete" ? t("%(total)s, not signed yet", words) : t("%(total)s, signed", words)
}

/** @returns {Record<string, string>} in the order of their keys */
export function sceneWords() {
  return {
    title: t("Title card"), countdown: t("Countdown"), progress: t("Buds and blossoms"), leaderboard: t("Leaderboard"),
    presenting: t("Presenting"), message: t("Message"), reveal: t("Reveal"), podium: t("Podium"), gallery: t("Photos"),
    entry: t("One entry"), lots: t("Lots"), vote: t("Vote"), ticker: t("Running line"), black: t("Black"),
  }
}

/** One thing that stands between here and an official result. @param {{state: import("./state.js").State}} desk @param {import("./state.js").Undecided} one */
export function undecidedWords({ state }, one) {
  if (one.code === "nothing_scored") return t("No scoresheet has been signed yet.")
  if (one.code === "sheets_unsigned") {
    const round = state.round(one.details.round)?.name ?? String(one.details.round)
    return t("Not signed in %(round)s: number %(numbers)s. The judge can sign while the round is open.", { round, numbers: one.details.entries.join(", ") })
  }
  if (one.code === "sheets_unconfirmed") return t("A second person is to read back and confirm: number %(numbers)s.", { numbers: one.details.entries.join(", ") })
  if (one.code === "penalty_proposed") return t("A proposed penalty waits: confirm it or let it go.")
  if (one.code === "marks_apart") {
    const criterion = state.round(one.details.round)?.criteria.find((it) => it.number === one.details.criterion)?.name ?? ""
    return t("scores in %(criterion)s lie further apart than the rules allow. The judges look again first.", { criterion })
  }
  if (one.code === "round_lacking") return lackingWords(one.details.code, one.details.details)
  if (one.code === "cut_open") return t("tie across the line to the next round.")
  return t("level on place %(place)s after every tie-break.", { place: one.details.place })
}

/** What a round's method needs and does not have: the sentences of contest/words.py. @param {string} code @param {Record<string, any>} details */
function lackingWords(code, details) {
  switch (code) {
    case "panels_differ": return t("%(round)s: this method compares orders, so the same judges must judge every team. Choose a mean, or lift the recusals.", details)
    case "panels_unequal": return t("%(round)s: sums need panels of the same size for every team. Choose a mean, or lift the recusals.", details)
    case "judge_ties": return t("Judge %(judge)s gave two teams the same in %(criterion)s; this method needs a clear order from every judge.", details)
    case "judges_not_connected": return t("These groups of teams have no judge in common, so they cannot be compared: %(groups)s.",
      { groups: details.groups.map((/** @type {number[]} */ group) => group.join(", ")).join(" / ") })
    default: return t("Judge %(judge)s judged fewer than %(needed)s teams, too few to put on a common scale.", details)
  }
}

/** Whom it is about; empty when it is about everybody. @param {{state: import("./state.js").State}} desk @param {import("./state.js").Undecided} one */
export function undecidedWho({ state }, one) {
  if (one.code === "nothing_scored" || one.code === "round_lacking") return ""
  if (one.code === "sheets_unsigned" || one.code === "sheets_unconfirmed") return `${judgeWho(state, one.details.judge)}:`
  if (one.code === "penalty_proposed" || one.code === "marks_apart") return `${state.nameOf(one.details.entry)}:`
  return `${one.details.entries.map((entry) => state.nameOf(entry)).join(", ")}:`
}
