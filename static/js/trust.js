// Whether this device trusts the hall's certificate: a look at the secure address says so plainly; and its own steps stand open.

import { el, fill } from "./helpers/dom.js"
import { icon } from "./helpers/icons.js"
import { page, ready } from "./helpers/page.js"
import { t } from "./helpers/words.js"

const DEVICES = /** @type {const} */ ([["android", /Android/], ["ios", /iPad|iPhone/], ["windows", /Windows/], ["mac", /Macintosh/], ["linux", /Linux|CrOS/]])
const state = /** @type {HTMLElement|null} */ (document.querySelector("[data-state]"))

openOwnSteps()
if (state) {
  look(state)
  document.querySelector("[data-again]")?.addEventListener("click", () => look(state))
}
ready()

/** An iPad says that it is a Macintosh, but a Macintosh has no touch. */
function openOwnSteps() {
  const isPad = navigator.userAgent.includes("Macintosh") && navigator.maxTouchPoints > 1
  const device = isPad ? "ios" : DEVICES.find(([, sign]) => sign.test(navigator.userAgent))?.[0]
  document.querySelector(`[data-device="${device}"]`)?.setAttribute("open", "")
}

/** @param {HTMLElement} state */
async function look(state) {
  const isTrusted = await fetch(page.urls.probe, { mode: "no-cors", cache: "no-store" }).then(() => true, () => false)
  state.classList.toggle("is-trusted", isTrusted)
  state.classList.toggle("is-foreign", !isTrusted)
  if (isTrusted) fill(state, icon("check"), " ", t("This device trusts the secure address."), " ", el("a", { href: state.dataset.secure }, t("Open it")))
  else fill(state, icon("warning"), " ", t("This device does not trust the secure address yet. Do the steps below, then look again."))
}
