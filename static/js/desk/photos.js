// Photos at the desk: those of one entry in its panel, sent, chosen and taken away there; and for the organizer when the public sees
// them, and all of them as one file.

import { el, fill } from "../helpers/dom.js"
import { page } from "../helpers/page.js"
import { photoList, takeButtons, underWay } from "../helpers/taking.js"
import { t } from "../helpers/words.js"
import { Album } from "../models/album.js"
import { panel } from "./dialogs.js"
import { tell } from "./notices.js"
import { part } from "./views.js"

/** @typedef {import("../desk.js").Desk} Desk */

/** @type {Promise<Album>|null} opened when it is first needed */
let album = null
/** What is open now and wants to be drawn anew. */
let redraw = () => {}

/** @param {Desk} desk */
export function photos(desk) {
  part("photos").addEventListener("click", () => openGallery(desk))
  return { topics: /** @type {const} */ (["gallery"]), draw: () => redraw() }
}

/** The photos of one entry, brought up to date while they are looked at. @param {Desk} desk @param {number} entry */
export function photoSection(desk, entry) {
  const section = el("section", { class: "desk-photos", "aria-label": t("Photos") })
  album ??= Album.open(`${page.contest}|${page.seat}`, desk.urls.photos)
  album.then((opened) => {
    const [coming, there] = [el("div", { role: "status" }), el("div")]
    const { round, stage } = desk.state.body("countdown")
    fill(section, takeButtons(opened, { entry, round, stage }, notKept), coming, there)
    let shown = ""
    redraw = () => {
      fill(coming, ...underWay(opened, entry))
      const mine = desk.state.body("gallery").photos.filter((one) => one.entry === entry)
      if (JSON.stringify(mine) === shown) return
      shown = JSON.stringify(mine)
      fill(there, mine.length > 0 && photoList(mine, (command, fields) => desk.acts.act(command, { ...fields })))
    }
    opened.onChange = () => redraw()
    redraw()
    opened.drain()
  }, notKept)
  return section
}

/** @param {Desk} desk */
function openGallery(desk) {
  if (!desk.state.has("gallery", "contest")) return
  const body = el("div", { class: "stack" })
  redraw = () => fill(body, ...about(desk))
  redraw()
  panel(t("Photos"), [body], [])
}

/** @param {Desk} desk */
function about(desk) {
  const { photos: all, gallery } = desk.state.body("gallery")
  const without = desk.state.running().filter((entry) => !all.some((one) => one.entry === entry.number)).map((entry) => entry.number)
  return [
    el("p", null, t("Photos: %(count)s.", { count: all.length }), " ", without.length > 0 && t("None yet of number %(numbers)s.", { numbers: without.join(", ") })),
    el("p", { class: "soft" }, t("Stewards take them with their phones. Here: open a team's row.")),
    desk.isOrganizer && choices(desk, gallery),
    desk.isOrganizer && all.length > 0 && el("p", null, el("a", { class: "btn", href: desk.urls.allPhotos, download: true }, t("All photos as one file"))),
  ]
}

/** @param {Desk} desk @param {"never"|"after"|"always"|undefined} now */
function choices(desk, now) {
  const words = /** @type {const} */ ([["after", t("Once their stage is over")], ["always", t("As soon as they are taken")], ["never", t("Never: judges and helpers only")]])
  return el("fieldset", { class: "desk-gallery" }, el("legend", null, t("The audience sees photos")),
    ...words.map(([value, said]) => el("label", null,
      el("input", { type: "radio", name: "gallery", value, checked: value === now, onchange: () => desk.acts.act("set_gallery", { gallery: value }) }), " ", said)))
}

/** @param {unknown} problem */
function notKept(problem) {
  tell(t("This browser keeps nothing, so no photo can be sent from here."))
  throw problem
}
