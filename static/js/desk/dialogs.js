// Dialogs of the desk: asks once in words, takes a reason, stays open with the refusal when the server says no; and panels to look at.

import { el, fill } from "../helpers/dom.js"
import { icon } from "../helpers/icons.js"
import { t } from "../helpers/words.js"

/** @typedef {import("../helpers/dom.js").Child} Child */
/** @typedef {Record<string, string>} Values what was typed, by the fields' names */
/**
 * @typedef {object} Field
 * @property {string} name
 * @property {string} label
 * @property {string} [hint]
 * @property {string} [value]
 * @property {boolean} [optional]
 * @property {"decimal"|"text"} [inputmode]
 * @property {number} [most] characters
 * @property {[string, string][]} [options] value and words; makes it a choice
 * @property {[string, string][]} [boxes] value and words; makes it boxes to tick, `value` and what comes back the ticked ones with blanks between
 */
/**
 * @typedef {object} Question
 * @property {string} title
 * @property {Child[]} [lines] what will happen, a sentence each
 * @property {Field[]} [fields]
 * @property {string} yes the word on the button that acts
 * @property {boolean} [danger]
 * @property {(values: Values) => Promise<{ok: boolean, message: string}>} act
 */

/** The field for words that go into the record. @param {string} [label] @returns {Field} */
export function reasonField(label = t("Reason, for the record")) {
  return { name: "reason", label, most: 300 }
}

/**
 * Asks once; the dialog closes when the act was done.
 * @param {Question} question
 * @returns {Promise<boolean>} whether it was done
 */
export function ask({ title, lines = [], fields = [], yes, danger = false, act }) {
  return new Promise((resolve) => {
    let isDone = false
    const fault = el("p", { class: "fault", role: "alert" })
    const form = el("form", { class: "stack", novalidate: true },
      ...lines.map((line) => el("p", null, line)),
      ...fields.map(fieldOf),
      fault,
      el("div", { class: "btn-row" },
        el("button", { class: "btn", type: "button", onclick: () => dialog.close() }, t("Leave it")),
        el("button", { class: danger ? "btn primary danger" : "btn primary", type: "submit" }, yes)))
    const dialog = open(title, form)
    form.addEventListener("submit", async (event) => {
      event.preventDefault()
      const blank = firstBlank(form, fields)
      if (blank) return tellBlank(form, blank, fault)
      const answer = await act(valuesOf(form))
      isDone = answer.ok
      if (isDone) dialog.close()
      else fill(fault, icon("cross"), el("span", null, answer.message))
    })
    dialog.addEventListener("close", () => resolve(isDone))
  })
}

/**
 * A panel to look at and act from; it can be filled anew while it stands.
 * @param {string} title
 * @param {Child[]} content
 * @param {Child[]} [acts] buttons and links beside "Close"
 * @returns {{refill: (content: Child[], acts?: Child[]) => void, close: () => void, isOpen: () => boolean}}
 */
export function panel(title, content, acts = []) {
  const body = el("div", { class: "stack" }, ...content)
  const shut = el("button", { class: "btn", type: "button", onclick: () => dialog.close() }, t("Close"), el("kbd", null, "Esc"))
  const foot = el("div", { class: "btn-row" }, ...acts, shut)
  const dialog = open(title, body, foot)
  const refill = (/** @type {Child[]} */ newer, /** @type {Child[]} */ newerActs = []) => {
    fill(body, ...newer)
    fill(foot, ...newerActs, shut)
  }
  return { refill, close: () => dialog.close(), isOpen: () => dialog.open }
}

/** Whether a dialog stands over the desk. */
export function isDialogOpen() {
  return document.querySelector("dialog[open]") !== null
}

let opened = 0

/** @param {string} title @param {...Child} content */
function open(title, ...content) {
  opened += 1
  const heading = el("h2", { id: `dialog-${opened}` }, title)
  const dialog = el("dialog", { class: "dialog desk-dialog", "aria-labelledby": heading.id }, heading, ...content)
  dialog.addEventListener("close", () => dialog.remove())
  document.body.append(dialog)
  dialog.showModal()
  return dialog
}

/** @param {Field} field */
function fieldOf({ name, label, hint, value = "", optional, inputmode, most, options, boxes }) {
  const id = `field-${name}`
  if (boxes) return boxesOf({ name, label, hint, value }, boxes)
  const input = options
    ? el("select", { id, name }, ...options.map(([key, words]) => el("option", { value: key, selected: key === value }, words)))
    : el("input", { id, name, value, maxlength: most, inputmode, autocomplete: "off", required: !optional })
  return el("div", { class: "field" }, el("label", { for: id }, label), input, hint ? el("p", { class: "hint" }, hint) : null)
}

/** @param {Field} field @param {[string, string][]} boxes */
function boxesOf({ name, label, hint, value = "" }, boxes) {
  const ticked = value.split(" ")
  return el("fieldset", { class: "field" }, el("legend", { class: "label" }, label),
    ...boxes.map(([key, words]) => el("label", { class: "choice" }, el("input", { type: "checkbox", name, value: key, checked: ticked.includes(key) }), el("span", null, words))),
    hint ? el("p", { class: "hint" }, hint) : null)
}

/** @param {HTMLFormElement} form @param {Field[]} fields */
function firstBlank(form, fields) {
  const values = valuesOf(form)
  return fields.find((field) => !field.optional && !values[field.name]) ?? null
}

/** @param {HTMLFormElement} form @param {Field} field @param {Element} fault */
function tellBlank(form, field, fault) {
  const input = /** @type {HTMLElement} */ (form.querySelector(`[name="${field.name}"]`))
  input.setAttribute("aria-invalid", "true")
  input.focus()
  fill(fault, icon("cross"), el("span", null, t("Still to fill in: %(field)s", { field: field.label })))
}

/** @param {HTMLFormElement} form @returns {Values} */
function valuesOf(form) {
  const told = new FormData(form)
  return Object.fromEntries(Array.from(new Set(told.keys()), (key) => [key, told.getAll(key).map((value) => String(value).trim()).join(" ")]))
}
