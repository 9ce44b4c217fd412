// The sheet of links: a button that prints, where there is a script to press it.

const button = document.querySelector("[data-print]")
if (button instanceof HTMLElement) {
  button.hidden = false
  button.addEventListener("click", () => window.print())
}
