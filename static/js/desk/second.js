// The second person: scoresheets that wait for one, read back, confirmed, or sent back to their judge with a reason.

import { el } from "../helpers/dom.js"
import { icon } from "../helpers/icons.js"
import { page } from "../helpers/page.js"
import { t } from "../helpers/words.js"
import { ask, reasonField } from "./dialogs.js"
import { undecidedWho, undecidedWords } from "./wording.js"

/** @typedef {import("../desk.js").Desk} Desk */
/** @typedef {{round: number, entry: number, judge: number}} Where */
/** @typedef {Pick<import("./acts.js").Acts, "attempt">} Attempt */

/** A line for each judge whose scoresheets wait. @param {Desk} desk @param {(desk: Desk, entry: number, judge: number) => void} open @returns {import("./decisions.js").Decision[]} */
export function secondPerson(desk, open) {
  const shown = desk.state.body("scoresheets").round
  return desk.state.body("standings").undecided.flatMap((one) => {
    if (one.code !== "sheets_unconfirmed") return []
    const { round, judge, entries } = one.details
    return {
      key: `second-${round}-${judge}`, sign: "eye", who: undecidedWho(desk, one), words: undecidedWords(desk, one),
      ways: round === shown ? [{ words: t("Read back…"), isPrimary: true, act: () => open(desk, entries[0], judge) }] : [],
    }
  })
}

/** Whether whoever sits here is not the one whose act waits. @param {string|null} by @param {number} judge */
export function isSecond(by, judge) {
  return by !== null && by !== page.seat && page.seat !== `judge-${judge}`
}

/** What stands above a sheet that waits. @param {string|null} by @param {number} judge */
export function secondNote(by, judge) {
  if (by === null) return null
  const words = isSecond(by, judge) ? t("Read every score back, then confirm. Until then this sheet does not count.")
    : t("This waits for somebody else: nobody confirms what they signed or corrected themselves.")
  return el("p", { class: "note warn" }, icon("eye"), " ", words)
}

/** The buttons of whoever read it back. @param {Attempt} acts @param {Where} where @param {number} revision as it was read @param {() => void} done */
export function secondWays(acts, where, revision, done) {
  const fault = el("p", { class: "fault", role: "alert" })
  const confirm = async () => {
    const answer = await acts.attempt("confirm_scoresheet", { ...where, base: revision })
    if (answer.ok) done()
    else fault.textContent = answer.message
  }
  return [
    fault,
    el("button", { class: "btn danger", type: "button", onclick: async () => (await sendBack(acts, where)) && done() }, t("Send back…")),
    el("button", { class: "btn primary", type: "button", onclick: confirm }, icon("check"), t("Confirm")),
  ]
}

/** @param {Attempt} acts @param {Where} where */
function sendBack(acts, where) {
  return ask({
    title: t("Send this scoresheet back?"),
    lines: [t("The judge sees your reason, looks again and signs again.")],
    fields: [reasonField(t("Reason, for the judge and the record"))],
    yes: t("Send back"), danger: true,
    act: ({ reason }) => acts.attempt("send_back_scoresheet", { ...where, reason }),
  })
}
