// Every entry in running order: the photos of the works as they come, a plain line where there is none.

import { el, name } from "../helpers/dom.js"
import { icon } from "../helpers/icons.js"
import { page } from "../helpers/page.js"
import { mainPhoto, picture } from "../helpers/photos.js"
import { t } from "../helpers/words.js"

/** @typedef {import("../helpers/photos.js").Photo} Photo */
/** @typedef {{number: number, name: string, concept: string, withdrawn: boolean}} Entry */

/** @param {import("../audience.js").Known} known */
export function entries({ contest, gallery }) {
  const hasPhotos = Boolean(gallery?.photos.length)
  return [
    el("h2", { class: "pocket-head" }, hasPhotos ? t("The works") : t("Entries in running order")),
    el("ul", { class: hasPhotos ? "works" : "standings" },
      ...contest.entries.map((/** @type {Entry} */ one) => (hasPhotos ? work(one, mainPhoto(gallery, one.number)) : line(one)))),
  ]
}

/** @param {Entry} entry @param {Photo | null} photo */
function work({ number, name: team, concept, withdrawn }, photo) {
  const below = withdrawn ? t("Withdrawn") : concept && `“${concept}”`
  return el("li", { class: withdrawn ? "work is-out" : "work" }, el("a", { href: page.urls.entry + number },
    photo ? picture(page.contest, photo, 480, "work-photo", t("The work of %(name)s", { name: team })) : el("span", { class: "work-none" }),
    el("span", { class: "work-number fig" }, number),
    el("span", { class: "work-name" }, name(team), below && el("small", null, below))))
}

/** @param {Entry} entry */
function line({ number, name: team, concept, withdrawn }) {
  const below = withdrawn ? t("Withdrawn") : concept && `“${concept}”`
  return el("li", { class: withdrawn ? "standing is-out" : "standing" },
    el("a", { href: page.urls.entry + number },
      el("span", { class: "standing-place fig" }, number),
      el("span", { class: "standing-name" }, name(team), below && el("small", null, below)),
      icon("right")))
}
