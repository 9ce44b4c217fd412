// Names for operations and devices: 128 random bits that work on plain http, where crypto.randomUUID does not exist.

/** @returns {string} 32 hex digits, never the same twice */
export function operationId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("")
}
