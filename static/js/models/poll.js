// The contest as it stands, asked for again and again over plain HTTP: for a phone that the server has no line for just now.
// An unchanged answer costs a few bytes: the browser's own cache keeps the tag.

const LEAST_MS = 2_000
const SPREAD_MS = 2_000

/** @typedef {import("../live.js").Message} Message */

export class Poll {
  #url
  #topics
  #hear
  #timer = 0
  #running = false

  /**
   * @param {string} url of the contest's topics as of now
   * @param {() => string[]} topics what to ask for
   * @param {(topics: Record<string, Message>, now: number) => void} hear what came, and the server's time
   */
  constructor(url, topics, hear) {
    this.#url = url
    this.#topics = topics
    this.#hear = hear
  }

  start() {
    if (this.#running) return
    this.#running = true
    this.#ask()
  }

  stop() {
    this.#running = false
    clearTimeout(this.#timer)
  }

  /** @returns {Promise<number>} the server's time, epoch ms */
  async now() {
    const answer = await fetch(this.#address(), { cache: "no-store" })
    return Number(answer.headers.get("Contest-Now"))
  }

  /** @returns {string} */
  #address() {
    return `${this.#url}?topics=${[...new Set(this.#topics())].sort().join(",")}`
  }

  async #ask() {
    try {
      const answer = await fetch(this.#address(), { cache: "no-cache" })
      if (answer.ok && this.#running) this.#hear((await answer.json()).topics, Number(answer.headers.get("Contest-Now")))
    } catch {
      // Not reached this time: the clock says so after ten seconds, and we ask again.
    }
    if (this.#running) this.#timer = window.setTimeout(() => this.#ask(), LEAST_MS + Math.random() * SPREAD_MS)
  }
}
