// A penalty in words, and deciding a proposed one.

import { minutes, t } from "../helpers/words.js"
import { column } from "./decimals.js"
import { ask, reasonField } from "./dialogs.js"
import { statusWords } from "./wording.js"

/** @typedef {import("../desk.js").Desk} Desk */
/** @typedef {import("./state.js").Penalty} Penalty */

/** What the penalty says, without the team's name. @param {Desk} desk @param {Penalty} penalty */
export function penaltySentence({ state }, { kind, late_seconds: late, points: decimal, effect, reason, on }) {
  const points = column(decimal, state.body("contest").decimals)
  if (kind === "other" && on === "sheet") return t("%(points)s points off every judge's scoresheet: %(reason)s", { points, reason })
  if (kind === "other") return t("%(points)s points off: %(reason)s", { points, reason })
  const time = minutes(late ?? 0)
  if (effect === "points") return t("%(time)s late, the rules deduct %(points)s.", { time, points })
  return t("%(time)s late, by the rules: %(status)s.", { time, status: statusWords()[effect] })
}

/** @param {Desk} desk @param {Penalty} penalty */
export function confirmPenalty(desk, { penalty }) {
  desk.acts.act("confirm_penalty", { penalty })
}

/** @param {Desk} desk @param {Penalty} penalty */
export function dismissPenalty(desk, penalty) {
  ask({
    title: t("Let this penalty go?"),
    lines: [`${penalty.name}: ${penaltySentence(desk, penalty)}`],
    fields: [reasonField()],
    yes: t("Let it go"),
    act: ({ reason }) => desk.acts.attempt("dismiss_penalty", { penalty: penalty.penalty, reason }),
  })
}
