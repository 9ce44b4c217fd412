// The steward's phone: joins the wire, the outbox, the album and the views; where we are stands in the address (#photos, #photo-7). One tap stamps a finish, kept on this phone before it is
// shown, sent when there is a line; the moment of the tap goes with it, so that a late line makes no late stamp.

import { fill } from "./helpers/dom.js"
import { operationId } from "./helpers/operation.js"
import { page } from "./helpers/page.js"
import { PhoneTop } from "./helpers/phone_top.js"
import { t } from "./helpers/words.js"
import { connect, Lost } from "./live.js"
import { Album } from "./models/album.js"
import { Outbox } from "./models/outbox.js"
import { Remembered } from "./models/remembered.js"
import { AllView } from "./steward/all_view.js"
import { ListView } from "./steward/list_view.js"
import { PhotoView } from "./steward/photo_view.js"
import { Stamps } from "./steward/stamps.js"

/** @typedef {import("./live.js").Message} Message */

const place = /** @type {HTMLElement} */ (document.querySelector("[data-place]"))
/** @type {ReturnType<typeof connect>} */
let live

open().then((opened) => begin(...opened), keepsNothing)

/** @returns {Promise<[Outbox, Album, Remembered, [string, Message][]]>} what an earlier page left on this phone */
async function open() {
  const box = `${page.contest}|${page.seat}`
  const [remembered, album] = [await Remembered.open(box), await Album.open(box, page.urls.photos)]
  const outbox = await Outbox.open(String(page.contest), page.seat, (command, payload) => live.ask(command, payload))
  return [outbox, album, remembered, await remembered.all()]
}

/** @param {Outbox} outbox @param {Album} album @param {Remembered} remembered @param {[string, Message][]} earlier */
function begin(outbox, album, remembered, earlier) {
  const stamps = new Stamps(outbox)
  /** @type {import("./live.js").State} */
  let state = "connecting"
  let refused = ""
  /** @type {{contest: any, gallery: import("./helpers/photos.js").Gallery|null}} */
  const told = { contest: null, gallery: null }
  live = connect({ contest: page.contest, seat: page.seat, onState: follow })
  const top = new PhoneTop(live.clock)
  const said = /** @type {HTMLElement} */ (document.querySelector("[data-said]"))
  const list = new ListView(stamps, album, () => live.clock.now(), said)
  const all = new AllView(album)
  /** @type {PhotoView|null} */
  let photo = null
  let built = "nothing"
  outbox.onChange = album.onChange = show
  album.onSent = (shot) => fill(said, t("Photo of number %(n)s is saved", { n: shot.entry }))
  outbox.onSaved = (operation) => stamps.hearAnswer(operation)
  for (const [topic, message] of earlier) {
    live.clock.hint(message.sent_at)
    hear(topic, message)
  }
  live.watch(["contest", "countdown", "finishes", "gallery"], (topic, message) => {
    remembered.keep(topic, message)
    hear(topic, message)
    show()
  })
  addEventListener("beforeunload", (event) => {
    if ((outbox.waiting.length || album.waiting.length) && state !== "refused") event.preventDefault()  // the browser asks before it leaves
  })
  addEventListener("hashchange", () => {
    show()
    scrollTo(0, 0)
  })
  show()

  /** @param {string} topic @param {Message} message */
  function hear(topic, { body, revision }) {
    if (topic === "countdown") top.countdown = stamps.countdown = body
    if (topic === "finishes") stamps.hear(body, revision)
    if (topic === "contest" || topic === "gallery") told[topic] = body
  }

  /** @param {import("./live.js").State} now @param {import("./live.js").Reason|null} reason */
  function follow(now, reason) {
    state = now
    refused = reason?.message ?? ""
    if (now === "connected") {
      stamps.startAnew()
      outbox.drain()
      album.drain()
    }
    if (now === "refused") remembered.forget()
    show()
  }

  function show() {
    const count = outbox.waiting.length + album.waiting.length
    top.connection(state, state === "refused" ? refused : count ? t("On this phone, not sent yet: %(count)s", { count }) : state === "connected" ? t("Everything is saved") : "")
    build()
    list.show(state !== "refused", told.gallery)
    all.show(told.contest, told.gallery)
    photo?.show(told.gallery)
  }

  /** A new view only where the address changed: a camera that is open must not lose its button. */
  function build() {
    const [, number] = /^#photo-(\d+)$/.exec(location.hash) ?? []
    const team = number && told.contest?.entries.find((/** @type {any} */ one) => one.number === Number(number))
    const stands = team ? `${team.number} ${team.name}` : location.hash === "#photos" ? "photos" : ""
    if (stands === built) return
    built = stands
    photo = team ? new PhotoView(album, whose(team.number), team.name, act, keepsNothing) : null
    fill(place, photo?.node ?? (stands ? all : list).node)
  }

  /** A photo belongs to the stage that the hall is in. @param {number} entry */
  function whose(entry) {
    const { round = null, stage = null } = stamps.countdown ?? {}
    return { entry, round, stage }
  }

  /** @param {string} command @param {object} fields */
  async function act(command, fields) {
    try {
      const answer = await live.ask(command, { op_id: operationId(), ...fields })
      fill(said, answer.ok ? "" : answer.message)
    } catch (problem) {
      if (!(problem instanceof Lost)) throw problem
      fill(said, t("No connection: nothing was sent. Wait for it, then press again."))
    }
  }
}

/** @param {unknown} problem */
function keepsNothing(problem) {
  fill(place, t("This browser keeps nothing on the phone. Open your link in a normal window, not a private one."))
  throw problem
}
