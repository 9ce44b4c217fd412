// The script: every line in both languages, written before the day; what nobody has written shows the proposal. First those that
// call the teams on stage, then those of the ceremony.

import { el, fill } from "../helpers/dom.js"
import { icon } from "../helpers/icons.js"
import { awardName } from "../helpers/ladder.js"
import { page } from "../helpers/page.js"
import { t } from "../helpers/words.js"
import { callOf, filled, proposedCall } from "./lines.js"

/** @typedef {import("./lines.js").Line} Line */
/** @typedef {import("./lines.js").Lang} Lang */
/** @typedef {{line: string, words: string, proposal: Record<Lang, string>}} Wanted */

export class Script {
  /** @type {Map<string, {node: HTMLElement, revision: string}>} */
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

  /**
   * A line that is being written stays as it is, whatever comes.
   * @param {import("./lines.js").Entry[]} entries @param {import("../helpers/ladder.js").Award[]} awards @param {Line[]} lines
   */
  draw(entries, awards, lines) {
    const [calls, moments] = [calling(entries), wanted(awards)].map((all) => all.map((one) => this.#node(one, lines.find(({ line }) => line === one.line))))
    const nodes = [...calls, ...moments]
    if (nodes.every((node, i) => node === this.#place.querySelectorAll("details")[i]) && nodes.length === this.#drawn.size) return
    fill(this.#place, calls.length > 0 && el("h2", null, t("Calling the teams")), ...calls,
      el("h2", null, t("Award ceremony")), el("p", { class: "soft" }, t("{award}, {team} and {points} are filled in by themselves, also in a rehearsal. An empty line leaves the proposal.")), ...moments)
  }

  /** @param {Wanted} wanted @param {Line | undefined} line */
  #node(wanted, line) {
    const drawn = this.#drawn.get(wanted.line)
    const revision = JSON.stringify([line?.revision ?? 0, wanted])
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

/** One line for each team, in running order. @param {import("./lines.js").Entry[]} entries @returns {Wanted[]} */
function calling(entries) {
  return entries.filter(({ withdrawn }) => !withdrawn).map((entry) => ({
    line: callOf(entry.number), words: t("Call number %(n)s", { n: entry.number }),
    proposal: { vi: proposedCall(entry, page.proposals, "vi"), en: proposedCall(entry, page.proposals, "en") },
  }))
}

/** Every line of the ceremony, in the order in which they are said. @param {import("../helpers/ladder.js").Award[]} awards @returns {Wanted[]} */
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
