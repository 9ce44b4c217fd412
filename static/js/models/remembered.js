// The last message of each topic as this browser heard it, so that a page opened without a server has something to show.

/** @typedef {{contest: string, revision: number, sent_at: number, body: any, told_at?: number}} Message */

const NAME = "contest-remembered"
const STORE = "messages"

export class Remembered {
  #database
  #box

  /** @param {IDBDatabase} database @param {string} box contest and seat */
  constructor(database, box) {
    this.#database = database
    this.#box = box
  }

  /** @param {string} box @returns {Promise<Remembered>} rejects where the browser keeps nothing */
  static async open(box) {
    const asked = indexedDB.open(NAME, 1)
    asked.onupgradeneeded = () => asked.result.createObjectStore(STORE)
    return new Remembered(await answer(asked), box)
  }

  /** @param {string} topic @param {Message} message */
  keep(topic, message) {
    this.#store("readwrite").put({ message, heard_at: Date.now() }, [this.#box, topic])
  }

  /** @returns {Promise<[string, Message][]>} by topic; `sent_at` as if the server had sent it now, `told_at` when it did */
  async all() {
    const store = this.#store("readonly")
    const mine = IDBKeyRange.bound([this.#box], [this.#box, []])
    const [keys, kept] = await Promise.all([answer(store.getAllKeys(mine)), answer(store.getAll(mine))])
    return kept.map(({ message, heard_at }, at) => [/** @type {string[]} */ (keys[at])[1], { ...message, told_at: message.sent_at, sent_at: message.sent_at + Date.now() - heard_at }])
  }

  /** The seat is somebody else's now. */
  forget() {
    this.#store("readwrite").delete(IDBKeyRange.bound([this.#box], [this.#box, []]))
  }

  /** @param {IDBTransactionMode} mode */
  #store(mode) {
    return this.#database.transaction(STORE, mode).objectStore(STORE)
  }
}

/** @template T @param {IDBRequest<T>} request @returns {Promise<T>} */
function answer(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })
}
