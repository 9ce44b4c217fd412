// How this tablet is set for the hand and the eye that use it. Kept on the tablet (looking only: until its tab is closed), never
// told to the server.

/** @typedef {"large"|"left"|"follow"|"haptic"|"looking"} Preference */

const KEY = "contest-tablet"
/** @type {Record<Preference, boolean>} */
const FROM_THE_START = { large: false, left: false, follow: true, haptic: true, looking: false }
const TICK_MS = 10

class Preferences {
  /** Called after every change. */
  onChange = () => {}
  #chosen

  constructor() {
    this.#chosen = { ...FROM_THE_START, ...kept(() => localStorage), ...kept(() => sessionStorage) }
    this.#dress()
  }

  /** @param {Preference} which @returns {boolean} */
  is(which) {
    return this.#chosen[which]
  }

  /** @param {Preference} which @param {boolean} on */
  set(which, on) {
    if (this.#chosen[which] === on) return
    this.#chosen[which] = on
    const { looking, ...lasting } = this.#chosen
    keep(() => localStorage, lasting)
    keep(() => sessionStorage, { looking })
    this.#dress()
    this.onChange()
  }

  /** A tick in the hand, where the device has it and it is wanted. */
  tick() {
    if (this.is("haptic")) navigator.vibrate?.(TICK_MS)
  }

  #dress() {
    for (const which of /** @type {const} */ (["large", "left", "looking"])) document.documentElement.toggleAttribute(`data-${which}`, this.is(which))
  }
}

/** @param {() => Storage} storage may be forbidden in this browser @returns {Partial<Record<Preference, boolean>>} */
function kept(storage) {
  try {
    return JSON.parse(storage().getItem(KEY) ?? "{}")
  } catch {
    return {}
  }
}

/** @param {() => Storage} storage @param {object} chosen */
function keep(storage, chosen) {
  try {
    storage().setItem(KEY, JSON.stringify(chosen))
  } catch {
    // then it holds until the page is left
  }
}

export const preferences = new Preferences()
