// The first five for a stream, as far as the curtain allows places at all: place, short name, points. Orders nothing itself.

import { el, fill, name } from "../helpers/dom.js"
import { clockTime, figures, t } from "../helpers/words.js"

/** @typedef {import("../screen.js").Hall} Hall */
/** @typedef {import("../displays/leaderboard.js").Row} Row */

export const topics = ["contest", "standings"]

const MOST = 5

/** @param {HTMLElement} root @param {Hall} hall */
export function render(root, { standings }) {
  const rows = /** @type {Row[]} */ (standings.rows).filter(({ place }) => place !== null).slice(0, MOST)
  if (!standings.places || rows.length === 0) return void fill(root)
  fill(root, el("div", { class: "five panel" },
    el("p", { class: "five-head" }, el("b", null, t("Leaderboard")), el("span", { class: "soft" }, said(standings))),
    ...rows.map((row) => el("p", { class: "five-row", dataset: { entry: row.entry } },
      el("span", { class: "five-place fig" }, row.place),
      el("span", { class: "five-name" }, name(row.short_name || row.name)),
      el("span", { class: "five-points fig" }, row.points === null ? "" : figures(row.points))))))
}

/** @param {{label: string, frozen_at: number | null}} standings */
function said({ label, frozen_at }) {
  if (label === "official") return t("Official")
  if (label === "frozen") return frozen_at ? t("Frozen at %(time)s", { time: clockTime(frozen_at) }) : t("Frozen")
  return t("Provisional")
}
