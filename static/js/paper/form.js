// One sheet to type: a number for each criterion, Enter to the next, Enter at the end to save. Somebody else's numbers are
// never on it; one's own come back only when two readings differ.

import { part } from "../desk/views.js"
import { el, fill, name } from "../helpers/dom.js"
import { icon } from "../helpers/icons.js"
import { page } from "../helpers/page.js"
import { Steps } from "../helpers/steps.js"
import { figures, t } from "../helpers/words.js"

/** @typedef {import("../paper.js").Sheet} Sheet */
/** @typedef {import("../paper.js").Criterion} Criterion */
/** @typedef {import("../paper.js").Paper} Paper */
/** @typedef {{criterion: Criterion, steps: Steps, input: HTMLInputElement, fault: HTMLElement, node: HTMLElement}} Row */

/**
 * @param {import("../desk/acts.js").Acts} acts
 * @param {{papers: Paper[]}} state
 * @param {(message: string) => void} done
 */
export function typing(acts, state, done) {
  const form = /** @type {HTMLFormElement} */ (part("form"))

  /** @param {string} message */
  function close(message) {
    form.hidden = true
    form.replaceChildren()
    done(message)
  }

  /** @param {Sheet} sheet */
  function open(sheet) {
    const paper = state.papers.find((one) => one.judge === sheet.judge && one.entry === sheet.entry && one.round === sheet.round)
    const isThird = paper !== undefined && paper.typed.length > 1 && !paper.typed.includes(page.seat)
    const rows = sheet.criteria.map((criterion) => rowOf(criterion, paper))
    const comment = el("input", { id: "paper-comment", maxlength: 2000, autocomplete: "off" })
    const reason = el("input", { id: "paper-reason", maxlength: 300, autocomplete: "off", required: true })
    const save = el("button", { class: "btn primary", type: "submit" }, icon("check"), t("Save"), " ", el("kbd", null, "Enter"))
    const fault = el("p", { class: "fault", role: "alert" })
    fill(form, ...headOf(sheet), ...rows.map((row) => row.node),
      el("div", { class: "field" }, el("label", { for: "paper-comment" }, t("Comment on the sheet, if there is one")), comment),
      isThird && el("div", { class: "field" }, el("label", { for: "paper-reason" }, t("A third look: why, for the record")), reason),
      fault,
      el("div", { class: "btn-row" }, save, el("button", { class: "btn", type: "button", onclick: () => close("") }, t("Another sheet"), " ", el("kbd", null, "Esc"))))
    form.hidden = false
    const fields = [...rows.map((row) => row.input), comment, ...(isThird ? [reason] : [])]
    form.onkeydown = (event) => {
      if (event.key === "Escape") return close("")
      const at = fields.indexOf(/** @type {HTMLInputElement} */ (event.target))
      if (event.key !== "Enter" || at < 0) return
      event.preventDefault()
      if (at < rows.length && !check(rows[at])) return
      const next = fields[at + 1] ?? save
      next.focus()
      if (next instanceof HTMLInputElement) next.select()
    }
    form.onsubmit = async (event) => {
      event.preventDefault()
      const wrong = rows.filter((row) => !check(row))
      if (wrong.length > 0) return wrong[0].input.focus()
      save.disabled = true
      const { round, judge, entry } = sheet
      const answer = await acts.attempt("type_paper", {
        round, judge, entry, comment: comment.value, reason: reason.value,
        lines: rows.map((row) => ({ criterion: row.criterion.number, value: row.steps.read(row.input.value).value })),
      })
      save.disabled = false
      if (answer.ok) return close(outcome(answer.paper, sheet))
      fill(fault, icon("cross"), answer.message)
    }
    const first = rows.find((row) => row.node.classList.contains("is-other")) ?? rows[0]
    first.input.focus()
    first.input.select()
  }

  return { open }
}

/** Whose sheet this is; and that it asked something else when it was printed. @param {Sheet} sheet */
function headOf(sheet) {
  return [
    el("p", { class: "paper-head" }, el("span", null, t("Number"), " ", el("b", null, String(sheet.entry))), name(sheet.team),
      el("span", null, t("Judge"), " ", el("b", null, String(sheet.judge))), name(sheet.judge_name)),
    sheet.outdated ? el("p", { class: "note warn" }, icon("warning"), " ", t("The criteria were changed after this sheet was printed. Compare every line with the paper.")) : null,
  ]
}

/** @param {Criterion} criterion @param {Paper|undefined} paper @returns {Row} */
function rowOf(criterion, paper) {
  const line = paper?.lines.find((one) => one.criterion === criterion.number)
  const mine = line && paper ? line.values[paper.typed.indexOf(page.seat)] : null
  const isOther = line !== undefined && mine !== undefined && mine !== null && line.values.some((value) => value !== mine)
  const id = `paper-line-${criterion.number}`
  const input = el("input", { id, class: "input", inputmode: "decimal", autocomplete: "off", maxlength: 12, value: mine ? figures(mine) : "", "aria-describedby": `${id}-fault` })
  const fault = el("p", { class: "fault", id: `${id}-fault` })
  const node = el("div", { class: isOther ? "paper-line is-other" : "paper-line" },
    el("label", { for: id }, name(criterion.name), el("small", null, rangeWords(criterion))), input, fault)
  return { criterion, steps: new Steps(criterion), input, fault, node }
}

/** @param {Criterion} criterion */
function rangeWords({ minimum, maximum, step }) {
  return t("from %(minimum)s to %(maximum)s, in steps of %(step)s", { minimum: figures(minimum), maximum: figures(maximum), step: figures(step) })
}

/** Whether the number can stand there; what is wrong is said below it. @param {Row} row */
function check({ criterion, steps, input, fault }) {
  const read = steps.read(input.value)
  const words = read.fault ? rangeWords(criterion) : read.value === null ? t("Nothing is typed here. A sheet with a blank line goes back to its judge.") : ""
  fill(fault, words ? icon("cross") : null, words)
  input.setAttribute("aria-invalid", words ? "true" : "false")
  return !words
}

/** What became of it. @param {string} paper @param {Sheet} sheet */
function outcome(paper, { judge, entry }) {
  const which = { judge, entry }
  switch (paper) {
    case "saved": return t("Judge %(judge)s, number %(entry)s: both typed the same. Saved and signed from paper.", which)
    case "agrees": return t("Judge %(judge)s, number %(entry)s: the paper says what was signed on the tablet.", which)
    case "differs": return t("Judge %(judge)s, number %(entry)s: not the same as the other typed. Look at the paper again, below.", which)
    case "tablet": return t("Judge %(judge)s, number %(entry)s: the judge saved other numbers on the tablet. The organizer decides, below.", which)
    default: return t("Judge %(judge)s, number %(entry)s: kept. Now somebody else types this sheet on their own device.", which)
  }
}
