// The scene title: the contest's name, its theme, where and when, under a flowering branch; its logo above, the sponsors' below. Also what stands in for a scene that fails.

import { branch } from "../helpers/branch.js"
import { el, fill } from "../helpers/dom.js"
import { fitText, held } from "../helpers/fit.js"
import { logoPlate } from "../helpers/logos.js"
import { page } from "../helpers/page.js"

export const topics = ["contest"]

const SIZES = [20.5, 18, 16, 14, 12.5, 11, 9.5, 8, 7, 6]

/** @param {HTMLElement} root @param {import("../screen.js").Hall} hall */
export function render(root, { contest }) {
  const heading = el("h1", { class: "display title-name" }, held(contest.title))
  const facts = [contest.place, day(contest.date)].filter(Boolean)
  root.classList.toggle("has-logo", contest.logo !== null)
  root.classList.toggle("has-sponsors", contest.sponsors.length > 0)
  fill(root,
    branch(),
    logoPlate(contest.slug, contest.logo ? [contest.logo] : [], "title-logo"),
    logoPlate(contest.slug, contest.sponsors, "title-sponsors"),
    el("p", { class: "kicker title-theme" }, contest.theme),
    el("div", { class: "title-room" }, heading),
    el("p", { class: "title-facts" },
      facts[0], facts[1] && el("span", { class: "title-dot soft" }, " · "), facts[1] && el("span", { class: "soft" }, facts[1])))
  fitText(heading, SIZES)
}

/** "2026-03-08" as the language says a date; what is no date stays as it was written. @param {string} date */
function day(date) {
  const at = new Date(`${date}T12:00:00`)
  if (!date || Number.isNaN(at.getTime())) return date
  return at.toLocaleDateString(page.lang === "vi" ? "vi-VN" : "en-GB", { day: "numeric", month: "long", year: "numeric" })
}
