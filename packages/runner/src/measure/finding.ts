import { unitOfType, type Checked } from '@isometric/core/check'
import type { Type } from '@isometric/core/formula'
import { evaluateSeries, type EvaluatedRow } from '@isometric/core/evaluate'
import {
  deriveMeasures,
  rowsFromEngine,
  suppressSmallGroups,
  type Answer,
  type MeasureRow,
} from '@isometric/core/measure'
import { silentSources, type Plan } from '@isometric/core/plan'
import { dateOf, type Excluded, type Finding, type Measurement, type Note, type Reason } from '@isometric/core/term'

const typesOf = (checked: Checked): Readonly<Record<string, Type>> =>
  Object.fromEntries([...checked.baseMeasures, ...checked.derivedMeasures].map((each) => [each.name, each.type]))

/** Measures that count a declared sample, and of how many; null where nobody says (language.md 7). */
const samplesOf = (checked: Checked): Readonly<Record<string, number | null>> =>
  Object.fromEntries(
    checked.baseMeasures.flatMap((method) => {
      const sampled = method.mentions.map((name) => checked.contracts[name]?.sampleOf).find((of) => of !== undefined)
      return sampled === undefined ? [] : [[method.name, 'population' in sampled ? sampled.population : null] as const]
    }),
  )

const measuredRows = (checked: Checked, answers: readonly Answer[], periods: number): readonly MeasureRow[] => {
  const samples = samplesOf(checked)
  const rows = suppressSmallGroups(rowsFromEngine(answers, checked.construct.by, periods)).map((row) =>
    Object.keys(samples).length === 0 ? row : { ...row, samples },
  )
  const functions = checked.derivedMeasures.map((each) => ({ name: each.name, formula: each.formula, unit: each.unit }))
  return deriveMeasures({ rows, functions, types: typesOf(checked), parameters: checked.parameters })
}

const plural = (rows: number): string => (rows === 1 ? '1 row' : `${rows} rows`)

const excludedText = (why: Excluded['why'], rows: string, name: string): string => {
  switch (why) {
    case 'unknown':
      return `${rows} left out of “${name}”: could not be decided, because a value it depends on is unknown.`
    case 'missing':
      return `${rows} left out of “${name}”: had no value.`
    case 'no-reference':
      return `${rows} of “${name}” refer to something that is not in the inventory, and stand in the group unknown.`
  }
}

const excludedNotes = (name: string, measurement: Measurement): readonly Note[] =>
  measurement.excluded.map(({ why, rows }): Note => ({
    code: `excluded-${why}`,
    measure: name,
    message: excludedText(why, plural(rows), name),
  }))

const markNotes = (name: string, measurement: Measurement): readonly Note[] =>
  measurement.kind === 'missing'
    ? []
    : [
        ...(measurement.stale === true
          ? [
              {
                code: 'evidence-incomplete',
                measure: name,
                message: `Some evidence of “${name}” is older than tolerated or does not reach the end of the period.`,
              },
            ]
          : []),
        ...(measurement.reconstructed === true
          ? [
              {
                code: 'reconstructed',
                measure: name,
                message: `“${name}” uses values that change without a date, read from a later snapshot.`,
              },
            ]
          : []),
      ]

const valueOf = (measurement: Measurement | undefined): number | string | boolean | null =>
  measurement?.kind === 'measured' ? measurement.value : null

const reasonsIn = (row: MeasureRow): Readonly<Record<string, Reason>> =>
  Object.fromEntries(
    Object.entries(row.measures).flatMap(([name, measurement]) =>
      measurement.kind === 'missing' ? [[name, measurement.why] as const] : [],
    ),
  )

/** Who has to be asked, where evidence is missing or too old. */
const silenceNotes = (plan: Plan, period: number): readonly Note[] => {
  const names = plan.measures.flatMap(({ mentions }) => mentions)
  return silentSources(plan, names, period).map(({ contract, source, last }) => ({
    code: 'source-silent',
    message: `The source “${source}” of “${contract}” last spoke for ${dateOf(last, plan.calendar.timeZone)}.`,
  }))
}

/** What is the same for all results of a construct, or of one of its periods. */
type Common = { readonly unit: string | null; readonly silence: readonly (readonly Note[])[] }

const findingOf = (plan: Plan, { unit, silence }: Common, { row, verdict }: EvaluatedRow): readonly Finding[] => {
  const { construct } = plan.checked
  const period = plan.periods[row.period]
  if (period === undefined) return []
  const { measure } = construct.indicator
  const measurement = row.measures[measure]
  return [
    {
      construct: construct.id,
      annexB: construct.annexB?.id ?? null,
      version: construct.version,
      period,
      group: row.group ?? {},
      measures: Object.fromEntries(Object.entries(row.measures).map(([name, each]) => [name, valueOf(each)])),
      indicator: {
        measure,
        value: valueOf(measurement),
        unit,
        interval: measurement?.kind === 'measured' ? (measurement.interval ?? null) : null,
        status: verdict.status,
      },
      reasons: reasonsIn(row),
      notes: [
        ...Object.entries(row.measures).flatMap(([name, each]) => [
          ...excludedNotes(name, each),
          ...markNotes(name, each),
        ]),
        ...verdict.notes,
        ...(silence[row.period] ?? []),
      ],
    },
  ]
}

/** From what engines answered to judged indicators, for every period of the plan. */
export const findingsOf = (plan: Plan, answers: readonly Answer[]): readonly Finding[] => {
  const { checked } = plan
  const { indicator } = checked.construct
  const criteria = checked.criteria.map((set, i) => {
    const approved = indicator.criteria[i]?.approved
    return { ...set, ...(approved === undefined ? {} : { approved }) }
  })
  const evaluated = evaluateSeries({
    rows: measuredRows(checked, answers, plan.periods.length),
    periods: plan.periods,
    types: typesOf(checked),
    parameters: checked.parameters,
    indicator: {
      measure: indicator.measure,
      total: indicator.total,
      ...(indicator.minimumSample === undefined ? {} : { minimumSample: indicator.minimumSample }),
    },
    criteria,
  })
  const type = typesOf(checked)[indicator.measure]
  const unit = type === undefined ? null : unitOfType(type)
  const silence = plan.periods.map((_, period) => silenceNotes(plan, period))
  return evaluated.flatMap((row) => findingOf(plan, { unit, silence }, row))
}
