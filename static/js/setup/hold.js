// Loaded before the page is drawn: a press on a dangerous button waits for setup/ask.js instead of skipping its question.

document.addEventListener("click", (event) => {
  const button = event.target instanceof Element ? event.target.closest("button[data-ask]") : null
  if (!(button instanceof HTMLButtonElement) || "asks" in document.documentElement.dataset) return
  event.preventDefault()
  button.dataset.pressed = ""
})
