// One criterion on the scoresheet: rail to land near, plus and minus for the last step, the number itself to type in, the
// state in a word, a sign and a fill, and both values when the server said no. Tells what was done through `act`.

import { el, fill } from "../helpers/dom.js"
import { icon } from "../helpers/icons.js"
import { fixed } from "../helpers/steps.js"
import { figures, t } from "../helpers/words.js"
import { marks, sentence } from "./own_scores.js"
import { stateWord } from "./sentences.js"
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
    const named = { "aria-labelledby": `criterion-${number}`, "aria-describedby": `range-${number}` }
    const state = el("p", { class: "state" })
    const hint = el("p", { class: "score-hint" })
    const rail = el("input", { ...named, type: "range", class: "rail", min: 0, max: steps.count, step: 1 })
    const value = el("input", { ...named, class: "score-value", type: "text", inputmode: "decimal", autocomplete: "off", enterkeyhint: "done", placeholder: "–" })
    const less = this.#stepper("minus", t("Less: %(criterion)s", { criterion: criterion.name }), -1)
    const more = this.#stepper("plus", t("More: %(criterion)s", { criterion: criterion.name }), 1)
    const stepper = el("div", { class: "stepper" }, less, value, more)
    const refusal = el("div", { class: "refusal", role: "alert" })
    const own = el("div", { class: "own-marks", "aria-hidden": "true" })
    const node = el("li", { class: "score" },
      el("div", { class: "score-name" }, el("h2", { id: `criterion-${number}` }, criterion.name), state, hint),
      el("div", { class: "score-rail" }, rail, own, ticks(steps)), stepper, refusal,
      el("span", { class: "unseen", id: `range-${number}` }, this.#range()))
    this.#listenRail(rail)
    this.#listenValue(value)
    return { node, state, hint, rail, value, stepper, refusal, own }
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
    for (const end of ["pointerup", "pointercancel", "blur"]) rail.addEventListener(end, () => setTimeout(() => this.#rest()))
    rail.addEventListener("keydown", (event) => {
      if (this.#row.value !== null || !/^(Arrow|Page)/.test(event.key)) return
      event.preventDefault()
      this.#enter((row) => stepped(row, 1))
    })
  }

  /** @param {HTMLInputElement} value */
  #listenValue(value) {
    value.addEventListener("focus", () => value.select())
    value.addEventListener("input", () => this.#hold())
    value.addEventListener("change", () => this.#type(value.value))
    value.addEventListener("keydown", (event) => {
      const by = { ArrowUp: 1, ArrowDown: -1, PageUp: BIG_STEPS, PageDown: -BIG_STEPS }[event.key]
      if (event.key === "Enter") value.blur()
      if (event.key === "Escape") this.#letGo()
      if (!by || value.readOnly) return
      event.preventDefault()
      this.#enter((row) => stepped(row, by))
    })
  }

  /** What does not fit stays where it was typed, with the range beside it. @param {string} typed */
  #type(typed) {
    const { value, fault } = this.#row.steps.read(typed)
    if (!fault) return this.#enter(() => value)
    this.#fault = this.#range()
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

  /** @returns {string} */
  #range() {
    const { steps } = this.#row
    return t("From %(minimum)s to %(maximum)s, in steps of %(step)s", {
      minimum: figures(fixed(steps.at(0), 0)), maximum: figures(fixed(steps.at(steps.count), 0)), step: figures(steps.step) })
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
    this.#drawRefusal()
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
    const { node, value, hint } = this.#parts
    node.dataset.state = state
    this.#parts.state.className = `state ${state === "signed" ? "signed" : state}`
    fill(this.#parts.state, icon(SIGNS[state]), stateWord(state))
    value.setAttribute("aria-invalid", String(Boolean(this.#fault)))
    const start = state === "blank" && !this.#isFixed ? t("+ starts at %(middle)s", { middle: figures(steps.at(steps.middle)) }) : ""
    hint.classList.toggle("is-fault", Boolean(this.#fault))
    fill(hint, this.#fault || sentence(this.#own, this.#row.steps) || start)
  }

  #drawOwn() {
    const { own } = this.#parts
    const stands = this.#own.join(" ")
    if (own.dataset.stands === stands) return
    own.dataset.stands = stands
    fill(own, ...marks(this.#own, this.#row.steps))
  }

  #drawRefusal() {
    const { refusal, value, theirs } = this.#row
    if (!refusal) return fill(this.#parts.refusal)
    const stale = refusal.ack.refused.code === "score_stale"
    const there = stale ? refusal.ack.refused.details.theirs : theirs
    const words = stale ? t("Another device saved %(theirs)s here; yours is %(mine)s. Choose one.", { theirs: this.#figure(there), mine: this.#figure(value) }) : refusal.ack.message
    const keep = stale ? t("Keep mine, %(value)s", { value: this.#figure(value) }) : t("Send %(value)s again", { value: this.#figure(value) })
    const take = stale ? t("Take %(value)s", { value: this.#figure(there) }) : t("Let it go, keep %(value)s", { value: this.#figure(there) })
    fill(this.#parts.refusal, el("p", null, words),
      el("div", { class: "btn-row" },
        el("button", { type: "button", class: "btn", onclick: () => this.#acts.settle(true) }, keep),
        el("button", { type: "button", class: "btn", onclick: () => this.#acts.settle(false) }, take)))
  }

  /** @param {string|null} value */
  #figure(value) {
    return value === null ? t("blank") : figures(fixed(value, this.#row.steps.decimals))
  }
}

/** A blank is not a zero: the first step puts it in the middle. @param {Row} row @param {number} by @returns {string} */
function stepped({ value, steps }, by) {
  return value === null ? steps.at(steps.middle) : steps.at(steps.indexOf(value) + by)
}
