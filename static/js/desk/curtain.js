// The curtain: five stops on one line, one sentence that says what the hall sees now, and a choice for each of several rounds.

import { el, name } from "../helpers/dom.js"
import { clockTime, t } from "../helpers/words.js"
import { ask } from "./dialogs.js"
import { publish } from "./result.js"
import { list, part, write } from "./views.js"

/** @typedef {import("../desk.js").Desk} Desk */
/** @typedef {import("./state.js").CurtainName} CurtainName */
/** @typedef {import("./state.js").Round} Round */

/** @type {CurtainName[]} */
const FROM_OPEN_TO_STRICT = ["published", "live", "revealing", "frozen", "suspense"]

/** @param {Desk} desk */
export function curtain(desk) {
  const stops = /** @type {NodeListOf<HTMLButtonElement>} */ (document.querySelectorAll("button[data-curtain]"))
  for (const stop of stops) stop.addEventListener("click", () => choose(desk, /** @type {CurtainName} */ (stop.dataset.curtain)))
  const drawRounds = list(part("round-curtains"), (/** @type {Round} */ round) => String(round.number), () => roundView(desk))
  const draw = () => {
    const { rounds } = desk.state.body("contest")
    part("round-curtains").hidden = rounds.length < 2
    drawRounds(rounds.length < 2 ? [] : rounds)
    const now = desk.state.body("contest").curtain
    for (const stop of stops) {
      const stands = /** @type {CurtainName} */ (stop.dataset.curtain)
      const why = reasonToWait(desk, stands)
      stop.setAttribute("aria-pressed", String(stands === now))
      stop.disabled = why !== "" || !desk.isOrganizer
      write(/** @type {Element} */ (stop.querySelector("small")), stands === now ? "" : why)
    }
    write(part("hall-sees"), whatTheHallSees(desk))
  }
  return { topics: /** @type {const} */ (["contest", "standings"]), draw }
}

/** @param {Desk} desk @param {CurtainName} stop @returns {string} why it cannot be chosen now, in few words */
function reasonToWait(desk, stop) {
  if (stop === "revealing") return t("with the reveal")
  return stop === "published" && desk.state.body("contest").phase !== "official" ? t("once official") : ""
}

/** @param {Desk} desk @param {CurtainName} stop */
function choose(desk, stop) {
  const { curtain: now, revision_of_curtain: base } = desk.state.body("contest")
  if (stop === now) return
  if (stop === "published") return publish(desk)
  if (stop === "frozen" || stop === "suspense") return void desk.acts.act("set_curtain", { curtain: stop, base })
  ask({
    title: t("Show points and places live?"),
    lines: [t("From now on the whole hall sees every place change while the judges score.")],
    yes: t("Go live"), danger: true,
    act: () => desk.acts.attempt("set_curtain", { curtain: stop, base }),
  })
}

/** One round's own curtain. @param {Desk} desk @returns {import("./views.js").View<Round>} */
function roundView(desk) {
  /** @type {Round} */
  let round
  /** @type {[CurtainName, string][]} */
  const stops = [["published", t("As the contest")], ["live", t("Live")], ["frozen", t("Frozen")], ["suspense", t("Suspense")]]
  const choice = el("select", null, ...stops.map(([key, words]) => el("option", { value: key }, words)))
  const called = el("span")
  choice.addEventListener("change", async () => {
    const answer = await desk.acts.act("set_curtain", { round: round.number, curtain: choice.value, base: round.revision_of_curtain })
    if (!answer.ok) choice.value = round.curtain
  })
  return { node: el("label", null, called, choice), update: (newer) => {
    round = newer
    called.replaceChildren(name(round.name))
    choice.value = round.curtain
    choice.disabled = !desk.isOrganizer
  } }
}

/** The stricter of the contest's curtain and the rounds' holds. @param {Desk} desk */
function whatTheHallSees(desk) {
  const { curtain: own, phase, rounds } = desk.state.body("contest")
  const frozenAt = desk.state.body("standings").frozen_at
  const now = FROM_OPEN_TO_STRICT[Math.max(...[own, ...rounds.map((round) => round.curtain)].map((one) => FROM_OPEN_TO_STRICT.indexOf(one)))]
  if (now === "live") return t("The hall sees points and places change as scoresheets come in.")
  if (now === "suspense") return t("The hall sees buds and petals, no points.")
  if (now === "revealing") return t("The hall sees the prizes that have been opened.")
  if (now === "published") return t("The hall sees the official result with its arithmetic.")
  if (frozenAt) return t("The hall sees the places of %(time)s and nothing newer.", { time: clockTime(frozenAt) })
  return phase === "official" ? t("The hall does not see the result yet.") : t("The hall sees the teams, no points and no places.")
}
