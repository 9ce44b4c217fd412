// Words that several regions of the desk share: judges, statuses, scoresheets, scenes, what is undecided.

import { figures, t } from "../helpers/words.js"

/** How a judge is called where there is little room. @param {number} judge */
export function judgeLabel(judge) {
  return t("J %(number)s", { number: judge })
}

/** How a judge is called in a sentence; "Judge 3" says its number itself. @param {import("./state.js").State} state @param {number} judge */
export function judgeWho(state, judge) {
  const name = state.judgeName(judge)
  return name.endsWith(` ${judge}`) ? name : `${judgeLabel(judge)}, ${name}`
}

/** @returns {Record<import("./state.js").Status, string>} */
export function statusWords() {
  return { competing: t("Competing"), not_placed: t("Not placed"), disqualified: t("Disqualified"), withdrawn: t("Withdrawn") }
}

/** @param {import("./state.js").Cell} cell */
export function cellWords({ state, entered, of, total }) {
  if (state === "blank") return t("not scored yet")
  if (state === "part") return t("%(entered)s of %(of)s criteria scored", { entered, of })
  const words = { total: figures(total ?? "") }
  return state === "complete" ? t("%(total)s, not signed yet", words) : t("%(total)s, signed", words)
}

/** @returns {Record<string, string>} in the order of their keys */
export function sceneWords() {
  return {
    title: t("Title card"), countdown: t("Countdown"), progress: t("Buds and blossoms"), leaderboard: t("Leaderboard"),
    presenting: t("Presenting"), message: t("Message"), black: t("Black"),
  }
}

/** One thing that stands between here and an official result. @param {import("../desk.js").Desk} desk @param {import("./state.js").Undecided} one */
export function undecidedWords({ state }, one) {
  if (one.code === "nothing_scored") return t("No scoresheet has been signed yet.")
  if (one.code === "sheets_unsigned") {
    const round = state.round(one.details.round)?.name ?? String(one.details.round)
    return t("Not signed in %(round)s: number %(numbers)s. The judge can sign while the round is open.", { round, numbers: one.details.entries.join(", ") })
  }
  if (one.code === "penalty_proposed") return t("A proposed penalty waits: confirm it or let it go.")
  return t("level on place %(place)s after every tie-break.", { place: one.details.place })
}

/** Whom it is about; empty when it is about everybody. @param {import("../desk.js").Desk} desk @param {import("./state.js").Undecided} one */
export function undecidedWho({ state }, one) {
  if (one.code === "nothing_scored") return ""
  if (one.code === "sheets_unsigned") return `${judgeWho(state, one.details.judge)}:`
  if (one.code === "penalty_proposed") return `${state.nameOf(one.details.entry)}:`
  return `${one.details.entries.map((entry) => state.nameOf(entry)).join(", ")}:`
}
