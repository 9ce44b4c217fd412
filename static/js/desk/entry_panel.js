// One entry, opened from its row: its penalties, a new penalty, its status, and the way to its arithmetic.

import { el, name } from "../helpers/dom.js"
import { figures, t } from "../helpers/words.js"
import { ask, panel, reasonField } from "./dialogs.js"
import { penaltySentence } from "./penalties.js"
import { photoSection } from "./photos.js"
import { statusWords } from "./wording.js"

/** @typedef {import("../desk.js").Desk} Desk */
/** @typedef {import("./state.js").Penalty} Penalty */

/** @param {Desk} desk @param {number} entry */
export function entryPanel(desk, entry) {
  const row = desk.state.body("scoresheets").rows.find((one) => one.entry === entry)
  if (!row) return
  const refresh = () => {
    if (view.isOpen()) view.close()
    entryPanel(desk, entry)
  }
  const view = panel(t("Number %(number)s", { number: entry }),
    [
      el("p", null, name(row.name)),
      el("p", { class: "soft" }, desk.state.entry(entry)?.concept),
      el("p", null, t("Status: %(status)s", { status: statusWords()[row.status] }), row.reason ? ` (${row.reason})` : null),
      penaltyList(desk, entry, refresh),
      desk.state.has("gallery") && photoSection(desk, entry),
      el("p", null, el("a", { href: `${desk.urls.entry}${entry}` }, t("How the points came about"))),
    ],
    [
      el("button", { class: "btn", type: "button", onclick: () => givePenalty(desk, entry, refresh) }, t("Give a penalty…")),
      desk.isOrganizer && neighbours(desk, entry).length > 0
        ? el("button", { class: "btn", type: "button", onclick: () => sharePlace(desk, entry, refresh) }, t("Joint place…")) : null,
      desk.isOrganizer ? el("button", { class: "btn", type: "button", onclick: () => setStatus(desk, entry, row.status, refresh) }, t("Change the status…")) : null,
    ])
}

/** @param {Desk} desk @param {number} entry @param {() => void} refresh */
function penaltyList(desk, entry, refresh) {
  const counted = desk.state.body("penalties").penalties.filter((one) => one.entry === entry && one.state === "confirmed")
  if (counted.length === 0) return null
  return el("ul", { class: "rows" }, ...counted.map((one) => el("li", null,
    el("span", { class: "grow" }, penaltySentence(desk, one)),
    el("button", { class: "btn danger", type: "button", onclick: () => withdrawPenalty(desk, one, refresh) }, t("Withdraw…")))))
}

/** @param {Desk} desk @param {Penalty} penalty @param {() => void} refresh */
async function withdrawPenalty(desk, penalty, refresh) {
  const isDone = await ask({
    title: t("Withdraw this penalty?"),
    lines: [penaltySentence(desk, penalty), t("It stays in the record together with your reason.")],
    fields: [reasonField()],
    yes: t("Withdraw it"), danger: true,
    act: ({ reason }) => desk.acts.attempt("withdraw_penalty", { penalty: penalty.penalty, reason }),
  })
  if (isDone) refresh()
}

/** @param {Desk} desk @param {number} entry @param {() => void} refresh */
async function givePenalty(desk, entry, refresh) {
  const round = desk.state.body("scoresheets").round
  const isDone = await ask({
    title: t("A penalty for number %(number)s", { number: entry }),
    lines: [t("It counts at once: the points are taken off.")],
    fields: [
      { name: "points", label: t("Points to take off"), inputmode: "decimal", most: 12, hint: t("For example %(points)s", { points: figures("2.00") }) },
      { name: "on", label: t("Taken off"), options: [["total", t("once, off the total")], ["sheet", t("off every judge's scoresheet")]], value: "total" },
      reasonField(),
    ],
    yes: t("Give the penalty"), danger: true,
    act: ({ points, on, reason }) =>
      desk.acts.attempt("give_penalty", { round, entry, points: points.replace(",", ".").replace(/^[-−]/, ""), on, reason }),
  })
  if (isDone) refresh()
}

/** Those on the place before and the place after. @param {Desk} desk @param {number} entry */
function neighbours(desk, entry) {
  const placed = desk.state.body("standings").rows.filter((row) => row.place !== null)
  const mine = placed.findIndex((row) => row.entry === entry)
  if (mine < 0) return []
  return [placed[mine - 1], placed[mine + 1]].filter((row) => row && row.division === placed[mine].division && row.place !== placed[mine].place)
}

/** @param {Desk} desk @param {number} entry @param {() => void} refresh */
async function sharePlace(desk, entry, refresh) {
  /** @type {[string, string][]} */
  const options = neighbours(desk, entry).map((row) => [String(row.entry), `${row.name}, ${t("place %(place)s", { place: row.place ?? "" })}`])
  const isDone = await ask({
    title: t("A joint place with a neighbour?"),
    lines: [t("By the jury's word, though the points differ. Your reason is shown with the arithmetic.")],
    fields: [{ name: "other", label: t("Together with"), options, value: options[0][0] }, reasonField()],
    yes: t("Joint place"),
    act: ({ other, reason }) => desk.acts.attempt("share_place", { entries: [entry, Number(other)], joint: true, reason }),
  })
  if (isDone) refresh()
}

/** @param {Desk} desk @param {number} entry @param {string} now @param {() => void} refresh */
async function setStatus(desk, entry, now, refresh) {
  const isDone = await ask({
    title: t("The status of number %(number)s", { number: entry }),
    lines: [t("Whoever is not placed, disqualified or withdrawn stands below the line, with your reason in words.")],
    fields: [{ name: "status", label: t("Status"), options: Object.entries(statusWords()), value: now }, reasonField(t("Reason, shown beside the name"))],
    yes: t("Change it"), danger: true,
    act: ({ status, reason }) => desk.acts.attempt("set_entry_status", { entry, status, reason }),
  })
  if (isDone) refresh()
}
