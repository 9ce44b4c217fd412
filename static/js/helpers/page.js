// What the server gave this page: the parsed data-page script and the token that forms and posts carry.

/**
 * @typedef {object} Page
 * @property {string | null} contest the contest's slug
 * @property {string} seat public, screen, judge-3, scorekeeper-1, steward-1, presenter-1 or organizer
 * @property {"vi" | "en"} lang
 */

/** @type {Page & Record<string, any>} */
export const page = JSON.parse(document.querySelector("script[data-page]")?.textContent || "{}")

/** The token a POST must carry. */
export function csrf() {
  return document.querySelector('meta[name="csrf-token"]')?.getAttribute("content") ?? ""
}

/** From here on what waited for this page's script does what it says. */
export function ready() {
  for (const one of document.querySelectorAll("[data-waits]")) one.removeAttribute("inert")
}
