// Words that stay until a person has read them: refusals and news, the newest first, three at most.

import { el } from "../helpers/dom.js"
import { icon } from "../helpers/icons.js"
import { t } from "../helpers/words.js"
import { part } from "./views.js"

const MOST = 3

/** @param {string} message */
export function tell(message) {
  const place = part("notices")
  for (const old of Array.from(place.children)) if (old.textContent?.includes(message)) old.remove()
  const notice = el("p", { class: "note alarm" }, icon("warning"), el("span", null, message),
    el("button", { class: "btn square", type: "button", "aria-label": t("I have read it"), onclick: () => notice.remove() }, icon("cross")))
  place.prepend(notice)
  while (place.children.length > MOST) place.lastElementChild?.remove()
}
