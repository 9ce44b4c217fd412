// The sound corner: which one device sounds, whether it can, how loud, a try, and silence at once. What sounds: models/sounding.js.

import { el, fill } from "../helpers/dom.js"
import { icon } from "../helpers/icons.js"
import { t } from "../helpers/words.js"
import { button, part, write } from "./views.js"

/** @typedef {import("../desk.js").Desk} Desk */
/** @typedef {import("../models/sounding.js").SoundBody} SoundBody */
/** @typedef {{browser: string, seat: string, screen: string|null, is_on: boolean, vi: string|null, en: string|null, unplayable: number[]}} Device */
/** @typedef {{look: "good"|"warn"|"", sign: import("../helpers/icons.js").IconName, words: string}} Line */

const NOBODY = "none"
const TRIED_CALL = 300

/** @param {Desk} desk */
export function sound(desk) {
  const devices = /** @type {HTMLSelectElement} */ (part("sound-device"))
  const volume = /** @type {HTMLInputElement} */ (part("sound-volume"))
  const body = () => desk.state.body("sound")
  const mute = () => void desk.acts.act("mute_sound", { muted: !body().muted })
  const test = () => void desk.acts.act("try_sound", { call: testCall(desk) })
  devices.addEventListener("change", () => choose(desk, devices))
  volume.addEventListener("change", () => void desk.acts.act("set_volume", { volume: Number(volume.value) }))
  button("sound-mute").addEventListener("click", mute)
  button("sound-test").addEventListener("click", test)
  const draw = () => {
    drawDevices(desk, devices)
    if (document.activeElement !== volume) volume.value = String(body().volume)
    const isNobody = body().browser === null
    part("sound-acts").hidden = isNobody
    button("sound-mute").setAttribute("aria-pressed", String(body().muted))
    write(part("sound-mute-words"), body().muted ? t("Sound on again") : t("Silence"))
    fill(part("sound-lines"), ...lines(desk).map(({ look, sign, words }) => el("li", { class: look }, icon(sign), el("span", null, words))))
  }
  return { topics: /** @type {const} */ (["sound", "presence", "screens", "countdown"]), draw, acts: { mute, test } }
}

/** The announcement that a try plays: one that will come, else five minutes. @param {Desk} desk */
function testCall(desk) {
  const { calls } = desk.state.body("countdown")
  return calls.find((call) => call <= TRIED_CALL) ?? calls.at(-1) ?? TRIED_CALL
}

/** @param {Desk} desk @param {HTMLSelectElement} devices */
function choose(desk, devices) {
  const [kind, browser, screen] = devices.value.split(" ")
  desk.acts.act("choose_sound_device", { kind, browser: browser ?? null, screen: screen ?? null })
  devices.blur()
}

/** @param {Desk} desk @param {HTMLSelectElement} devices */
function drawDevices(desk, devices) {
  const { browser, screen, name } = desk.state.body("sound")
  const chosen = browser === null ? NOBODY : valueOf({ browser, screen })
  const known = new Map([[NOBODY, t("No device")], [valueOf({ browser: desk.live.device, screen: null }), t("This desk")]])
  for (const one of found(desk)) if (!known.has(valueOf(one))) known.set(valueOf(one), nameOf(desk, one, [...known.values()]))
  if (!known.has(chosen)) known.set(chosen, t("%(name)s (not connected)", { name: screen === null ? t("Another desk") : name }))
  const drawn = JSON.stringify([...known])
  if (devices.dataset.drawn !== drawn) fill(devices, ...[...known].map(([value, words]) => el("option", { value }, words)))
  devices.dataset.drawn = drawn
  devices.value = chosen
}

/** @param {{browser: string, screen: string|null}} one */
function valueOf({ browser, screen }) {
  return screen === null ? `desk ${browser}` : `screen ${browser} ${screen}`
}

/** Two browsers may show the same screen. @param {Desk} desk @param {Device} one @param {string[]} taken */
function nameOf(desk, { screen }, taken) {
  const title = screen === null ? t("Another desk") : desk.state.body("screens").screens.find((row) => row.screen === screen)?.title ?? screen
  const same = taken.filter((words) => words === title || words.startsWith(`${title} · `)).length
  return same ? `${title} · ${same + 1}` : title
}

/** @param {Desk} desk @returns {Device[]} */
function found(desk) {
  return desk.state.body("presence").sound
}

/** How it stands with the sound, in sentences. @param {Desk} desk @returns {Line[]} */
function lines(desk) {
  const body = desk.state.body("sound")
  if (body.browser === null) return []
  const here = found(desk).filter(({ browser, screen }) => browser === body.browser && screen === body.screen)
  if (here.length === 0) return [{ look: "warn", sign: "wifi-off", words: t("That device is not connected: nothing will sound.") }]
  const device = here.find((one) => one.is_on)
  if (!device) return [{ look: "warn", sign: "warning", words: whyOff(desk, body) }]
  return [onLine(body), ...(body.spoken ? voiceLines(body, device) : []), ...recordingLines(device)]
}

/** @param {Desk} desk @param {SoundBody} body */
function whyOff(desk, { browser, screen }) {
  if (screen === null && browser === desk.live.device) return t("Sound is off here until you click anywhere on this page.")
  return t("Sound is off on that device: click once in its window, or press any key there.")
}

/** @param {SoundBody} body @returns {Line} */
function onLine({ muted }) {
  return muted ? { look: "warn", sign: "sound", words: t("Silenced: nothing sounds.") } : { look: "good", sign: "check", words: t("Sound is on.") }
}

/** @param {SoundBody} body @param {Device} device @returns {Line[]} */
function voiceLines({ language }, device) {
  const tongues = /** @type {("vi"|"en")[]} */ (language === "both" ? ["vi", "en"] : [language])
  return tongues.map((lang) => ({ look: "", sign: device[lang] === null ? "bell" : "people", words: voiceWords(lang, device[lang]) }))
}

/** @param {"vi"|"en"} lang @param {string|null} name */
function voiceWords(lang, name) {
  if (name === null) return lang === "vi" ? t("No Vietnamese voice on that device: a gong instead.") : t("No English voice on that device: a gong instead.")
  return lang === "vi" ? t("Vietnamese voice: %(name)s", { name }) : t("English voice: %(name)s", { name })
}

/** @param {Device} device @returns {Line[]} */
function recordingLines({ unplayable }) {
  return unplayable.length ? [{ look: "warn", sign: "warning", words: t("That device cannot play every recording: voice or gong instead.") }] : []
}
