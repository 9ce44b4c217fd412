// The hall's sounds, made of sines when they are played: a bell, a gong, a chime, a tick. And recordings, decoded once.

/** Partials of a bell: [ratio to the pitch, loudness, seconds until it is gone]. */
const BELL = [[0.5, 0.5, 4.5], [1, 0.7, 3.6], [1.19, 0.35, 2.8], [1.5, 0.25, 2.2], [2, 0.4, 1.9], [2.74, 0.2, 1.3], [3.76, 0.12, 0.8]]
const GONG = [[1, 0.8, 3.2], [1.48, 0.3, 2.4], [2.02, 0.25, 1.9], [2.9, 0.1, 1.2]]
const STROKES = [0, 1, 2]

export class Synth {
  #audio
  #out
  #level = 1

  constructor() {
    this.#audio = new AudioContext()
    this.#out = this.#audio.createGain()
    this.#out.connect(this.#audio.destination)
  }

  /** Whether the browser lets it sound. */
  get isRunning() {
    return this.#audio.state === "running"
  }

  /** Browsers let a page sound only after a tap on it. */
  async wake() {
    if (!this.isRunning) await this.#audio.resume()
  }

  /** @param {() => void} listener */
  onChange(listener) {
    this.#audio.addEventListener("statechange", listener)
  }

  /** @param {number} percent 0 is silent at once */
  setVolume(percent) {
    this.#level = (percent / 100) ** 2
    this.#out.gain.value = this.#level
  }

  /** The end: three strokes. @param {number} [after] seconds from now */
  bell(after = 0) {
    for (const stroke of STROKES) this.#ring(BELL, 440, after + stroke * 1.1, 0.5, 0.004)
  }

  /** @param {number} [after] */
  gong(after = 0) {
    this.#ring(GONG, 196, after, 0.7, 0.03)
  }

  /** The start: two notes that rise. @param {number} [after] */
  chime(after = 0) {
    this.#ring(GONG, 392, after, 0.5, 0.008)
    this.#ring(GONG, 587.3, after + 0.22, 0.6, 0.008)
  }

  /** @param {number} [after] */
  tick(after = 0) {
    this.#ring([[1, 0.5, 0.09]], 880, after, 0.6, 0.003)
  }

  /** @param {AudioBuffer} recording @param {number} [after] */
  play(recording, after = 0) {
    const source = this.#audio.createBufferSource()
    source.buffer = recording
    source.connect(this.#out)
    source.start(this.#audio.currentTime + after)
  }

  /** @param {ArrayBuffer} bytes rejects with what this browser cannot play */
  decode(bytes) {
    return this.#audio.decodeAudioData(bytes)
  }

  /** @param {number[][]} partials @param {number} pitch Hz @param {number} after @param {number} loud @param {number} attack seconds */
  #ring(partials, pitch, after, loud, attack) {
    const at = this.#audio.currentTime + after
    for (const [ratio, share, seconds] of partials) {
      const [tone, level] = [this.#audio.createOscillator(), this.#audio.createGain()]
      tone.frequency.value = pitch * ratio
      level.gain.setValueAtTime(0.0001, at)
      level.gain.exponentialRampToValueAtTime(loud * share * 0.5, at + attack)
      level.gain.exponentialRampToValueAtTime(0.0001, at + seconds)
      tone.connect(level).connect(this.#out)
      tone.start(at)
      tone.stop(at + seconds)
    }
  }
}
