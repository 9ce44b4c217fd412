// What does not fit on the page as it stands, one sentence each: text or buttons beyond the window or their own box,
// and on a hall's screen words that the last row cannot read.
async (isScreen) => {
  const frame = () => new Promise(requestAnimationFrame)
  await frame() // the page fits itself to a new size before the next one
  await frame()
  await document.fonts.ready // another size may want another face
  await frame()
  const faults = new Set()
  const width = document.documentElement.clientWidth
  const say = (node, what) => {
    const named = node.id ? `#${node.id}` : node.classList.length ? `.${[...node.classList].join(".")}` : ""
    faults.add(`${node.localName}${named} “${node.textContent.trim().replace(/\s+/g, " ").slice(0, 40)}” ${what}`)
  }
  const isSeen = (node) => {
    const { width: wide, height } = node.getBoundingClientRect()
    return wide > 2 && height > 2 && node.checkVisibility({ opacityProperty: true, visibilityProperty: true }) && !node.closest(".unseen, [inert]")
  }
  const SIDEWAYS = "[role=region], .matrix-scroll, textarea, pre"
  const scrolls = (node) => /(auto|scroll)/.test(getComputedStyle(node).overflowX) && node.scrollWidth > node.clientWidth
  const inScroller = (node) => node.closest(SIDEWAYS) !== null
  const hides = (node) => /(hidden|clip)/.test(getComputedStyle(node).overflow)
  // a name may end in … where a hand or a reader still gets all of it
  const isTold = (text) => text.parentElement.closest("[title]")?.title.includes(text.data.trim())

  const OPTICAL = 10 // px that quiet buttons may hang out of their column, so that their words stand on its edge

  const LEAST = 4.95 // of a hundred parts of the height, in portrait of the width: shared by every scene of the hall
  // no part of the show: signs to whoever stands beside the screen and must do something about it
  // (a stream's overlays are seen from near and stand in no list of places: docs/howto/stream.md)
  const BESIDE = ".hall-connection, .sound-sign, .identity.is-stray"
  const unit = Math.min(innerWidth, innerHeight) / 100
  const parts = (node) => parseFloat(getComputedStyle(node).fontSize) * (node instanceof SVGGraphicsElement ? node.getScreenCTM().d : 1) / unit
  const isTooSmall = (node) => isScreen && parts(node) < LEAST - 0.01 && !node.closest(BESIDE)

  const page = document.scrollingElement
  if (page.scrollWidth > page.clientWidth) faults.add(`the page is ${page.scrollWidth - page.clientWidth} px wider than the window`)
  if (isScreen && page.scrollHeight > page.clientHeight) faults.add(`the screen is ${page.scrollHeight - page.clientHeight} px too high`)

  for (const node of document.querySelectorAll("body *")) {
    if (scrolls(node) && isSeen(node) && !inScroller(node)) say(node, `scrolls sideways by ${node.scrollWidth - node.clientWidth} px`)
  }

  for (const node of document.querySelectorAll("button, a, h1, h2, h3, label, summary, th, .btn, .chip, .note, .pill")) {
    if (!isSeen(node) || inScroller(node)) continue
    if (node.clientWidth && node.scrollWidth > node.clientWidth + 1 && !node.querySelector("input, select, textarea, iframe")) say(node, "is wider than its box")
    const room = node.parentElement.closest("section, aside, main, header, footer, form, li, dialog")?.getBoundingClientRect()
    const { left, right } = node.getBoundingClientRect()
    if (room && (right > room.right + OPTICAL || left < room.left - OPTICAL)) say(node, `sticks out of its place by ${Math.round(Math.max(right - room.right, room.left - left))} px`)
  }

  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  for (let text = texts.nextNode(); text; text = texts.nextNode()) {
    const node = text.parentElement
    if (!text.data.trim() || !isSeen(node) || node.closest("option, script, template") || isTold(text)) continue
    const range = document.createRange()
    range.selectNodeContents(text)
    const { left, right, top, bottom } = range.getBoundingClientRect()
    if ((left < -1 || right > width + 1) && !inScroller(node)) say(node, "runs out of the window")
    if (isTooSmall(node)) say(node, `is ${parts(node).toFixed(2)} parts of the screen high, not ${LEAST}`)
    if (isScreen && (top < -1 || bottom > innerHeight + 1)) say(node, "runs out of the screen")
    for (let box = node; box && box !== document.body; box = box.parentElement) {
      if (!hides(box)) continue
      const edge = box.getBoundingClientRect()
      if (right > edge.right + 1 || left < edge.left - 1) say(node, "is cut off at the side")
      // letters stand inside the line: a quarter of it may be cut without anybody seeing
      const spare = (bottom - top) / 4
      if (bottom - spare > edge.bottom + 1 || top + spare < edge.top - 1) say(node, "is cut off above or below")
    }
  }
  return [...faults]
}
