import type { FormulaText } from '../../construct/index.ts'
import { issueOf } from '../../issue/index.ts'
import type { CheckedConstruct } from '../checked.ts'
import { wholeOf, functionText, type Found, type Rule } from './found.ts'
import { endsOf, limitsOf, limitsOfCondition } from './limits.ts'
import { partsOf, quotientOf } from './reached.ts'
import { indicatorIn, statusIn, type World } from './world.ts'

/** A measure whose better side is known. `within` cuts it where better turns to worse: at the middle of a band. */
type Probed = {
  readonly name: string
  readonly moreIsBetter: boolean
  readonly within?: (value: number) => boolean
}

/** Away from the middle of what is met, on both sides. */
const outwards = (name: string, checked: CheckedConstruct): readonly Probed[] => {
  const last = checked.criteria.length - 1
  const met = checked.criteria[last]?.met.formula
  const [band] = met === undefined ? [] : limitsOfCondition(met, last).filter(({ measure }) => measure === name)
  const [low, high] = band === undefined ? [] : endsOf(band.bands)
  if (low === undefined || high === undefined) return []
  const middle = (low + high) / 2
  return [
    { name, moreIsBetter: false, within: (value) => value >= middle },
    { name, moreIsBetter: true, within: (value) => value <= middle },
  ]
}

const probed = (checked: CheckedConstruct): readonly Probed[] => {
  const { indicator, baseMeasures, derivedMeasures } = checked.construct
  const known = [{ name: indicator.measure, direction: indicator.direction }, ...baseMeasures, ...derivedMeasures]
  return known
    .filter((each, i) => known.findIndex(({ name }) => name === each.name) === i)
    .flatMap(({ name, direction }): readonly Probed[] => {
      if (direction === undefined) return []
      return direction === 'inside is better'
        ? outwards(name, checked)
        : [{ name, moreIsBetter: direction === 'higher is better' }]
    })
}

const amounts = [0, 1, 2, 5, 10, 20, 30, 45, 60, 75, 90, 100] as const

/** Counts are whole, and a share lies between nothing and all. */
const isPossible = (value: number, name: string, checked: CheckedConstruct): boolean => {
  const method = checked.baseMeasures.find((each) => each.name === name)?.method
  const isCount = method?.kind === 'aggregate' && method.name === 'count'
  const share = checked.derivedMeasures.find((each) => each.name === name && each.share)
  const whole = share?.type.kind === 'number' && share.type.percent === true ? 100 : 1
  return value >= 0 && (!isCount || Number.isInteger(value)) && (share === undefined || value <= whole)
}

/** Around every limit, and where no limit is: what is judged turns there if it turns at all. */
const valuesFor = (checked: CheckedConstruct, name: string): readonly number[] => {
  const ends = limitsOf(checked).flatMap(({ measure, bands }) => (measure === name ? endsOf(bands) : []))
  const around = ends.flatMap((end) => [end - 1, end - 0.005, end, end + 0.005, end + 1])
  const all = [...amounts, ...amounts.map((amount) => amount / 100), ...around]
  return [...new Set(all)].filter((value) => isPossible(value, name, checked)).toSorted((a, b) => a - b)
}

/** What shares are taken of is large, so that their parts can be moved below it. */
const wholesOf = ({ derivedMeasures }: CheckedConstruct): ReadonlySet<string> =>
  new Set(
    derivedMeasures.flatMap(({ formula }) =>
      partsOf(formula).flatMap((part) => {
        const [, whole] = quotientOf(part) ?? []
        return whole?.kind === 'name' ? [whole.name] : []
      }),
    ),
  )

/** How the values before stood: as now, lower, higher. */
const pasts = [0, -0.1, 0.1] as const
const backgrounds = [0, 3, 5, 8] as const

const worldsFor = (checked: CheckedConstruct): readonly World[] => {
  const wholes = wholesOf(checked)
  const place = new Map(checked.baseMeasures.map(({ name }, i) => [name, i]))
  const base =
    (shift: number, past: number) =>
    (name: string, back: number): number => {
      if (wholes.has(name)) return 100
      const now = amounts[((place.get(name) ?? 0) + shift) % amounts.length] ?? 0
      return Math.max(0, Math.min(100, now * (1 + past * back)))
    }
  return backgrounds.flatMap((shift) => pasts.map((past): World => ({ base: base(shift, past), over: {} })))
}

const rank = { met: 2, near: 1, 'not met': 0 } as const

type Turn = {
  readonly from: number
  readonly to: number
  readonly before: 'met' | 'near' | 'not met'
  readonly after: 'met' | 'near' | 'not met'
  readonly indicator: readonly [number | null, number | null]
}

/** The first step to the worse at which the status gets better. */
const turnIn = (world: World, each: Probed, checked: CheckedConstruct): Turn | undefined => {
  const { name, moreIsBetter, within = () => true } = each
  const values = valuesFor(checked, name).filter(within)
  const worsening = moreIsBetter ? values.toReversed() : values
  let last:
    | { readonly value: number; readonly status: keyof typeof rank; readonly indicator: number | null }
    | undefined
  for (const value of worsening) {
    const probe: World = { ...world, over: { [name]: value } }
    const status = statusIn(probe, checked)
    if (status === undefined) continue
    const indicator = indicatorIn(probe, checked)
    if (last !== undefined && rank[status] > rank[last.status])
      return { from: last.value, to: value, before: last.status, after: status, indicator: [last.indicator, indicator] }
    last = { value, status, indicator }
  }
  return undefined
}

/** Where the fault lies: in the function, if the indicator moved to its better side; else in the criteria. */
const placed = (turn: Turn, { name }: Probed, checked: CheckedConstruct): FormulaText | undefined => {
  const { measure, direction, criteria } = checked.construct.indicator
  const [before, after] = turn.indicator
  const improved =
    before !== null && after !== null && (direction === 'lower is better' ? after < before : after > before)
  const text = improved && name !== measure ? functionText(checked, measure) : undefined
  return text ?? criteria.at(-1)?.met
}

const unitText = (checked: CheckedConstruct, name: string): string => {
  const type = [...checked.baseMeasures, ...checked.derivedMeasures].find((each) => each.name === name)?.type
  if (type?.kind === 'duration') return type.of === 'days' ? ' hours' : ' months'
  return type?.kind === 'number' && type.percent === true ? ' %' : ''
}

/** D3: worsening one measure must never improve the status. Tried on many values, since functions may be anything. */
export const statusImproves: Rule = (checked) => {
  const worlds = worldsFor(checked)
  return probed(checked).flatMap((each): readonly Found[] => {
    const turn = worlds.map((world) => turnIn(world, each, checked)).find((found) => found !== undefined)
    if (turn === undefined) return []
    const text = placed(turn, each, checked)
    if (text === undefined) return []
    const unit = unitText(checked, each.name)
    const said = {
      measure: each.name,
      from: `${turn.from}${unit}`,
      to: `${turn.to}${unit}`,
      before: `“${turn.before}”`,
      after: `“${turn.after}”`,
    }
    return [{ issue: issueOf('status-improves', said, wholeOf(text)), text }]
  })
}
