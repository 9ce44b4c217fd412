// The scene entry: one work, its photo (a vase while there is none), and once the arithmetic may be seen its profile, a bar for each
// criterion. Whom it shows says the desk; else it is whoever is on stage. Computes nothing: the shares come from topic `profiles`.

import { el, fill, name } from "../helpers/dom.js"
import { fitText } from "../helpers/fit.js"
import { page } from "../helpers/page.js"
import { pagesOf, turnPages } from "../helpers/pages.js"
import { mainPhoto, photoUrl } from "../helpers/photos.js"
import { vase } from "../helpers/vase.js"
import { figures, t } from "../helpers/words.js"

/** @typedef {import("../screen.js").Hall} Hall */
/** @typedef {{criterion: number, name: string, maximum: string, mean: string, share: number}} Part `share` in thousandths */

export const topics = ["contest", "countdown", "progress", "profiles"]

const SIZES = [14, 12.5, 11, 9.8, 8.6, 7.6, 6.6, 5.8]
const BESIDE_BARS = [8.6, 7.6, 6.6, 5.8, 5]
const MOST = 5
const SIZE = 1280

/** @param {HTMLElement} root @param {Hall} hall */
export function render(root, hall) {
  const { contest, profiles } = hall
  const entry = shown(hall)
  root.classList.toggle("is-empty", !entry)
  if (!entry) return showCalm(root, contest)
  const parts = /** @type {Part[]} */ (profiles.entries.find((/** @type {any} */ one) => one.entry === entry.number)?.criteria ?? [])
  const bars = el("div", { class: "profile" })
  root.classList.toggle("has-profile", parts.length > 0)
  fill(root, picture(hall, entry),
    el("div", { class: "entry-who" },
      el("p", { class: "kicker" }, t("Number %(n)s", { n: entry.number })),
      el("div", { class: "entry-room" }, el("h1", { class: "display entry-name" }, name(entry.name))),
      entry.concept && parts.length === 0 && el("p", { class: "entry-concept soft" }, `“${entry.concept}”`)),
    parts.length > 0 && bars)
  fitText(/** @type {HTMLElement} */ (root.querySelector(".entry-name")), parts.length > 0 ? BESIDE_BARS : SIZES)
  if (parts.length > 0) turnPages(root, pagesOf(parts, MOST), ({ rows }) => fill(bars, ...rows.map(bar)))
}

/** @param {Hall} hall */
function shown({ contest, countdown, mine }) {
  const number = mine?.entry ?? countdown.entry
  return contest.entries.find((/** @type {any} */ one) => one.number === number) ?? null
}

/** @param {Hall} hall @param {any} entry */
function picture({ gallery, progress }, entry) {
  const photo = mainPhoto(gallery, entry.number)
  if (photo) return el("img", { class: "entry-photo", src: photoUrl(page.contest, photo.id, SIZE), alt: "" })
  return vase(entry.number, progress.entries.find((/** @type {any} */ one) => one.entry === entry.number) ?? { received: 0, panel: 5 })
}

/** @param {Part} part */
function bar({ name: called, mean, maximum, share }) {
  const fillOf = el("i")
  fillOf.style.setProperty("--share", String(share / 1000))
  return el("div", { class: "profile-row" },
    el("p", { class: "profile-words" }, el("span", { class: "profile-name" }, name(called)), el("span", { class: "profile-mean fig" }, figures(mean)), el("span", { class: "profile-of fig soft" }, `/ ${figures(maximum)}`)),
    el("div", { class: "profile-bar" }, fillOf))
}

/** @param {HTMLElement} root @param {any} contest */
function showCalm(root, contest) {
  const heading = el("h1", { class: "display entry-name" }, t("The next team comes on stage in a moment"))
  fill(root, el("p", { class: "kicker" }, contest.title), el("div", { class: "entry-room" }, heading))
  fitText(heading, SIZES)
}
