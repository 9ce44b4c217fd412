// The scene gallery: the works as they are finished, one photo whole at a time, its number and short name below; calm while there is none.

import { calm } from "../helpers/calm.js"
import { el, fill, name } from "../helpers/dom.js"
import { fitText } from "../helpers/fit.js"
import { isCalm } from "../helpers/flip.js"
import { page } from "../helpers/page.js"
import { turnPages } from "../helpers/pages.js"
import { photoUrl } from "../helpers/photos.js"
import { t } from "../helpers/words.js"

/** @typedef {import("../screen.js").Hall} Hall */
/** @typedef {import("../helpers/photos.js").Photo} Photo */

export const topics = ["contest", "gallery"]

const PHOTO_MS = 6000
const SIZE = 2560
const NAME_SIZES = [6.4, 5.8, 5.2, 4.95]

/** @param {HTMLElement} root @param {Hall} hall */
export function render(root, { contest, gallery }) {
  const photos = /** @type {Photo[]} */ (gallery.photos).filter(({ entry }) => entryOf(contest, entry))
  root.classList.toggle("is-empty", photos.length === 0)
  if (photos.length === 0) {
    delete root.dataset.photo
    return calm(root, { kicker: contest.theme, words: t("The first works are being arranged") })
  }
  turnPages(root, photos.map((photo, i) => ({ photo, next: photos[(i + 1) % photos.length] })), ({ photo, next }) => show(root, contest, photo, next), PHOTO_MS)
}

/** The old photo goes as the new one comes, the next one is fetched meanwhile. @param {HTMLElement} root @param {any} contest @param {Photo} photo @param {Photo} next */
function show(root, contest, photo, next) {
  if (root.dataset.photo !== photo.id) {
    const old = root.querySelector(".gallery-photo")
    const picture = el("img", { class: "gallery-photo", src: photoUrl(page.contest, photo.id, SIZE), alt: "" })
    if (!root.dataset.photo) fill(root)
    root.append(picture)
    const ms = isCalm() ? 120 : 420
    picture.animate([{ opacity: 0 }, { opacity: 1 }], { duration: ms, easing: "ease-in-out" })
    old?.animate([{ opacity: 1 }, { opacity: 0 }], { duration: ms, easing: "ease-in-out", fill: "forwards" }).finished.then(() => old.remove(), () => old.remove())
    root.dataset.photo = photo.id
    if (next.id !== photo.id) new Image().src = photoUrl(page.contest, next.id, SIZE)
  }
  caption(root, entryOf(contest, photo.entry))
}

/** @param {HTMLElement} root @param {any} entry */
function caption(root, entry) {
  root.querySelector(".gallery-caption")?.remove()
  const words = el("p", { class: "gallery-name" }, el("b", { class: "gallery-number fig" }, entry.number), " ", name(entry.short_name || entry.name))
  root.append(el("div", { class: "gallery-caption" }, words))
  fitText(words, NAME_SIZES)
}

/** @param {any} contest @param {number} number */
function entryOf(contest, number) {
  return contest.entries.find((/** @type {any} */ one) => one.number === number)
}
