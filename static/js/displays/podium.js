// The scene podium: the whole ladder with the names of those who were opened, then of an official result; the rest stays a bud.
// Orders nothing: the awards come as the server tells them.

import { closedBud } from "../helpers/bloom.js"
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

/** @param {HTMLElement} root @param {Hall} hall */
export function render(root, hall) {
  const rungs = rungsOf(hall.reveal.state === "none" ? official(hall.standings) : hall.reveal)
  if (hall.reveal.rehearsal) root.dataset.rehearsal = t("Rehearsal")
  else delete root.dataset.rehearsal
  const steps = rungs.map(step)
  const list = el("div", { class: "steps" }, ...steps)
  fill(root,
    el("header", { class: "scene-head" }, el("h1", { class: "display scene-title" }, t("The winners"))),
    el("div", { class: "steps-room" }, rungs.length ? list : el("p", { class: "soft" }, t("The prizes are opened in a moment"))))
  for (const place of root.querySelectorAll(".step-team")) fitTeam(/** @type {HTMLElement} */ (place))
  turnPages(root, pagesOf(steps, list), (page) => steps.forEach((one, i) => (one.hidden = !page.includes(i))))
}

/** An official result as a ladder that stands open. @param {any} standings @returns {import("../helpers/ladder.js").Reveal} */
function official({ label, rows }) {
  /** @type {Map<string, Opened>} */
  const found = new Map()
  const told = label === "official" ? rows : []
  /** @param {"prize"|"special"} kind @param {string} prize @param {any} row */
  const put = (kind, prize, row) => {
    const key = `${kind}|${prize}`
    const one = found.get(key) ?? { award: { key, kind, name: prize, rank: kind === "prize" ? found.size + 1 : null }, entries: [] }
    one.entries.push(row)
    found.set(key, one)
  }
  for (const row of told) if (row.prize) put("prize", row.prize, row)
  for (const row of told) for (const prize of row.specials) put("special", prize, row)
  return { state: "done", rehearsal: false, revision: 0, scene: null, opened: [...found.values()], closed: [] }
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
    el("span", { class: "step-team", dataset: { short: short_name } }, name(full)),
    el("span", { class: "fig step-points" }, points === null ? "" : figures(points)))
}

/** The whole name in one line, else the short one, else two balanced lines. @param {HTMLElement} place */
function fitTeam(place) {
  place.classList.add("one-line")
  const isCut = () => place.scrollWidth > place.clientWidth + 1
  if (isCut() && place.dataset.short) fill(place, name(place.dataset.short))
  if (isCut()) place.classList.remove("one-line")
}

/** As many whole awards on a page as it holds. @param {HTMLElement[]} steps @param {HTMLElement} list @returns {number[][]} indices */
function pagesOf(steps, list) {
  const most = list.parentElement?.clientHeight ?? 0
  const heights = steps.map((one) => one.offsetHeight)
  /** @type {number[][]} */
  const pages = [[]]
  let filled = 0
  heights.forEach((height, i) => {
    if (filled + height > most && filled > 0) {
      pages.push([])
      filled = 0
    }
    pages[pages.length - 1].push(i)
    filled += height
  })
  return pages
}
