// The service worker of the judges' pages, and of nothing else: keeps the page, its modules, styles, words and small photos as they
// were last served, so that a tablet opens while the server is away. Asks the network first; keeps no scores and no answers of the API.

const KEPT = "contest-judge"
const PATIENCE_MS = 4_000
const AWAY_MS = 10_000
const PARTS = /^\/(static\/|words\/|c\/[^/]+\/(accent\.css|photos\/[0-9a-f]{32}\/480)$)/
/** Until when the server counts as away, so that a page of many parts waits once. */
let awayUntil = 0

self.addEventListener("install", () => self.skipWaiting())
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()))
self.addEventListener("message", (event) => event.waitUntil(Promise.all(event.data.map(bring))))
self.addEventListener("fetch", (event) => {
  const { request } = event
  const { origin, pathname } = new URL(request.url)
  if (request.method !== "GET" || origin !== location.origin) return
  if (request.mode === "navigate" || PARTS.test(pathname)) event.respondWith(answer(request))
})

/** What was there before this worker: the page that is open, and all that it loaded. @param {string} url */
async function bring(url) {
  const response = await fetch(url).catch(() => null)
  if (response) await keep(url, response)
}

/** @param {Request} request */
async function answer(request) {
  const kept = await (await caches.open(KEPT)).match(placeOf(request.url))
  if (kept && Date.now() < awayUntil) return kept
  try {
    const response = await (kept ? Promise.race([fetch(request), late()]) : fetch(request))  // no hurry without something to fall back on
    keep(request.url, response.clone())
    awayUntil = 0
    return response
  } catch (problem) {
    if (!kept) throw problem
    awayUntil = Date.now() + AWAY_MS
    return kept
  }
}

/** @returns {Promise<never>} */
function late() {
  return new Promise((_, reject) => setTimeout(() => reject(new Error("late")), PATIENCE_MS))
}

/** A page is kept only while it is a judge's; whatever else is served in its place (a revoked seat) takes the kept one away. */
async function keep(url, response) {
  const cache = await caches.open(KEPT)
  const isPart = PARTS.test(new URL(url, location.origin).pathname)
  if (isPart ? response.ok : response.headers.get("Contest-Page") === "judge") return cache.put(placeOf(url), response)
  if (!isPart && response.status < 500) return cache.delete(placeOf(url))
}

/** A page's place is its path, whatever language was asked for; a part's is its whole address. @param {string} url */
function placeOf(url) {
  const { pathname, search } = new URL(url, location.origin)
  return PARTS.test(pathname) ? pathname + search : pathname
}
