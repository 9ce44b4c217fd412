// Every entry in running order: the photos of the works as they come, a plain line where there is none.

import { el, name } from "../helpers/dom.js"
import { icon } from "../helpers/icons.js"
import { page } from "../helpers/page.js"
import { t } from "../helpers/words.js"

/** @typedef {{entry: number, id: string | number, width: number, height: number, main: boolean}} Photo */
/** @typedef {{number: number, name: string, concept: string, withdrawn: boolean}} Entry */

/** @param {import("../audience.js").Known} known */
export function entries({ contest, gallery }) {
  /** @type {Map<number, Photo>} the main one stands first */
  const photos = new Map()
  for (const photo of gallery?.photos ?? []) if (!photos.has(photo.entry)) photos.set(photo.entry, photo)
  return [
    el("h2", { class: "pocket-head" }, photos.size ? t("The works") : t("Entries in running order")),
    el("ul", { class: photos.size ? "works" : "standings" },
      ...contest.entries.map((/** @type {Entry} */ one) => (photos.size ? work(one, photos.get(one.number)) : line(one)))),
  ]
}

/** @param {Entry} entry @param {Photo | undefined} photo */
function work({ number, name: team, concept, withdrawn }, photo) {
  const below = withdrawn ? t("Withdrawn") : concept && `“${concept}”`
  return el("li", { class: withdrawn ? "work is-out" : "work" }, el("a", { href: page.urls.entry + number },
    photo ? picture(photo, team) : el("span", { class: "work-none" }),
    el("span", { class: "work-number fig" }, number),
    el("span", { class: "work-name" }, name(team), below && el("small", null, below))))
}

/** @param {Photo} photo @param {string} team */
function picture({ id, width, height }, team) {
  return el("img", { src: `${page.urls.photos}${id}/480`, width, height, loading: "lazy", alt: t("The work of %(name)s", { name: team }) })
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
