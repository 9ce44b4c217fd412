// The judge's tablet: joins the wire, the outbox and the views. Where we are stands in the address (#list, #7, #7/sign), so that
// a reload comes back to the same place and the tablet's own "back" works.

import { el, fill } from "./helpers/dom.js"
import { icon } from "./helpers/icons.js"
import { page, ready } from "./helpers/page.js"
import { t } from "./helpers/words.js"
import { Acts } from "./judge/acts.js"
import { Book } from "./judge/book.js"
import { Handing } from "./judge/handing.js"
import { ListView } from "./judge/list_view.js"
import { SAMPLE, SAMPLE_DONE, TIE } from "./judge/marks.js"
import { Moved } from "./judge/moved.js"
import { preferences } from "./judge/preferences.js"
import { Report } from "./judge/report.js"
import { waitingSentence } from "./judge/sentences.js"
import { RoundView } from "./judge/round_view.js"
import { SampleBook } from "./judge/sample_book.js"
import { SampleView } from "./judge/sample_view.js"
import { SheetView } from "./judge/sheet_view.js"
import { SignView } from "./judge/sign_view.js"
import { TieBook } from "./judge/tie_book.js"
import { settings } from "./judge/settings.js"
import { Stage } from "./judge/stage.js"
import { stay } from "./judge/staying.js"
import { TieView } from "./judge/tie_view.js"
import { Top } from "./judge/top.js"
import { Voice } from "./judge/voice.js"
import { connect } from "./live.js"
import { Outbox } from "./models/outbox.js"
import { Remembered } from "./models/remembered.js"

/** @typedef {import("./live.js").State} State */
/** @typedef {import("./models/remembered.js").Message} Kept */

const place = /** @type {HTMLElement} */ (document.querySelector("[data-place]"))
const language = /** @type {HTMLAnchorElement} */ (document.querySelector("[data-language]"))
const band = /** @type {HTMLElement} */ (document.querySelector("[data-tie]"))
const practice = /** @type {HTMLElement} */ (document.querySelector("[data-sample]"))
const onStage = /** @type {HTMLAnchorElement} */ (document.querySelector("[data-stage]"))
const voice = new Voice(/** @type {HTMLElement} */ (document.querySelector("[data-said]")))
const AFTER_MOVE_MS = 600

open().then((opened) => begin(...opened), keepsNothing)

/** @type {ReturnType<typeof connect>} */
let live
/** @type {State} */
let state = "connecting"

/** @returns {Promise<[Outbox, Remembered, [string, Kept][]]>} what an earlier page left on this tablet */
async function open() {
  const remembered = await Remembered.open(`${page.contest}|${page.seat}`)
  const outbox = await Outbox.open(String(page.contest), page.seat, (command, payload) => live.ask(command, payload))
  return [outbox, remembered, await remembered.all()]
}

/** @param {Outbox} outbox @param {Remembered} remembered @param {[string, Kept][]} earlier */
function begin(outbox, remembered, earlier) {
  const book = new Book(outbox)
  const tie = new TieBook(outbox)
  const sample = new SampleBook(outbox)
  const acts = new Acts(book, tie, sample, outbox, notKept)
  live = connect({ contest: page.contest, seat: page.seat, onState: follow })
  const report = new Report(live)
  const moved = new Moved(outbox, /** @type {HTMLElement} */ (document.querySelector("[data-moved]")))
  const handing = new Handing(outbox, /** @type {HTMLElement} */ (document.querySelector("[data-hand]")))
  const top = new Top(live.clock, /** @type {HTMLElement} */ (document.querySelector("[data-top]")))
  /** @type {{nodes: HTMLElement[], show: (isConnected: boolean) => void}|null} */
  let view = null
  let built = ""
  const stage = new Stage(book, { go, isFree, wants })
  const aids = {
    say: (/** @type {string} */ words) => voice.say(words), seat: page.seat,
    read: (/** @type {number} */ entry) => live.ask("read_history", { round: book.told.round, entry, judge: book.told.judge }),
  }

  settings(/** @type {HTMLElement} */ (document.querySelector("[data-settings]")))
  ready()
  preferences.onChange = show
  outbox.onChange = show
  outbox.onSaved = (operation) => bookOf(operation.command).hearAnswer(operation)
  for (const [topic, message] of earlier) {
    live.clock.hint(message.sent_at)
    hear(topic, message)
  }
  live.watch(["contest", "countdown", "scoresheets", "tie_room", "calibration", "gallery"], (topic, message) => {
    remembered.keep(topic, message)
    hear(topic, message)
    show()
  })
  stay()
  addEventListener("beforeunload", (event) => {
    if (outbox.waiting.length && state !== "refused") event.preventDefault()  // the browser asks before it leaves
  })
  addEventListener("hashchange", () => (state === "refused" ? location.reload() : show()))
  show()

  /** @param {string} command */
  function bookOf(command) {
    if (command === TIE) return tie
    return [SAMPLE, SAMPLE_DONE].includes(command) ? sample : book
  }

  /** @param {string} topic @param {Kept} message */
  function hear(topic, message) {
    if (topic === "tie_room") tie.hear(message.body)
    if (topic === "calibration") sample.hear(message.body)
    if (topic === "contest") book.contest = message.body
    if (topic === "gallery") book.gallery = message.body
    if (topic === "countdown") {
      top.countdown = message.body
      stage.hear(message.body)
    }
    if (topic === "scoresheets") {
      book.hear(message)
      outbox.seen = message.told_at ?? message.sent_at
    }
  }

  /** @param {State} now @param {import("./live.js").Reason|null} reason */
  function follow(now, reason) {
    state = now
    if (now === "refused") {
      remembered.forget()
      return turnedAway(reason, outbox.waiting.length, () => handing.open())
    }
    if (now === "connected") {
      book.startAnew()
      tie.startAnew()
      sample.startAnew()
      outbox.drain()
    }
    show()
  }

  function show() {
    if (state === "refused") return
    top.show(book.told, state, outbox.waiting.length)
    report.show(state === "connected", outbox.waiting.length)
    moved.show(state === "lost")
    handing.show(state === "lost")
    voice.followConnection(state === "lost")
    showBand()
    showPractice()
    if (!book.isReady) return
    const { entry } = address()
    stage.stand(entry)
    showStage()
    build()
    view?.show(state === "connected")
    voice.follow(built, location.hash === "#sample" ? sample.rows : (entry === null ? null : book.sheet(entry))?.rows ?? [])
  }

  /** While a tie room is open, the way there stands above everything. */
  function showBand() {
    band.hidden = !tie.room || location.hash === "#tie"
    fill(band, icon("same"), t("A tie is to be decided: %(teams)s. Mark these teams once more.", { teams: tie.room?.entries.map((one) => one.entry).join(", ") ?? "" }))
  }

  /** The way to the practice sample while it is to be scored; to what came of it until the judge has begun a true sheet. */
  function showPractice() {
    const isNews = Boolean(sample.sample?.distance) && book.isReady && book.sheets.every((sheet) => sheet.rows.every((row) => row.value === null))
    practice.hidden = location.hash === "#sample" || !(sample.isAsked || isNews)
    practice.classList.toggle("is-asked", sample.isAsked)
    fill(practice, icon(sample.isAsked ? "pencil" : "eye"), sample.isAsked ? t("Practice before the start: score the sample.")
      : t("Practice is over: see how far from the others you are."))
  }

  /** Where the stage is, for a judge who looks at another sheet. */
  function showStage() {
    const entry = stage.elsewhere(address().entry)
    onStage.hidden = entry === null
    if (entry === null) return
    onStage.href = `#${entry}`
    fill(onStage, icon("right"), t("On stage now: number %(entry)s. Go there", { entry }))
  }

  /** A new view only where the address or the criteria changed; everything else is brought up to date in place. */
  function build() {
    const { entry, isSigning: isReading } = address()
    const isSigning = isReading && !book.signsRound
    const isRound = location.hash === "#sign" && book.signsRound && !preferences.is("looking")
    const room = location.hash === "#tie" ? tie.room : null
    const asked = location.hash === "#sample" ? sample.sample : null
    const sheet = entry === null ? null : book.sheet(entry)
    const stands = JSON.stringify([room?.room, asked?.calibration, sheet?.entry, sheet?.name, sheet?.concept, isSigning, isRound, book.round, room && preferences.is("looking")])
    if (stands === built) return
    const isMove = built !== ""
    built = stands
    language.hash = location.hash
    view = room ? new TieView(tie, acts) : asked ? new SampleView(sample, asked, acts) : isRound ? new RoundView(book, acts) : sheet ? sheetOrSign(sheet, isSigning) : new ListView(book, [tie, sample], acts)
    view.show(state === "connected")
    fill(place, ...view.nodes)
    scrollTo(0, 0)
    if (isMove) focusFirst()
  }

  /** @param {import("./judge/book.js").Sheet} sheet @param {boolean} isSigning */
  function sheetOrSign(sheet, isSigning) {
    return isSigning ? new SignView(book, sheet, acts) : new SheetView(book, sheet, acts, aids)
  }
}

/** To the entry on stage; a tap that was on its way to the old sheet finds nothing to change. @param {number} entry */
function go(entry) {
  place.inert = true
  location.hash = `#${entry}`
  voice.say(t("On stage now: number %(entry)s.", { entry }))
  setTimeout(() => {
    place.inert = false
    focusFirst()
  }, AFTER_MOVE_MS)
}

/** Whether nobody is typing, choosing or reading something that should not be taken away. */
function isFree() {
  return !document.activeElement?.matches("textarea, .score-value") && !document.querySelector("dialog[open], .score-value[aria-invalid=true]")
}

/** Whether this tablet goes along with the stage from where it is. */
function wants() {
  return preferences.is("follow") && !["#tie", "#sign", "#sample"].includes(location.hash) && !address().isSigning
}

function focusFirst() {
  /** @type {HTMLElement|null} */ (place.querySelector("[data-first]"))?.focus()
}

/** @returns {{entry: number|null, isSigning: boolean}} */
function address() {
  const [, entry, sign] = /^#(\d+)(\/sign)?$/.exec(location.hash) ?? []
  return { entry: entry ? Number(entry) : null, isSigning: Boolean(sign) && !preferences.is("looking") }
}

/** @param {import("./live.js").Reason|null} reason @param {number} waiting @param {() => void} hand */
function turnedAway(reason, waiting, hand) {
  wholePage(whyTurnedAway(reason),
    reason?.code === "taken_over" ? t("If that was a mistake, scan the code with this tablet again: the organizer is asked.")
      : t("Open your link on this tablet again and go on scoring."),
    waiting > 0 && t("%(scores)s on this tablet, sent as soon as your link is opened here.", { scores: waitingSentence(waiting) }))
  if (waiting && reason?.code === "taken_over") document.querySelector(".whole")?.append(el("button", { class: "btn", type: "button", onclick: hand }, t("Hand the scores over without a network")))
}

/** @param {import("./live.js").Reason|null} reason */
function whyTurnedAway(reason) {
  switch (reason?.code) {
    case "seat_revoked": return t("This seat was given a new link. Ask the organizer for it.")
    case "taken_over": return t("Another device has taken this seat over.")
    case "device_refused": return t("The organizer did not let this tablet in")
    case "sign_in_first": return t("This tablet no longer knows your seat.")
    default: return reason?.message || t("The server closed this page.")
  }
}

/** @param {unknown} problem */
function notKept(problem) {
  if (problem instanceof DOMException) keepsNothing(problem)
  throw problem
}

/** @param {unknown} problem */
function keepsNothing(problem) {
  wholePage(t("This browser keeps nothing on the tablet."),
    t("Open your link in a normal window (not a private one), or in another browser. Scores already saved are safe."))
  throw problem
}

/** @param {string} title @param {...(string|false)} sentences */
function wholePage(title, ...sentences) {
  document.body.classList.remove("is-lost")
  fill(document.body, ...document.querySelectorAll(".icon-sheet"),
    el("main", { class: "whole", role: "alert" }, icon("lock"), el("h1", null, title), ...sentences.map((words) => words && el("p", null, words))))
}
