// The device's own voices: found by language, spoken with, and given up on after a second without a sound. No voice that needs the internet.

/** @typedef {"vi"|"en"} Tongue */

const PATIENCE_MS = 1000

export class Speaker {
  #volume = 1
  /** Kept while they speak: some browsers forget a sentence that nobody holds. @type {SpeechSynthesisUtterance[]} */
  #held = []

  /** @param {() => void} changed voices may come a while after the page */
  constructor(changed) {
    speechOf()?.addEventListener("voiceschanged", changed)
  }

  /** @param {Tongue} lang @returns {SpeechSynthesisVoice | null} */
  voice(lang) {
    const fitting = (speechOf()?.getVoices() ?? []).filter((one) => one.localService && one.lang.toLowerCase().split(/[-_]/)[0] === lang)
    return fitting.find((one) => one.default) ?? fitting[0] ?? null
  }

  /** @param {number} percent */
  setVolume(percent) {
    this.#volume = percent / 100
  }

  hush() {
    speechOf()?.cancel()
  }

  /**
   * Says the sentences one after another, each in its language's voice.
   * @param {{lang: Tongue, text: string}[]} sentences those without a voice are left out
   * @returns {Promise<boolean>} false when nothing was heard within a second; then nothing will be
   */
  speak(sentences) {
    const speech = speechOf()
    const sayable = sentences.flatMap(({ lang, text }) => {
      const voice = this.voice(lang)
      return voice ? [this.#utterance(voice, text)] : []
    })
    if (!speech || sayable.length === 0) return Promise.resolve(false)
    speech.cancel()
    this.#held = sayable
    return new Promise((answer) => {
      const given = setTimeout(() => {
        speech.cancel()
        answer(false)
      }, PATIENCE_MS)
      const settle = (/** @type {boolean} */ heard) => {
        clearTimeout(given)
        answer(heard)
      }
      sayable[0].onstart = () => settle(true)
      sayable[0].onerror = () => settle(false)
      for (const one of sayable) speech.speak(one)
    })
  }

  /** @param {SpeechSynthesisVoice} voice @param {string} text */
  #utterance(voice, text) {
    const one = new SpeechSynthesisUtterance(text)
    one.voice = voice
    one.lang = voice.lang
    one.volume = this.#volume
    return one
  }
}

/** @returns {SpeechSynthesis | undefined} */
function speechOf() {
  return "speechSynthesis" in window ? window.speechSynthesis : undefined
}
