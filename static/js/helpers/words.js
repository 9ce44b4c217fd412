// Words, figures and times in the page's language. English is the source text; the catalog comes from data-words.

import { page } from "./page.js"

/** @type {Record<string, string>} */
const catalog = await load(document.documentElement.dataset.words)

/**
 * The sentence in the page's language, its `%(name)s` filled in.
 * @param {string} text English source text
 * @param {Record<string, string | number>} [values]
 */
export function t(text, values = {}) {
  return (catalog[text] || text).replace(/%\((\w+)\)s/g, (whole, key) => String(values[key] ?? whole))
}

/**
 * A decimal string as people read it: "93.40" is "93,40" in Vietnamese; a minus is a true minus.
 * @param {string | number} decimal
 * @param {string} [lang]
 */
export function figures(decimal, lang = page.lang) {
  const text = String(decimal).replace("-", "−")
  return lang === "vi" ? text.replace(".", ",") : text
}

/**
 * A penalty as people read it: "2.00" is "−2", "0.50" is "−0,50".
 * @param {string} penalty
 */
export function deducted(penalty) {
  return figures(`-${penalty.replace("-", "")}`.replace(/\.0+$/, ""))
}

/**
 * Whole seconds as minutes: 204 is "3:24"; below zero with a true minus.
 * @param {number} totalSeconds
 */
export function minutes(totalSeconds) {
  const seconds = Math.abs(Math.trunc(totalSeconds))
  const sign = totalSeconds <= -1 ? "−" : ""
  return `${sign}${Math.floor(seconds / 60)}:${two(seconds % 60)}`
}

/**
 * The time of day of a server time in milliseconds, "10:41", in this device's time zone.
 * @param {number} ms
 */
export function clockTime(ms) {
  const at = new Date(ms)
  return `${at.getHours()}:${two(at.getMinutes())}`
}

/** @param {number} number */
function two(number) {
  return String(number).padStart(2, "0")
}

/** A page without its catalog still speaks, in English. @param {string | undefined} url */
async function load(url) {
  if (!url) return {}
  return import(url).then((module) => module.default, () => ({}))
}
