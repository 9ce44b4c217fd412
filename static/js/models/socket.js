// One conversation over one WebSocket in Engine.IO v4 / Socket.IO v5: handshake, heartbeat, events, acks, and how it ended.
// Does not reconnect and does not know what an event means: live.js does.

/** @typedef {{code: string, message: string}} Reason */

/**
 * @typedef {object} Handlers
 * @property {() => void} onOpen the server let us in
 * @property {() => void} onHeard any packet came
 * @property {(event: string, body: any) => void} onEvent
 * @property {(reason: Reason|null) => void} onEnd once; a reason means we were told no, null that the line broke
 */

/** No answer came: no connection, or it broke, or it took too long. Whether the server acted is unknown. */
export class Lost extends Error {
  name = "Lost"
}

const HANDSHAKE_MS = 8_000
const QUIET_MS = 10_000 // the server says something every five seconds at least
const ENGINE = { open: "0", close: "1", ping: "2", pong: "3", message: "4" }
const SOCKET = { connect: "0", disconnect: "1", event: "2", ack: "3", refused: "4" }

export class Socket {
  /** @type {Map<number, {resolve: (ack: any) => void, reject: (lost: Lost) => void, timer: number}>} */
  #pending = new Map()
  #asked = 0
  #patience = HANDSHAKE_MS
  #watchdog = 0
  #open = false
  #ended = false
  #line
  #auth
  #handlers

  /**
   * @param {string} url
   * @param {Record<string, unknown>} auth
   * @param {Handlers} handlers
   */
  constructor(url, auth, handlers) {
    this.#auth = auth
    this.#handlers = handlers
    this.#line = new WebSocket(url)
    this.#line.onmessage = (message) => this.#hear(String(message.data))
    this.#line.onclose = () => this.#end(null)
    this.#watch()
  }

  /** @returns {boolean} the server let us in and the line has not ended */
  get isOpen() {
    return this.#open && !this.#ended
  }

  /**
   * @param {string} event
   * @param {object} payload
   * @param {number} timeout ms
   * @returns {Promise<any>} the ack; rejects with Lost
   */
  ask(event, payload, timeout) {
    if (!this.isOpen) return Promise.reject(new Lost(event))
    return new Promise((resolve, reject) => {
      const id = (this.#asked += 1)
      const timer = window.setTimeout(() => this.#settle(id)?.reject(new Lost(event)), timeout)
      this.#pending.set(id, { resolve, reject, timer })
      this.#send(SOCKET.event + id + JSON.stringify([event, payload]))
    })
  }

  /**
   * Hangs up at once, without waiting for a dead line to say goodbye.
   * @param {Reason|null} [reason]
   */
  drop(reason = null) {
    this.#end(reason)
  }

  /** @param {string} packet */
  #hear(packet) {
    if (this.#ended) return
    this.#watch()
    this.#handlers.onHeard()
    const body = packet.slice(1)
    switch (packet[0]) {
      case ENGINE.open: return this.#greet()
      case ENGINE.ping: return this.#line.send(ENGINE.pong)
      case ENGINE.close: return this.#end(null)
      case ENGINE.message: return this.#read(body)
    }
  }

  #greet() {
    this.#patience = QUIET_MS
    this.#watch()
    this.#send(SOCKET.connect + JSON.stringify(this.#auth))
  }

  /** @param {string} packet */
  #read(packet) {
    const [, kind, id, json] = /^(\d)(\d*)([^]*)$/.exec(packet) ?? []
    switch (kind) {
      case SOCKET.connect: return this.#enter()
      case SOCKET.event: return this.#tell(JSON.parse(json))
      case SOCKET.ack: return this.#settle(Number(id))?.resolve(JSON.parse(json)[0])
      case SOCKET.disconnect: return this.#end({ code: "closed", message: "" })
      case SOCKET.refused: return this.#end(reasonIn(JSON.parse(json)))
    }
  }

  #enter() {
    this.#open = true
    this.#handlers.onOpen()
  }

  /** @param {[string, any]} event */
  #tell([name, body]) {
    this.#handlers.onEvent(name, body)
  }

  /** @param {number} id */
  #settle(id) {
    const asked = this.#pending.get(id)
    this.#pending.delete(id)
    if (asked) clearTimeout(asked.timer)
    return asked
  }

  /** @param {string} packet */
  #send(packet) {
    this.#line.send(ENGINE.message + packet)
  }

  /** Silence longer than the server promised means that the line is dead. */
  #watch() {
    clearTimeout(this.#watchdog)
    this.#watchdog = window.setTimeout(() => this.#end(null), this.#patience)
  }

  /** @param {Reason|null} reason */
  #end(reason) {
    if (this.#ended) return
    this.#ended = true
    clearTimeout(this.#watchdog)
    this.#line.onmessage = this.#line.onclose = null
    this.#line.close()
    for (const id of [...this.#pending.keys()]) this.#settle(id)?.reject(new Lost("closed"))
    this.#handlers.onEnd(reason)
  }
}

/**
 * A refusal is {message, data}; ours carry {code, message} as data.
 * @param {{message?: string, data?: Partial<Reason>}} refused
 * @returns {Reason}
 */
function reasonIn({ message = "", data = {} }) {
  return { code: data.code ?? "refused", message: data.message ?? message }
}
