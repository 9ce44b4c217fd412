// A screen that does not go dark while its page is looked at, where the browser allows it: over the secure address only.

/** From now on, for as long as the page is open. */
export function keepAwake() {
  if (!navigator.wakeLock) return
  const ask = () => document.hidden || navigator.wakeLock.request("screen").catch(() => {})
  document.addEventListener("visibilitychange", ask)
  ask()
}
