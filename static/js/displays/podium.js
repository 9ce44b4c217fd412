// The scene podium: the whole ladder with the names of those who were opened, then of an official result; the rest stays a bud.
// Division by division where there are some. Orders nothing: the awards come as the server tells them.

import { closedBud } from "../helpers/bloom.js"
import { calm } from "../helpers/calm.js"
import { el, fill, name } from "../helpers/dom.js"
import { flower } from "../helpers/flower.js"
import { awardName, rungsOf } from "../helpers/ladder.js"
import { turnPages } from "../helpers/pages.js"
import { figures, t } from "../helpers/words.js"

/** @typedef {import("../screen.js").Hall} Hall */
/** @typedef {import("../helpers/ladder.js").Rung} Rung */
/** @typedef {import("../helpers/ladder.js").Won} Won */
/** @typedef {import("../helpers/ladder.js").Opened} Opened */

export const topics = ["contest", "reveal", "standings"]

const GROWN = [1.5, 1.35, 1.2, 1.1]

/** @param {HTMLElement} root @param {Hall} hall */
export function render(root, { contest, reveal, standings }) {
  const rungs = byDivision(rungsOf(reveal.state === "none" ? official(standings) : reveal), contest.divisions)
  if (reveal.rehearsal) root.dataset.rehearsal = t("Rehearsal")
  else delete root.dataset.rehearsal
  if (rungs.length === 0) return calm(root, { kicker: t("The winners"), words: contest.title, below: t("The prizes are opened in a moment") })
  const steps = rungs.map(step)
  const list = el("div", { class: "steps" }, ...steps)
  const part = el("p", { class: "soft" })
  fill(root,
    el("header", { class: "scene-head" }, el("h1", { class: "display scene-title" }, t("The winners")), part),
    el("div", { class: "steps-room" }, list))
  fitSteps(list)
  turnPages(root, pagesOf(rungs, steps, list), (page) => {
    fill(part, name(divisionName(contest, rungs[page[0]])))
    steps.forEach((one, i) => (one.hidden = !page.includes(i)))
  })
}

/** An official result as a ladder that stands open: its prizes, or its places where there are none. @param {any} standings @returns {import("../helpers/ladder.js").Reveal} */
function official({ label, rows }) {
  /** @type {Map<string, Opened>} */
  const found = new Map()
  /** @type {any[]} */
  const told = label === "official" ? rows : []
  /** @param {"prize"|"special"|"place"} kind @param {string} called @param {any} row @param {number | null} rank */
  const put = (kind, called, row, rank) => {
    const division = kind === "special" ? null : row.division
    const key = [kind, division, rank, called].join("|")
    /** @type {Opened} */
    const one = found.get(key) ?? { award: { key, kind, name: called, rank, division }, entries: [] }
    one.entries.push(row)
    found.set(key, one)
  }
  /** @type {string[]} */
  const prizes = [...new Set(told.map(({ prize }) => prize).filter(Boolean))]
  for (const row of told) {
    if (row.prize) put("prize", row.prize, row, prizes.indexOf(row.prize) + 1)
    else if (prizes.length === 0 && row.place !== null) put("place", "", row, row.place)
  }
  for (const row of told) for (const prize of row.specials) put("special", prize, row, null)
  return { state: "done", rehearsal: false, revision: 0, scene: null, opened: [...found.values()], closed: [] }
}

/** One division after the other, what belongs to none of them last. @param {Rung[]} rungs @param {{number: number}[]} divisions */
function byDivision(rungs, divisions) {
  const turn = (/** @type {Rung} */ { award }) => (divisions.findIndex(({ number }) => number === award.division) + 1 || divisions.length + 1)
  return [...rungs].sort((a, b) => turn(a) - turn(b))
}

/** @param {any} contest @param {Rung} rung @returns {string} */
function divisionName({ divisions }, { award }) {
  return divisions.find((/** @type {{number: number}} */ { number }) => number === award.division)?.name ?? ""
}

/** @param {Rung} rung */
function step({ award, opened, closed }) {
  return el("section", { class: award.rank === 1 ? "step is-first" : "step", dataset: { award: award.key } },
    el("h2", { class: "step-name" }, name(awardName(award))),
    el("ul", { class: "step-teams" },
      ...opened.map(team), closed.length > 0 && el("li", { class: "step-closed" }, ...closed.map(() => closedBud(false)))))
}

/** @param {Won} won */
function team({ entry, name: full, short_name, points }) {
  return el("li", { class: "step-line", dataset: { entry } },
    flower({ received: 5, panel: 5 }),
    el("span", { class: "step-team", dataset: { full, short: short_name } }, name(full)),
    el("span", { class: "fig step-points" }, points === null ? "" : figures(points)))
}

/** Few prizes are told larger, as long as all of them stand on one page and no name gets shorter by it. @param {HTMLElement} list */
function fitSteps(list) {
  const teams = /** @type {HTMLElement[]} */ ([...list.querySelectorAll(".step-team")])
  const told = (/** @type {number} */ grown) => {
    list.style.setProperty("--grown", String(grown))
    teams.forEach(fitTeam)
    return teams.filter((one) => one.classList.contains("one-line")).map((one) => one.textContent).join("|")
  }
  const most = told(1)
  GROWN.find((grown) => told(grown) === most && list.offsetHeight <= (list.parentElement?.clientHeight ?? 0)) ?? told(1)
}

/** The whole name in one line, else the short one, else two balanced lines. @param {HTMLElement} place */
function fitTeam(place) {
  fill(place, name(place.dataset.full ?? ""))
  place.classList.add("one-line")
  const isCut = () => place.scrollWidth > place.clientWidth + 1
  if (isCut() && place.dataset.short) fill(place, name(place.dataset.short))
  if (isCut()) place.classList.remove("one-line")
}

/** As many whole awards of one division on a page as it holds. @param {Rung[]} rungs @param {HTMLElement[]} steps @param {HTMLElement} list @returns {number[][]} indices */
function pagesOf(rungs, steps, list) {
  const most = list.parentElement?.clientHeight ?? 0
  const heights = steps.map((one) => one.offsetHeight)
  /** @type {number[][]} */
  const pages = [[]]
  let filled = 0
  heights.forEach((height, i) => {
    const isOther = i > 0 && rungs[i].award.division !== rungs[i - 1].award.division
    if (filled > 0 && (isOther || filled + height > most)) {
      pages.push([])
      filled = 0
    }
    pages[pages.length - 1].push(i)
    filled += height
  })
  return pages
}
