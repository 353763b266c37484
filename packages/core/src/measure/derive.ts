import { evaluate, type Formula, type Type } from '../formula/index.ts'
import type { Interval, Measurement } from '../term/index.ts'
import { parametersFor, type Parameters } from './parameter.ts'
import { groupKey, type MeasureRow } from './row.ts'
import { seriesCall } from './series.ts'
import { shareCall } from './share.ts'
import { environmentOf, measuredValue, nothingNoted, reasonOf, type Calls, type Noted, type View } from './view.ts'
import { wilson } from './wilson.ts'

/** A derived measure's function, in the order of the construct: a later one may use an earlier one. */
export type MeasureFunction = { readonly name: string; readonly formula: Formula; readonly unit: string | null }

export type Derivation = {
  readonly rows: readonly MeasureRow[]
  readonly functions: readonly MeasureFunction[]
  /** Types of all measures, base and derived. */
  readonly types: Readonly<Record<string, Type>>
  readonly parameters: Parameters
}

/** Series functions and `share`, as functions and criteria know them. */
export const measureCalls: Calls = (view, noted) => (name, args, evaluateArg) =>
  name === 'share' ? shareCall(noted, args, evaluateArg) : seriesCall(view, noted, name, args, evaluateArg)

const countOf = (measurement: Measurement | undefined): number | undefined =>
  measurement?.kind === 'measured' && typeof measurement.value === 'number' ? measurement.value : undefined

/** The interval of a share of a sample, and of what is left of it: `share(a, b)`, `1 - share(a, b)`. */
const intervalOf = (formula: Formula, row: MeasureRow): Interval | undefined => {
  if (
    formula.kind === 'arithmetic' &&
    formula.op === '-' &&
    formula.left.kind === 'number' &&
    formula.left.value === 1
  ) {
    const rest = intervalOf(formula.right, row)
    return rest === undefined ? undefined : { ...rest, lower: 1 - rest.upper, upper: 1 - rest.lower }
  }
  const [part, whole] = formula.kind === 'call' && formula.name === 'share' ? formula.args : []
  if (part?.kind !== 'name' || whole?.kind !== 'name') return undefined
  const population = row.samples?.[whole.name]
  const [x, n] = [countOf(row.measures[part.name]), countOf(row.measures[whole.name])]
  return population === undefined || x === undefined || n === undefined ? undefined : wilson(x, n, population)
}

/** The rows a share rests on: its whole. */
const wholeOf = (formula: Formula, row: MeasureRow): number | undefined => {
  const whole = formula.kind === 'call' && formula.name === 'share' ? formula.args[1] : undefined
  return whole?.kind === 'name' ? countOf(row.measures[whole.name]) : undefined
}

const marks = (noted: Noted): Pick<Measurement & { readonly kind: 'measured' }, 'stale' | 'reconstructed'> => ({
  ...(noted.isStale ? { stale: true } : {}),
  ...(noted.isReconstructed ? { reconstructed: true } : {}),
})

const measured = (value: number | string | boolean, formula: Formula, row: MeasureRow, noted: Noted): Measurement => {
  const [rows, interval] = [wholeOf(formula, row), intervalOf(formula, row)]
  return {
    kind: 'measured',
    value,
    excluded: [],
    ...(rows === undefined ? {} : { rows }),
    ...marks(noted),
    ...(interval === undefined ? {} : { interval }),
  }
}

/** One function for one row; undefined where it needs a measure the group does not have. */
const deriveOne = (formula: Formula, row: MeasureRow, view: View): Measurement | undefined => {
  const noted = nothingNoted()
  const evaluated = evaluate(formula, environmentOf(view, noted, measureCalls))
  const value = measuredValue(evaluated.value)
  if (noted.isOutside) return undefined
  if (noted.missing.size === 0 && value !== undefined) return measured(value, formula, row, noted)
  if (evaluated.issues.some(({ code }) => code === 'division-by-zero')) noted.missing.add('zero-denominator')
  const why = reasonOf(noted.missing.size > 0 ? noted.missing : noted.failed)
  return { kind: 'missing', why, excluded: [] }
}

const deriveRow = (
  row: MeasureRow,
  earlier: ReadonlyMap<number, MeasureRow>,
  given: Derivation,
  bases: ReadonlySet<string>,
): MeasureRow =>
  given.functions.reduce((known, { name, formula }) => {
    const view: View = {
      look: (measure, back) => (back === 0 ? known : earlier.get(row.period - back))?.measures[measure],
      has: (measure) => bases.has(measure) || known.measures[measure] !== undefined,
      types: given.types,
      depth: row.period,
      parameters: parametersFor(given.parameters, row.group),
    }
    const measurement = deriveOne(formula, known, view)
    return measurement === undefined ? known : { ...known, measures: { ...known.measures, [name]: measurement } }
  }, row)

/** All steps of one group, oldest first: a step may look at those before it, derived measures included. */
const deriveGroup = (rows: readonly MeasureRow[], given: Derivation): readonly MeasureRow[] => {
  const bases = new Set(rows.flatMap((row) => Object.keys(row.measures)))
  const done = new Map<number, MeasureRow>()
  for (const row of rows.toSorted((a, b) => a.period - b.period))
    done.set(row.period, deriveRow(row, done, given, bases))
  return [...done.values()]
}

/** The same rows, with derived measures beside the base measures; groups in order, each from its oldest period. */
export const deriveMeasures = (given: Derivation): readonly MeasureRow[] => {
  const groups = Map.groupBy(given.rows, (row) => groupKey(row.group))
  return [...groups.values()].flatMap((rows) => deriveGroup(rows, given))
}
