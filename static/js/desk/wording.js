// Words that several regions of the desk share: judges, statuses, scoresheets, curtains, scenes.

import { figures, t } from "../helpers/words.js"

/** How a judge is called where there is little room. @param {number} judge */
export function judgeLabel(judge) {
  return t("J %(number)s", { number: judge })
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

/** @returns {Record<import("./state.js").CurtainName, string>} */
export function curtainWords() {
  return { live: t("Live"), suspense: t("Suspense"), frozen: t("Frozen"), revealing: t("Revealing"), published: t("Published") }
}

/** @returns {Record<string, string>} in the order of their keys */
export function sceneWords() {
  return {
    title: t("Title"), countdown: t("Countdown"), progress: t("Buds and blossoms"), leaderboard: t("Leaderboard"),
    presenting: t("Presenting"), message: t("Message"), black: t("Black"),
  }
}
