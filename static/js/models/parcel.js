// What this tablet has unsent, made ready to be carried to the desk by hand: a text with a check value, and the same as the digits
// of QR codes. The server's half: contest/parcels.py. Digits only: a reader that types them is misled by no input method.

import { fromHex, hex, hmac, sha256 } from "../helpers/digest.js"

/** @typedef {import("./operations.js").Operation} Operation */
/** @typedef {{server: string, link: number, device: string, key: string}} Seal what the server gave this page for it */

const VERSION = 1
const BLOCK = 7
const DIGITS = [0, 3, 5, 8, 10, 13, 15, 17]
const MOST_BYTES = 80 * BLOCK  // of one code: a phone reads it from a tablet at arm's length
const MOST_CODES = 99

/**
 * @param {Seal} seal
 * @param {string} contest
 * @param {string} seat
 * @param {number} seen server time at which the scoresheets were last heard
 * @param {Operation[]} operations
 * @returns {string}
 */
export function parcelOf(seal, contest, seat, seen, operations) {
  const { server, link, device } = seal
  const carried = operations.map(({ op_id, command, fields, base, after, payload }) => (payload
    ? { op_id, command, fields, base: payload.base ?? null, after: null } : { op_id, command, fields, base, after }))
  const content = JSON.stringify({ kind: "contest-parcel", version: VERSION, server, contest, seat, link, device, seen: Math.max(0, Math.floor(seen)), operations: carried })
  const mark = hex(hmac(fromHex(seal.key), bytesOf(content))).slice(0, 32)
  return `${content.slice(0, -1)},"mark":"${mark}"}`
}

/** @param {string} text @returns {Promise<string[]>} the digits of each code; empty where it would be too many */
export async function codesOf(text) {
  const packed = await deflated(bytesOf(text))
  const [kind, bytes] = packed ? [1, packed] : [0, bytesOf(text)]
  const of = Math.ceil(bytes.length / MOST_BYTES)
  if (of > MOST_CODES) return []
  const each = Math.ceil(bytes.length / of / BLOCK) * BLOCK
  const name = `${kind}${shortened(sha256(bytes), 6)}`
  return Array.from({ length: of }, (_, at) => {
    const told = `57${name}${two(at + 1)}${two(of)}${digitsOf(bytes.slice(at * each, (at + 1) * each))}`
    return told + shortened(sha256(bytesOf(told)), 4)
  })
}

/** @param {Uint8Array<ArrayBuffer>} bytes @returns {Promise<Uint8Array|null>} null where the browser cannot */
async function deflated(bytes) {
  if (typeof CompressionStream === "undefined") return null
  const stream = new Blob([bytes]).stream().pipeThrough(new CompressionStream("deflate"))
  return new Uint8Array(await new Response(stream).arrayBuffer())
}

/** @param {Uint8Array} bytes */
function digitsOf(bytes) {
  let digits = ""
  for (let at = 0; at < bytes.length; at += BLOCK) {
    const block = bytes.slice(at, at + BLOCK)
    digits += BigInt(`0x${hex(block)}`).toString().padStart(DIGITS[block.length], "0")
  }
  return digits
}

/** The last digits of a digest. @param {Uint8Array} digest @param {number} digits */
function shortened(digest, digits) {
  return (BigInt(`0x${hex(digest)}`) % 10n ** BigInt(digits)).toString().padStart(digits, "0")
}

/** @param {string} text */
function bytesOf(text) {
  return new TextEncoder().encode(text)
}

/** @param {number} number */
function two(number) {
  return String(number).padStart(2, "0")
}
