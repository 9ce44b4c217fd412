// Building and filling elements. Children become nodes or text, never markup.

/** @typedef {Node | string | number | null | undefined | false} Child */
/** @typedef {Record<string, any>} Props `class`, `dataset`, `on…` listeners; every other key is an attribute */

/**
 * An element with its properties and children: `el("button", {class: "btn", onclick: save}, t("Save"))`.
 * An attribute of `true` stands without a value, one of `false`, `null` or `undefined` is left out.
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} tag
 * @param {Props | null} [props]
 * @param {...Child} children
 * @returns {HTMLElementTagNameMap[T]}
 */
export function el(tag, props, ...children) {
  const node = document.createElement(tag)
  dress(node, props ?? {})
  return fill(node, ...children)
}

/**
 * The same for SVG.
 * @template {keyof SVGElementTagNameMap} T
 * @param {T} tag
 * @param {Props | null} [props]
 * @param {...Child} children
 * @returns {SVGElementTagNameMap[T]}
 */
export function svg(tag, props, ...children) {
  const node = document.createElementNS("http://www.w3.org/2000/svg", tag)
  dress(node, props ?? {})
  return fill(node, ...children)
}

/**
 * Replaces what a node holds; empty children (null, false) are skipped.
 * @template {Element | DocumentFragment} N
 * @param {N} node
 * @param {...Child} children
 */
export function fill(node, ...children) {
  node.replaceChildren(...children.filter(isSomething).map((child) => (child instanceof Node ? child : String(child))))
  return node
}

/**
 * A name of a team or a person, kept apart from the direction of the text around it.
 * @param {string} text
 */
export function name(text) {
  return el("bdi", null, text)
}

/** @param {Element} node @param {Props} props */
function dress(node, props) {
  for (const [key, value] of Object.entries(props)) {
    if (value === null || value === undefined || value === false) continue
    if (key === "dataset") Object.assign(/** @type {HTMLElement} */ (node).dataset, value)
    else if (typeof value === "function") node.addEventListener(key.slice(2), value)
    else node.setAttribute(key, value === true ? "" : String(value))
  }
}

/** @param {Child} child */
function isSomething(child) {
  return child !== null && child !== undefined && child !== false
}
