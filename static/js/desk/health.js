// The line at the foot: what is safe, who is connected, and the address that links carry. What is not well says so in words.

import { el, fill } from "../helpers/dom.js"
import { icon } from "../helpers/icons.js"
import { clockTime, figures, t } from "../helpers/words.js"
import { list, part } from "./views.js"

/** @typedef {import("../desk.js").Desk} Desk */
const LATE_MS = 200
const VERY_LATE_MS = 1000

/** @typedef {{key: string, sign: import("../helpers/icons.js").IconName, words: string, isWell: boolean, isLast?: boolean}} Sign */

/** @param {Desk} desk */
export function health(desk) {
  const draw = list(part("health"), (/** @type {Sign} */ sign) => sign.key, signView)
  return { topics: /** @type {const} */ (["health", "presence", "screens"]), draw: () => draw(signs(desk)) }
}

/** @returns {import("./views.js").View<Sign>} */
function signView() {
  const node = el("li")
  let shown = ""
  return { node, update: ({ sign, words, isWell }) => {
    node.className = isWell ? "" : "is-unwell"
    if (shown !== words) fill(node, icon(isWell ? sign : "warning"), el("span", null, words))
    shown = words
  } }
}

/** @param {Desk} desk @returns {Sign[]} */
function signs(desk) {
  const { backup, clock, database, storage, neighbours, late_ms: late, address, printed_address: printed } = desk.state.body("health")
  const { judges, helpers, screens, viewers } = desk.state.body("presence")
  const here = judges.filter((seat) => seat.connected).length
  const on = screens.filter((seat) => seat.connected).length
  const all = desk.state.body("screens").screens.length
  return [
    { key: "storage", sign: /** @type {const} */ ("database"), words: storage.message ? t(storage.message) : "", isWell: storage.ok },
    { key: "backup", sign: /** @type {const} */ ("database"), words: backupWords(backup), isWell: backup.ok },
    { key: "database", sign: /** @type {const} */ ("lock"), words: database.message ? t(database.message) : "", isWell: database.safe },
    { key: "clock", sign: /** @type {const} */ ("clock"), words: clock.message ? t(clock.message) : "", isWell: clock.ok },
    { key: "neighbours", sign: /** @type {const} */ ("wifi"), words: neighbours.message ? t(neighbours.message) : "", isWell: neighbours.ok },
    { key: "late", sign: /** @type {const} */ ("clock"), words: lateWords(late), isWell: false },
    { key: "judges", sign: /** @type {const} */ ("wifi"), words: t("Judges: %(here)s of %(all)s", { here, all: judges.length }), isWell: here === judges.length },
    { key: "helpers", sign: /** @type {const} */ ("people"), words: helpers.length ? t("Helpers: %(here)s of %(all)s", { here: helpers.filter((seat) => seat.connected).length, all: helpers.length }) : "", isWell: true },
    { key: "screens", sign: /** @type {const} */ ("screen"), words: t("Screens: %(on)s of %(all)s", { on, all }), isWell: on > 0 || all === 0 },
    { key: "viewers", sign: /** @type {const} */ ("phone"), words: t("Phones: %(count)s", { count: viewers }), isWell: true },
    addressSign(address, printed),
  ].filter((sign) => sign.words !== "")
}

/** Only where people would feel it. @param {number} late ms */
function lateWords(late) {
  if (late < LATE_MS) return ""
  const seconds = figures((late / 1000).toFixed(1))
  return late < VERY_LATE_MS ? t("The server is busy: answers take up to %(seconds)s s", { seconds })
    : t("The server is far behind: answers take %(seconds)s s. Close other programs on this computer.", { seconds })
}

/** @param {import("./state.js").Health["backup"]} backup */
function backupWords({ at, ok, message }) {
  if (!ok) return message ? t(message) : t("The last backup failed")
  return at === null ? t("No backup yet") : t("Backup at %(time)s", { time: clockTime(at) })
}

/** @param {string} address @param {string|null} printed @returns {Sign} */
function addressSign(address, printed) {
  const isWell = printed === null || printed === address
  if (isWell) return { key: "address", sign: "list", words: t("Links: %(address)s", { address }), isWell }
  const words = t("Printed sheets say %(printed)s, links now use %(address)s: print them again.", { printed, address })
  return { key: "address", sign: "warning", words, isWell }
}
