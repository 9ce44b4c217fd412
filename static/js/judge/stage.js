// The entry on stage and this tablet: one that follows shows its sheet once it is called; one whose judge stepped away stays, and
// is told where the stage is. Nothing moves while a finger is down, something is typed, or hands were here a moment ago.

/** @typedef {import("./book.js").Book} Book */
/** @typedef {{isFree: () => boolean, go: (entry: number) => void, wants: () => boolean}} Tablet */

/** A tap meant for the old sheet must not land on the new one. */
export const HANDS_OFF_MS = 4000
const HANDS = ["pointerdown", "pointerup", "pointercancel", "keydown", "input", "focusout", "wheel"]

export class Stage {
  /** @type {number[]} on stage together; several only in a heat */
  #entries = []
  #isFirst = true
  /** @type {number|null} */
  #at = null
  #isAway = false
  #isCalled = false
  /** @type {Set<number>} */
  #fingers = new Set()
  #touched = -Infinity
  #soon = 0
  #book
  #tablet

  /** @param {Book} book @param {Tablet} tablet */
  constructor(book, tablet) {
    this.#book = book
    this.#tablet = tablet
    for (const kind of HANDS) addEventListener(kind, (event) => this.#feel(event), { capture: true, passive: true })
  }

  /** @param {any} countdown body of the topic */
  hear({ entry, heat }) {
    const entries = heat?.entries ?? (entry ? [entry] : [])
    if (String(entries) === String(this.#entries)) return
    this.#entries = entries
    this.#isCalled = entries.length > 0 && !this.#isFirst
  }

  /**
   * Where the judge is now. Going to another sheet by hand is stepping away, going to the stage's is following again.
   * @param {number|null} entry null on the list
   */
  stand(entry) {
    const isMove = entry !== this.#at
    this.#at = entry
    if (this.#isOn(entry)) this.#isAway = this.#isCalled = false
    else if (isMove && entry !== null && this.#entries.length) this.#isAway = true
    this.#isFirst = false
    this.#follow()
  }

  /** Where the stage is, for a judge who looks at another sheet. @param {number|null} entry @returns {number|null} */
  elsewhere(entry) {
    return entry === null || this.#isOn(entry) ? null : this.#target
  }

  /** @param {number|null} entry */
  #isOn(entry) {
    return entry !== null && this.#entries.includes(entry)
  }

  /** Who of those on stage is to be scored here. @returns {number|null} */
  get #target() {
    const sheets = this.#book.sheets.filter((sheet) => this.#isOn(sheet.entry) && !sheet.withdrawn && !sheet.recused)
    return (sheets.find((sheet) => sheet.state !== "signed") ?? sheets[0])?.entry ?? null
  }

  #follow() {
    clearTimeout(this.#soon)
    if (!this.#isCalled || this.#isAway || !this.#tablet.wants()) return
    const rest = this.#touched + HANDS_OFF_MS - performance.now()
    if (rest > 0 || this.#fingers.size || !this.#tablet.isFree()) {
      this.#soon = window.setTimeout(() => this.#follow(), Math.max(rest, 250))
      return
    }
    this.#isCalled = false
    const target = this.#target
    if (target !== null) this.#tablet.go(target)
  }

  /** @param {Event} event */
  #feel(event) {
    this.#touched = performance.now()
    if (!(event instanceof PointerEvent)) return
    if (event.type === "pointerdown") this.#fingers.add(event.pointerId)
    else this.#fingers.delete(event.pointerId)
  }
}
