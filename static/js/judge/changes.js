// What was changed on this page, so that the last change can be taken back. Quick taps on one criterion are one change.

/** @typedef {import("./book.js").Sheet} Sheet */
/** @typedef {import("./book.js").Row} Row */
/** @typedef {{round: number, entry: number, criterion: number, from: string|null, to: string|null, at: number}} Change */

const ONE_CHANGE_MS = 1500

export class Changes {
  /** @type {Change[]} oldest first */
  #changes = []

  /** @param {Omit<Change, "at">} change @param {number} now milliseconds */
  note(change, now) {
    const before = this.#changes.at(-1)
    const goesOn = before && sameCell(before, change) && now - before.at < ONE_CHANGE_MS
    if (goesOn) this.#changes.pop()
    this.#changes.push({ ...change, from: goesOn ? before.from : change.from, at: now })
  }

  /**
   * The newest change that still stands on that sheet; what was changed otherwise since is not taken back.
   * @param {number} round
   * @param {Sheet} sheet
   * @returns {{change: Change, row: Row}|null}
   */
  last(round, { entry, rows }) {
    for (const change of this.#changes.toReversed()) {
      const row = rows.find(({ criterion }) => criterion.number === change.criterion)
      if (change.round === round && change.entry === entry && row && !row.refusal && stands(row, change.to)) return { change, row }
    }
    return null
  }

  /** @param {Change} change it was taken back */
  drop(change) {
    this.#changes = this.#changes.filter((one) => one !== change)
  }
}

/** Whether that value stands here, however it is written. @param {Row} row @param {string|null} value */
function stands({ value: now, steps }, value) {
  return now === null || value === null ? now === value : steps.indexOf(now) === steps.indexOf(value)
}

/** @param {Omit<Change, "at">} one @param {Omit<Change, "at">} other */
function sameCell(one, other) {
  return one.round === other.round && one.entry === other.entry && one.criterion === other.criterion
}
