// What lets a tablet stay with its judge: the page opens without the server, and the screen does not go dark. Both only where the
// browser allows it, which is over the secure address; elsewhere the page says so.

import { keepAwake } from "../helpers/awake.js"
import { el } from "../helpers/dom.js"
import { icon } from "../helpers/icons.js"
import { page } from "../helpers/page.js"
import { t } from "../helpers/words.js"

/** From now on, for as long as the page is open. */
export function stay() {
  if (!isSecureContext) return
  keepAwake()
  if (document.readyState === "complete") keepPage()
  else addEventListener("load", keepPage, { once: true })
}

/** What this address cannot do, and where it can be done. @returns {HTMLElement|null} */
export function shortfall() {
  if (isSecureContext) return null
  return el("p", { class: "note" }, icon("warning"), el("span", null,
    t("Over this address the page cannot open again while the server is away: do not close or reload it then. Set the tablet's screen to stay on."),
    ...(page.urls.trust ? [" ", el("a", { href: page.urls.trust }, t("A secure address can do more"))] : [])))
}

async function keepPage() {
  if (!navigator.serviceWorker) return
  const { worker, scope } = page.urls
  try {
    await navigator.serviceWorker.register(worker, { scope })
  } catch {
    return  // a browser that forbids it: the page works, it only does not open without the server
  }
  const loaded = performance.getEntriesByType("resource").map(({ name }) => name).filter((name) => name.startsWith(location.origin))
  const { active } = await navigator.serviceWorker.ready
  active?.postMessage([location.pathname, ...new Set(loaded.filter((name) => /\/(static|words)\/|\/accent\.css/.test(name)))])
}
