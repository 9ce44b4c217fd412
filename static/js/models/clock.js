// The server's clock as this browser knows it: an offset measured on performance.now(), so that a wrong or changing
// wall clock of the device does nothing. Asks through the function it is given; knows no socket.

const SAMPLES = 5
const PATIENCE_MS = 10_000

export class ServerClock {
  #read
  #offset = NaN
  #heardAt = -Infinity
  #linked = false
  #measured = false

  /** @param {() => Promise<number>} read asks the server for its time, epoch ms */
  constructor(read) {
    this.#read = read
  }

  /** @returns {number} server time, ms since 1970; NaN before the first message */
  now() {
    return performance.now() + this.#offset
  }

  /** @returns {boolean} false before the first measurement and after 10 s without contact */
  get confirmed() {
    return this.#measured && (this.#linked || performance.now() - this.#heardAt < PATIENCE_MS)
  }

  /** Takes the best of five round trips: the shortest one leaves the least room for error. */
  async sync() {
    let shortest = Infinity
    for (let sample = 0; sample < SAMPLES; sample += 1) {
      const asked = performance.now()
      const answer = await this.#read()
      const answered = performance.now()
      if (answered - asked >= shortest) continue
      shortest = answered - asked
      this.#offset = answer - (asked + answered) / 2
      this.#measured = true
    }
  }

  /** The time a message was sent: good enough to draw with until the first measurement. @param {number} sentAt */
  hint(sentAt) {
    if (!this.#measured) this.#offset = sentAt - performance.now()
  }

  /** Something came from the server. */
  heard() {
    this.#heardAt = performance.now()
    this.#linked = true
  }

  /** The connection is gone; the 10 s count from the last thing heard. */
  lost() {
    this.#linked = false
  }
}
