// Everything that sounds, on a page that may: follows the topics `sound` and `countdown`, plays only where the desk chose this
// browser and somebody let it sound, and tells the desk how it stands. Draws nothing.

import { dueCues } from "../helpers/calls.js"
import { operationId } from "../helpers/operation.js"
import { said } from "../helpers/said.js"
import { Lost } from "./socket.js"
import { Speaker } from "./speaker.js"
import { Synth } from "./synth.js"

/**
 * The body of the topic `sound` (docs/EVENTS.md).
 * @typedef {{browser: string|null, screen: string|null, name: string, language: "vi"|"en"|"both", spoken: boolean, ticks: boolean,
 *   volume: number, muted: boolean, tried: {call: number, at: number}|null, recordings: {call: number, version: string}[]}} SoundBody
 */
/** @typedef {import("../helpers/calls.js").Cue} Cue */
/** @typedef {"elsewhere"|"off"|"on"} SoundState `off`: chosen, and nobody has tapped here yet */

const AHEAD_MS = 200
const TRIED_MS = 3000
const AFTER_BELL_SECONDS = 3.4
const CLAIM = "contest.sounding"

export class Sounding {
  #live
  #screen
  #contest
  #changed
  #tab = operationId()
  /** @type {Synth | null} */
  #synth = null
  #speaker = new Speaker(() => this.#report())
  /** @type {SoundBody | null} */
  #body = null
  /** @type {import("../helpers/countdown.js").Countdown | null} */
  #countdown = null
  /** @type {import("../helpers/calls.js").Awaited} */
  #awaited = new Map()
  /** @type {Map<string, AudioBuffer | null>} null: this browser cannot play it */
  #recordings = new Map()
  /** @type {Set<string>} versions under way */
  #asked = new Set()
  #triedAt = 0
  #reported = ""
  /** @type {Worker | null} */
  #beat = null

  /**
   * @param {ReturnType<typeof import("../live.js").connect>} live
   * @param {{contest: string, screen: string|null}} where null: a desk
   * @param {(state: SoundState) => void} changed
   */
  constructor(live, { contest, screen }, changed) {
    this.#live = live
    this.#contest = contest
    this.#screen = screen
    this.#changed = changed
    live.watch(["sound", "countdown"], (topic, { body }) => (topic === "sound" ? this.#take(body) : this.#follow(body)))
    for (const event of ["pointerup", "keydown"]) addEventListener(event, () => this.wake(), { capture: true })
    addEventListener("storage", (event) => event.key === CLAIM && this.#tell())
  }

  /** @returns {SoundState} */
  get state() {
    if (!this.#body || this.#body.browser !== this.#live.device || this.#body.screen !== this.#screen) return "elsewhere"
    return this.#synth?.isRunning && localStorage.getItem(CLAIM) === this.#tab ? "on" : "off"
  }

  /** A tap on the page, or a key: from now on it may sound, and no other tab of this browser does. */
  async wake() {
    if (this.state !== "off") return
    const synth = this.#prepared()
    await synth.wake()
    if (synth.isRunning) localStorage.setItem(CLAIM, this.#tab)
    this.#tell()
  }

  /** The line is new: the desk has to be told again. */
  connected() {
    this.#reported = ""
    this.#report()
  }

  /** @param {SoundBody} body */
  #take(body) {
    const isNews = this.#body !== null && (this.#body.browser !== body.browser || this.#body.screen !== body.screen)
    this.#body = body
    if (this.state !== "elsewhere") {
      const synth = this.#prepared()
      if (synth.isRunning && this.state === "off") localStorage.setItem(CLAIM, this.#tab) // a kiosk that may always sound
      synth.setVolume(body.muted ? 0 : body.volume)
      this.#speaker.setVolume(body.volume)
      if (body.muted) this.#speaker.hush()
      this.#load(body.recordings)
    }
    this.#tell()
    if (isNews && navigator.userActivation?.hasBeenActive) this.wake()
    this.#try(body.tried)
  }

  /** @param {import("../helpers/countdown.js").Countdown} body */
  #follow(body) {
    this.#countdown = body.round === null ? null : body
    this.#look()
  }

  #tell() {
    const isOn = this.state === "on"
    if (isOn && !this.#beat) {
      this.#awaited.clear()
      this.#beat = new Worker(new URL("../sound_beat.js", import.meta.url))
      this.#beat.onmessage = () => this.#look()
    }
    if (!isOn) {
      this.#beat?.terminate()
      this.#beat = null
      if (this.state === "elsewhere") this.#synth?.setVolume(0)
    }
    this.#changed(this.state)
    this.#report()
  }

  #prepared() {
    if (!this.#synth) {
      this.#synth = new Synth()
      this.#synth.onChange(() => this.#tell())
      if (this.#body) this.#synth.setVolume(this.#body.muted ? 0 : this.#body.volume)
    }
    return this.#synth
  }

  /** What is due now or in the next moment is played at its moment. */
  #look() {
    const now = this.#live.clock.now()
    if (!this.#beat || !this.#countdown || Number.isNaN(now)) return
    for (const cue of dueCues(this.#awaited, [this.#countdown, ...this.#countdown.others], now + AHEAD_MS)) this.#play(cue, Math.max(0, cue.at - now) / 1000)
  }

  /** @param {{call: number, at: number}|null} tried */
  #try(tried) {
    if (!tried || tried.at === this.#triedAt) return
    this.#triedAt = tried.at
    const isFresh = this.#live.clock.now() - tried.at < TRIED_MS
    if (isFresh && this.state === "on") this.#play({ kind: tried.call === 0 ? "end" : "call", call: tried.call, at: tried.at }, 0)
  }

  /** @param {Cue} cue @param {number} after seconds from now */
  #play({ kind, call }, after) {
    const [synth, body] = [this.#synth, this.#body]
    if (!synth || !body || body.muted) return
    if (kind === "begin") return synth.chime(after)
    if (kind === "lead" || kind === "tick") return body.ticks ? synth.tick(after) : undefined
    if (kind === "end") synth.bell(after)
    const recording = this.#recordingOf(call)
    const wait = kind === "end" ? after + AFTER_BELL_SECONDS : after
    if (recording) return synth.play(recording, wait)
    setTimeout(() => this.#speak(call, kind === "call"), wait * 1000)
  }

  /** @param {number} call @param {boolean} needsSound a gong in its place when no voice is heard */
  async #speak(call, needsSound) {
    const body = this.#body
    if (!body || body.muted || this.state !== "on") return
    const tongues = /** @type {("vi"|"en")[]} */ (body.language === "both" ? ["vi", "en"] : [body.language])
    const sentences = await Promise.all(tongues.map(async (lang) => ({ lang, text: await said(call, lang) })))
    const isHeard = body.spoken && (await this.#speaker.speak(sentences))
    if (!isHeard && needsSound) this.#synth?.gong()
  }

  /** @param {number} call */
  #recordingOf(call) {
    const found = this.#body?.recordings.find((one) => one.call === call)
    return found ? this.#recordings.get(found.version) : undefined
  }

  /** @param {{call: number, version: string}[]} wanted */
  async #load(wanted) {
    for (const { call, version } of wanted) {
      if (this.#recordings.has(version) || this.#asked.has(version)) continue
      this.#asked.add(version)
      const answer = await fetch(`/c/${this.#contest}/sound/${call}?v=${version}`).catch(() => null)
      const bytes = answer?.ok ? await answer.arrayBuffer().catch(() => null) : null
      if (bytes) this.#recordings.set(version, await this.#prepared().decode(bytes).catch(() => null))
      this.#asked.delete(version) // what did not arrive is asked for again with the next change
    }
    this.#report()
  }

  /** The desk is told when something has changed; a line that is gone is told when it is back. */
  async #report() {
    const told = {
      is_on: this.state === "on",
      vi: this.#speaker.voice("vi")?.name.slice(0, 80) ?? null,
      en: this.#speaker.voice("en")?.name.slice(0, 80) ?? null,
      unplayable: (this.#body?.recordings ?? []).filter(({ version }) => this.#recordings.get(version) === null).map(({ call }) => call),
    }
    if (JSON.stringify(told) === this.#reported) return
    this.#reported = JSON.stringify(told)
    try {
      await this.#live.ask("report_sound", told)
    } catch (problem) {
      if (!(problem instanceof Lost)) throw problem
      this.#reported = ""
    }
  }
}
