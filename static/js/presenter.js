// The presenter's phone: fills the page from topics; who is on stage, who is next, and what every screen of the hall shows.

import { el, fill, name } from "./helpers/dom.js"
import { page } from "./helpers/page.js"
import { PhoneTop } from "./helpers/phone_top.js"
import { t } from "./helpers/words.js"
import { connect } from "./live.js"

const place = /** @type {HTMLElement} */ (document.querySelector("[data-place]"))
/** @type {{contest: any, countdown: any, screens: any}} */
const state = { contest: null, countdown: null, screens: null }
const live = connect({ contest: page.contest, seat: page.seat, onState: (now, reason) => top.connection(now, reason?.message ?? "") })
const top = new PhoneTop(live.clock)

live.watch(["contest", "countdown", "screens"], (topic, { body }) => {
  state[/** @type {"contest"} */ (topic)] = body
  top.countdown = state.countdown
  if (state.contest && state.countdown && state.screens) draw()
})

function draw() {
  const { entry, heat, turns } = state.countdown
  const next = turns[turns.indexOf(entry) + 1]
  fill(place,
    el("h1", { class: "unseen" }, t("Presenter")),
    ...(turns.length ? [...team(t("On stage"), heat?.entries ?? [entry].filter(Boolean)), ...team(t("Next"), [next].filter(Boolean))] : []),
    el("h2", null, t("On the screens")),
    el("ul", { class: "phone-lines" }, ...state.screens.screens.map((/** @type {any} */ one) =>
      el("li", null, el("b", null, name(one.title)), el("span", { class: "soft" }, sceneName(one.scene), one.message && `: ${one.message}`)))))
}

/** @param {string} heading @param {number[]} entries */
function team(heading, entries) {
  const found = state.contest.entries.filter((/** @type {any} */ one) => entries.includes(one.number))
  if (!found.length) return []
  return [el("h2", null, heading), ...found.map((/** @type {any} */ one) => el("p", { class: "phone-team" },
    el("b", { class: "fig" }, one.number), el("span", null, name(one.name), one.concept && el("small", null, "“", name(one.concept), "”"))))]
}

/** @param {string} scene */
function sceneName(scene) {
  const words = /** @type {Record<string, string>} */ ({
    title: t("Title card"), countdown: t("Countdown"), progress: t("Buds and blossoms"), leaderboard: t("Leaderboard"),
    presenting: t("Presenting"), message: t("Message"), black: t("Black"),
  })
  return words[scene] ?? scene
}
