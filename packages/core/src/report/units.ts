import { funnelEdges, funnelOf, type FunnelEdge, type FunnelUnit, type UnitInFunnel } from '../analyse/index.ts'
import type { Card, Result } from '../term/index.ts'
import { unitOfMeasure } from './answer.ts'
import { partsIn } from './indicator-series.ts'
import { en } from './message/index.ts'
import { numberText, quantityIn, quantityOf } from './quantity.ts'
import { groupKey, groupName, numberOf, type Point } from './series.ts'
import { shownUnit, unitHeading, type ShownUnit } from './unit-words.ts'

const words = en.compare.units

/** One group in the funnel, as it is told. */
export type UnitRow = {
  readonly key: string
  readonly name: string
  readonly part: number
  readonly whole: number
  readonly value: number
  readonly text: string
  readonly limits: string
  readonly place: UnitInFunnel['place']
  readonly placeText: string
  /** Of a group beyond the outer limits; null where nothing says which way is better. */
  readonly judged: 'better' | 'worse' | null
}

/** Groups beside each other, each by its size (8.6): a funnel, not a league table. */
export type Units = {
  readonly sentences: readonly string[]
  readonly target: number
  readonly targetText: string
  readonly isOverdispersed: boolean
  /** Multiplies what is stored to what is shown. */
  readonly factor: number
  readonly unit: string
  /** What the size of a group is counted in. */
  readonly size: string
  readonly rows: readonly UnitRow[]
  readonly edges: readonly FunnelEdge[]
  readonly labels: { readonly inner: string; readonly outer: string; readonly target: string }
  readonly alt: string
}

type Ratio = { readonly of: 'share' | 'rate'; readonly partName: string; readonly wholeName: string }

/** What an indicator divides: a share of rows, or counted rows over something else. */
const ratioOf = ({ indicator, derivedMeasures, baseMeasures }: Card): Ratio | undefined => {
  const formula = derivedMeasures.find(({ name }) => name === indicator.measure)?.formula.trim() ?? ''
  const [, share, of, over, under] =
    /^(?:share\(([^(),]+),([^(),]+)\)|([^()/*+,-]+)\/([^()/*+,-]+))$/.exec(formula) ?? []
  const [partName, wholeName] = [(share ?? over ?? '').trim(), (of ?? under ?? '').trim()]
  if (share !== undefined) return { of: 'share', partName, wholeName }
  const counts =
    baseMeasures
      .find(({ name }) => name === partName)
      ?.formula.trim()
      .startsWith('count(') === true
  return over !== undefined && counts && indicator.unit !== 'percent' ? { of: 'rate', partName, wholeName } : undefined
}

/** Edges are drawn from the smallest to the largest group, closer where they bend. */
const steps = 40

const sizesFor = (units: readonly FunnelUnit[], of: Ratio['of']): readonly number[] => {
  const wholes = units.map(({ whole }) => whole)
  const [least, most] = [Math.min(...wholes), Math.max(...wholes)]
  const sizes = Array.from({ length: steps + 1 }, (_, i) => least * (most / least) ** (i / steps))
  return [...new Set(of === 'share' ? sizes.map(Math.round) : sizes)]
}

const valueText = ({ part, whole }: FunnelUnit, { wholeName }: Ratio, card: Card, shown: ShownUnit): string => {
  const value = quantityIn(part / whole, shown).text
  const counted = quantityOf(whole, unitOfMeasure(card, wholeName)).text
  return words.share(numberText(part, Number.isInteger(part) ? 0 : 1), counted, value)
}

const judgedBy = (place: UnitInFunnel['place'], { indicator: { direction } }: Card): UnitRow['judged'] => {
  if (direction === 'inside is better' || !place.endsWith('outer')) return null
  return place.startsWith('above') === (direction === 'higher is better') ? 'better' : 'worse'
}

const isBeyond = ({ place }: Pick<UnitRow, 'place'>): boolean => place.endsWith('outer')

const sentencesFor = (
  rows: readonly UnitRow[],
  centre: string,
  spread: number | null,
  hidden: number,
): readonly string[] => {
  const beyond = rows.filter(isBeyond)
  const names = beyond
    .map((row) => words.named(row.name, row.text, row.judged === null ? '' : words[row.judged]))
    .join(', ')
  return [
    beyond.length === 0 ? words.inside(rows.length, centre) : words.some(beyond.length, rows.length, names, centre),
    ...(spread === null ? [] : [words.overdispersed(numberText(spread, 1))]),
    ...(hidden === 0 ? [] : [words.hidden(hidden)]),
  ]
}

/** Edges are drawn between whole counts; a count just above one that chance still explains is told as within. */
const limitsText = ({ value, outer, place }: UnitInFunnel, shown: ShownUnit): string => {
  const isIn = !isBeyond({ place })
  const [lower, upper] = [
    isIn ? Math.min(outer.lower, value) : outer.lower,
    isIn ? Math.max(outer.upper, value) : outer.upper,
  ]
  return en.compare.whatIf.interval(quantityIn(lower, shown).number, quantityIn(upper, shown).text)
}

const rowOf = (
  unit: UnitInFunnel,
  found: FunnelUnit,
  name: string,
  text: string,
  shown: ShownUnit,
  card: Card,
): UnitRow => ({
  key: unit.unit,
  name,
  part: found.part,
  whole: found.whole,
  value: unit.value,
  text,
  limits: limitsText(unit, shown),
  place: unit.place,
  placeText: words.places[unit.place],
  judged: judgedBy(unit.place, card),
})

const fartherFirst = (target: number) => (a: UnitRow, b: UnitRow) =>
  Number(isBeyond(b)) - Number(isBeyond(a)) || Math.abs(b.value - target) - Math.abs(a.value - target)

const isHidden = ({ reasons }: Result): boolean => Object.values(reasons).includes('suppressed')

/**
 * The groups of one period against what they have together, with limits by size (D. J. Spiegelhalter); null where the
 * indicator is no share or rate of counted things, or where there are not two groups of which something is known.
 */
export const unitsOf = (points: readonly Point[], card: Card): Units | null => {
  const ratio = ratioOf(card)
  if (ratio === undefined) return null
  const known = points.flatMap(({ result }) => {
    const parts = partsIn(card, result)
    if (parts === undefined || numberOf(result) === null || parts[1] <= 0) return []
    return [{ result, unit: { unit: groupKey(result.group), part: parts[0], whole: parts[1] } }]
  })
  const units = known.map(({ unit }) => unit)
  const funnel = funnelOf(units, { of: ratio.of })
  if (units.length < 2 || funnel.kind === 'withheld') return null
  const shown = shownUnit(card.indicator.unit, Math.max(...units.map(({ part, whole }) => part / whole)))
  const centre = quantityIn(funnel.target, shown).text
  const rows = funnel.units
    .flatMap((unit, i) => {
      const found = known[i]
      if (found === undefined) return []
      const name = groupName(found.result.group, card.by)
      return [rowOf(unit, found.unit, name, valueText(found.unit, ratio, card, shown), shown, card)]
    })
    .toSorted(fartherFirst(funnel.target))
  const spread = funnel.isOverdispersed ? funnel.dispersion : null
  const hidden = points.filter(({ result }) => isHidden(result)).length
  const named = rows.filter(isBeyond).map(({ name }) => name)
  return {
    sentences: sentencesFor(rows, centre, spread, hidden),
    target: funnel.target,
    targetText: centre,
    isOverdispersed: funnel.isOverdispersed,
    factor: shown.factor,
    unit: unitHeading(shown),
    size: unitHeading(shownUnit(unitOfMeasure(card, ratio.wholeName), 1)),
    rows,
    edges: funnelEdges(funnel, ratio.of, sizesFor(units, ratio.of)),
    labels: { inner: words.inner, outer: words.outer, target: words.target(centre) },
    alt: words.alt(rows.length, named.join(', ')),
  }
}
