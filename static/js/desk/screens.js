// The projectors: which screens there are, a live miniature of the chosen one, the scenes with their keys, message and theme.

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
  button("add-screen").addEventListener("click", () => addScreen(desk))
  button("remove-screen").addEventListener("click", () => removeScreen(desk, chosen.screen))
  theme().addEventListener("change", () => changeTheme(desk, chosen.screen))
  keepMiniatureScaled()
  return { topics: /** @type {const} */ (["screens", "presence"]), draw, show }
}

/** @param {Desk} desk @param {string} screen @param {() => void} choose @returns {import("./views.js").View<Screen>} */
function screenView(desk, screen, choose) {
  const [sign, title, scene] = [el("span", { class: "sign" }), el("bdi"), el("small")]
  const press = el("button", { type: "button", onclick: choose, "data-screen": screen }, sign, title, scene)
  return { node: el("li", null, press), update: (one) => {
    const isOn = desk.state.body("presence").screens.some((seat) => seat.screen === screen && seat.connected)
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

/** @param {Screen[]} known @param {string|null} screen */
function markChosen(known, screen) {
  part("all-screens-row").hidden = known.length < 2
  button("all-screens").setAttribute("aria-pressed", String(screen === null))
  button("remove-screen").disabled = screen === null || known.length < 2
  for (const press of part("screens").querySelectorAll("button[data-screen]")) {
    press.setAttribute("aria-pressed", String(known.length < 2 || /** @type {HTMLElement} */ (press).dataset.screen === screen))
  }
}

/** Miniature, chosen scene and theme of the screen, or of the first when all are chosen. @param {Desk} desk @param {string|null} screen */
function drawShown(desk, screen) {
  const known = desk.state.body("screens").screens
  const shown = known.find((one) => one.screen === screen) ?? known[0]
  part("miniature").hidden = !shown
  if (!shown) return
  const frame = /** @type {HTMLIFrameElement} */ (part("miniature-frame"))
  const source = `${desk.urls.screen}${shown.screen}?miniature=1`
  if (frame.getAttribute("src") !== source) frame.setAttribute("src", source)
  const wanted = screen === null ? known : [shown]
  for (const press of scenes()) press.setAttribute("aria-pressed", String(wanted.every((one) => one.scene === press.dataset.scene)))
  if (document.activeElement !== theme()) theme().value = shown.theme
  takeMessage(shown.message)
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

/** @returns {HTMLTextAreaElement} */
function message() {
  return /** @type {HTMLTextAreaElement} */ (part("message"))
}

/** A message without words asks for them first. @param {Desk} desk @param {string|null} screen @param {string} scene */
function showScene(desk, screen, scene) {
  const words = scene === "message" ? message().value.trim() : ""
  if (scene === "message" && !words) return message().focus()
  desk.acts.act("show_scene", { screen, scene, message: words })
}

/** Gives the chosen screens another ground and leaves each its scene. @param {Desk} desk @param {string|null} screen */
function changeTheme(desk, screen) {
  for (const one of desk.state.body("screens").screens) {
    if (screen !== null && one.screen !== screen) continue
    desk.acts.act("show_scene", { screen: one.screen, scene: one.scene, message: one.message, theme: theme().value })
  }
}

/** @param {Desk} desk */
function addScreen(desk) {
  ask({
    title: t("A new screen"),
    lines: [t("Open its address on the projector's computer: %(address)s", { address: new URL(desk.urls.screen, location.href).href })],
    fields: [{ name: "title", label: t("Name, for example “Left of the stage”"), most: 40 }],
    yes: t("Add the screen"),
    act: ({ title }) => desk.acts.attempt("add_screen", { title }),
  })
}

/** @param {Desk} desk @param {string|null} screen */
function removeScreen(desk, screen) {
  const shown = desk.state.body("screens").screens.find((one) => one.screen === screen)
  if (!shown) return
  ask({
    title: t("Remove the screen %(title)s?", { title: shown.title }),
    lines: [t("A projector that shows it goes blank.")],
    yes: t("Remove it"), danger: true,
    act: () => desk.acts.attempt("remove_screen", { screen: shown.screen }),
  })
}

/** The miniature is the true page, drawn at hall size and made small. */
function keepMiniatureScaled() {
  const frame = part("miniature")
  new ResizeObserver(() => frame.style.setProperty("--scale", String(frame.clientWidth / HALL_WIDTH))).observe(frame)
}
