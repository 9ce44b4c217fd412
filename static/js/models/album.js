// Photos on their way to the server: kept on this device first (IndexedDB), then sent one after another with progress, again until
// an answer comes. The same bytes under the same operation id: sent twice it is one photo. Knows no screen.

import { operationId } from "../helpers/operation.js"
import { csrf } from "../helpers/page.js"

/**
 * @typedef {object} Shot
 * @property {string} op_id
 * @property {string} box contest and seat
 * @property {number} entry
 * @property {number|null} round
 * @property {number|null} stage
 * @property {ArrayBuffer} bytes
 * @property {string} type
 * @property {number} made_at
 * @property {"waiting"|"refused"} state
 * @property {string} message why it was refused, in words
 */

const NAME = "contest-photos"
const STORE = "shots"
const AGAIN_MS = 3_000
/** Answers that pass by themselves. */
const NOT_NOW = [0, 401, 429, 500, 502, 503, 504, 507]

export class Album {
  /** Called after every change, and while one is being sent. */
  onChange = () => {}
  /** Called when one has arrived. @type {(shot: Shot) => void} */
  onSent = () => {}
  /** @type {Shot[]} oldest first */
  shots
  /** Of the one under way, 0 to 1. */
  progress = 0
  /** What keeps the oldest from arriving, in the server's words; empty while it simply waits for a line. */
  trouble = ""
  #database
  #url
  #box
  #sending = false
  #again = 0

  /** @param {IDBDatabase} database @param {Shot[]} shots @param {string} url @param {string} box */
  constructor(database, shots, url, box) {
    this.#database = database
    this.shots = shots
    this.#url = url
    this.#box = box
  }

  /** @param {string} box contest and seat @param {string} url where photos go @returns {Promise<Album>} with what an earlier page left */
  static async open(box, url) {
    const asked = indexedDB.open(NAME, 1)
    asked.onupgradeneeded = () => asked.result.createObjectStore(STORE, { keyPath: "op_id" })
    const database = await answer(asked)
    /** @type {Shot[]} */
    const all = await answer(database.transaction(STORE).objectStore(STORE).getAll())
    const mine = all.filter((shot) => shot.box === box).sort((one, other) => one.made_at - other.made_at)
    return new Album(database, mine, url, box)
  }

  /** @returns {Shot[]} not arrived yet */
  get waiting() {
    return this.shots.filter((shot) => shot.state === "waiting")
  }

  /** @param {number} entry @returns {Shot[]} of this entry, waiting or refused */
  of(entry) {
    return this.shots.filter((shot) => shot.entry === entry)
  }

  /** @param {Shot} shot @returns {boolean} */
  isUnderWay(shot) {
    return this.#sending && shot === this.waiting[0]
  }

  /**
   * Keeps a photo and sends it in its turn.
   * @param {Blob} file
   * @param {{entry: number, round: number|null, stage: number|null}} whose
   * @returns {Promise<void>} when it is safe on this device
   */
  async add(file, whose) {
    /** @type {Shot} */
    const shot = { ...whose, op_id: operationId(), box: this.#box, bytes: await file.arrayBuffer(), type: file.type, made_at: Date.now(), state: "waiting", message: "" }
    await this.#write((store) => store.put(shot))
    this.shots.push(shot)
    this.onChange()
    this.drain()
  }

  /** Lets a photo go that was refused, or is not wanted after all. @param {Shot} shot */
  async drop(shot) {
    await this.#write((store) => store.delete(shot.op_id))
    this.shots = this.shots.filter((one) => one !== shot)
    this.onChange()
  }

  /** Sends what is waiting; call it whenever the connection is back. */
  async drain() {
    if (this.#sending) return
    this.#sending = true
    clearTimeout(this.#again)
    try {
      for (let shot = this.waiting[0]; shot; shot = this.waiting[0]) if (!(await this.#sent(shot))) break
    } finally {
      this.#sending = false
      this.progress = 0
    }
    if (this.waiting.length) this.#again = window.setTimeout(() => this.drain(), AGAIN_MS)
    this.onChange()
  }

  /** @param {Shot} shot @returns {Promise<boolean>} whether it was answered for good */
  async #sent(shot) {
    const { status, told } = await this.#post(shot)
    if (status === 200) {
      await this.drop(shot)
      this.onSent(shot)
    } else if (NOT_NOW.includes(status)) {
      this.trouble = told?.message ?? ""
      return false
    } else {
      Object.assign(shot, { state: "refused", message: told?.message ?? "" })
      await this.#write((store) => store.put(shot))
    }
    this.trouble = ""
    this.onChange()
    return true
  }

  /** @param {Shot} shot @returns {Promise<{status: number, told: any}>} status 0 when no answer came */
  #post({ op_id, entry, round, stage, bytes, type }) {
    const fields = { op_id, entry, ...(round && stage ? { round, stage } : {}) }
    const asked = new URLSearchParams(Object.entries(fields).map(([name, value]) => [name, String(value)]))
    const request = new XMLHttpRequest()
    request.open("POST", `${this.#url}?${asked}`)
    request.setRequestHeader("X-CSRFToken", csrf())
    request.setRequestHeader("Content-Type", type || "application/octet-stream")
    request.responseType = "json"
    request.upload.onprogress = ({ loaded, total }) => {
      this.progress = total ? loaded / total : 0
      this.onChange()
    }
    return new Promise((resolve) => {
      request.onloadend = () => resolve({ status: request.status, told: request.response })
      request.send(bytes)
    })
  }

  /** @param {(store: IDBObjectStore) => void} work @returns {Promise<void>} when the browser says that it is on the disk */
  #write(work) {
    const transaction = this.#database.transaction(STORE, "readwrite", { durability: "strict" })
    work(transaction.objectStore(STORE))
    return new Promise((resolve, reject) => {
      transaction.oncomplete = () => resolve()
      transaction.onabort = () => reject(transaction.error)
    })
  }
}

/** @template T @param {IDBRequest<T>} request @returns {Promise<T>} */
function answer(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })
}
