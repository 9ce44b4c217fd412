// What a judge's page takes along when the server's address has changed: its ticket and the operations that the server may not
// have, in the fragment of the new address, because a browser keeps each address's storage apart. Draws nothing.

import { Operations } from "./operations.js"

/** @typedef {import("./operations.js").Operation} Operation */
/** @typedef {{ticket: string, device: string|null, operations: Operation[]}} Load */

const DEVICE = "contest.device"

/**
 * @param {string} address as a person typed it: a host, a host and port, or a whole address
 * @param {{protocol: string, port: string}} here of the page that asks: what was not typed stays as it is
 * @returns {string|null} the origin it means
 */
export function originOf(address, here) {
  const told = address.trim()
  const isWhole = /^https?:\/\//i.test(told)
  if (!told || /\s/.test(told) || (!isWhole && told.includes("://"))) return null
  try {
    const url = new URL(isWhole ? told : `${here.protocol}//${told}`)
    if (!isWhole && !/:\d+(\/|$)/.test(told)) url.port = here.port
    return url.hostname ? url.origin : null
  } catch {
    return null
  }
}

/** @param {string} origin @param {string} contest @param {string} seat @param {string} ticket @param {Operation[]} operations */
export function addressWith(origin, contest, seat, ticket, operations) {
  const load = JSON.stringify({ ticket, device: localStorage.getItem(DEVICE), operations })
  return `${origin}/c/${contest}/${seat}/move?lang=${document.documentElement.lang}#${encodeURIComponent(load)}`
}

/** @param {string} fragment @returns {Load|null} */
export function loadIn(fragment) {
  try {
    const { ticket, device, operations } = JSON.parse(decodeURIComponent(fragment))
    return typeof ticket === "string" && Array.isArray(operations) ? { ticket, device, operations } : null
  } catch {
    return null
  }
}

/** Keeps what came along, once: after a reload it is there already. @param {string} contest @param {string} seat @param {Load} load */
export async function keep(contest, seat, { device, operations }) {
  if (device) localStorage.setItem(DEVICE, device)
  const stored = await Operations.open(`${contest}|${seat}`)
  await stored.takeIn(operations)
}
