/** Edit distance with transpositions (Damerau–Levenshtein, restricted). */
const distance = (a: string, b: string): number => {
  const rows = Array.from({ length: a.length + 1 }, (_, i) =>
    Array.from({ length: b.length + 1 }, (_, j) => (i === 0 ? j : j === 0 ? i : 0)),
  )
  const at = (i: number, j: number): number => rows[i]?.[j] ?? 0
  for (let i = 1; i <= a.length; i++)
    for (let j = 1; j <= b.length; j++) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1] ? at(i - 2, j - 2) + 1 : Infinity
      const row = rows[i]
      if (row !== undefined) row[j] = Math.min(at(i - 1, j) + 1, at(i, j - 1) + 1, at(i - 1, j - 1) + cost, swapped)
    }
  return at(a.length, b.length)
}

/**
 * The known name a mistyped one most likely means, or undefined.
 * @example nearest('firewal', ['rule', 'firewall']) //=> 'firewall'
 */
export const nearest = (name: string, known: Iterable<string>): string | undefined => {
  let best: string | undefined
  let least = Math.max(1, Math.floor(name.length / 3)) + 1
  for (const candidate of known) {
    // Fewer edits than the lengths differ by cannot do: a file of one endless line has a header of a megabyte.
    if (Math.abs(name.length - candidate.length) >= least) continue
    const d = distance(name.toLowerCase(), candidate.toLowerCase())
    if (candidate !== name && d < least) [best, least] = [candidate, d]
  }
  return best
}
