// The icon set: line drawings of 24 by 24 that stand once in the page (parts/_icons.svg) and are used by name.

import { svg } from "./dom.js"

/**
 * @typedef {"play" | "pause" | "stop" | "plus" | "minus" | "check" | "cross" | "tablet" | "wifi" | "wifi-off" | "bell" |
 *   "pencil" | "lock" | "eye" | "eye-off" | "left" | "right" | "up" | "down" | "same" | "warning" | "clock" | "screen" |
 *   "phone" | "list" | "grip" | "flag" | "database" | "people" | "sound" | "blank" | "trash" | "tune" | "camera"} IconName
 */

/**
 * A drawing of its own beside a word; it says nothing to a screen reader, the word does.
 * @param {IconName} name
 */
export function icon(name) {
  return svg("svg", { class: "icon", viewBox: "0 0 24 24", "aria-hidden": "true" }, svg("use", { href: `#icon-${name}` }))
}
