// The scene vote: where the audience votes, as a code to scan and as letters to type; and the words for a vote not yet open, or over.

import { branch } from "../helpers/branch.js"
import { el, fill } from "../helpers/dom.js"
import { fitText } from "../helpers/fit.js"
import { page } from "../helpers/page.js"
import { t } from "../helpers/words.js"

/** @typedef {import("../screen.js").Hall} Hall */

export const topics = ["contest", "ballot"]

const SIZES = [12, 10.5, 9, 8, 7, 6]
const ADDRESS_SIZES = [6.4, 5.8, 5.2, 4.95]

/** @param {HTMLElement} root @param {Hall} hall */
export function render(root, { contest, ballot }) {
  const isOpen = ballot.state === "open"
  const words = isOpen ? t("Your favourite? Vote with your phone") : ballot.state === "closed" ? t("Voting is over. Thank you!") : t("Voting opens in a moment")
  const heading = el("h1", { class: "display vote-words" }, words)
  root.classList.toggle("is-open", isOpen)
  fill(root, !isOpen && branch(),
    isOpen && el("img", { class: "vote-code", src: `/c/${page.contest}/vote.svg`, alt: "" }),
    el("div", { class: "vote-side" },
      !isOpen && el("p", { class: "kicker" }, contest.theme),
      el("div", { class: "vote-room" }, heading),
      isOpen && el("p", { class: "soft" }, t("Scan the code, or open")),
      isOpen && el("div", { class: "vote-address-room" }, el("code", { class: "vote-address" }, ...typed(`${page.address}/c/${page.contest}/vote`)))))
  fitText(heading, SIZES)
  const address = root.querySelector(".vote-address")
  if (address) fitText(/** @type {HTMLElement} */ (address), ADDRESS_SIZES)
}

/** As people type it; a line ends only behind a stroke. @param {string} address */
function typed(address) {
  const parts = address.replace(/^https?:\/\//, "").split("/")
  return parts.flatMap((part, i) => (i < parts.length - 1 ? [`${part}/`, el("wbr")] : [part]))
}
