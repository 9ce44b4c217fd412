// Set-up without waiting for the server: rows added, removed and moved in place, the sum of the maxima, what judges will see,
// what the rules do. Every page works without this file; nothing is saved here.

import { fill } from "./helpers/dom.js"
import { flower } from "./helpers/flower.js"
import { askFirst } from "./setup/ask.js"
import { tellPreset } from "./setup/presets.js"
import { preview } from "./setup/preview.js"
import { movableRows } from "./setup/rows.js"
import { sumBar } from "./setup/sum.js"
import { trial } from "./setup/trial.js"

document.documentElement.classList.add("has-script")
document.querySelectorAll("[data-rows]").forEach((list) => movableRows(/** @type {HTMLElement} */ (list)))
askFirst()
tellPreset()
for (const look of document.querySelectorAll("[data-motif]"))
  fill(look, flower({ received: 3, panel: 5, motif: look.getAttribute("data-motif") ?? "" }))
document.querySelector(".step.now")?.scrollIntoView({ block: "nearest", inline: "center" })

const criteria = document.querySelector("[data-criteria]")
if (criteria instanceof HTMLFormElement) {
  sumBar(criteria)
  preview(criteria)
}
const rules = document.querySelector("[data-rules]")
if (rules instanceof HTMLFormElement) trial(rules)
