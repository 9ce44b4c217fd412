// A list of rows in a form: add, remove, up, down and drag, all in place; the form posts the rows as they then stand.

/**
 * @param {HTMLElement} list holds the rows; what is around it hears "rowsmoved"
 */
export function movableRows(list) {
  list.addEventListener("click", (event) => press(list, event))
  list.addEventListener("pointerdown", (event) => lift(list, event))
  const blank = list.parentElement?.querySelector(":scope > template[data-blank-row]")
  const add = list.parentElement?.querySelector(":scope > .btn-row [data-add]")
  if (blank instanceof HTMLTemplateElement && add instanceof HTMLButtonElement) {
    add.addEventListener("click", (event) => {
      event.preventDefault()
      list.append(blank.content.cloneNode(true))
      const field = list.lastElementChild?.querySelector("input:not([type=hidden]), select")
      if (field instanceof HTMLElement) field.focus()
      moved(list)
    })
  }
}

/** @param {HTMLElement} list @param {MouseEvent} event */
function press(list, event) {
  const button = event.target instanceof Element ? event.target.closest("[data-up], [data-down], [data-remove]") : null
  const row = rowOf(list, button)
  if (!(button instanceof HTMLButtonElement) || !row) return
  event.preventDefault()
  if ("remove" in button.dataset) {
    const next = row.nextElementSibling ?? row.previousElementSibling
    row.remove()
    const field = next?.querySelector("input:not([type=hidden]), select")
    if (field instanceof HTMLElement) field.focus()
  } else {
    const other = "up" in button.dataset ? row.previousElementSibling : row.nextElementSibling
    if (!other) return
    if ("up" in button.dataset) other.before(row)
    else other.after(row)
    button.focus()
  }
  moved(list)
}

/** @param {HTMLElement} list @param {PointerEvent} event */
function lift(list, event) {
  const grip = event.target instanceof Element ? event.target.closest("[data-grip]") : null
  const row = rowOf(list, grip)
  if (!(grip instanceof HTMLElement) || !row) return
  event.preventDefault()
  grip.setPointerCapture(event.pointerId)
  row.classList.add("is-lifted")
  /** @param {PointerEvent} move */
  const follow = (move) => place(row, move.clientY)
  const drop = () => {
    grip.removeEventListener("pointermove", follow)
    row.classList.remove("is-lifted")
    moved(list)
  }
  grip.addEventListener("pointermove", follow)
  grip.addEventListener("lostpointercapture", drop, { once: true })
}

/**
 * Neighbours whose middle the pointer has passed step over the row; the row itself stays in the document, or it would lose
 * the pointer.
 * @param {Element} row
 * @param {number} y
 */
function place(row, y) {
  while (row.previousElementSibling && y < middle(row.previousElementSibling)) row.after(row.previousElementSibling)
  while (row.nextElementSibling && y > middle(row.nextElementSibling)) row.before(row.nextElementSibling)
}

/** @param {Element} one */
function middle(one) {
  const box = one.getBoundingClientRect()
  return box.top + box.height / 2
}

/** @param {HTMLElement} list @param {Element | null} inside */
function rowOf(list, inside) {
  const row = inside?.closest("[data-row]")
  return row && row.parentElement === list ? row : null
}

/** @param {HTMLElement} list */
function moved(list) {
  list.dispatchEvent(new CustomEvent("rowsmoved", { bubbles: true }))
  const save = list.parentElement?.querySelector("[data-order-save]")
  if (save instanceof HTMLElement) save.hidden = false
}
