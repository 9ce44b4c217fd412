// What the page says aloud to somebody who does not see it: each thing once, politely, from one place, so that nothing talks twice.

import { fill } from "../helpers/dom.js"
import { figures, t } from "../helpers/words.js"
import { stateWord } from "./sentences.js"

/** @typedef {import("./book.js").Row} Row */
/** @typedef {import("./book.js").ScoreState} ScoreState */

/** A score on its way is no news: only one that stays here is. */
const STAYS_MS = 2500

export class Voice {
  #node
  #place = ""
  /** @type {Map<number, string>} by criterion */
  #told = new Map()
  /** @type {Map<number, number>} by criterion: the moment at which waiting was seen first */
  #since = new Map()
  #isLost = false

  /** @param {HTMLElement} node a live region */
  constructor(node) {
    this.#node = node
  }

  /** @param {string} words */
  say(words) {
    fill(this.#node)
    setTimeout(() => fill(this.#node, words))
  }

  /** What became of the scores in view. @param {string} place another one begins anew @param {Row[]} rows */
  follow(place, rows) {
    const isNew = place !== this.#place
    this.#place = place
    if (isNew) this.#told = new Map()
    const news = rows.filter((row) => this.#isNews(row))
    if (news.length && !isNew) this.say(news.map(said).join(". "))
  }

  /** @param {boolean} isLost */
  followConnection(isLost) {
    if (isLost === this.#isLost) return
    this.#isLost = isLost
    this.say(isLost ? t("Connection lost. Go on scoring: this tablet keeps your scores.") : t("Connected again."))
  }

  /** @param {Row} row */
  #isNews(row) {
    const { number } = row.criterion
    const first = row.state === "local" ? this.#since.get(number) ?? performance.now() : performance.now()
    if (row.state === "local") this.#since.set(number, first)
    else this.#since.delete(number)
    if (row.state === "local" && !this.#isLost && performance.now() - first < STAYS_MS) return false
    const words = said(row)
    const isNews = this.#told.get(number) !== words
    this.#told.set(number, words)
    return isNews
  }
}

/** @param {Row} row */
function said({ criterion, value, state }) {
  return [criterion.name, value === null ? null : figures(value), stateWord(state)].filter((part) => part !== null).join(", ")
}
