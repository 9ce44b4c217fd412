// QR codes of digits (ISO/IEC 18004: numeric mode, level M, versions 1 to 20), drawn while the server is away.
// Answers the dark squares; who shows them draws a quiet edge of four around.

const CHECK_BYTES = [10, 16, 26, 18, 24, 16, 18, 22, 22, 26, 30, 22, 22, 24, 24, 28, 28, 26, 26, 26]  // per block, level M
const BLOCKS = [1, 1, 1, 2, 2, 4, 4, 4, 5, 5, 5, 8, 9, 9, 10, 10, 11, 13, 14, 16]
const LEVEL_M = 0
const MASKS = /** @type {((x: number, y: number) => boolean)[]} */ ([
  (x, y) => (x + y) % 2 === 0,
  (_, y) => y % 2 === 0,
  (x) => x % 3 === 0,
  (x, y) => (x + y) % 3 === 0,
  (x, y) => (Math.floor(x / 3) + Math.floor(y / 2)) % 2 === 0,
  (x, y) => ((x * y) % 2) + ((x * y) % 3) === 0,
  (x, y) => (((x * y) % 2) + ((x * y) % 3)) % 2 === 0,
  (x, y) => (((x + y) % 2) + ((x * y) % 3)) % 2 === 0,
])
const FINDER_LIKE = [[1, 0, 1, 1, 1, 0, 1, 0, 0, 0, 0], [0, 0, 0, 0, 1, 0, 1, 1, 1, 0, 1]]

/** @typedef {number[][]} Grid rows of 0 and 1 */

/** @param {string} digits @returns {Grid} */
export function qrOf(digits) {
  const version = versionFor(digits)
  const stream = interleaved(dataBytes(digits, version), version)
  let best = /** @type {Grid|null} */ (null)
  let least = Infinity
  for (let mask = 0; mask < MASKS.length; mask++) {
    const grid = drawn(stream, version, mask)
    const cost = penalty(grid)
    if (cost < least) [best, least] = [grid, cost]
  }
  return /** @type {Grid} */ (best)
}

/** @param {string} digits */
function versionFor(digits) {
  for (let version = 1; version <= BLOCKS.length; version++) {
    if (4 + countBits(version) + numericBits(digits.length) <= 8 * dataLength(version)) return version
  }
  throw new RangeError("too many digits for one code")
}

/** @param {number} version */
function countBits(version) {
  return version < 10 ? 10 : 12
}

/** @param {number} length */
function numericBits(length) {
  return Math.floor(length / 3) * 10 + [0, 4, 7][length % 3]
}

/** All bytes of a version, data and check. @param {number} version */
function allBytes(version) {
  const pairs = Math.floor(version / 7) + 2
  const aligning = version > 1 ? (25 * pairs - 10) * pairs - 55 : 0
  return Math.floor(((16 * version + 128) * version + 64 - aligning - (version >= 7 ? 36 : 0)) / 8)
}

/** @param {number} version */
function dataLength(version) {
  return allBytes(version) - CHECK_BYTES[version - 1] * BLOCKS[version - 1]
}

/** @param {string} digits @param {number} version */
function dataBytes(digits, version) {
  const bits = [bitsOf(1, 4), bitsOf(digits.length, countBits(version))]
  for (const group of digits.match(/.{1,3}/g) ?? []) bits.push(bitsOf(Number(group), [0, 4, 7, 10][group.length]))
  const most = 8 * dataLength(version)
  let text = bits.join("")
  text = text.padEnd(Math.min(most, text.length + 4), "0")
  text = text.padEnd(Math.ceil(text.length / 8) * 8, "0")
  const bytes = (text.match(/.{8}/g) ?? []).map((byte) => parseInt(byte, 2))
  for (let at = 0; bytes.length < dataLength(version); at++) bytes.push(at % 2 ? 0x11 : 0xec)
  return bytes
}

/** @param {number} value @param {number} length */
function bitsOf(value, length) {
  return value.toString(2).padStart(length, "0")
}

/** Data in blocks, each with its check bytes, dealt out in turn. @param {number[]} data @param {number} version */
function interleaved(data, version) {
  const [blocks, check] = [BLOCKS[version - 1], CHECK_BYTES[version - 1]]
  const longer = allBytes(version) % blocks
  const short = Math.floor(allBytes(version) / blocks) - check
  const divisor = generator(check)
  /** @type {number[][]} */
  const parts = []
  for (let block = 0, at = 0; block < blocks; block++) {
    const length = short + (block >= blocks - longer ? 1 : 0)
    parts.push(data.slice(at, at + length))
    at += length
  }
  const checks = parts.map((part) => remainder(part, divisor))
  return [...dealt(parts), ...dealt(checks)]
}

/** @param {number[][]} parts */
function dealt(parts) {
  const most = Math.max(...parts.map((part) => part.length))
  return Array.from({ length: most }, (_, i) => parts.filter((part) => i < part.length).map((part) => part[i])).flat()
}

/** In the field of 256 elements with x^8 + x^4 + x^3 + x^2 + 1. @param {number} a @param {number} b */
function times(a, b) {
  let product = 0
  for (let bit = 7; bit >= 0; bit--) {
    product = (product << 1) ^ ((product >>> 7) * 0x11d)
    if ((b >>> bit) & 1) product ^= a
  }
  return product
}

/** @param {number} degree */
function generator(degree) {
  const found = [...new Array(degree - 1).fill(0), 1]
  for (let i = 0, root = 1; i < degree; i++, root = times(root, 2)) {
    for (let j = 0; j < degree; j++) found[j] = times(found[j], root) ^ (found[j + 1] ?? 0)
  }
  return found
}

/** @param {number[]} data @param {number[]} divisor */
function remainder(data, divisor) {
  const rest = new Array(divisor.length).fill(0)
  for (const byte of data) {
    const factor = byte ^ rest.shift()
    rest.push(0)
    divisor.forEach((one, i) => { rest[i] ^= times(one, factor) })
  }
  return rest
}

/** @param {number[]} stream @param {number} version @param {number} mask */
function drawn(stream, version, mask) {
  const size = 17 + 4 * version
  const grid = Array.from({ length: size }, () => new Array(size).fill(0))
  const fixed = Array.from({ length: size }, () => new Array(size).fill(false))
  const put = (/** @type {number} */ x, /** @type {number} */ y, /** @type {boolean|number} */ dark) => {
    if (x < 0 || y < 0 || x >= size || y >= size) return
    grid[y][x] = Number(dark)
    fixed[y][x] = true
  }
  for (let i = 0; i < size; i++) {
    put(6, i, i % 2 === 0)
    put(i, 6, i % 2 === 0)
  }
  for (const [x, y] of [[3, 3], [size - 4, 3], [3, size - 4]]) square(put, x, y, 4, (ring) => ring !== 2 && ring !== 4)
  const centres = alignments(version)
  for (const x of centres) for (const y of centres) {
    const isCorner = (x === 6 && y === 6) || (x === 6 && y === size - 7) || (x === size - 7 && y === 6)
    if (!isCorner) square(put, x, y, 2, (ring) => ring !== 1)
  }
  putFormat(put, size, mask)
  if (version >= 7) putVersion(put, size, version)
  fillIn(grid, fixed, stream, mask)
  return grid
}

/** @param {(x: number, y: number, dark: boolean) => void} put @param {number} x @param {number} y @param {number} reach @param {(ring: number) => boolean} dark */
function square(put, x, y, reach, dark) {
  for (let dy = -reach; dy <= reach; dy++) for (let dx = -reach; dx <= reach; dx++) put(x + dx, y + dy, dark(Math.max(Math.abs(dx), Math.abs(dy))))
}

/** @param {number} version */
function alignments(version) {
  if (version === 1) return []
  const count = Math.floor(version / 7) + 2
  const step = Math.ceil((4 * version + 4) / (2 * count - 2)) * 2
  return [6, ...Array.from({ length: count - 1 }, (_, i) => 4 * version + 10 - step * (count - 2 - i))]
}

/** @param {(x: number, y: number, dark: number|boolean) => void} put @param {number} size @param {number} mask */
function putFormat(put, size, mask) {
  const data = (LEVEL_M << 3) | mask
  let rest = data
  for (let i = 0; i < 10; i++) rest = (rest << 1) ^ ((rest >>> 9) * 0x537)
  const bits = ((data << 10) | rest) ^ 0x5412
  const bit = (/** @type {number} */ i) => (bits >>> i) & 1
  for (let i = 0; i < 15; i++) {
    put(8, i < 6 ? i : i < 8 ? i + 1 : size - 15 + i, bit(i))
    put(i < 8 ? size - 1 - i : i === 8 ? 7 : 14 - i, 8, bit(i))
  }
  put(8, size - 8, true)
}

/** @param {(x: number, y: number, dark: number) => void} put @param {number} size @param {number} version */
function putVersion(put, size, version) {
  let rest = version
  for (let i = 0; i < 12; i++) rest = (rest << 1) ^ ((rest >>> 11) * 0x1f25)
  const bits = (version << 12) | rest
  for (let i = 0; i < 18; i++) {
    const [a, b] = [size - 11 + (i % 3), Math.floor(i / 3)]
    put(a, b, (bits >>> i) & 1)
    put(b, a, (bits >>> i) & 1)
  }
}

/** In pairs of columns from the right, up and down, past all that is fixed. @param {Grid} grid @param {boolean[][]} fixed @param {number[]} stream @param {number} mask */
function fillIn(grid, fixed, stream, mask) {
  const size = grid.length
  let at = 0
  for (let right = size - 1; right >= 1; right -= 2) {
    if (right === 6) right = 5
    for (let step = 0; step < size; step++) {
      const y = ((right + 1) & 2) === 0 ? size - 1 - step : step
      for (const x of [right, right - 1]) {
        if (fixed[y][x]) continue
        const bit = at < stream.length * 8 ? (stream[at >>> 3] >>> (7 - (at & 7))) & 1 : 0
        grid[y][x] = bit ^ Number(MASKS[mask](x, y))
        at += 1
      }
    }
  }
}

/** How hard to read: long runs, blocks, what looks like a corner, too much of one colour. @param {Grid} grid */
function penalty(grid) {
  const size = grid.length
  const columns = grid.map((_, x) => grid.map((row) => row[x]))
  let cost = [...grid, ...columns].reduce((sum, line) => sum + runs(line) + 40 * corners(line), 0)
  for (let y = 0; y < size - 1; y++) for (let x = 0; x < size - 1; x++) {
    if (grid[y][x] === grid[y][x + 1] && grid[y][x] === grid[y + 1][x] && grid[y][x] === grid[y + 1][x + 1]) cost += 3
  }
  const dark = grid.flat().reduce((sum, one) => sum + one, 0) / (size * size)
  return cost + 10 * Math.floor(Math.abs(dark - 0.5) * 20)
}

/** @param {number[]} line */
function runs(line) {
  let [cost, length] = [0, 1]
  for (let i = 1; i <= line.length; i++) {
    if (line[i] === line[i - 1]) length += 1
    else {
      if (length >= 5) cost += length - 2
      length = 1
    }
  }
  return cost
}

/** @param {number[]} line */
function corners(line) {
  let found = 0
  for (let i = 0; i + 11 <= line.length; i++) found += FINDER_LIKE.filter((wanted) => wanted.every((one, j) => line[i + j] === one)).length
  return found
}
