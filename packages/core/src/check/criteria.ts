import { readFormula, readUnary, type Formula } from '../formula/index.ts'
import { issueOf, type Issue, type Span } from '../issue/index.ts'
import type { CriteriaSet, FormulaText, Indicator } from '../construct/index.ts'
import type { Band } from '../term/index.ts'
import { bandsOf, bandText, complement, holdsWhole, intersect, union } from './bands.ts'

const isValueAlone = (formula: Formula): boolean =>
  ['number', 'string', 'range', 'list', 'at', 'boolean', 'negate', 'null'].includes(formula.kind)

/**
 * A criterion as a condition: the short form `"<= 5"` is a unary test on the indicator's measure, anything else is
 * the condition itself (language.md 6).
 */
export const conditionOfCriterion = (
  text: FormulaText,
  measure: string,
  names: readonly string[],
): { readonly formula?: Formula; readonly issues: readonly Issue[] } => {
  const of: Formula = { kind: 'name', name: measure, span: { from: 0, to: text.text.length } }
  const asTests = (): ReturnType<typeof conditionOfCriterion> => {
    const tests = readUnary(text.text, names)
    return tests.ok
      ? { formula: { kind: 'in', of, tests: tests.value, span: of.span }, issues: tests.issues }
      : { issues: tests.issues }
  }
  if (/^\s*[<>=!]/.test(text.text)) return asTests()
  const whole = readFormula(text.text, names)
  if (whole.ok && !isValueAlone(whole.value)) return { formula: whole.value, issues: whole.issues }
  const tests = asTests()
  return whole.ok || tests.formula !== undefined ? tests : { issues: whole.issues }
}

type Judged = { readonly met: readonly Band[] | undefined; readonly near: readonly Band[] | undefined }

/** The bands of one set of criteria, where it looks at the indicator's measure alone. */
export const judgedBands = (measure: string, met: Formula, near: Formula | undefined): Judged => ({
  met: bandsOf(met, measure),
  near: near === undefined ? [] : bandsOf(near, measure),
})

/** The values a measure can take: counts and shares have a floor, shares of a whole a ceiling too. */
export type Domain = { readonly whole: boolean; readonly lowest: number | null; readonly highest: number | null }

const within = (domain: Domain): readonly Band[] => [
  {
    from: domain.lowest,
    to: domain.highest,
    fromIncluded: domain.lowest !== null,
    toIncluded: domain.highest !== null,
  },
]
const real = (bands: readonly Band[], domain: Domain): readonly Band[] =>
  intersect(bands, within(domain)).filter((band) => !domain.whole || holdsWhole(band))

const placeIn = (text: FormulaText): Span => ({ from: 0, to: text.text.length })
type Found = { readonly path: 'met' | 'near'; readonly issue: Issue }

const remedyFor = (near: readonly Band[], met: readonly Band[]): string => {
  const rest = intersect(near, complement(met))
  return rest.length === 0 ? 'Take near away, or move its limits.' : `For near write ${rest.map(bandText).join(', ')}.`
}

const gapBetween = (met: readonly Band[], near: readonly Band[], domain: Domain): Band | undefined => {
  const covered = real(union(met, near), domain)
  return real(complement(covered), domain).find(
    (gap) => gap.from !== null && gap.to !== null && touchesBoth(gap, met, near),
  )
}

/** A gap is unintended only between met and near: beyond them lies “not met”. */
const touchesBoth = (gap: Band, met: readonly Band[], near: readonly Band[]): boolean => {
  const ends = (bands: readonly Band[], at: number | null): boolean =>
    bands.some((band) => band.from === at || band.to === at)
  return (ends(met, gap.from) && ends(near, gap.to)) || (ends(near, gap.from) && ends(met, gap.to))
}

const middleOf = (band: Band): number => ((band.from ?? (band.to ?? 0) - 1) + (band.to ?? (band.from ?? 0) + 1)) / 2

/** Near must lie on the worse side of met. */
const contradicts = (direction: Indicator['direction'], met: readonly Band[], near: readonly Band[]): boolean => {
  const [m, n] = [met[0], near[0]]
  if (m === undefined || n === undefined || met.length > 1 || near.length > 1 || direction === 'inside is better')
    return false
  return direction === 'lower is better' ? middleOf(n) < middleOf(m) : middleOf(n) > middleOf(m)
}

/** Proves that the bands of one set are disjoint and leave no unintended gap (language.md 6; D3, D4, D5 of domain.md 1.4). */
export const checkBands = (
  set: CriteriaSet,
  judged: Judged,
  direction: Indicator['direction'],
  domain: Domain,
): readonly Found[] => {
  const { met, near } = judged
  if (met === undefined || near === undefined) return []
  const found: Found[] = []
  if (real(met, domain).length === 0)
    found.push({ path: 'met', issue: issueOf('impossible-criterion', { name: 'met' }, placeIn(set.met)) })
  if (set.near === undefined) return found
  const nearPlace = placeIn(set.near)
  const overlap = real(intersect(met, near), domain)[0]
  const gap = gapBetween(met, near, domain)
  if (real(near, domain).length === 0)
    found.push({ path: 'near', issue: issueOf('impossible-criterion', { name: 'near' }, nearPlace) })
  else if (overlap !== undefined)
    found.push({
      path: 'near',
      issue: issueOf('overlapping-criteria', { at: bandText(overlap), remedy: remedyFor(near, met) }, nearPlace),
    })
  else if (gap !== undefined)
    found.push({ path: 'near', issue: issueOf('gap-in-criteria', { from: `${gap.from}`, to: `${gap.to}` }, nearPlace) })
  else if (contradicts(direction, met, near))
    found.push({ path: 'near', issue: issueOf('criteria-against-direction', { direction }, nearPlace) })
  return found
}
