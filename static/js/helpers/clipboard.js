// Copying a text for another app, also over plain http, where the browser's own clipboard is closed to pages.

/** @param {string} text @returns {Promise<boolean>} whether it lies there now */
export async function copy(text) {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    return copyBySelection(text)
  }
}

/** @param {string} text */
function copyBySelection(text) {
  const field = document.createElement("textarea")
  field.value = text
  field.className = "unseen"
  ;(document.querySelector("dialog[open]") ?? document.body).append(field)
  field.select()
  const isDone = document.execCommand("copy")
  field.remove()
  return isDone
}
