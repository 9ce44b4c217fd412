// The wire: connects a page to the server and stays connected, watches topics, asks commands, keeps the server's clock.
// Knows names of topics and commands only as strings; what they mean is the screens' business (docs/EVENTS.md).

import { operationId } from "./helpers/operation.js"
import { ServerClock } from "./models/clock.js"
import { Poll } from "./models/poll.js"
import { Lost, Socket } from "./models/socket.js"

export { Lost } from "./models/socket.js"

/** @typedef {import("./models/socket.js").Reason} Reason */
/** @typedef {"connecting"|"connected"|"polling"|"lost"|"refused"} State `refused` is final: the page does not try again; `polling`: there
 * are more viewers than the server gives a line to, this page asks every few seconds */
/** @typedef {{contest: string, revision: number, sent_at: number, body: any}} Message */
/** @typedef {(topic: string, message: Message) => void} Listener */
/** @typedef {{topics: string[], listener: Listener}} Watcher */
/** @typedef {{ok: boolean, [result: string]: any}} Ack */

const ASK_MS = 10_000
const CHECK_MS = 5_000
const RESYNC_MS = 60_000
const LEAST_WAIT_MS = 500
const LONGEST_WAIT_MS = 5_000
const NO_LINE = "many_viewers"
const AGAIN_MS = 60_000 // until a page that asks tries for a line once more
const PASSING = ["try_again", "too_many_requests", "storage_full"]

/**
 * @param {{contest: string|null, seat: string, screen?: string|null, onState?: (state: State, reason: Reason|null) => void}} options
 * @returns {Live}
 */
export function connect({ contest, seat, screen = null, onState = () => {} }) {
  return new Live({ contest, seat, screen, device: device(), lang: document.documentElement.lang }, onState)
}

class Live {
  clock = new ServerClock(() => this.#readClock())
  /** @type {Watcher[]} */
  #watchers = []
  /** @type {Map<string, number>} revision shown, by topic */
  #shown = new Map()
  /** @type {State} */
  #state = "connecting"
  /** @type {Reason|null} */
  #revoked = null
  #failures = 0
  #retry = 0
  #auth
  #onState
  #socket
  /** @type {Poll} */
  #poll
  #leave = new AbortController()

  /**
   * @param {{contest: string|null, seat: string, screen: string|null, device: string, lang: string}} auth
   * @param {(state: State, reason: Reason|null) => void} onState
   */
  constructor(auth, onState) {
    this.#auth = auth
    this.#onState = onState
    this.#poll = new Poll(`/api/v1/contests/${auth.contest}/now`, () => this.#watchers.flatMap(({ topics }) => topics), this.#take.bind(this))
    this.#socket = this.#dial()
    const { signal } = this.#leave
    window.addEventListener("online", () => this.#wake(), { signal })
    document.addEventListener("visibilitychange", () => document.hidden || this.#wake(), { signal })
    const resync = setInterval(() => this.#check(), RESYNC_MS)
    signal.addEventListener("abort", () => clearInterval(resync))
  }

  /** This browser's lasting name. */
  get device() {
    return this.#auth.device
  }

  /**
   * Follows topics for as long as the page lives: their current state at once, then every change, also after a reconnect.
   * @param {string[]} topics
   * @param {Listener} listener
   */
  watch(topics, listener) {
    const watcher = { topics, listener }
    this.#watchers.push(watcher)
    if (this.#socket.isOpen) this.#follow(watcher)
  }

  /**
   * @param {string} command
   * @param {object} payload
   * @param {{timeout?: number}} [options] ms
   * @returns {Promise<Ack>} rejects with Lost when no answer came; the server may or may not have acted
   */
  ask(command, payload, { timeout = ASK_MS } = {}) {
    return this.#socket.ask(command, payload, timeout)
  }

  /** Hangs up for good. */
  close() {
    this.#leave.abort()
    clearTimeout(this.#retry)
    this.#poll.stop()
    this.#socket.drop()
  }

  /** @returns {Socket} */
  #dial() {
    const scheme = location.protocol === "https:" ? "wss" : "ws"
    return new Socket(`${scheme}://${location.host}/socket.io/?EIO=4&transport=websocket`, this.#auth, {
      onOpen: () => this.#enter(),
      onHeard: () => this.clock.heard(),
      onEvent: (event, body) => this.#hear(event, body),
      onEnd: (reason) => this.#fall(reason),
    })
  }

  #enter() {
    this.#failures = 0
    this.#poll.stop()
    this.#become("connected", null)
    this.#check()
    this.#watchers.forEach((watcher) => this.#follow(watcher))
  }

  /** @param {Watcher} watcher */
  async #follow({ topics, listener }) {
    const socket = this.#socket
    try {
      const ack = await socket.ask("watch", { topics }, ASK_MS)
      if (!ack.ok) return socket.drop({ code: ack.refused.code, message: ack.message })
      for (const [topic, message] of Object.entries(ack.topics)) this.#show(topic, message, listener)
    } catch (problem) {
      if (!(problem instanceof Lost)) throw problem
      socket.drop()
    }
  }

  /** What `watch` answers is the truth of now, even when it is older than what stands on the page (a restored backup).
   * @param {string} topic @param {Message} message @param {Listener} listener */
  #show(topic, message, listener) {
    this.clock.hint(message.sent_at)
    this.#shown.set(topic, message.revision)
    listener(topic, message)
  }

  /** @param {string} event @param {any} body */
  #hear(event, body) {
    if (event === "seat_revoked") {
      this.#revoked = { code: body?.code ?? "seat_revoked", message: body?.message ?? "" }
      return
    }
    if (body.revision < (this.#shown.get(event) ?? -Infinity)) return
    for (const { topics, listener } of this.#watchers) if (topics.includes(event)) this.#show(event, body, listener)
  }

  /** What a poll brought: only what is news. @param {Record<string, Message>} topics @param {number} now */
  #take(topics, now) {
    this.clock.heard()
    for (const [topic, message] of Object.entries(topics)) {
      if (message.revision === this.#shown.get(topic)) continue
      for (const { topics: wanted, listener } of this.#watchers)
        if (wanted.includes(topic)) this.#show(topic, { ...message, sent_at: now }, listener)
    }
  }

  /** @param {Reason|null} reason */
  #fall(reason) {
    this.clock.lost()
    if (this.#leave.signal.aborted) return
    const told = this.#revoked ?? reason
    if (told?.code === NO_LINE) return this.#askInstead(told)
    this.#poll.stop()
    if (told && !PASSING.includes(told.code)) {
      this.#become("refused", told)
      return this.close()
    }
    this.#become("lost", told)
    this.#retryIn(wait(this.#failures))
    this.#failures += 1
  }

  /** No line for this phone now: it asks every few seconds, and for a line again in a while. @param {Reason} reason */
  #askInstead(reason) {
    this.#become("polling", reason)
    this.#poll.start()
    this.clock.sync().catch(() => {})
    this.#retryIn(AGAIN_MS * (0.5 + Math.random()))
  }

  /** @param {number} delay ms */
  #retryIn(delay) {
    clearTimeout(this.#retry)
    this.#retry = window.setTimeout(() => {
      this.#socket = this.#dial()
    }, delay)
  }

  /** The network is back or the page is looked at again: no reason to wait. */
  #wake() {
    if (this.#socket.isOpen) this.#check()
    else if (this.#state !== "polling") this.#retryIn(0)
  }

  /** Measures the clock anew; a line that does not even answer that is dead. */
  async #check() {
    const socket = this.#socket
    if (!socket.isOpen) return
    try {
      await this.clock.sync()
    } catch (problem) {
      if (!(problem instanceof Lost)) throw problem
      socket.drop()
    }
  }

  async #readClock() {
    if (this.#state === "polling") return this.#poll.now()
    const ack = await this.#socket.ask("read_clock", {}, CHECK_MS)
    if (!ack.ok) throw new Lost("read_clock")
    return ack.now
  }

  /** @param {State} state @param {Reason|null} reason */
  #become(state, reason) {
    if (state === this.#state) return
    this.#state = state
    this.#onState(state, reason)
  }
}

/** Longer after each failure, never in step with the other tablets. @param {number} failures @returns {number} ms */
function wait(failures) {
  const longest = Math.min(LONGEST_WAIT_MS, 2 * LEAST_WAIT_MS * 2 ** failures)
  return LEAST_WAIT_MS + Math.random() * (longest - LEAST_WAIT_MS)
}

/** @returns {string} this browser's lasting name */
function device() {
  const known = localStorage.getItem("contest.device")
  if (known) return known
  const fresh = operationId()
  localStorage.setItem("contest.device", fresh)
  return fresh
}
