// What a stream lays over its picture (`?overlay=…`): nothing but a small panel on a transparent ground. `1` goes along with the
// screen's scene at the desk; a name pins one.

import * as clock from "./clock.js"
import * as lower from "./lower.js"
import * as message from "./message.js"
import * as none from "./none.js"
import * as top5 from "./top5.js"

/** @type {Record<string, import("../screen.js").Scene>} */
export const OVERLAYS = { lower, clock, top5, message, none }

/** Scene at the desk -> what the stream shows meanwhile; any other shows nothing. */
const ALONG = /** @type {Record<string, string>} */ ({
  presenting: "lower", entry: "lower", countdown: "clock", progress: "clock", leaderboard: "top5", message: "message", ticker: "message",
})

/** @param {string} wanted of the address @param {string} scene */
export function overlayFor(wanted, scene) {
  return wanted === "1" ? ALONG[scene] ?? "none" : wanted
}
