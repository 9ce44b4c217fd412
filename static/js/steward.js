// The steward's phone: joins the wire, the outbox and the list of teams. One tap stamps a finish, kept on this phone before it is
// shown, sent when there is a line; the moment of the tap goes with it, so that a late line makes no late stamp.

import { fill } from "./helpers/dom.js"
import { page } from "./helpers/page.js"
import { PhoneTop } from "./helpers/phone_top.js"
import { t } from "./helpers/words.js"
import { connect } from "./live.js"
import { Outbox } from "./models/outbox.js"
import { Remembered } from "./models/remembered.js"
import { ListView } from "./steward/list_view.js"
import { Stamps } from "./steward/stamps.js"

/** @typedef {import("./live.js").Message} Message */

const place = /** @type {HTMLElement} */ (document.querySelector("[data-place]"))
/** @type {ReturnType<typeof connect>} */
let live

open().then((opened) => begin(...opened), keepsNothing)

/** @returns {Promise<[Outbox, Remembered, [string, Message][]]>} what an earlier page left on this phone */
async function open() {
  const remembered = await Remembered.open(`${page.contest}|${page.seat}`)
  const outbox = await Outbox.open(String(page.contest), page.seat, (command, payload) => live.ask(command, payload))
  return [outbox, remembered, await remembered.all()]
}

/** @param {Outbox} outbox @param {Remembered} remembered @param {[string, Message][]} earlier */
function begin(outbox, remembered, earlier) {
  const stamps = new Stamps(outbox)
  /** @type {import("./live.js").State} */
  let state = "connecting"
  let refused = ""
  live = connect({ contest: page.contest, seat: page.seat, onState: follow })
  const top = new PhoneTop(live.clock)
  const list = new ListView(stamps, () => live.clock.now(), /** @type {HTMLElement} */ (document.querySelector("[data-said]")))
  fill(place, list.node)
  outbox.onChange = show
  outbox.onSaved = (operation) => stamps.hearAnswer(operation)
  for (const [topic, message] of earlier) {
    live.clock.hint(message.sent_at)
    hear(topic, message)
  }
  live.watch(["countdown", "finishes"], (topic, message) => {
    remembered.keep(topic, message)
    hear(topic, message)
    show()
  })
  addEventListener("beforeunload", (event) => {
    if (outbox.waiting.length && state !== "refused") event.preventDefault()  // the browser asks before it leaves
  })
  show()

  /** @param {string} topic @param {Message} message */
  function hear(topic, { body, revision }) {
    if (topic === "countdown") top.countdown = stamps.countdown = body
    if (topic === "finishes") stamps.hear(body, revision)
  }

  /** @param {import("./live.js").State} now @param {import("./live.js").Reason|null} reason */
  function follow(now, reason) {
    state = now
    refused = reason?.message ?? ""
    if (now === "connected") {
      stamps.startAnew()
      outbox.drain()
    }
    if (now === "refused") remembered.forget()
    show()
  }

  function show() {
    const count = outbox.waiting.length
    top.connection(state, state === "refused" ? refused : count ? t("On this phone, not sent yet: %(count)s", { count }) : state === "connected" ? t("Everything is saved") : "")
    list.show(state !== "refused")
  }
}

/** @param {unknown} problem */
function keepsNothing(problem) {
  fill(place, t("This browser keeps nothing on the phone. Open your link in a normal window, not a private one."))
  throw problem
}
