// The desk, for the day itself: joins the regions in desk/ to the live topics, the keys and the connection. Draws nothing itself.

import { t } from "./helpers/words.js"
import { page, ready } from "./helpers/page.js"
import { connect } from "./live.js"
import { Acts } from "./desk/acts.js"
import { ballot } from "./desk/ballot.js"
import { countdown } from "./desk/countdown.js"
import { curtain } from "./desk/curtain.js"
import { decisions } from "./desk/decisions.js"
import { finishes } from "./desk/finishes.js"
import { health } from "./desk/health.js"
import { addJudge, addTeam } from "./desk/judge_panel.js"
import { keys } from "./desk/keys.js"
import { lots } from "./desk/lots.js"
import { matrix } from "./desk/matrix.js"
import { tell } from "./desk/notices.js"
import { otherClocks } from "./desk/other_clocks.js"
import { photos } from "./desk/photos.js"
import { practice } from "./desk/practice.js"
import { prizes } from "./desk/prizes.js"
import { result } from "./desk/result.js"
import { reveal } from "./desk/reveal.js"
import { sceneSets } from "./desk/scene_sets.js"
import { screens } from "./desk/screens.js"
import { sound } from "./desk/sound.js"
import { stages } from "./desk/stages.js"
import { State, TOPICS } from "./desk/state.js"
import { tablets } from "./desk/tablets.js"
import { part, write } from "./desk/views.js"
import { sceneWords } from "./desk/wording.js"
import { Sounding } from "./models/sounding.js"

/**
 * What every region is given.
 * @typedef {object} Desk
 * @property {State} state
 * @property {Acts} acts
 * @property {ReturnType<typeof connect>} live
 * @property {boolean} isOrganizer
 * @property {(seat: import("./desk/state.js").Seat) => number} silence seconds since a tablet that is away was last heard of
 * @property {(seat: import("./desk/state.js").Seat) => boolean} isSilent long enough to heed
 * @property {Record<"setup"|"extras"|"result"|"log"|"screen"|"audience"|"entry"|"qr"|"link"|"pin"|"export"|"photos"|"allPhotos", string>} urls
 */
/** @typedef {{topics: readonly (keyof import("./desk/state.js").Bodies)[], draw: () => void}} Region */

/** Keys of the scenes in the order of the buttons; black is 0. */
const SCENE_KEYS = {
  title: "1", countdown: "2", progress: "3", leaderboard: "4", presenting: "5", message: "6", reveal: "7", podium: "8", gallery: "9",
  entry: "b", lots: "l", vote: "v", ticker: "k", black: "0",
}
const EVERY_SECOND_MS = 1000
const SILENT_SECONDS = 10

const live = connect({ contest: page.contest, seat: page.seat, onState: showConnection })
const acts = new Acts(live, tell, () => stamps.draw())
/** @type {Desk} */
const desk = {
  state: new State(), acts, live, isOrganizer: page.role === "organizer", urls: page.urls,
  silence: ({ connected, since }) => (connected || since === null ? 0 : Math.max(0, (live.clock.now() - since) / 1000)),
  isSilent: (seat) => desk.silence(seat) >= SILENT_SECONDS,
}

const time = countdown(desk)
const stamps = finishes(desk)
const panelists = matrix(desk)
const standing = result(desk)
const hall = screens(desk)
const samples = practice(desk)
const waiting = decisions(desk, samples.open)
const machines = tablets(desk)
const noises = sound(desk)
const sounding = new Sounding(live, { contest: page.contest ?? "", screen: null }, () => {})
/** @type {Region[]} */
const regions = [
  { topics: ["contest", "countdown"], draw: drawTop }, stages(desk), time, otherClocks(desk), stamps,
  panelists, standing, waiting, machines, samples, prizes(desk), curtain(desk), hall, sceneSets(desk), lots(desk), noises, health(desk), photos(desk),
  ...(desk.isOrganizer ? [ballot(desk, drawDecisions), reveal(desk)] : []),
]

const help = keys(shortcuts())
part("help").addEventListener("click", help.showKeys)
part("tablets").addEventListener("click", openTablets)
document.querySelector("[data-add-judge]")?.addEventListener("click", () => addJudge(desk))
document.querySelector("[data-add-team]")?.addEventListener("click", () => addTeam(desk))

live.watch(desk.isOrganizer ? [...TOPICS, "ballot_box", "reveal"] : TOPICS, (topic, message) => {
  desk.state.take(topic, message.body)
  for (const { topics, draw } of regions) if (topics.some((one) => one === topic) && desk.state.has(...topics)) draw()
  if (desk.state.has(...TOPICS)) ready()
})
setInterval(countSilence, EVERY_SECOND_MS)

/** While a tablet is silent its head, its sentence and its line say for how long. */
function countSilence() {
  if (!desk.state.has("presence") || desk.state.body("presence").judges.every((seat) => seat.connected)) return
  for (const { topics, draw } of [panelists, waiting, machines]) if (desk.state.has(...topics)) draw()
}

function openTablets() {
  if (desk.state.has(...machines.topics)) machines.open()
}

function drawDecisions() {
  if (desk.state.has(...waiting.topics)) waiting.draw()
}

function drawTop() {
  const { title, round } = desk.state.body("contest")
  write(part("title"), title)
  const now = [desk.state.round(desk.state.body("countdown").round ?? round)?.name, desk.state.stage()?.name].filter(Boolean).join(" · ")
  write(part("now"), now)
  part("now").title = now
  document.title = `${title} · ${t("Desk")}`
}

/** @param {import("./live.js").State} state @param {import("./live.js").Reason|null} reason */
function showConnection(state, reason) {
  const isLost = state === "lost" || state === "refused"
  acts.connection(state === "connected")
  if (state === "connected") sounding.connected()
  document.body.classList.toggle("is-lost", isLost)
  part("band").hidden = !isLost
  if (state === "lost") write(part("band-words"), t("Connection lost. Everything done so far is safe; this desk waits and comes back by itself. Stamps are kept."))
  if (state === "refused") write(part("band-words"), reason?.message || t("This desk is not let in any more. Open it again from its link."))
}

/** @returns {import("./desk/keys.js").Shortcut[]} */
function shortcuts() {
  const { acts: clock } = time
  return [
    { keys: [" "], shown: "Space", words: t("Start, pause, go on; call the next on stage"), act: clock.go },
    { keys: ["s"], shown: "S", words: t("Start with 3-2-1"), act: clock.lead },
    { keys: [","], shown: ",", words: t("30 seconds less"), act: () => clock.add(-30) },
    { keys: ["."], shown: ".", words: t("30 seconds more"), act: () => clock.add(30) },
    { keys: ["<"], shown: "<", words: t("1 minute less"), act: () => clock.add(-60) },
    { keys: [">"], shown: ">", words: t("1 minute more"), act: () => clock.add(60) },
    { keys: ["e"], shown: "E", words: t("End the countdown"), act: clock.end },
    { keys: ["p"], shown: "P", words: t("Call the one before"), act: () => clock.call(-1) },
    { keys: ["n"], shown: "N", words: t("Call the next"), act: () => clock.call(1) },
    { keys: ["h"], shown: "H", words: t("All hands off"), act: stamps.handsOff },
    { keys: ["r"], shown: "R", words: t("The next act of the round or the result"), act: standing.next },
    { keys: ["f"], shown: "F", words: t("Go to the finishes"), act: () => goTo("finishes") },
    { keys: ["m"], shown: "M", words: t("Go to the scoresheets; the arrows walk"), act: () => goTo("rows") },
    { keys: ["d"], shown: "D", words: t("Go to what waits for a decision"), act: () => goTo("decisions") },
    { keys: ["t"], shown: "T", words: t("The judges' tablets"), act: openTablets },
    { keys: ["u"], shown: "U", words: t("Silence, or sound on again"), act: noises.acts.mute },
    { keys: ["c"], shown: "C", words: t("Go to the curtain"), act: () => goTo("curtains") },
    ...Object.entries(SCENE_KEYS).map(([scene, key]) => (
      { keys: [key], shown: key.toUpperCase(), words: t("Screen: %(scene)s", { scene: sceneWords()[scene] }), act: () => hall.show(scene) })),
  ]
}

/** @param {string} mark */
function goTo(mark) {
  const stops = part(mark).querySelectorAll("button:enabled")
  const stop = Array.from(stops).find((one) => /** @type {HTMLElement} */ (one).tabIndex === 0)
  if (stop instanceof HTMLElement) stop.focus()
}
