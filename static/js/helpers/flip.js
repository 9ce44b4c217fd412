// Rows that move to their new place: measure, change, then play the way from the old place to the new one.

const EASING = "cubic-bezier(.22,.8,.2,1)"

/**
 * Changes a list and lets its rows travel together, risers above those that fall.
 * @param {() => HTMLElement[]} rows the rows as they stand, each with a `data-entry`
 * @param {() => void} change rearranges them
 */
export function flip(rows, change) {
  const before = new Map(rows().map((row) => [row.dataset.entry, row.offsetTop]))
  change()
  for (const row of rows()) {
    const old = before.get(row.dataset.entry)
    if (old === undefined) appear(row)
    else if (old !== row.offsetTop) travel(row, old - row.offsetTop)
  }
}

/** @param {HTMLElement} row @param {number} from pixels below (+) or above (−) the new place */
function travel(row, from) {
  if (isCalm()) return appear(row)
  row.style.zIndex = from > 0 ? "2" : "1"
  const way = row.animate([{ transform: `translateY(${from}px)` }, { transform: "none" }], { duration: 700, easing: EASING })
  way.finished.then(() => row.style.removeProperty("z-index"), () => {})
}

/** @param {HTMLElement} row */
function appear(row) {
  row.animate([{ opacity: 0 }, { opacity: 1 }], { duration: isCalm() ? 120 : 240 })
}

/** Whether this person asked for less movement. */
export function isCalm() {
  return matchMedia("(prefers-reduced-motion: reduce)").matches
}
