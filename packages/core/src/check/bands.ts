import type { Formula, Test } from '../formula/index.ts'
import type { Band } from '../term/index.ts'

/**
 * The values of one measure for which a condition holds, as disjoint intervals in order; undefined where the
 * condition looks at anything else than one number. Pure interval arithmetic; bounds as written (percent as 0–100).
 */
export const bandsOf = (formula: Formula, measure: string): readonly Band[] | undefined => {
  switch (formula.kind) {
    case 'boolean':
      return formula.value ? [everything] : []
    case 'compare':
      return compareBands(formula, measure)
    case 'between': {
      const [low, high] = [numberOf(formula.low), numberOf(formula.high)]
      return isMeasure(formula.of, measure) && low !== undefined && high !== undefined
        ? [{ from: low, to: high, fromIncluded: true, toIncluded: true }]
        : undefined
    }
    case 'in':
      return isMeasure(formula.of, measure) ? unionAll(formula.tests.map(testBands)) : undefined
    case 'and':
      return both(bandsOf(formula.left, measure), bandsOf(formula.right, measure), intersect)
    case 'or':
      return both(bandsOf(formula.left, measure), bandsOf(formula.right, measure), union)
    case 'not': {
      const of = bandsOf(formula.of, measure)
      return of === undefined ? undefined : complement(of)
    }
    case 'arithmetic':
    case 'at':
    case 'call':
    case 'context':
    case 'filter':
    case 'for':
    case 'if':
    case 'list':
    case 'name':
    case 'negate':
    case 'null':
    case 'number':
    case 'path':
    case 'quantified':
    case 'range':
    case 'string':
    case 'unsupported':
      return undefined
  }
}

const everything: Band = { from: null, to: null, fromIncluded: false, toIncluded: false }

const isMeasure = (formula: Formula, measure: string): boolean => formula.kind === 'name' && formula.name === measure

const numberOf = (formula: Formula | null): number | undefined => {
  if (formula?.kind === 'number') return formula.value
  const of = formula?.kind === 'negate' ? numberOf(formula.of) : undefined
  return of === undefined ? undefined : -of
}

const byOp = (op: string, value: number): readonly Band[] => {
  const below = (included: boolean): Band => ({ from: null, to: value, fromIncluded: false, toIncluded: included })
  const above = (included: boolean): Band => ({ from: value, to: null, fromIncluded: included, toIncluded: false })
  const point: Band = { from: value, to: value, fromIncluded: true, toIncluded: true }
  const table: Readonly<Record<string, readonly Band[]>> = {
    '=': [point],
    '!=': [below(false), above(false)],
    '<': [below(false)],
    '<=': [below(true)],
    '>': [above(false)],
    '>=': [above(true)],
  }
  return table[op] ?? []
}

const mirrored: Readonly<Record<string, string>> = { '<': '>', '<=': '>=', '>': '<', '>=': '<=' }

const compareBands = (
  formula: Formula & { readonly kind: 'compare' },
  measure: string,
): readonly Band[] | undefined => {
  const [left, right] = [numberOf(formula.left), numberOf(formula.right)]
  if (isMeasure(formula.left, measure) && right !== undefined) return byOp(formula.op, right)
  return isMeasure(formula.right, measure) && left !== undefined
    ? byOp(mirrored[formula.op] ?? formula.op, left)
    : undefined
}

const testBands = (test: Test): readonly Band[] | undefined => {
  if (test.kind === 'any') return [everything]
  if (test.kind === 'unary') {
    const value = numberOf(test.value)
    return value === undefined ? undefined : byOp(test.op, value)
  }
  if (test.value.kind === 'list')
    return unionAll(test.value.items.map((item) => testBands({ kind: 'value', value: item })))
  if (test.value.kind === 'range') return rangeBand(test.value)
  const value = numberOf(test.value)
  return value === undefined ? undefined : byOp('=', value)
}

const rangeBand = (range: Formula & { readonly kind: 'range' }): readonly Band[] | undefined => {
  const [from, to] = [range.from === null ? null : numberOf(range.from), range.to === null ? null : numberOf(range.to)]
  return from === undefined || to === undefined
    ? undefined
    : [{ from, to, fromIncluded: from !== null && range.fromIncluded, toIncluded: to !== null && range.toIncluded }]
}

const both = (
  a: readonly Band[] | undefined,
  b: readonly Band[] | undefined,
  by: (a: readonly Band[], b: readonly Band[]) => readonly Band[],
): readonly Band[] | undefined => (a === undefined || b === undefined ? undefined : by(a, b))

const unionAll = (all: readonly (readonly Band[] | undefined)[]): readonly Band[] | undefined =>
  all.reduce((found, each) => both(found, each, union), [] as readonly Band[] | undefined)

const isEmpty = (band: Band): boolean =>
  band.from !== null &&
  band.to !== null &&
  (band.from > band.to || (band.from === band.to && !(band.fromIncluded && band.toIncluded)))

/** Where a band begins and ends, comparable: an excluded beginning lies just after its number, an excluded end just before. */
const startOf = (band: Band): readonly [number, number] => [band.from ?? -Infinity, band.fromIncluded ? 0 : 1]
const endOf = (band: Band): readonly [number, number] => [band.to ?? Infinity, band.toIncluded ? 0 : -1]
const before = (a: readonly [number, number], b: readonly [number, number]): boolean =>
  a[0] < b[0] || (a[0] === b[0] && a[1] < b[1])

export const intersect = (a: readonly Band[], b: readonly Band[]): readonly Band[] =>
  a
    .flatMap((x) =>
      b.map((y): Band => {
        const low = before(startOf(x), startOf(y)) ? y : x
        const high = before(endOf(x), endOf(y)) ? x : y
        return { from: low.from, fromIncluded: low.fromIncluded, to: high.to, toIncluded: high.toIncluded }
      }),
    )
    .filter((band) => !isEmpty(band))

/** Two bands touch if nothing lies between them. */
const touches = (a: Band, b: Band): boolean => {
  const [end, start] = [endOf(a), startOf(b)]
  return !before(end, start) || (end[0] === start[0] && (a.toIncluded || b.fromIncluded))
}

export const union = (a: readonly Band[], b: readonly Band[]): readonly Band[] => {
  const sorted = [...a, ...b].sort((x, y) => (before(startOf(x), startOf(y)) ? -1 : 1))
  const joined: Band[] = []
  for (const band of sorted) {
    const last = joined.at(-1)
    if (last === undefined || !touches(last, band)) joined.push(band)
    else if (before(endOf(last), endOf(band)))
      joined[joined.length - 1] = { ...last, to: band.to, toIncluded: band.toIncluded }
  }
  return joined
}

export const complement = (bands: readonly Band[]): readonly Band[] => {
  const ordered = union(bands, [])
  const first = ordered[0]
  if (first === undefined) return [everything]
  const gaps: Band[] =
    first.from === null ? [] : [{ from: null, to: first.from, fromIncluded: false, toIncluded: !first.fromIncluded }]
  ordered.forEach((band, i) => {
    const next = ordered[i + 1]
    if (band.to !== null)
      gaps.push({
        from: band.to,
        fromIncluded: !band.toIncluded,
        to: next?.from ?? null,
        toIncluded: next !== undefined && !next.fromIncluded,
      })
  })
  return gaps
}

/** Whether a band holds a whole number: a gap between counts that no count can fall into is none. */
export const holdsWhole = (band: Band): boolean => {
  if (band.from === null || band.to === null) return true
  const least = band.fromIncluded ? Math.ceil(band.from) : Math.floor(band.from) + 1
  return band.toIncluded ? least <= band.to : least < band.to
}

/** @example bandText({ from: 40, to: 80, fromIncluded: true, toIncluded: false }) //=> '[40..80)' */
export const bandText = (band: Band): string => {
  if (band.from !== null && band.from === band.to) return `${band.from}`
  if (band.from === null) return band.to === null ? 'every value' : `${band.toIncluded ? '<=' : '<'} ${band.to}`
  return band.to === null
    ? `${band.fromIncluded ? '>=' : '>'} ${band.from}`
    : `${band.fromIncluded ? '[' : '('}${band.from}..${band.to}${band.toIncluded ? ']' : ')'}`
}
