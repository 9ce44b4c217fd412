// Lots for the order of presentation: drawn by the organizer, opened on stage one by one or all together.

import { t } from "../helpers/words.js"
import { ask, reasonField } from "./dialogs.js"
import { button, part, write } from "./views.js"

/** @typedef {import("../desk.js").Desk} Desk */

/** @param {Desk} desk */
export function lots(desk) {
  const draw = () => drawState(desk)
  button("draw-lots").addEventListener("click", () => drawOrder(desk))
  button("open-lot").addEventListener("click", () => open(desk, false))
  button("open-lots").addEventListener("click", () => open(desk, true))
  return { topics: /** @type {const} */ (["contest", "screens", "lots"]), draw }
}

/** Stands there while a screen shows the lots, or some are still shut. @param {Desk} desk */
function drawState(desk) {
  const { draw, opened, turns } = desk.state.body("lots")
  const isShown = desk.state.body("screens").screens.some(({ scene }) => scene === "lots")
  const rest = turns.length - opened
  part("lots").hidden = !isShown && rest === 0
  write(part("lots-state"), said(desk, draw, opened, turns))
  button("draw-lots").hidden = !desk.isOrganizer
  write(button("draw-lots"), draw === null ? t("Draw lots…") : t("Draw again…"))
  button("open-lot").hidden = rest === 0
  button("open-lots").hidden = rest === 0
  write(button("open-lot"), t("Open lot %(turn)s", { turn: opened + 1 }))
}

/** @param {Desk} desk @param {number|null} draw @param {number} opened @param {(number|null)[]} turns */
function said(desk, draw, opened, turns) {
  if (draw === null) return t("Nothing is drawn yet. The teams stand in the order of set-up.")
  if (opened === turns.length) return t("All lots are open: this is the running order now.")
  if (opened === 0) return t("Drawn, and known to nobody. Open the first lot when the hall looks.")
  const last = turns[opened - 1]
  return t("Turn %(turn)s: number %(entry)s. %(rest)s still shut.", { turn: opened, entry: last === null ? "" : `${last} ${desk.state.nameOf(last)}`, rest: turns.length - opened })
}

/** @param {Desk} desk @param {boolean} all */
function open(desk, all) {
  const { draw, opened } = desk.state.body("lots")
  if (draw !== null) desk.acts.act("open_lot", { draw, base: opened, all })
}

/** @param {Desk} desk */
function drawOrder(desk) {
  const isAgain = desk.state.body("lots").draw !== null
  ask({
    title: isAgain ? t("Draw the lots once more?") : t("Draw the order of presentation?"),
    lines: [t("Every team gets a turn by chance. Nobody sees the order before its lots are opened; with the last one it is the running order. The seed stands in the log: anybody can draw it again.")],
    fields: isAgain ? [reasonField()] : [],
    yes: t("Draw"), danger: isAgain,
    act: ({ reason = "" }) => desk.acts.attempt("draw_order", { reason }),
  })
}
