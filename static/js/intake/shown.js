// What is in a parcel, read back before it is taken in, and what became of each operation afterwards.

import { el, name } from "../helpers/dom.js"
import { icon } from "../helpers/icons.js"
import { page } from "../helpers/page.js"
import { figures, t } from "../helpers/words.js"

/**
 * @typedef {{command: string, round: number|null, entry: number|null, criterion: number|null, value: string|null, comment: string|null}} Told
 * @typedef {{judge: number, name: string, replaced: boolean, operations: (Told & {known: boolean})[]}} Parcel
 * @typedef {Told & {outcome: "taken"|"known"|"late"|"stale"|"refused", stands?: string|null, message?: string}} Outcome
 */

/** @param {Parcel} parcel @param {() => void} take @param {() => void} leave @returns {HTMLElement[]} */
export function readBack({ judge, name: person, replaced, operations }, take, leave) {
  const fresh = operations.filter((one) => !one.known)
  const seat = t("Judge %(number)s", { number: judge })
  const entries = [...new Set(fresh.flatMap((one) => one.entry ?? []))].sort((a, b) => a - b)
  return [
    el("p", { class: "intake-judge" }, seat, person && person !== seat && name(` · ${person}`)),
    el("p", null, t("%(count)s not taken in yet, for the entries %(entries)s.", { count: fresh.length, entries: entries.join(", ") || "–" })),
    ...(replaced ? [el("p", { class: "note warn" }, t("Another tablet has taken this seat over since. Ask the judge whether these scores are theirs."))] : []),
    table(operations, (one) => (one.known ? state("saved", "check", t("Already there")) : state("local", "tablet", t("On the tablet")))),
    el("div", { class: "btn-row" },
      el("button", { class: "btn", type: "button", onclick: leave }, t("Leave it")),
      el("button", { class: "btn primary", type: "button", "data-take": true, onclick: take }, t("Take in %(count)s", { count: fresh.length }))),
  ]
}

/** @param {Outcome[]} told @param {() => void} next @returns {HTMLElement[]} */
export function outcomes(told, next) {
  const count = (/** @type {Outcome["outcome"]} */ kind) => told.filter((one) => one.outcome === kind).length
  const open = count("late") + count("stale")
  return [
    el("p", { class: "note good" }, t("Taken in: %(taken)s. Already there: %(known)s.", { taken: count("taken"), known: count("known") })),
    ...(open ? [el("p", { class: "note warn" }, t("%(count)s came too late or beside another value. They wait on the desk for the organizer's decision.", { count: open }))] : []),
    ...(count("refused") ? [el("p", { class: "note alarm" }, t("Not taken in: %(count)s. The reason stands beside each.", { count: count("refused") }))] : []),
    table(told, outcome),
    el("div", { class: "btn-row" },
      el("a", { class: "btn", href: page.urls.desk }, t("To the desk")),
      el("button", { class: "btn primary", type: "button", onclick: next }, t("Next tablet"))),
  ]
}

/** @param {Outcome} one */
function outcome(one) {
  switch (one.outcome) {
    case "taken": return state("saved", "check", t("Taken in"))
    case "known": return state("saved", "check", t("Already there"))
    case "late": return state("local", "clock", t("Too late: waits on the desk"))
    case "stale": return state("local", "warning", t("%(value)s stands: waits on the desk", { value: said(one.stands ?? null) }))
    case "refused": return state("refused", "cross", one.message ?? "")
  }
}

/** @template {Told} T @param {T[]} operations @param {(one: T) => HTMLElement} last */
function table(operations, last) {
  const heads = [t("Entry"), t("What"), t("Score"), t("State")]
  return el("div", { class: "rows-scroll" }, el("table", { class: "rows intake-operations" },
    el("thead", null, el("tr", null, ...heads.map((head, at) => el("th", { scope: "col", class: at === 2 ? "fig" : null }, head)))),
    el("tbody", null, ...operations.map((one) => el("tr", null,
      el("th", { scope: "row" }, one.entry === null ? "–" : name(`${one.entry}. ${page.names.entries[one.entry] ?? ""}`)),
      el("td", null, what(one)),
      el("td", { class: "fig" }, one.command === "enter_score" || one.command === "enter_tie_score" ? said(one.value) : ""),
      el("td", null, last(one)))))))
}

/** @param {Told} one */
function what({ command, round, criterion, comment }) {
  if (command === "write_comment") return el("span", null, t("Comment"), ": ", name(comment ?? ""))
  if (command === "submit_scoresheet" || command === "submit_round") return t("Signature")
  return page.names.rounds[round ?? 0]?.criteria[criterion ?? 0] ?? `#${criterion}`
}

/** @param {string} kind @param {import("../helpers/icons.js").IconName} sign @param {string} words */
function state(kind, sign, words) {
  return el("span", { class: `state ${kind}` }, icon(sign), el("span", null, words))
}

/** @param {string|null} value */
function said(value) {
  return value === null ? t("no score") : figures(value)
}
