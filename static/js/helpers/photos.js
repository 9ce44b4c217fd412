// Photos of entries as the topic `gallery` tells them: where a picture lies, which one stands for an entry.

import { el } from "./dom.js"
import { t } from "./words.js"

/** @typedef {{entry: number, id: string, width: number, height: number, main: boolean, revision?: number, public?: boolean, by?: string, at?: number}} Photo */
/** @typedef {{photos: Photo[], gallery?: "never"|"after"|"always"}} Gallery body of the topic */

/** @param {string|null} contest the slug @param {string} id @param {480|1280|2560} size */
export function photoUrl(contest, id, size) {
  return `/c/${contest}/photos/${id}/${size}`
}

/** @param {Gallery|null|undefined} gallery @param {number} entry @returns {Photo|null} */
export function mainPhoto(gallery, entry) {
  return gallery?.photos.find((one) => one.entry === entry && one.main) ?? null
}

/**
 * A picture of a work; it goes without a trace where it cannot be fetched (a tablet without a line).
 * @param {string|null} contest @param {Photo} photo @param {480|1280|2560} size @param {string} [className] @param {string} [alt]
 */
export function picture(contest, photo, size, className = "photo", alt = t("Photo of number %(n)s", { n: photo.entry })) {
  return el("img", {
    class: className, src: photoUrl(contest, photo.id, size), width: photo.width, height: photo.height, loading: "lazy", decoding: "async",
    alt, onerror: (/** @type {Event} */ event) => /** @type {Element} */ (event.target).remove(),
  })
}
