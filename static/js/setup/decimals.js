// Typed decimals as whole thousandths of thousandths, so that adding maxima never shows a binary fraction.

const SCALE = 6

/**
 * "0,5" is 500000n; null when it is not a number that we take.
 * @param {string} text
 */
export function millionths(text) {
  const found = /^\s*(\d{1,6})(?:[.,](\d{1,6}))?\s*$/.exec(text)
  return found ? BigInt(found[1] + (found[2] ?? "").padEnd(SCALE, "0")) : null
}

/**
 * The product of two such numbers.
 * @param {bigint} one
 * @param {bigint} other
 */
export function times(one, other) {
  return (one * other) / 10n ** BigInt(SCALE)
}

/**
 * Written with a point and no more decimals than it needs: 500000n is "0.5".
 * @param {bigint} value
 */
export function written(value) {
  const sign = value < 0n ? "-" : ""
  const digits = String(value < 0n ? -value : value).padStart(SCALE + 1, "0")
  const rest = digits.slice(-SCALE).replace(/0+$/, "")
  return sign + digits.slice(0, -SCALE) + (rest ? `.${rest}` : "")
}
