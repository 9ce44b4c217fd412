// The two ways to a photo of one entry (the camera, what lies on the device), those on their way, and those that are there with what
// can be done to them. Used on the steward's phone and in the desk's panel of an entry.

import { el, name } from "./dom.js"
import { icon } from "./icons.js"
import { page } from "./page.js"
import { picture } from "./photos.js"
import { shrunk } from "./shrink.js"
import { t } from "./words.js"

/** @typedef {import("../models/album.js").Album} Album */
/** @typedef {import("../models/album.js").Shot} Shot */
/** @typedef {import("./photos.js").Gallery} Gallery */
/** @typedef {import("./photos.js").Photo} Photo */
/** @typedef {{entry: number, round: number|null, stage: number|null}} Whose */
/** @typedef {(command: "remove_photo"|"choose_photo", fields: object) => unknown} Act */

/** The buttons. @param {Album} album @param {Whose} whose @param {(problem: unknown) => void} onTrouble it could not be kept @returns {HTMLElement} */
export function takeButtons(album, whose, onTrouble) {
  const take = async (/** @type {Event} */ event) => {
    const input = /** @type {HTMLInputElement} */ (event.target)
    const files = [...(input.files ?? [])]
    input.value = ""
    for (const file of files) await shrunk(file).then((small) => album.add(small, whose)).catch(onTrouble)
  }
  const accept = "image/*"
  return el("div", { class: "take" },
    el("label", { class: "btn primary take-button" }, icon("camera"), t("Take a photo"),
      el("input", { class: "unseen", type: "file", accept, capture: "environment", "data-take": true, onchange: take })),
    el("label", { class: "btn take-button" }, t("Choose a photo"),
      el("input", { class: "unseen", type: "file", accept, multiple: true, "data-choose": true, onchange: take })))
}

/** What is on its way and what was refused. @param {Album} album @param {number} entry @returns {HTMLElement[]} */
export function underWay(album, entry) {
  return album.of(entry).map((shot) => shot.state === "refused" ? refused(album, shot) : waiting(album, shot))
}

/** @param {Album} album @param {Shot} shot */
function waiting(album, shot) {
  const isGoing = album.isUnderWay(shot) && album.progress > 0
  return el("p", { class: "note warn shot" }, icon("tablet"), el("span", null, isGoing ? t("Photo being sent…") : t("Photo on this device, not sent yet")),
    isGoing && el("progress", { max: 1, value: album.progress, "aria-label": t("Photo being sent…") }),
    album.trouble && el("small", null, album.trouble))
}

/** @param {Album} album @param {Shot} shot */
function refused(album, shot) {
  return el("p", { class: "note alarm shot", role: "alert" }, icon("cross"), el("span", null, shot.message || t("The photo was not taken.")),
    el("button", { type: "button", class: "btn", onclick: () => album.drop(shot) }, t("I have read it")))
}

/** The photos that are there. @param {Photo[]} photos of one entry @param {Act} act @returns {HTMLElement} */
export function photoList(photos, act) {
  const main = photos.find((one) => one.main)
  return el("ul", { class: "photo-list" }, ...photos.map((photo) => el("li", { class: photo.main ? "photo-item is-main" : "photo-item", "data-photo": photo.id },
    picture(page.contest, photo, 480),
    el("div", { class: "photo-acts" },
      photo.main ? el("span", { class: "chip accent" }, icon("check"), t("Main photo"))
        : el("button", { type: "button", class: "btn", onclick: () => act("choose_photo", { photo: photo.id, base: main?.revision ?? 0 }) }, t("Make it the main one")),
      el("button", { type: "button", class: "btn quiet", onclick: (/** @type {Event} */ event) => sure(event, () => act("remove_photo", { photo: photo.id })) }, icon("trash"), t("Take away"))))))
}

/** The second press of the same button means it. @param {Event} event @param {() => void} work */
function sure(event, work) {
  const button = /** @type {HTMLButtonElement} */ (event.currentTarget)
  if (button.dataset.sure) return work()
  button.dataset.sure = "yes"
  button.classList.replace("quiet", "danger")
  button.replaceChildren(icon("trash"), t("Really take it away?"))
}

/** A team's heading. @param {number} entry @param {string} team */
export function whoseHeading(entry, team) {
  return el("h1", { class: "photo-whose" }, el("b", { class: "fig" }, entry), name(team))
}
