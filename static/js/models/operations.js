// The operations of one seat as they lie in this browser's IndexedDB: written to disk before anyone relies on them.
// Only stores; what is sent when is outbox.js's business. Works on plain http.

/**
 * One act of a judge. `payload` is null until it is first sent; from then on its bytes never change.
 * @typedef {object} Operation
 * @property {number} order where it stands in this browser's queue
 * @property {string} box contest and seat
 * @property {string} op_id
 * @property {string} command
 * @property {string} cell what it is about; operations about the same cell follow one another
 * @property {Record<string, any>} fields
 * @property {number|null} base the revision the judge saw; null for an act whose fields say it
 * @property {string|null} after op_id of the operation on the same cell that was under way when this one was made
 * @property {(Record<string, any> & {op_id: string})|null} payload
 * @property {"waiting"|"saved"|"late"|"refused"|"past"} state `late`: kept by the server, not counted; `past`: of a contest that was started over
 * @property {number|null} [seen] server time of what its maker saw
 * @property {any} ack
 * @property {number} made_at
 * @property {boolean} [handed] it was handed over by hand: it may have reached the server as it is, so it is never replaced
 */

/** @typedef {Omit<Operation, "order"|"box">} NewOperation */

const NAME = "contest-outbox"
const STORE = "operations"

export class Operations {
  #database
  #box

  /** @param {IDBDatabase} database @param {string} box */
  constructor(database, box) {
    this.#database = database
    this.#box = box
  }

  /**
   * @param {string} box contest and seat
   * @returns {Promise<Operations>} rejects where the browser keeps nothing
   */
  static async open(box) {
    const asked = indexedDB.open(NAME, 1)
    asked.onupgradeneeded = () => {
      const store = asked.result.createObjectStore(STORE, { keyPath: "order", autoIncrement: true })
      store.createIndex("box", "box")
    }
    return new Operations(await answer(asked), box)
  }

  /** @returns {Promise<Operation[]>} oldest first */
  all() {
    return this.#within("readonly", (store) => answer(store.index("box").getAll(this.#box)))
  }

  /**
   * Writes a new operation. An earlier one on the same cell goes if it never left this tablet, and hands over what it built on;
   * or if it was refused. One that was sent, or handed over, stays.
   * @param {NewOperation} fresh
   * @param {Operation|null} before
   * @returns {Promise<Operation>}
   */
  add(fresh, before) {
    return this.#within("readwrite", async (store) => {
      /** @type {Operation|undefined} */
      const earlier = before ? await answer(store.get(before.order)) : undefined
      const isOurs = earlier && !earlier.payload && !earlier.handed
      if (earlier && (isOurs || earlier.state === "refused")) store.delete(earlier.order)
      const origin = earlier && isOurs ? { base: earlier.base, after: earlier.after } : null
      const kept = { ...fresh, ...origin, box: this.#box }
      return { ...kept, order: Number(await answer(store.add(kept))) }
    })
  }

  /**
   * Fixes what is sent, once: another tab may have been first, then its bytes stand.
   * @param {Operation} operation
   * @param {NonNullable<Operation["payload"]>} payload
   * @returns {Promise<Operation|null>} null when another tab has taken the operation away
   */
  seal(operation, payload) {
    return this.#within("readwrite", async (store) => {
      /** @type {Operation|undefined} */
      const kept = await answer(store.get(operation.order))
      if (!kept || kept.payload) return kept ?? null
      store.put({ ...kept, payload })
      return { ...kept, payload }
    })
  }

  /** @param {Operation} operation @returns {Promise<Operation|null>} as it leaves by hand; null when another tab has taken it away */
  hand(operation) {
    return this.#within("readwrite", async (store) => {
      /** @type {Operation|undefined} */
      const kept = await answer(store.get(operation.order))
      if (!kept) return null
      store.put({ ...kept, handed: true })
      return { ...kept, handed: true }
    })
  }

  /** Operations that came from another address of the server, in their order; one that is there already stays as it is.
   * @param {Operation[]} operations @returns {Promise<void>} */
  takeIn(operations) {
    return this.#within("readwrite", async (store) => {
      /** @type {Operation[]} */
      const there = await answer(store.index("box").getAll(this.#box))
      const known = new Set(there.map((one) => one.op_id))
      for (const { order, ...one } of operations) if (!known.has(one.op_id)) store.add({ ...one, box: this.#box })
    })
  }

  /** @param {Operation} operation @returns {Promise<void>} */
  update(operation) {
    return this.#within("readwrite", async (store) => void store.put(operation))
  }

  /** @param {Operation[]} operations @returns {Promise<void>} */
  remove(operations) {
    return this.#within("readwrite", async (store) => operations.forEach(({ order }) => store.delete(order)))
  }

  /**
   * Resolves when the browser says that it is on the disk.
   * @template T
   * @param {IDBTransactionMode} mode
   * @param {(store: IDBObjectStore) => Promise<T>} work
   * @returns {Promise<T>}
   */
  async #within(mode, work) {
    const transaction = this.#database.transaction(STORE, mode, { durability: "strict" })
    const done = new Promise((resolve, reject) => {
      transaction.oncomplete = resolve
      transaction.onabort = () => reject(transaction.error)
    })
    const [result] = await Promise.all([work(transaction.objectStore(STORE)), done])
    return result
  }
}

/**
 * @template T
 * @param {IDBRequest<T>} request
 * @returns {Promise<T>}
 */
function answer(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })
}
