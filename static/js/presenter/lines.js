// What there is to say at a moment: the line that somebody wrote, else a proposal, with names and points filled in. Pure.

import { awardName } from "../helpers/ladder.js"
import { figures, t } from "../helpers/words.js"

/** @typedef {import("../helpers/ladder.js").Award} Award */
/** @typedef {import("../helpers/ladder.js").Won & {say?: string, gap?: string|null}} Won */
/** @typedef {{index: number, kind: "hush"|"open"|"finale", award: Award, entries: Won[]}} Step */
/** @typedef {"vi"|"en"} Lang */
/** @typedef {{number: number, name: string, concept: string, withdrawn?: boolean}} Entry */
/** @typedef {{line: string, vi: string, en: string, revision: number}} Line */
/** By moment and language. @typedef {Record<string, Record<Lang, string>>} Proposals */

/** Placeholders as people may write them in either language. @type {Record<string, string>} */
const SAME = { giải: "award", đội: "team", điểm: "points", số: "number" }

/** The name of the line that belongs to a step. @param {Step} step */
export function lineOf({ kind, award }) {
  return `${award.key}-${kind === "hush" ? "hush" : "open"}`
}

/** @param {Step} step @param {Line[]} lines @param {Proposals} proposals @param {Lang} lang */
export function said(step, lines, proposals, lang) {
  const written = lines.find(({ line }) => line === lineOf(step))?.[lang]
  return filled(written || proposals[proposalOf(step)][lang], {
    award: awardName(step.award), team: teams(step.entries, lang), points: pointsOf(step.entries, lang),
  })
}

/** The name of the line that calls an entry on stage. @param {number} number */
export function callOf(number) {
  return `call-${number}`
}

/** What is said when an entry is called on stage. @param {Entry} entry @param {Line[]} lines @param {Proposals} proposals @param {Lang} lang */
export function calling(entry, lines, proposals, lang) {
  const written = lines.find(({ line }) => line === callOf(entry.number))?.[lang]
  return written ? filled(written, { number: String(entry.number), team: entry.name, concept: entry.concept }) : proposedCall(entry, proposals, lang)
}

/** @param {Entry} entry @param {Proposals} proposals @param {Lang} lang */
export function proposedCall({ number, name, concept }, proposals, lang) {
  return filled(proposals[concept ? "call_concept" : "call"][lang], { number: String(number), team: name, concept })
}

/** @param {Step} step */
export function proposalOf({ kind, entries }) {
  if (kind === "hush") return "hush"
  return entries.length > 0 && pointsOf(entries, "en") === "" ? `${kind}_plain` : kind
}

/** @param {string} text @param {Record<string, string>} values */
export function filled(text, values) {
  return text.replace(/\{(\p{L}+)\}/gu, (whole, name) => values[SAME[name] ?? name] ?? whole)
}

/** All the names; each with its points where these differ. @param {Won[]} entries @param {Lang} lang */
function teams(entries, lang) {
  const own = pointsOf(entries, lang) === ""
  const names = entries.map(({ name, points }) => (own && points !== null ? `${name} (${figures(points, lang)})` : name))
  return new Intl.ListFormat(lang, { type: "conjunction" }).format(names)
}

/** The points of all of them, where they are the same. @param {Won[]} entries @param {Lang} lang */
function pointsOf(entries, lang) {
  const all = new Set(entries.map(({ points }) => points))
  const [points] = all
  return all.size === 1 && points !== null ? figures(points, lang) : ""
}

/** An award inside a sentence: "Mở giải Nhì". @param {Award} award */
export function inSentence(award) {
  return awardName(award).replace(/^Giải /, "giải ")
}

/** @param {Step} step */
export function actOf({ kind, award }) {
  return kind === "hush" ? t("Announce %(award)s", { award: inSentence(award) }) : t("Open %(award)s", { award: inSentence(award) })
}
