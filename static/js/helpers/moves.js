// How many places each entry has moved since the standing before, as this screen saw it.

/** @type {Map<number, number>} */
let places = new Map()
/** @type {Map<number, number>} */
let moves = new Map()

/**
 * Up is positive. Empty until a place has changed; stays until the next change; forgotten once nothing provisional is shown.
 * @param {{label: string, places: boolean, rows: {entry: number, place: number | null}[]}} standings
 */
export function movesSince({ label, places: shown, rows }) {
  if (label !== "provisional" || !shown) {
    places = new Map()
    moves = new Map()
    return moves
  }
  const now = new Map(rows.flatMap(({ entry, place }) => (place === null ? [] : [[entry, place]])))
  if (places.size && [...now].some(([entry, place]) => places.has(entry) && places.get(entry) !== place))
    moves = new Map([...now].flatMap(([entry, place]) => (places.has(entry) ? [[entry, Number(places.get(entry)) - place]] : [])))
  places = now
  return moves
}
