// Rows in the divisions they are ranked in, each with its name; one nameless part where the contest has none.

/**
 * @template {{division: number|null}} Row
 * @param {Row[]} rows @param {{number: number, name: string}[]} divisions
 * @returns {{name: string, rows: Row[]}[]}
 */
export function inDivisions(rows, divisions) {
  if (!divisions.length) return [{ name: "", rows }]
  const known = new Set(divisions.map(({ number }) => number))
  return divisions.map(({ number, name }, place) => ({
    name, rows: rows.filter((row) => row.division === number || (place === 0 && !known.has(row.division ?? 0))),
  })).filter((part) => part.rows.length > 0)
}
