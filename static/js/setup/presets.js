// The chosen preset in one line under the choice: how many judges, what it is worth, where it comes from.

/** The words stand in the list of all presets; a page without one has nothing to tell. */
export function tellPreset() {
  const chosen = document.querySelector("[data-presets]")
  const told = document.querySelector("[data-preset-told]")
  if (!(chosen instanceof HTMLSelectElement) || !(told instanceof HTMLElement)) return
  const tell = () => {
    const words = document.querySelector(`[data-preset="${CSS.escape(chosen.value)}"]`)
    told.textContent = words?.textContent ?? ""
    told.hidden = !told.textContent
  }
  chosen.addEventListener("change", tell)
  tell()
}
