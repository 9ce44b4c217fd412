// The script: every line of the ceremony in both languages, written before it; what nobody has written shows the proposal.

import { el, fill } from "../helpers/dom.js"
import { icon } from "../helpers/icons.js"
import { awardName } from "../helpers/ladder.js"
import { page } from "../helpers/page.js"
import { t } from "../helpers/words.js"
import { filled } from "./lines.js"

/** @typedef {import("./lines.js").Line} Line */
/** @typedef {import("./lines.js").Lang} Lang */
/** @typedef {{line: string, words: string, proposal: Record<Lang, string>}} Wanted */

export class Script {
  /** @type {Map<string, {node: HTMLElement, revision: number}>} */
  #drawn = new Map()
  #place
  #write

  /**
   * @param {HTMLElement} place
   * @param {(fields: {line: string, vi: string, en: string, base: number}) => Promise<string>} write answers what went wrong
   */
  constructor(place, write) {
    this.#place = place
    this.#write = write
  }

  /** A line that is being written stays as it is, whatever comes. @param {import("../helpers/ladder.js").Award[]} awards @param {Line[]} lines */
  draw(awards, lines) {
    const nodes = wanted(awards).map((one) => this.#node(one, lines.find(({ line }) => line === one.line)))
    if (nodes.every((node, i) => node === this.#place.querySelectorAll("details")[i]) && nodes.length === this.#drawn.size) return
    fill(this.#place, el("p", { class: "soft" }, t("{award}, {team} and {points} are filled in by themselves, also in a rehearsal. An empty line leaves the proposal.")), ...nodes)
  }

  /** @param {Wanted} wanted @param {Line | undefined} line */
  #node(wanted, line) {
    const drawn = this.#drawn.get(wanted.line)
    const revision = line?.revision ?? 0
    if (drawn && (drawn.revision === revision || drawn.node.dataset.dirty !== undefined)) return drawn.node
    const node = this.#form(wanted, line)
    if (drawn?.node.hasAttribute("open")) node.open = true
    this.#drawn.set(wanted.line, { node, revision })
    drawn?.node.replaceWith(node)
    return node
  }

  /** @param {Wanted} wanted @param {Line | undefined} line */
  #form({ line: key, words, proposal }, line) {
    const told = el("p", { role: "status", class: "script-told" })
    const areas = /** @type {Lang[]} */ (["vi", "en"]).map((lang) => el("textarea", {
      id: `line-${key}-${lang}`, lang, rows: 3, maxlength: 2000, placeholder: proposal[lang], oninput: () => node.setAttribute("data-dirty", ""),
    }))
    areas.forEach((area, i) => (area.value = line?.[i ? "en" : "vi"] ?? ""))
    const save = async (/** @type {Event} */ event) => {
      event.preventDefault()
      const wrong = await this.#write({ line: key, vi: areas[0].value, en: areas[1].value, base: line?.revision ?? 0 })
      if (!wrong) node.removeAttribute("data-dirty")
      fill(told, wrong ? el("span", { class: "fault" }, wrong) : el("span", { class: "state saved" }, icon("check"), t("Saved")))
    }
    const node = el("details", { class: "script-line", dataset: { line: key } },
      el("summary", null, el("b", null, words), el("span", { class: "soft" }, (line && line[page.lang]) || proposal[page.lang])),
      el("form", { onsubmit: save },
        ...areas.map((area, i) => el("p", { class: "field" }, el("label", { for: area.id }, i ? t("English") : t("Vietnamese")), area)),
        el("div", { class: "btn-row" }, el("button", { class: "btn primary", type: "submit" }, t("Save")), told)))
    return node
  }
}

/** Every line that there is, in the order in which they are said. @param {import("../helpers/ladder.js").Award[]} awards @returns {Wanted[]} */
function wanted(awards) {
  const moments = awards.flatMap((award) => {
    const called = awardName(award)
    /** @param {string} moment */
    const proposal = (moment) => ({
      vi: filled(page.proposals[moment].vi, { award: called }), en: filled(page.proposals[moment].en, { award: called }),
    })
    return [{ line: `${award.key}-hush`, words: t("%(award)s, before it is opened", { award: called }), proposal: proposal("hush") },
      { line: `${award.key}-open`, words: t("%(award)s, once it is open", { award: called }), proposal: proposal(award.rank === 1 ? "finale" : "open") }]
  })
  return [{ line: "welcome", words: t("To begin with"), proposal: page.proposals.welcome }, ...moments,
    { line: "thanks", words: t("To end with"), proposal: page.proposals.thanks }]
}
