import { isList, type Formula } from '../../formula/index.ts'
import { stepped, type Excluded, type Group, type Measurement } from '../../term/index.ts'
import { beginningOf } from './beginning.ts'
import { mentionsIn, outlineOf, type Outline } from './contributing.ts'
import { coverageKnownAt, coverageOf, worstCoverage, type Coverage } from './coverage.ts'
import { millisecondsOf, momentOf, type Evidence } from './evidence.ts'
import type { ReferenceEvidence, ReferenceInput, ReferenceRow } from './input.ts'
import { emptyMemory, groupText, nothingNoted, type Memory, type Notes, type Run } from './run.ts'
import { plainOf, type Thing } from './thing.ts'
import { valueOfMethod, walk } from './walk.ts'

/** One method in one period, before it is known for which group. */
type Asked = {
  readonly formula: Formula
  readonly evidence: Evidence
  readonly outline: Outline
  readonly memory: Memory
}

const runOf = ({ evidence, outline, memory }: Asked, group: Group | undefined): Run => ({
  evidence,
  outline,
  memory,
  notes: nothingNoted(),
  ...(group === undefined ? {} : { group }),
})

const coverageOfMention = (mention: Formula, asked: Asked): Coverage => {
  const { contracts } = asked.evidence.input
  if (mention.kind === 'call' && mention.name === 'known') {
    const [table, at] = mention.args
    const contract = table?.kind === 'name' ? contracts[table.name] : undefined
    const moment =
      at === undefined ? null : plainOf(walk(at, { variables: {}, isTop: false }, runOf(asked, undefined)), false)
    return contract === undefined
      ? 'none'
      : coverageKnownAt(contract, momentOf(moment, asked.evidence) ?? -Infinity, asked.evidence)
  }
  const table = mention.kind === 'call' ? mention.args[0] : mention
  const contract = table?.kind === 'name' ? contracts[table.name] : undefined
  return contract === undefined ? 'none' : coverageOf(contract, asked.evidence)
}

const coverage = (asked: Asked): Coverage =>
  worstCoverage(
    mentionsIn(asked.formula, asked.evidence.input.contracts).map((mention) => coverageOfMention(mention, asked)),
  )

const excludedBy = (notes: Notes): readonly Excluded[] => {
  const all: readonly Excluded[] = [
    { why: 'unknown', rows: notes.unknownRows.size + notes.unknownValues },
    { why: 'missing', rows: notes.missing },
    { why: 'no-reference', rows: notes.unreferenced.size },
  ]
  return all.filter(({ rows }) => rows > 0)
}

/** Durations are measured in seconds or months; a date is its text. */
const measured = (value: Thing): number | string | boolean | null => {
  const plain = plainOf(value, false)
  if (plain === null || typeof plain !== 'object') return plain
  if (isList(plain)) throw new Error('a list is no measurement: the checker lets none pass')
  if (plain.kind === 'days') return plain.seconds
  if (plain.kind === 'months') return plain.months
  if (plain.kind === 'date') return plain.date.toString()
  if (plain.kind === 'date and time') return plain.at.toString()
  throw new Error(`${plain.kind} is no measurement: the checker lets none pass`)
}

const marks = (
  covered: Coverage,
  notes: Notes,
  outline: Outline,
): Pick<Measurement & { readonly kind: 'measured' }, 'rows' | 'stale' | 'reconstructed'> => ({
  ...(outline.aggregates.length === 1 ? { rows: notes.used } : {}),
  ...(covered === 'stale' ? { stale: true } : {}),
  ...(notes.isReconstructed ? { reconstructed: true } : {}),
})

const measurementOf = (value: Thing, notes: Notes, covered: Coverage, outline: Outline): Measurement => {
  const excluded = excludedBy(notes)
  if (value.is === 'absent') return { kind: 'missing', why: value.why, excluded }
  const plain = measured(value)
  if (plain === null) return { kind: 'missing', why: 'unknown-value', excluded }
  return { kind: 'measured', value: plain, excluded, ...marks(covered, notes, outline) }
}

const nothingKnown: Measurement = { kind: 'missing', why: 'no-data', excluded: [] }

/** A method's measurement for one group or, without one, the total. */
const measurementFor = (asked: Asked, group: Group | undefined): Measurement => {
  const covered = coverage(asked)
  if (covered === 'none') return nothingKnown
  if (covered === 'too old') return { kind: 'missing', why: 'stale', excluded: [] }
  const run = runOf(asked, group)
  return measurementOf(valueOfMethod(asked.formula, run), run.notes, covered, asked.outline)
}

/** The groups of the rows the method keeps: each that its mentions show is tried. */
const groupsKept = (asked: Asked): readonly Group[] => {
  const covered = coverage(asked)
  if (!asked.outline.isGrouped || covered === 'none' || covered === 'too old') return []
  const all = runOf(asked, undefined)
  valueOfMethod(asked.formula, all)
  return [...all.notes.groups.values()].filter((group) => {
    const run = runOf(asked, group)
    valueOfMethod(asked.formula, run)
    return run.notes.kept > 0
  })
}

const askedIn = (formula: Formula, evidence: Evidence): Asked => ({
  formula,
  evidence,
  outline: outlineOf(formula, evidence.input.by, evidence.input.contracts),
  memory: emptyMemory(),
})

/** Groups of any of the methods, by the period's start. */
type Kept = ReadonlyMap<string, readonly Group[]>

const before = ({ input, period }: Evidence): Evidence => ({ input, period: stepped(period, -1, input.calendar) })

const keptBy = (methods: readonly Formula[], seen: readonly Evidence[]): Kept => {
  const asked = new Map(seen.flatMap((each) => [before(each), each]).map((each) => [each.period.start, each]))
  return new Map(
    [...asked].map(([start, each]) => [start, methods.flatMap((formula) => groupsKept(askedIn(formula, each)))]),
  )
}

/** Groups of a period or of the one before it (language.md 5), in the order of their text. */
const groupsOf = (kept: Kept, evidence: Evidence): readonly Group[] => {
  const groups = [evidence, before(evidence)].flatMap(({ period }) => kept.get(period.start) ?? [])
  const byText = new Map<string, Group>(groups.map((group) => [groupText(group), group]))
  return [...byText].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, group]) => group)
}

const rowsIn = (
  formula: Formula,
  groups: readonly Group[],
  evidence: Evidence,
  period: number,
  begins: number,
): readonly ReferenceRow[] => {
  const asked = askedIn(formula, evidence)
  const isBefore = millisecondsOf(evidence.period.endAt) <= begins
  return [null, ...(asked.outline.isGrouped ? groups : [])].map((group) => ({
    period,
    group,
    measurement: isBefore ? nothingKnown : measurementFor(asked, group ?? undefined),
  }))
}

/** All base measures of a construct: the groups of one are the groups of all. In each period the total comes first. */
export const referenceMeasures = (
  input: ReferenceEvidence,
  methods: Readonly<Record<string, Formula>>,
): Readonly<Record<string, readonly ReferenceRow[]>> => {
  const seen = input.periods.map((period): Evidence => ({ input, period }))
  const kept = input.by.length === 0 ? new Map<string, readonly Group[]>() : keptBy(Object.values(methods), seen)
  const groups = seen.map((evidence) => groupsOf(kept, evidence))
  const begins = beginningOf(input)
  return Object.fromEntries(
    Object.entries(methods).map(([name, formula]) => [
      name,
      seen.flatMap((evidence, period) => rowsIn(formula, groups[period] ?? [], evidence, period, begins)),
    ]),
  )
}

/** One method, as it would be alone in its construct. */
export const referenceMeasure = ({ formula, ...input }: ReferenceInput): readonly ReferenceRow[] =>
  referenceMeasures(input, { method: formula })['method'] ?? []
