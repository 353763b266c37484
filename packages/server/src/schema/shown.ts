/** What the API answers with, as schemas: checked in tests, published as OpenAPI. Types are those of core. */
import { assurances, variations } from '@isometric/core/analyse'
import type {
  ActionsPage,
  BreachView,
  ChartSeries,
  DecidedOf,
  DecisionView,
  EvidencePage,
  IndicatorAnalysis,
  IndicatorPage,
  Overview,
  OverviewItem,
  Quantity,
  Spark,
  StateMark,
  StatusMark,
  Steps,
  Table,
} from '@isometric/core/report'
import { reasons, statuses, type Card, type Result, type Snapshot } from '@isometric/core/term'
import { z } from 'zod'
import { comparison } from './compared.ts'

const texts = z.array(z.string())

export const statusMark: z.ZodType<StatusMark> = z.strictObject({
  status: z.enum(statuses),
  symbol: z.string(),
  word: z.string(),
})

const quantity: z.ZodType<Quantity> = z.strictObject({ number: z.string(), unit: z.string(), text: z.string() })

const spark: z.ZodType<Spark> = z.strictObject({
  points: z.array(z.strictObject({ at: z.number(), value: z.number().nullable() })),
  domain: z.tuple([z.number(), z.number()]),
  band: z.tuple([z.number(), z.number()]).nullable(),
})

const overviewItem: z.ZodType<OverviewItem> = z.strictObject({
  id: z.string(),
  annexB: z.string().nullable(),
  question: z.string(),
  answer: z.string(),
  status: statusMark,
  changed: z.string().nullable(),
  verdicts: z.array(
    z.strictObject({
      verdict: z.enum([...variations, ...assurances]),
      symbol: z.string(),
      word: z.string(),
      reason: z.string().nullable(),
    }),
  ),
  measure: z.string(),
  value: quantity.nullable(),
  period: z.string(),
  spark,
})

/** What stands above every page: whose it is, and as known when. */
export type Frame = {
  readonly organisation: string
  readonly sample: boolean
  readonly asKnownOn: string | null
}
const frame: z.ZodType<Frame> = z.strictObject({
  organisation: z.string(),
  sample: z.boolean(),
  asKnownOn: z.string().nullable(),
})

export type Framed<P> = { readonly frame: Frame; readonly page: P }
export const framed = <P>(page: z.ZodType<P>): z.ZodType<Framed<P>> => z.strictObject({ frame, page })

export const overview: z.ZodType<Overview> = z.strictObject({
  sentence: z.string(),
  counts: z.array(z.strictObject({ mark: statusMark, count: z.int() })),
  attention: z.array(overviewItem),
  met: z.array(overviewItem),
  knownAt: z.string().nullable(),
})

const cell = z.union([
  z.strictObject({ text: z.string(), why: z.null() }),
  z.strictObject({ text: z.null(), why: z.string() }),
])

const table: z.ZodType<Table> = z.strictObject({
  columns: z.array(
    z.strictObject({ measure: z.string(), unit: z.string(), isIndicator: z.boolean(), numeric: z.boolean() }),
  ),
  rows: z.array(
    z.strictObject({
      key: z.string(),
      name: z.string(),
      cells: z.array(cell),
      status: statusMark,
      marks: texts,
      knownAt: z.string(),
    }),
  ),
})

const chartBands = z.array(z.strictObject({ from: z.number().nullable(), to: z.number().nullable() }))

const chart: z.ZodType<ChartSeries> = z.strictObject({
  question: z.string(),
  measure: z.string(),
  unit: z.string(),
  form: z.enum(['line', 'bar']),
  share: z.boolean(),
  whole: z.boolean(),
  points: z.array(
    z.strictObject({
      start: z.string(),
      end: z.string(),
      value: z.number().nullable(),
      label: z.string(),
      status: z.enum(statuses),
      interval: z.tuple([z.number(), z.number()]).nullable(),
      restated: z.boolean(),
      limits: z.strictObject({ centre: z.number(), lower: z.number(), upper: z.number() }).nullable(),
    }),
  ),
  criteria: z.array(
    z.strictObject({
      from: z.string(),
      to: z.string().nullable(),
      met: chartBands,
      near: chartBands,
      label: z.string(),
    }),
  ),
  breaks: z.array(z.strictObject({ at: z.string(), label: z.string() })),
  marks: z.array(z.strictObject({ at: z.string(), label: z.string() })),
  alt: z.string(),
})

const snapshotWords = {
  contract: z.string(),
  source: z.string(),
  asOf: z.string(),
  rows: quantity,
  rejected: quantity,
}
const measureSteps = z.array(
  z.strictObject({ name: z.string(), formula: z.string(), value: z.string(), remarks: texts }),
)

const steps: z.ZodType<Steps> = z.strictObject({
  evidence: z.array(
    z.strictObject({
      contract: z.string().nullable(),
      snapshots: z.array(z.strictObject({ digest: z.string(), known: z.strictObject(snapshotWords).nullable() })),
    }),
  ),
  base: measureSteps,
  derived: measureSteps,
  criteria: z.strictObject({ from: z.string(), met: z.string(), near: z.string().nullable() }).nullable(),
  verdict: statusMark,
  result: z.strictObject({ digest: z.string(), version: z.string(), knownAt: z.string() }),
})

const verdictWords = { symbol: z.string(), word: z.string(), sentence: z.string() }

const analysis: z.ZodType<IndicatorAnalysis> = z.strictObject({
  variation: z.strictObject({ verdict: z.enum(variations), ...verdictWords }),
  assurance: z.strictObject({ verdict: z.enum(assurances), ...verdictWords }).nullable(),
  model: z.string(),
  why: z.string(),
  signals: texts,
  figures: texts,
  notes: texts,
})

const stateMark: z.ZodType<StateMark> = z.strictObject({
  symbol: z.string(),
  word: z.string(),
  tone: z.enum(statuses),
})

const decidedFor: z.ZodType<DecidedOf> = z.strictObject({
  construct: z.string(),
  question: z.string(),
  group: z.string().nullable(),
  groupKey: z.string(),
})

const decision: z.ZodType<DecisionView> = z.strictObject({
  id: z.string(),
  kind: z.string(),
  of: decidedFor,
  mark: stateMark.nullable(),
  text: z.string(),
  made: z.string(),
  facts: texts,
  sentences: texts,
})
const decisions = z.array(decision)

const daysTaken = z.int().nullable()

const breach: z.ZodType<BreachView> = z.strictObject({
  of: decidedFor,
  mark: stateMark,
  since: z.string(),
  sentences: texts,
  reaction: z.strictObject({
    from: z.enum(['known', 'period end']),
    start: z.string(),
    answered: daysTaken,
    done: daysTaken,
    effective: daysTaken,
  }),
  reacted: z.string(),
  isOpen: z.boolean(),
  isAnswered: z.boolean(),
  asks: z
    .strictObject({
      construct: z.string(),
      group: z.record(z.string(), z.string().nullable()),
      period: z.string(),
      expects: z.string(),
      isDuration: z.boolean(),
    })
    .nullable(),
  answers: texts,
})

export const actions: z.ZodType<ActionsPage> = z.strictObject({
  sentence: z.string(),
  open: z.array(breach),
  actions: decisions,
  deviations: decisions,
  justifications: decisions,
  breaches: z.array(breach),
  people: z.array(z.strictObject({ id: z.string(), name: z.string() })),
})

const groupChoice = z.strictObject({ key: z.string(), name: z.string() })

export const indicator: z.ZodType<IndicatorPage> = z.strictObject({
  id: z.string(),
  annexB: z.string().nullable(),
  question: z.string(),
  need: z.string(),
  decision: z.string().nullable(),
  answer: z.string(),
  status: statusMark,
  meaning: z.string(),
  period: z.string(),
  measure: z.string(),
  value: quantity.nullable(),
  group: groupChoice.nullable(),
  groups: z.array(groupChoice),
  chart,
  analysis: analysis.nullable(),
  table,
  breakdown: z.strictObject({ by: z.string(), period: z.string(), table, sparks: z.array(spark) }).nullable(),
  comparison: comparison.nullable(),
  criteria: z.array(
    z.strictObject({ validity: z.string(), met: z.string(), near: z.string().nullable(), current: z.boolean() }),
  ),
  remarks: texts,
  facts: z.array(z.strictObject({ label: z.string(), value: z.string() })),
  steps,
  restatements: z.array(
    z.strictObject({
      period: z.string(),
      before: z.string(),
      after: z.string(),
      beforeStatus: statusMark,
      afterStatus: statusMark,
      knownAt: z.string(),
    }),
  ),
  decided: z
    .strictObject({
      breach: breach.nullable(),
      breaches: z.array(breach),
      actions: decisions,
      deviations: decisions,
      justifications: decisions,
      interpretations: decisions,
      baselines: decisions,
    })
    .nullable(),
})

export const evidence: z.ZodType<EvidencePage> = z.strictObject({
  sentence: z.string(),
  contracts: z.array(
    z.strictObject({
      contract: z.string(),
      feeds: z.array(z.strictObject({ id: z.string(), question: z.string() })),
      snapshots: z.array(
        z.strictObject({ ...snapshotWords, digest: z.string(), collectedAt: z.string(), rejectedBecause: texts }),
      ),
    }),
  ),
})

const value = z.union([z.number(), z.string(), z.boolean()]).nullable()

const interval = z.strictObject({
  method: z.string(),
  lower: z.number(),
  upper: z.number(),
  level: z.number(),
})

/** The result document of interface.md, as stored. */
export const result: z.ZodType<Result> = z.looseObject({
  construct: z.string(),
  annexB: z.string().nullable(),
  version: z.string(),
  period: z.strictObject({ start: z.string(), end: z.string() }),
  group: z.record(z.string(), z.string().nullable()),
  measures: z.record(z.string(), value),
  indicator: z.strictObject({
    measure: z.string(),
    value,
    unit: z.string().nullable(),
    interval: interval.nullable(),
    status: z.enum(statuses),
  }),
  reasons: z.record(z.string(), z.enum(reasons)),
  notes: z.array(z.object({ code: z.string(), measure: z.string().exactOptional(), message: z.string() })),
  knownAt: z.string(),
  evidence: texts,
  digest: z.string(),
})

const cardMeasures = z.array(z.object({ name: z.string(), formula: z.string(), unit: z.string().nullable() }))
const cardBands = z.array(
  z.object({
    from: z.number().nullable(),
    to: z.number().nullable(),
    fromIncluded: z.boolean(),
    toIncluded: z.boolean(),
  }),
)

export const card: z.ZodType<Card> = z.looseObject({
  id: z.string(),
  annexB: z.string().nullable(),
  version: z.string(),
  digest: z.string(),
  title: z.string(),
  type: z.enum(['performance', 'effectiveness']),
  efficiency: z.literal(true).exactOptional(),
  need: z.string(),
  decision: z.string().nullable(),
  controls: texts,
  pairedWith: texts,
  evidence: texts,
  baseMeasures: cardMeasures,
  derivedMeasures: cardMeasures,
  parameters: z.array(z.object({ name: z.string(), value: z.string(), meaning: z.string() })),
  indicator: z.object({
    measure: z.string(),
    unit: z.string().nullable(),
    direction: z.enum(['lower is better', 'higher is better', 'inside is better']),
    meaning: z.record(z.string(), z.string()),
  }),
  criteria: z.array(
    z.object({
      from: z.string(),
      met: z.string(),
      near: z.string().nullable(),
      bands: z.object({ met: cardBands, near: cardBands }).exactOptional(),
    }),
  ),
  by: texts,
  frequency: z.object({
    collect: z.string(),
    analyse: z.string(),
    report: z.string(),
    revise: z.string(),
    valid: z.string(),
  }),
  parties: z.record(z.string(), z.string()),
  chart: z.string().nullable(),
  notes: texts,
  accepted: z.record(z.string(), z.string()).exactOptional(),
})

export const snapshot: z.ZodType<Snapshot> = z.looseObject({
  digest: z.string(),
  contract: z.string(),
  source: z.string(),
  asOf: z.string(),
  covers: z.object({ from: z.string().nullable(), to: z.string() }),
  collectedAt: z.string(),
  rows: z.int(),
  rejected: z.int(),
})

export const problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
})
