// Decimals under each other: as many places in a whole column, by zeros alone; nothing is ever rounded or added here.

import { figures } from "../helpers/words.js"

/** The most decimal places in use among these. @param {(string|null)[]} decimals */
export function placesOf(decimals) {
  return Math.max(0, ...decimals.map((decimal) => decimal?.split(".")[1]?.length ?? 0))
}

/** "2" with two places is "2,00" in Vietnamese. @param {string} decimal @param {number} places */
export function column(decimal, places) {
  const [whole, part = ""] = decimal.split(".")
  return figures(places > 0 || part ? `${whole}.${part.padEnd(places, "0")}` : whole)
}

/** A penalty is a deduction, whichever way it came. @param {string} points @param {number} places */
export function deduction(points, places) {
  return column(points.startsWith("-") ? points : `-${points}`, places)
}
