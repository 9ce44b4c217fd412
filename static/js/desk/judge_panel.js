// One judge's seat, opened from the column's head: the link as a QR code to scan from this screen, a new link, and new judges and teams.

import { el } from "../helpers/dom.js"
import { t } from "../helpers/words.js"
import { ask, panel, reasonField } from "./dialogs.js"
import { seatLink } from "./seat_link.js"
import { tabletSaid } from "./tablet_words.js"
import { judgeLabel, judgeWho } from "./wording.js"

/** @typedef {import("../desk.js").Desk} Desk */

/** @param {Desk} desk @param {number} judge */
export function judgePanel(desk, judge) {
  const { connected } = desk.state.seat(judge)
  const title = judgeWho(desk.state, judge)
  const said = el("p", { class: connected ? "state saved" : "state local" }, tabletSaid(desk, judge))
  if (!desk.isOrganizer) return void panel(title, [said])
  const seat = `judge-${judge}`
  const hasLeft = desk.state.body("scoresheets").judges.some((one) => one.number === judge && one.left !== null)
  const view = panel(title, [said, ...seatLink(desk, seat)], [leaveButton(desk, judge, hasLeft), el("button", { class: "btn danger", type: "button", onclick: async () => {
    if (await renew(desk, judge)) view.refill(seatLink(desk, seat))
  } }, t("New link…"))])
}

/** @param {Desk} desk @param {number} judge @param {boolean} hasLeft */
function leaveButton(desk, judge, hasLeft) {
  const words = hasLeft ? t("Judges again…") : t("Has left…")
  return el("button", { class: "btn", type: "button", onclick: () => ask({
    title: hasLeft ? t("%(judge)s judges again?", { judge: judgeLabel(judge) }) : t("%(judge)s has left?", { judge: judgeLabel(judge) }),
    lines: [hasLeft ? t("Everything this judge signed counts again.")
      : t("No more scoresheets are awaited from this judge. Whether those signed in this round count is set in the rules.")],
    fields: [reasonField()],
    yes: hasLeft ? t("Judges again") : t("Has left"), danger: !hasLeft,
    act: ({ reason }) => desk.acts.attempt(hasLeft ? "let_judge_return" : "let_judge_leave", { judge, reason }),
  }) }, words)
}

/** @param {Desk} desk @param {number} judge */
function renew(desk, judge) {
  return ask({
    title: t("A new link for %(judge)s?", { judge: judgeLabel(judge) }),
    lines: [t("The old link and every tablet that uses it stop working at once. Saved scores stay.")],
    yes: t("Make a new link"), danger: true,
    act: () => desk.acts.attempt("renew_link", { seat: `judge-${judge}` }),
  })
}

/** A judge more, with the code to scan right after. @param {Desk} desk */
export async function addJudge(desk) {
  let [number, called] = [0, ""]
  const isDone = await ask({
    title: t("A new judge"),
    fields: [{ name: "name", label: t("Name"), most: 80 }],
    yes: t("Add and show the code"),
    act: async ({ name: typed }) => {
      const answer = await desk.acts.attempt("add_judge", { name: typed })
      number = answer.judge ?? 0
      called = typed
      return answer
    },
  })
  if (isDone) panel(`${judgeLabel(number)} · ${called}`, seatLink(desk, `judge-${number}`))
}

/** A team more, at the end of the running order. @param {Desk} desk */
export async function addTeam(desk) {
  await ask({
    title: t("A new team"),
    lines: [t("It comes last in the running order.")],
    fields: [
      { name: "name", label: t("Team"), most: 120 },
      { name: "short_name", label: t("Short name, for the big screen"), optional: true, most: 18 },
      { name: "concept", label: t("What the arrangement is about"), optional: true, most: 200 },
    ],
    yes: t("Add the team"),
    act: (values) => desk.acts.attempt("add_team", values),
  })
}
