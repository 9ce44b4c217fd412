// Walking through a table of buttons by keyboard: one stop for the tabulator, the arrows go from cell to cell.

/** @type {Record<string, [number, number]>} rows down, cells to the right */
const STEPS = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] }

/**
 * @param {HTMLElement} table
 * @returns {() => void} to be called when cells came or went: keeps exactly one of them in the tab order
 */
export function walk(table) {
  table.addEventListener("keydown", (event) => {
    const step = STEPS[event.key]
    const from = /** @type {HTMLElement} */ (event.target).closest("td, th")
    const to = step && from && neighbour(table, from, step)
    if (!to) return
    event.preventDefault()
    to.focus()
  })
  table.addEventListener("focusin", (event) => stopAt(table, /** @type {HTMLElement} */ (event.target)))
  return () => stopAt(table, table.querySelector('button[tabindex="0"]') ?? table.querySelector("tbody button") ?? table.querySelector("button"))
}

/** @param {HTMLElement} table @param {HTMLElement|null} stop */
function stopAt(table, stop) {
  for (const button of table.querySelectorAll("button")) if (button.tabIndex !== (button === stop ? 0 : -1)) button.tabIndex = button === stop ? 0 : -1
}

/** @param {HTMLElement} table @param {Element} from @param {[number, number]} step @returns {HTMLElement|null} */
function neighbour(table, from, [down, right]) {
  const lines = Array.from(table.querySelectorAll("tr"))
  const line = /** @type {HTMLTableRowElement} */ (from.parentElement)
  const cells = lines[lines.indexOf(line) + down]?.children ?? []
  const column = Array.from(line.children).indexOf(from) + right
  return cells[Math.min(column, cells.length - 1)]?.querySelector("button") ?? null
}
