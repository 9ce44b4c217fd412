// The ladder of prizes: which are opened, which still closed, the first on top. A prize that is closed is a bud: its size says its
// rank and nothing says whose it is.

import { bloom, closedBud } from "./bloom.js"
import { el, name } from "./dom.js"
import { t } from "./words.js"

/** @typedef {{key: string, kind: "place"|"prize"|"special"|"audience", name: string, rank: number|null, division?: number|null}} Award */
/** @typedef {{entry: number, name: string, short_name: string, place: number|null, points: string|null, tied: boolean}} Won */
/** @typedef {{award: Award, entries: Won[]}} Opened */
/** @typedef {{kind: "hush"|"open"|"finale", award: Award, entries: Won[]}} Step what stands on the stage */
/**
 * The body of the `reveal` topic (docs/EVENTS.md).
 * @typedef {object} Reveal
 * @property {"none"|"running"|"paused"|"done"} state
 * @property {boolean} rehearsal
 * @property {number} revision
 * @property {Step|null} scene
 * @property {Opened[]} opened in the order opened
 * @property {Award[]} closed
 */
/** Prizes of one name and rank. @typedef {{award: Award, opened: Won[], closed: Award[], isNow: boolean}} Rung */

const KINDS = ["place", "prize", "special", "audience"]
/** Rungs above and in all that are seen at once. */
const [ABOVE, MOST] = [4, 6]

/** The whole ladder, the first prize on top, special prizes below the places. @param {Reveal} reveal @returns {Rung[]} */
export function rungsOf({ scene, opened, closed }) {
  /** @type {Map<string, Rung>} */
  const found = new Map()
  const told = [...closed.map((award) => ({ award, entries: null })), ...opened]
  for (const { award, entries } of told) {
    const key = [award.kind, award.division, award.rank, award.name].join("|")
    const rung = found.get(key) ?? { award, opened: [], closed: [], isNow: false }
    found.set(key, rung)
    if (entries) rung.opened.push(...entries)
    else rung.closed.push(award)
    rung.isNow ||= award.key === scene?.award.key
  }
  return [...found.values()].sort((a, b) => order(a.award) - order(b.award))
}

/** Those around what is on the stage, when there are more than one can see; of several divisions only its own. @param {Rung[]} all @returns {Rung[]} */
export function seenOf(all) {
  const at = all.find(({ isNow }) => isNow)?.award.division
  const rungs = all.filter(({ award }) => !award.division || !at || award.division === at)
  const now = Math.max(0, rungs.findIndex(({ isNow }) => isNow))
  const first = Math.min(Math.max(0, now - ABOVE), Math.max(0, rungs.length - MOST))
  return rungs.slice(first, first + MOST)
}

/** @param {Rung} rung @param {number} share of the ladder's height @param {string | null} lit key of the closed prize whose turn it is */
export function rungRow({ award, opened, closed, isNow }, share, lit) {
  const row = el("div", { class: isNow ? "rung is-now" : "rung", dataset: { award: award.key, opened: opened.length } },
    el("span", { class: "rung-name" }, name(shortAward(award))),
    el("span", { class: "rung-marks" },
      ...opened.map(({ entry }) => mark(bloom(), entry)), ...closed.map(({ key }) => closedBud(key === lit))))
  row.style.setProperty("--share", share.toFixed(4))
  row.style.setProperty("--marks", String(opened.length + closed.length))
  row.style.setProperty("--grow", String(Math.max(0.62, 1.15 - 0.15 * (award.rank ?? 9))))
  return row
}

/** What the award is called: its own name, or the place; which place comes next nobody is told. @param {Award} award */
export function awardName({ name: own, rank }) {
  return own || (rank === null ? t("The next place") : t("Place %(n)s", { n: rank }))
}

/** The same without the word that stands above all of them: "Nhất" of "Giải Nhất". @param {Award} award */
function shortAward(award) {
  const short = awardName(award).replace(/^Giải\s+|\s+prize$/i, "")
  return short.charAt(0).toUpperCase() + short.slice(1)
}

/** @param {Element} drawing @param {number} entry */
function mark(drawing, entry) {
  drawing.setAttribute("data-entry", String(entry))
  return drawing
}

/** @param {Award} award */
function order({ kind, rank }) {
  return KINDS.indexOf(kind === "prize" ? "place" : kind) * 1000 + (rank ?? 0)
}
