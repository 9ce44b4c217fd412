// What came of the last practice sample, on the head judge's page, once it is closed.

import { practiceTable } from "../desk/practice_table.js"
import { part } from "../desk/views.js"
import { el, fill, name } from "../helpers/dom.js"
import { t } from "../helpers/words.js"

/** @param {import("../desk/practice_table.js").Practice} practice */
export function drawPractice(practice) {
  const isTold = practice.calibration !== null && practice.judges.some((one) => one.distance)
  part("practice").hidden = !isTold
  if (!isTold) return
  fill(part("practice"), el("details", null, el("summary", null, t("Practice before the start"), practice.title && " · ", practice.title && name(practice.title)),
    ...practiceTable(practice)))
}
