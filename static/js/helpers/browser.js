// What kind of window a page stands in: one inside a chat app, or a private one, loses what a tablet keeps. Pure but for looking.

/** mark in the user agent -> the app whose window it is; the first that is found */
const APPS = [
  ["Zalo", "Zalo"], ["musical_ly", "TikTok"], ["BytedanceWebview", "TikTok"], ["TikTok", "TikTok"], ["Messenger", "Messenger"],
  ["MESSENGER", "Messenger"], ["Orca-Android", "Messenger"], ["FBAN", "Facebook"], ["FBAV", "Facebook"], ["FB_IAB", "Facebook"],
  ["Instagram", "Instagram"], [" Line/", "Line"],
]
/** A private window is given little; a tablet's ordinary browser far more. */
const LITTLE_BYTES = 300 * 1024 * 1024

/** @param {string} agent @returns {string|null} the app whose own window this is */
export function appAround(agent) {
  return APPS.find(([mark]) => agent.includes(mark))?.[1] ?? null
}

/** @param {string} agent @returns {boolean} the tablet's own browser is Safari */
export function isApple(agent) {
  return /iPad|iPhone|Macintosh/.test(agent)
}

/** @returns {Promise<boolean>} this window keeps nothing, or says it may forget everything when it closes */
export async function forgets() {
  return !(await keeps()) || (await isPrivate())
}

/** @returns {Promise<boolean>} */
function keeps() {
  return new Promise((resolve) => {
    try {
      const asked = indexedDB.open("contest-can-keep")
      asked.onsuccess = () => {
        asked.result.close()
        indexedDB.deleteDatabase("contest-can-keep")
        resolve(true)
      }
      asked.onerror = () => resolve(false)
    } catch {
      resolve(false)
    }
  })
}

/** Browsers do not say; most give such a window little room or no folder. Only over a secure line can this be asked at all. */
async function isPrivate() {
  const storage = /** @type {StorageManager|undefined} */ (navigator.storage)
  try {
    const quota = (await storage?.estimate?.())?.quota
    if (quota !== undefined && quota < LITTLE_BYTES) return true
    await storage?.getDirectory?.()
    return false
  } catch {
    return true
  }
}
