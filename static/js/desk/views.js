// Keeps lists on the page in step with data without replacing elements, so that focus, a press under way and a miniature survive.

/**
 * One drawn item: its element and how it takes newer data.
 * @template I
 * @typedef {{node: Element, update: (item: I) => void}} View
 */

/**
 * @template I
 * @param {Element} parent
 * @param {(item: I) => string|number} keyOf
 * @param {(item: I) => View<I>} make
 * @param {number} [start] how many fixed children stand before the items; others stand behind them
 * @returns {(items: I[]) => void}
 */
export function list(parent, keyOf, make, start = 0) {
  /** @type {Map<string|number, View<I>>} */
  let views = new Map()
  return (items) => {
    const next = new Map(items.map((item) => [keyOf(item), views.get(keyOf(item)) ?? make(item)]))
    for (const [key, view] of views) if (!next.has(key)) view.node.remove()
    views = next
    items.forEach((item, index) => {
      const view = /** @type {View<I>} */ (next.get(keyOf(item)))
      view.update(item)
      const there = parent.children[start + index] ?? null
      if (there !== view.node) parent.insertBefore(view.node, there)
    })
  }
}

/**
 * The element that a region's template marks with `data-…`.
 * @param {string} mark
 * @returns {HTMLElement}
 */
export function part(mark) {
  const found = document.querySelector(`[data-${mark}]`)
  if (!(found instanceof HTMLElement)) throw new Error(`the page has no data-${mark}`)
  return found
}

/** The same for a button. @param {string} mark @returns {HTMLButtonElement} */
export function button(mark) {
  return /** @type {HTMLButtonElement} */ (part(mark))
}

/**
 * Writes a text only when it is another one: the reader's cursor and a screen reader stay undisturbed.
 * @param {Element} node
 * @param {string} text
 */
export function write(node, text) {
  if (node.textContent !== text) node.textContent = text
}
