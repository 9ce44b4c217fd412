// Words about a tablet that the panel of tablets, a judge's panel and the decisions share.

import { clockTime, t } from "../helpers/words.js"

/** @typedef {import("../desk.js").Desk} Desk */
/** @typedef {import("./state.js").Seat} Seat */

const A_MINUTE = 60
const CLOCK_IS_RIGHT_MS = 1000

/** @param {Desk} desk @param {Seat} seat */
export function lineWords(desk, seat) {
  if (seat.connected) return t("online")
  if (seat.since === null) return t("not opened yet")
  return t("offline since %(time)s, %(long)s", { time: clockTime(seat.since), long: longWords(desk.silence(seat)) })
}

/** @param {number|null} offset */
export function clockWords(offset) {
  if (offset === null) return "–"
  if (Math.abs(offset) < CLOCK_IS_RIGHT_MS) return t("right")
  const long = longWords(Math.abs(offset) / 1000)
  return offset > 0 ? t("%(long)s ahead", { long }) : t("%(long)s behind", { long })
}

/** @param {Seat} seat */
export function batteryWords({ battery, charging }) {
  if (battery === null) return "–"
  const percent = `${battery} %`
  return charging ? t("%(percent)s, charging", { percent }) : percent
}

/** @param {number} seconds */
export function longWords(seconds) {
  if (seconds < A_MINUTE) return t("%(count)s seconds", { count: Math.floor(seconds) })
  const minutes = Math.floor(seconds / A_MINUTE)
  return minutes === 1 ? t("1 minute") : t("%(count)s minutes", { count: minutes })
}

/** What a tablet's panel says in one line. @param {Desk} desk @param {number} judge */
export function tabletSaid(desk, judge) {
  const seat = desk.state.seat(judge)
  const told = [seat.device, lineWords(desk, seat), seat.unsent ? t("%(count)s scores not sent yet", { count: seat.unsent }) : null, seat.battery === null ? null : batteryWords(seat)]
  return told.filter(Boolean).join(" · ")
}
