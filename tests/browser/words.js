// Every text a person could see, hear or hover over on this page, except what is people's own, a key, a code or another language.
() => {
  const OWN = "bdi, kbd, code, [lang]:not(html), script, noscript, style, template, .in-words, .setup-address, .slip-link"
  const SPOKEN = ["aria-label", "title", "placeholder", "alt", "aria-valuetext"]
  const texts = [document.title]
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT)
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const element = node.nodeType === Node.TEXT_NODE ? node.parentElement : node
    if (element.closest(OWN) || element.closest("[hidden]") || (element !== node && element.localName === "textarea")) continue
    if (node.nodeType === Node.TEXT_NODE) texts.push(node.data)
    else texts.push(...SPOKEN.map((name) => node.getAttribute(name) ?? ""))
  }
  return texts.map((text) => text.trim().replace(/\s+/g, " ")).filter(Boolean)
}
