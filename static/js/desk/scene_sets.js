// Sets of scenes: what all screens show at one moment of the day, kept under a name and brought back with one press.

import { el } from "../helpers/dom.js"
import { icon } from "../helpers/icons.js"
import { t } from "../helpers/words.js"
import { ask } from "./dialogs.js"
import { button, list, part, write } from "./views.js"
import { sceneWords } from "./wording.js"

/** @typedef {import("../desk.js").Desk} Desk */
/** @typedef {import("./state.js").SceneSet} SceneSet */
/** @typedef {import("./state.js").Screen} Screen */

/** @param {Desk} desk */
export function sceneSets(desk) {
  const drawSets = list(part("scene-sets"), (/** @type {SceneSet} */ one) => one.set, (one) => setView(desk, one.set))
  const draw = () => drawSets(desk.state.body("scene_sets").sets)
  button("save-set").addEventListener("click", () => save(desk))
  return { topics: /** @type {const} */ (["screens", "scene_sets"]), draw }
}

/** @param {Desk} desk @param {number} set @returns {import("./views.js").View<SceneSet>} */
function setView(desk, set) {
  const title = el("bdi")
  const press = el("button", { class: "btn", type: "button", onclick: () => desk.acts.act("show_scene_set", { set }) }, title)
  const away = el("button", { class: "btn quiet square", type: "button" }, icon("trash"))
  /** @type {SceneSet} */
  let shown
  away.addEventListener("click", () => remove(desk, shown))
  return { node: el("li", null, press, away), update: (one) => {
    shown = one
    write(title, one.title)
    press.title = said(desk, one)
    press.setAttribute("aria-pressed", String(isOn(desk.state.body("screens").screens, one)))
    away.title = t("Throw away “%(title)s”", { title: one.title })
    away.setAttribute("aria-label", away.title)
  } }
}

/** What it does, screen by screen. @param {Desk} desk @param {SceneSet} set */
function said(desk, set) {
  const titles = new Map(desk.state.body("screens").screens.map((one) => [one.screen, one.title]))
  return set.screens.filter(({ screen }) => titles.has(screen)).map(({ screen, scene }) => `${titles.get(screen)}: ${sceneWords()[scene] ?? scene}`).join(" · ")
}

/** Whether every screen it knows shows just that now. @param {Screen[]} screens @param {SceneSet} set */
function isOn(screens, set) {
  const wanted = new Map(set.screens.map((one) => [one.screen, one]))
  const known = screens.filter(({ screen }) => wanted.has(screen))
  return known.length > 0 && known.every((one) => {
    const told = wanted.get(one.screen)
    return told && one.scene === told.scene && one.message === told.message && one.theme === told.theme && one.entry === told.entry
  })
}

/** @param {Desk} desk */
function save(desk) {
  const lines = desk.state.body("screens").screens.map((one) => `${one.title}: ${sceneWords()[one.scene] ?? one.scene}`)
  ask({
    title: t("Keep this as a set of scenes"),
    lines: [t("One press brings back what every screen shows now:"), lines.join(" · ")],
    fields: [{ name: "title", label: t("Name, for example “Opening”"), hint: t("A set of the same name is replaced."), most: 60 }],
    yes: t("Keep it"),
    act: ({ title }) => desk.acts.attempt("save_scene_set", { title }),
  })
}

/** @param {Desk} desk @param {SceneSet} set */
function remove(desk, { set, title }) {
  ask({
    title: t("Throw away the set “%(title)s”?", { title }),
    lines: [t("The screens stay as they are.")],
    yes: t("Throw it away"), danger: true,
    act: () => desk.acts.attempt("remove_scene_set", { set }),
  })
}
