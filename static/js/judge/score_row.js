// One criterion on the scoresheet: rail to land near, plus and minus for the last step, the number itself to type in, the
// state in a word, a sign and a fill, and both values when the server said no. Tells what was done through `act`.

import { el, fill } from "../helpers/dom.js"
import { icon } from "../helpers/icons.js"
import { fixed } from "../helpers/steps.js"
import { figures, t } from "../helpers/words.js"
import { marks, sentence } from "./own_scores.js"
import { preferences } from "./preferences.js"
import { refusalParts } from "./refusal.js"
import { faultSentence, rangeSentence, stateWord } from "./sentences.js"
import { ticks } from "./ticks.js"

/** @typedef {import("./book.js").Row} Row */

/**
 * @typedef {object} ScoreActs
 * @property {(choose: (row: Row) => string|null) => Promise<void>} enter the value is chosen from the row as it stands when its turn comes
 * @property {(keep: boolean) => void} settle
 */

/** @type {Record<import("./book.js").ScoreState, import("../helpers/icons.js").IconName>} */
const SIGNS = { blank: "blank", local: "tablet", saved: "check", refused: "cross", signed: "lock" }
const BIG_STEPS = 5
const KEYS = { ArrowUp: 1, ArrowDown: -1, PageUp: BIG_STEPS, PageDown: -BIG_STEPS, "+": 1, "=": 1, "-": -1 }

export class ScoreRow {
  #row
  #acts
  #fault = ""
  #isFixed = false
  /** What this judge gave other entries here, lowest first. @type {string[]} */
  #own = []
  /** Somebody is typing or dragging here: what they see stays theirs until they are done. */
  #isHeld = false
  #touches = 0
  #entering = 0
  #parts

  /** @param {Row} row @param {ScoreActs} acts */
  constructor(row, acts) {
    this.#row = row
    this.#acts = acts
    this.#parts = this.#build(row)
  }

  /** @returns {HTMLElement} */
  get node() {
    return this.#parts.node
  }

  /** @param {Row} row @param {boolean} isFixed @param {string[]} [own] this judge's scores for other entries here, lowest first */
  show(row, isFixed, own = []) {
    this.#row = row
    this.#isFixed = isFixed
    this.#own = own
    this.#draw()
    this.#drawOwn()
  }

  /** @param {Row} row */
  #build({ criterion, steps }) {
    const number = criterion.number
    const named = { "aria-labelledby": `criterion-${number}`, "aria-describedby": `range-${number} fault-${number}` }
    const state = el("p", { class: "state" })
    const hint = el("p", { class: "score-hint" })
    const fault = el("p", { class: "score-hint is-fault", id: `fault-${number}`, role: "alert" })
    const rail = el("input", { ...named, type: "range", class: "rail", min: 0, max: steps.count, step: 1 })
    const value = el("input", { ...named, class: "score-value", type: "text", inputmode: "decimal", autocomplete: "off", enterkeyhint: "next", placeholder: "–" })
    const less = this.#stepper("minus", t("Less: %(criterion)s", { criterion: criterion.name }), -1)
    const more = this.#stepper("plus", t("More: %(criterion)s", { criterion: criterion.name }), 1)
    const stepper = el("div", { class: "stepper" }, less, value, more)
    const refusal = el("div", { class: "refusal", role: "alert" })
    const own = el("div", { class: "own-marks", "aria-hidden": "true" })
    const node = el("li", { class: "score" },
      el("div", { class: "score-name" }, el("h2", { id: `criterion-${number}` }, criterion.name), state, hint, fault),
      el("div", { class: "score-rail" }, rail, own, ticks(steps)), stepper, refusal,
      el("span", { class: "unseen", id: `range-${number}` }, rangeSentence(steps)))
    this.#listenRail(rail)
    this.#listenValue(value)
    return { node, state, hint, fault, rail, value, stepper, refusal, own }
  }

  /** @param {"minus"|"plus"} sign @param {string} label @param {number} by */
  #stepper(sign, label, by) {
    const press = () => this.#enter((row) => stepped(row, by))
    return el("button", { type: "button", class: "step", "aria-label": label, onclick: press }, icon(sign))
  }

  /** @param {HTMLInputElement} rail */
  #listenRail(rail) {
    const land = () => {
      const index = Number(rail.value)
      this.#enter(({ steps }) => steps.at(index))
    }
    rail.addEventListener("input", () => this.#preview(Number(rail.value)))
    rail.addEventListener("change", land)
    rail.addEventListener("click", () => this.#row.value === null && land())
    for (const end of ["pointerup", "pointercancel"]) rail.addEventListener(end, () => setTimeout(() => this.#rest()))
    rail.addEventListener("blur", ({ relatedTarget }) => relatedTarget !== this.#parts.value && setTimeout(() => this.#rest()))
    rail.addEventListener("keydown", (event) => this.#keyOnRail(event))
  }

  /** @param {HTMLInputElement} value */
  #listenValue(value) {
    value.addEventListener("focus", () => value.select())
    value.addEventListener("input", () => this.#hold())
    value.addEventListener("change", () => this.#type(value.value))
    value.addEventListener("keydown", (event) => {
      if (event.key === "Enter") this.#next(value)
      if (event.key === "Escape") this.#letGo()
      if (!value.readOnly) this.#keyThatSteps(event)
    })
  }

  /** Digits typed on the rail go to the number; a blank starts in the middle. @param {KeyboardEvent} event */
  #keyOnRail(event) {
    const { rail, value } = this.#parts
    if (event.ctrlKey || event.metaKey || event.altKey) return
    if (event.key === "Enter") return this.#next(rail)
    if (event.key === "Delete") return void this.#enter(() => null)
    if (/^[0-9.,]$/.test(event.key)) {
      event.preventDefault()
      value.focus()
      value.value = event.key
      this.#hold()
    } else if (this.#row.value === null && /^(Arrow|Page)/.test(event.key)) {
      event.preventDefault()
      this.#enter((row) => stepped(row, 1))
    } else if (/^[-+=]$/.test(event.key)) this.#keyThatSteps(event)
  }

  /** @param {KeyboardEvent} event */
  #keyThatSteps(event) {
    const by = KEYS[/** @type {keyof typeof KEYS} */ (event.key)]
    if (!by || event.ctrlKey || event.metaKey) return
    event.preventDefault()
    this.#enter((row) => stepped(row, by))
  }

  /** On to the same place of the next criterion, after the last to what comes then; a number that does not fit holds one here.
   * @param {HTMLInputElement} from */
  #next(from) {
    const { value, node } = this.#parts
    if (from === value && !value.readOnly && this.#row.steps.read(value.value).fault) return this.#type(value.value)
    const place = from === value ? ".score-value" : ".rail"
    const next = node.nextElementSibling?.querySelector(place) ?? document.querySelector(".foot [data-act=sign]")
    if (next) /** @type {HTMLElement} */ (next).focus()
    else from.blur()
  }

  /** What does not fit stays where it was typed, with what is wrong in words. @param {string} typed */
  #type(typed) {
    const { value, fault } = this.#row.steps.read(typed)
    if (!fault) return this.#enter(() => value)
    this.#fault = `${faultSentence(typed.trim(), fault)} ${rangeSentence(this.#row.steps)}`
    this.#drawState()
  }


  /** While the thumb is dragged: the figure follows, nothing is entered yet. @param {number} index */
  #preview(index) {
    this.#hold()
    this.#parts.value.value = figures(this.#row.steps.at(index))
    this.#fillRail(index)
  }

  /** @param {(row: Row) => string|null} choose */
  async #enter(choose) {
    preferences.tick()
    const touches = this.#touches
    this.#entering += 1
    await this.#acts.enter(choose)
    this.#entering -= 1
    if (touches === this.#touches) this.#letGo()
  }

  #hold() {
    this.#touches += 1
    this.#isHeld = true
    this.#parts.node.classList.add("is-held")
  }

  /** The finger left the rail where it found it. */
  #rest() {
    if (!this.#entering && !this.#fault) this.#letGo()
  }

  /** Back to what stands: nobody is typing or dragging here any more. */
  #letGo() {
    this.#isHeld = false
    this.#fault = ""
    this.#draw()
  }

  #draw() {
    const { rail, value: field, node, stepper } = this.#parts
    const isClosed = this.#isFixed || this.#row.state === "refused"
    if (isClosed) this.#isHeld = false
    node.classList.toggle("is-fixed", this.#isFixed)
    node.classList.toggle("is-held", this.#isHeld)
    rail.disabled = isClosed
    field.readOnly = isClosed
    stepper.querySelectorAll("button").forEach((button) => (button.hidden = isClosed))
    if (!this.#isHeld) this.#drawValue()
    this.#drawState()
    fill(this.#parts.refusal, ...refusalParts(this.#row, this.#acts))
  }

  #drawValue() {
    const { value, steps } = this.#row
    const { rail, value: field } = this.#parts
    const index = value === null ? steps.middle : steps.indexOf(value)
    const shown = value === null ? "" : figures(fixed(value, steps.decimals))
    const maximum = figures(fixed(steps.at(steps.count), 0))
    rail.value = String(index)
    rail.setAttribute("aria-valuetext", value === null ? t("Not scored yet") : t("%(value)s of %(maximum)s points", { value: shown, maximum }))
    field.value = shown
    this.#fillRail(value === null ? 0 : index)
  }

  /** @param {number} index */
  #fillRail(index) {
    this.#parts.node.style.setProperty("--filled", String(index / this.#row.steps.count))
  }

  #drawState() {
    const { state, steps } = this.#row
    const { node, value, hint, fault } = this.#parts
    node.dataset.state = state
    this.#parts.state.className = `state ${state === "signed" ? "signed" : state}`
    fill(this.#parts.state, icon(SIGNS[state]), stateWord(state))
    value.setAttribute("aria-invalid", String(Boolean(this.#fault)))
    const start = state === "blank" && !this.#isFixed ? t("+ starts at %(middle)s", { middle: figures(steps.at(steps.middle)) }) : ""
    if (fault.textContent !== this.#fault) fill(fault, this.#fault)
    fill(hint, this.#fault ? null : sentence(this.#own, this.#row.steps) || start)
  }

  #drawOwn() {
    const { own } = this.#parts
    const stands = this.#own.join(" ")
    if (own.dataset.stands === stands) return
    own.dataset.stands = stands
    fill(own, ...marks(this.#own, this.#row.steps))
  }
}

/** A blank is not a zero: the first step puts it in the middle. @param {Row} row @param {number} by @returns {string} */
function stepped({ value, steps }, by) {
  return value === null ? steps.at(steps.middle) : steps.at(steps.indexOf(value) + by)
}
