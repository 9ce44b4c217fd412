// The standings on the audience's phone: places and points as far as the curtain allows, buds and petals where it hides them.

import { inDivisions } from "../helpers/divisions.js"
import { el, name } from "../helpers/dom.js"
import { flower } from "../helpers/flower.js"
import { icon } from "../helpers/icons.js"
import { page } from "../helpers/page.js"
import { clockTime, deducted, figures, t } from "../helpers/words.js"

/** @typedef {import("../audience.js").Known} Known */
/** @typedef {import("../displays/leaderboard.js").Standings} Standings */
/** @typedef {import("../displays/leaderboard.js").Row} Row */

/** @param {Known} known its standings have come */
export function standings(known) {
  const body = /** @type {Standings} */ (known.standings)
  const hidden = body.label === "hidden"
  return [
    el("h2", { class: "pocket-head" }, hidden ? t("The teams") : t("Standings"), labelChip(body)),
    hidden && el("p", { class: "soft" }, t("Places and points stay behind the curtain for now."), " ", received(known)),
    ...inDivisions(body.rows, known.contest.divisions).flatMap(({ name: division, rows }) => [
      division && el("h3", { class: "pocket-part" }, name(division)),
      el("ol", { class: { hidden: "standings is-hidden", opened: "standings is-opened" }[/** @type {string} */ (body.label)] ?? "standings" }, ...rows.map((row, i) => line(row, body, rows[i - 1], known))),
    ]),
  ]
}

/** What the buds and petals say, once the first scoresheet is in. @param {Known} known */
function received({ progress, contest }) {
  if (!progress || progress.received <= 0) return false
  const count = { n: progress.received, all: progress.of }
  if (contest.motif === "star") return t("Each ray is a judge's scoresheet: %(n)s of %(all)s are in.", count)
  if (contest.motif === "bar") return t("Each block is a judge's scoresheet: %(n)s of %(all)s are in.", count)
  return t("Each petal is a judge's scoresheet: %(n)s of %(all)s are in.", count)
}

/** @param {Standings} body */
function labelChip({ label, frozen_at }) {
  if (label === "official") return el("span", { class: "chip good" }, icon("check"), t("Official"))
  if (label === "frozen") return el("span", { class: "chip" }, frozen_at ? t("Frozen at %(time)s", { time: clockTime(frozen_at) }) : t("Frozen"))
  if (label === "opened") return el("span", { class: "chip accent" }, t("Opened on stage"))
  return label === "provisional" && el("span", { class: "chip" }, t("Provisional"))
}

/** @param {Row} row @param {Standings} body @param {Row | undefined} above @param {Known} known */
function line(row, { label, places }, above, known) {
  const out = row.status !== "competing"
  const tied = row.tied && row.place !== null
  const classes = ["standing", row.place === 1 && "is-first", tied && "is-tied", tied && above?.place === row.place && "is-tied-on",
    out && "is-out", isBelowLine(row, above) && "is-below-line"]
  const counted = label !== "hidden" && (row.place !== null || (places && label !== "opened"))
  const below = out ? reason(row) : (label === "official" || label === "opened") && [row.prize, ...row.specials].filter(Boolean).join(" · ")
  return el("li", { class: classes.filter(Boolean).join(" "), dataset: { entry: row.entry, place: row.place ?? "", points: row.points ?? "" } },
    el("a", { href: page.urls.entry + row.entry },
      el("span", { class: counted ? "standing-place fig" : "standing-place is-number fig" }, counted ? row.place ?? "" : t("Number %(n)s", { n: row.entry })),
      el("span", { class: "standing-name" }, name(row.name), below && el("small", null, below)),
      el("span", { class: "standing-mark" }, ...(out ? [] : mark(row, label, known))),
      el("span", { class: "standing-points fig" }, row.points !== null && !out ? figures(row.points) : "")))
}

/** @param {Row} row @param {Row | undefined} above */
function isBelowLine(row, above) {
  return above?.status === "competing" && (row.status !== "competing" || row.reached !== above.reached)
}

/** @param {Row} row @param {string} label @param {Known} known */
function mark(row, label, { progress, contest }) {
  if (row.penalty) {
    return [el("span", { class: "standing-penalty fig" },
      icon(row.penalty_kind === "time" ? "clock" : "warning"),
      el("span", { class: "unseen" }, t("Penalty")),
      deducted(row.penalty))]
  }
  if (label !== "hidden") return row.received === null || row.received >= row.panel ? [] : petals(row.received, row.panel, contest.motif)
  const count = progress?.received ? progress.entries.find((one) => one.entry === row.entry) : undefined
  return count ? petals(count.received, count.panel, contest.motif) : []
}

/** @param {number} n @param {number} all @param {string} motif */
function petals(n, all, motif) {
  return [flower({ received: n, panel: all, motif }), el("span", { class: "unseen" }, t("%(n)s of %(all)s scoresheets", { n, all }))]
}

/** @param {Row} row */
function reason({ status, reason: why }) {
  const words = { withdrawn: t("Withdrawn"), disqualified: t("Disqualified") }[status] ?? t("Not placed")
  return why ? `${words}: ${why}` : words
}
