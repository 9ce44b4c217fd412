// An announcement in words, in a language that need not be the page's. Pure but for the Vietnamese catalog, loaded when first asked for.

/** @type {Promise<Record<string, string>> | null} */
let vietnamese = null

/**
 * @param {number} call seconds left; 0 is the end
 * @param {"vi"|"en"} lang
 * @returns {Promise<string>}
 */
export async function said(call, lang) {
  const [text, n] = sentence(call)
  const words = lang === "vi" ? (await catalog())[text] ?? text : text
  return words.replace("%(n)s", String(n))
}

/** @param {number} call @returns {[string, number]} the English source text, which is also what is spoken, and its number */
function sentence(call) {
  if (call === 0) return ["Time is up", 0]
  if (call === 60) return ["1 minute left", 1]
  return call % 60 ? ["%(n)s seconds left", call] : ["%(n)s minutes left", call / 60]
}

function catalog() {
  vietnamese ??= import(/** @type {string} */ ("/words/vi.js")).then((module) => module.default, () => ({}))
  return vietnamese
}
