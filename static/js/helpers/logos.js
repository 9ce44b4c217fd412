// Logos of the contest and of its sponsors, on the light plate that most logos are made for.

import { el } from "./dom.js"

/** One logo; the words beside it say whose it is. @param {string} slug @param {string} logo */
export function logoPicture(slug, logo) {
  return el("img", { class: "logo", src: `/c/${slug}/logos/${logo}.png`, alt: "", decoding: "sync" })
}

/** @param {string} slug @param {string[]} logos @param {string} className */
export function logoPlate(slug, logos, className) {
  return logos.length > 0 && el("p", { class: `logo-plate ${className}` }, ...logos.map((logo) => logoPicture(slug, logo)))
}
