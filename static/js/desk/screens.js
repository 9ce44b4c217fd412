// The projectors: a live miniature of each, the chosen one or all of them, the scenes with their keys, message, entry and ground.

import { el, fill } from "../helpers/dom.js"
import { icon } from "../helpers/icons.js"
import { t } from "../helpers/words.js"
import { ask } from "./dialogs.js"
import { button, list, part, write } from "./views.js"
import { sceneWords } from "./wording.js"

/** @typedef {import("../desk.js").Desk} Desk */
/** @typedef {import("./state.js").Screen} Screen */

/** The width for which screens are drawn, in the miniature. */
const HALL_WIDTH = 1920
const WORDED = ["message", "ticker"]

/** @param {Desk} desk */
export function screens(desk) {
  /** The chosen screen's name; null is all of them. @type {{screen: string|null}} */
  const chosen = { screen: null }
  const choose = (/** @type {string|null} */ screen) => {
    chosen.screen = screen
    draw()
  }
  const drawScreens = list(part("screens"), (/** @type {Screen} */ one) => one.screen, (one) => screenView(desk, one.screen, () => choose(one.screen)), 1)
  const draw = () => {
    const known = desk.state.body("screens").screens
    if (!known.some((one) => one.screen === chosen.screen)) chosen.screen = null
    drawScreens(known)
    markChosen(known, chosen.screen)
    drawShown(desk, chosen.screen)
  }
  const show = (/** @type {string} */ scene) => showScene(desk, chosen.screen, scene)
  for (const press of scenes()) press.addEventListener("click", () => show(press.dataset.scene ?? ""))
  button("all-screens").addEventListener("click", () => choose(null))
  button("identify").addEventListener("click", () => desk.acts.act("identify_screens", { screen: null }))
  button("add-screen").addEventListener("click", () => addScreen(desk))
  button("rename-screen").addEventListener("click", () => renameScreen(desk, chosen.screen))
  button("remove-screen").addEventListener("click", () => removeScreen(desk, chosen.screen))
  theme().addEventListener("change", () => changeTheme(desk, chosen.screen))
  entryChoice().addEventListener("change", () => changeEntry(desk, chosen.screen))
  return { topics: /** @type {const} */ (["contest", "screens", "presence"]), draw, show }
}

/** @param {Desk} desk @param {string} screen @param {() => void} choose @returns {import("./views.js").View<Screen>} */
function screenView(desk, screen, choose) {
  const [number, sign, title, scene] = [el("b", { class: "fig" }), el("span", { class: "sign" }), el("bdi"), el("small")]
  const press = el("button", { type: "button", onclick: choose, "data-screen": screen },
    el("span", { class: "screen-words" }, number, title, sign), scene)
  const node = el("li", { class: "screen-card" }, miniature(desk, screen), press)
  return { node, update: (one) => {
    const isOn = desk.state.body("presence").screens.some((seat) => seat.screen === screen && seat.connected)
    write(number, String(one.number))
    write(title, one.title)
    const shown = sceneWords()[one.scene] ?? one.scene
    write(scene, shown)
    const words = isOn ? t("connected") : t("not connected")
    press.title = `${one.title}: ${shown}, ${words}`
    sign.className = isOn ? "sign is-here" : "sign is-away"
    if (sign.dataset.look !== words) fill(sign, icon("screen"), el("span", { class: "unseen" }, words))
    sign.dataset.look = words
  } }
}

/** The true page, drawn at hall size and made small. @param {Desk} desk @param {string} screen */
function miniature(desk, screen) {
  const frame = el("iframe", { title: t("What this screen shows now"), tabindex: "-1", inert: true, loading: "lazy", src: `${desk.urls.screen}${screen}?miniature=1` })
  const node = el("div", { class: "miniature" }, frame)
  new ResizeObserver(() => node.style.setProperty("--scale", String(node.clientWidth / HALL_WIDTH))).observe(node)
  return node
}

/** @param {Screen[]} known @param {string|null} screen */
function markChosen(known, screen) {
  part("all-screens-row").hidden = known.length < 2
  part("screens").classList.toggle("is-one", known.length < 2)
  button("all-screens").setAttribute("aria-pressed", String(screen === null))
  const only = known.length === 1
  button("rename-screen").disabled = screen === null && !only
  button("remove-screen").disabled = screen === null || only
  for (const press of part("screens").querySelectorAll("button[data-screen]")) {
    press.setAttribute("aria-pressed", String(only || /** @type {HTMLElement} */ (press).dataset.screen === screen))
  }
}

/** Chosen scene, entry and ground of the screen, or of the first when all are chosen. @param {Desk} desk @param {string|null} screen */
function drawShown(desk, screen) {
  const known = desk.state.body("screens").screens
  const shown = known.find((one) => one.screen === screen) ?? known[0]
  if (!shown) return
  const wanted = screen === null ? known : [shown]
  for (const press of scenes()) press.setAttribute("aria-pressed", String(wanted.every((one) => one.scene === press.dataset.scene)))
  if (document.activeElement !== theme()) theme().value = shown.theme
  drawEntries(desk, shown.entry)
  takeMessage(shown.message)
}

/** Whom the scene of one entry can show. @param {Desk} desk @param {number|null} entry */
function drawEntries(desk, entry) {
  if (document.activeElement === entryChoice()) return
  const entries = desk.state.running()
  const told = JSON.stringify(entries.map(({ number, name }) => [number, name]))
  if (entryChoice().dataset.told !== told) {
    fill(entryChoice(), el("option", { value: "" }, t("Whoever is on stage")), ...entries.map(({ number, name }) => el("option", { value: number }, `${number} · ${name}`)))
    entryChoice().dataset.told = told
  }
  entryChoice().value = String(entry ?? "")
}

/** Words that came from elsewhere replace those in the field; words still being written stay. @param {string} told */
function takeMessage(told) {
  if (!told || message().dataset.told === told) return
  message().dataset.told = told
  message().value = told
}

/** @returns {NodeListOf<HTMLButtonElement>} */
function scenes() {
  return document.querySelectorAll("button[data-scene]")
}

/** @returns {HTMLSelectElement} */
function theme() {
  return /** @type {HTMLSelectElement} */ (part("theme-choice"))
}

/** @returns {HTMLSelectElement} */
function entryChoice() {
  return /** @type {HTMLSelectElement} */ (part("entry-choice"))
}

/** @returns {HTMLTextAreaElement} */
function message() {
  return /** @type {HTMLTextAreaElement} */ (part("message"))
}

/** What the desk asks a screen for beside the scene. @param {string} scene */
function fieldsFor(scene) {
  const entry = scene === "entry" && entryChoice().value ? Number(entryChoice().value) : null
  return { message: WORDED.includes(scene) ? message().value.trim() : "", entry }
}

/** A message without words asks for them first. @param {Desk} desk @param {string|null} screen @param {string} scene */
function showScene(desk, screen, scene) {
  const fields = fieldsFor(scene)
  if (WORDED.includes(scene) && !fields.message) return message().focus()
  desk.acts.act("show_scene", { screen, scene, ...fields })
}

/** Gives the chosen screens another ground and leaves each its scene. @param {Desk} desk @param {string|null} screen */
function changeTheme(desk, screen) {
  for (const one of chosenOf(desk, screen)) {
    desk.acts.act("show_scene", { screen: one.screen, scene: one.scene, message: one.message, entry: one.entry, theme: theme().value })
  }
}

/** Another entry, at once on those of the chosen screens that show one. @param {Desk} desk @param {string|null} screen */
function changeEntry(desk, screen) {
  for (const one of chosenOf(desk, screen)) {
    if (one.scene === "entry") desk.acts.act("show_scene", { screen: one.screen, scene: "entry", ...fieldsFor("entry") })
  }
}

/** @param {Desk} desk @param {string|null} screen */
function chosenOf(desk, screen) {
  return desk.state.body("screens").screens.filter((one) => screen === null || one.screen === screen)
}

/** @param {Desk} desk */
function addScreen(desk) {
  ask({
    title: t("A new screen"),
    lines: [t("Open its address on the projector's computer: %(address)s", { address: new URL(desk.urls.screen, location.href).href })],
    fields: [{ name: "title", label: t("Name, for example “Left of the stage”"), most: 60 }],
    yes: t("Add the screen"),
    act: ({ title }) => desk.acts.attempt("add_screen", { title }),
  })
}

/** @param {Desk} desk @param {string|null} screen */
function renameScreen(desk, screen) {
  const known = desk.state.body("screens").screens
  const shown = known.find((one) => one.screen === screen) ?? known[0]
  ask({
    title: t("Rename the screen"),
    lines: [t("Its address stays: %(address)s", { address: new URL(desk.urls.screen + shown.screen, location.href).href })],
    fields: [{ name: "title", label: t("Name, for example “Left of the stage”"), value: shown.title, most: 60 }],
    yes: t("Rename"),
    act: ({ title }) => desk.acts.attempt("rename_screen", { screen: shown.screen, title }),
  })
}

/** @param {Desk} desk @param {string|null} screen */
function removeScreen(desk, screen) {
  const shown = desk.state.body("screens").screens.find((one) => one.screen === screen)
  if (!shown) return
  ask({
    title: t("Remove the screen %(title)s?", { title: shown.title }),
    lines: [t("A projector that shows it shows what the first screen shows.")],
    yes: t("Remove it"), danger: true,
    act: () => desk.acts.attempt("remove_screen", { screen: shown.screen }),
  })
}
