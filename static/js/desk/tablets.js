// The judges' tablets as they last told of themselves: a quiet panel with a line for each, and the sentences for what a person
// must decide or heed: a device that asks for a seat, a seat that wrong PINs locked, a tablet that is silent.

import { el } from "../helpers/dom.js"
import { icon } from "../helpers/icons.js"
import { clockTime, t } from "../helpers/words.js"
import { panel } from "./dialogs.js"
import { judgePanel } from "./judge_panel.js"
import { isUnderWay } from "./state.js"
import { batteryWords, clockWords, lineWords, longWords } from "./tablet_words.js"
import { judgeWho, seatWho } from "./wording.js"

/** @typedef {import("../desk.js").Desk} Desk */
/** @typedef {import("./state.js").Seat} Seat */
/** @typedef {import("./decisions.js").Decision} Decision */

const A_MINUTE = 60
const STEP = 10
const LOW_BATTERY = 20

/** @param {Desk} desk */
export function tablets(desk) {
  /** @type {ReturnType<typeof panel>|null} */
  let view = null
  const draw = () => {
    if (view?.isOpen()) view.refill(content(desk))
  }
  const open = () => {
    view = panel(t("The judges' tablets"), content(desk))
  }
  return { topics: /** @type {const} */ (["presence", "scoresheets"]), draw, open }
}

/** @param {Desk} desk */
function content(desk) {
  const heads = [t("Judge"), t("Device"), t("Connection"), t("Not sent yet"), t("Its clock"), t("Battery")]
  return [
    el("div", { class: "tablets-scroll" }, el("table", { class: "tablets" },
      el("thead", null, el("tr", null, ...heads.map((head) => el("th", { scope: "col" }, head)))),
      el("tbody", null, ...desk.state.body("presence").judges.map((seat) => line(desk, seat))))),
    el("ul", { class: "tablets-helpers" }, ...desk.state.body("presence").helpers.map((seat) => helperLine(desk, seat))),
    el("p", { class: "soft" }, t("As each tablet last told. A wrong clock on a tablet changes nothing: the server's counts.")),
  ]
}

/** @param {Desk} desk @param {Seat} seat */
function line(desk, seat) {
  const isSilent = desk.isSilent(seat)
  const isLow = seat.battery !== null && seat.battery <= LOW_BATTERY && !seat.charging
  return el("tr", { class: isSilent ? "is-silent" : null },
    el("th", { scope: "row" }, judgeWho(desk.state, seat.judge)),
    el("td", null, seat.device || t("not opened yet")),
    el("td", { class: seat.connected ? "line is-online" : "line" }, icon(seat.connected ? "wifi" : "wifi-off"), " ", lineWords(desk, seat)),
    el("td", { class: seat.unsent ? "is-heed" : null }, seat.unsent === null ? "–" : seat.unsent ? t("%(count)s scores", { count: seat.unsent }) : t("nothing")),
    el("td", null, clockWords(seat.offset)),
    el("td", { class: isLow ? "is-heed" : null }, batteryWords(seat)))
}

/** @param {Desk} desk @param {import("./state.js").Bodies["presence"]["helpers"][number]} helper */
function helperLine(desk, { seat, name, connected, since }) {
  const words = connected ? t("online") : since === null ? t("not opened yet") : t("offline since %(time)s", { time: clockTime(since) })
  return el("li", { class: connected ? "line is-online" : "line" }, icon(connected ? "wifi" : "wifi-off"), " ", seatWho(desk.state, seat), name && " · ", name && el("bdi", null, name), ": ", words)
}

/** Devices that ask, seats that are locked. @param {Desk} desk @returns {Decision[]} */
export function pairing(desk) {
  const { asking, locked } = desk.state.body("presence")
  const asked = asking.map(({ judge, number, device }) => ({
    key: `device-${number}`, sign: /** @type {const} */ ("tablet"), who: device || t("A device"),
    words: t("asks for the seat of %(judge)s. Yes lets it in with all scores and stops %(other)s.", { judge: judgeWho(desk.state, judge), other: desk.state.seat(judge).device || t("the device there now") }),
    ways: desk.isOrganizer ? [
      { words: t("No"), act: () => desk.acts.act("turn_device_away", { judge, device: number }) },
      { words: t("Yes, hand over"), isPrimary: true, act: () => desk.acts.act("admit_device", { judge, device: number }) },
    ] : [],
  }))
  const shut = locked.map((seat) => ({
    key: `locked-${seat}`, sign: /** @type {const} */ ("lock"), who: seatWho(desk.state, seat), words: t("is locked: ten wrong PINs were typed on its link."),
    ways: desk.isOrganizer ? [{ words: t("Unlock"), isPrimary: true, act: () => desk.acts.act("unlock_pin", { seat }) }] : [],
  }))
  return [...asked, ...shut]
}

/** Tablets that have been silent a while and hold something, or sheets that were begun. @param {Desk} desk @returns {Decision[]} */
export function silent(desk) {
  const isOpen = desk.state.body("contest").rounds.some((round) => round.phase === "open")
  return desk.state.body("presence").judges.filter((seat) => desk.isSilent(seat)).flatMap((seat) => {
    const begun = isOpen ? underWay(desk, seat.judge) : 0
    if (!seat.unsent && !begun) return []
    const seconds = desk.silence(seat)
    const long = longWords(seconds < A_MINUTE ? Math.floor(seconds / STEP) * STEP : seconds)
    return {
      key: `judge-${seat.judge}`, sign: /** @type {const} */ ("wifi-off"), who: judgeWho(desk.state, seat.judge),
      words: seat.unsent ? t("has been offline for %(long)s, %(count)s scores are on the tablet.", { long, count: seat.unsent })
        : t("has been offline for %(long)s. Scoresheets begun and not signed: %(count)s. The tablet keeps what is on it.", { long, count: begun }),
      ways: [{ words: t("Look"), act: () => judgePanel(desk, seat.judge) }],
    }
  })
}

/** @param {Desk} desk @param {number} judge */
function underWay(desk, judge) {
  return desk.state.body("scoresheets").rows.filter((row) => row.cells.some((cell) => cell.judge === judge && isUnderWay(cell))).length
}
