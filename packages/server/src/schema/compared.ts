/** What a value is compared with, and the rows behind it, as schemas. Types are those of core and runner. */
import { effects } from '@isometric/core/analyse'
import type { Comparison, Difference, Moved, PeriodComparison, Units } from '@isometric/core/report'
import type { EvidenceRows } from '@isometric/runner/rows'
import { z } from 'zod'

const texts = z.array(z.string())
const maybeNumber = z.number().nullable()

const difference: z.ZodType<Difference> = z.strictObject({
  change: z.number(),
  amount: z.string(),
  verdict: z.enum(effects).nullable(),
  test: z
    .strictObject({
      by: z.enum(['shares', 'rates', 'ranks']),
      scale: z.enum(['difference', 'ratio']),
      level: z.number(),
      estimate: maybeNumber,
      lower: z.number(),
      upper: maybeNumber,
    })
    .nullable(),
  limits: z.string().nullable(),
  why: z.string().nullable(),
})

const period: z.ZodType<PeriodComparison> = z.strictObject({
  with: z.enum(['before', 'year before']),
  title: z.string(),
  period: z.string(),
  start: z.string(),
  difference,
  sentence: z.string(),
})

const moved: z.ZodType<Moved> = z.strictObject({
  since: z.string(),
  period: z.string(),
  change: z.number(),
  mix: maybeNumber,
  rate: maybeNumber,
  groups: z.array(
    z.strictObject({
      key: z.string(),
      name: z.string(),
      before: maybeNumber,
      after: maybeNumber,
      change: z.number(),
      rate: maybeNumber,
      mix: maybeNumber,
    }),
  ),
  table: z.strictObject({
    columns: texts,
    rows: z.array(z.strictObject({ key: z.string(), name: z.string(), cells: z.array(z.string().nullable()) })),
  }),
  sentences: texts,
  why: z.string().nullable(),
})

const limits = z.strictObject({ lower: z.number(), upper: z.number() })

const units: z.ZodType<Units> = z.strictObject({
  sentences: texts,
  target: z.number(),
  targetText: z.string(),
  isOverdispersed: z.boolean(),
  factor: z.number(),
  unit: z.string(),
  size: z.string(),
  rows: z.array(
    z.strictObject({
      key: z.string(),
      name: z.string(),
      part: z.number(),
      whole: z.number(),
      value: z.number(),
      text: z.string(),
      limits: z.string(),
      place: z.enum(['inside', 'above inner', 'below inner', 'above outer', 'below outer']),
      placeText: z.string(),
      judged: z.enum(['better', 'worse']).nullable(),
    }),
  ),
  edges: z.array(z.strictObject({ whole: z.number(), inner: limits, outer: limits })),
  labels: z.strictObject({ inner: z.string(), outer: z.string(), target: z.string() }),
  alt: z.string(),
})

export const comparison: z.ZodType<Comparison> = z.strictObject({
  periods: z.array(period),
  moved: z.array(moved),
  units: units.nullable(),
})

export const evidenceRows: z.ZodType<EvidenceRows> = z.strictObject({
  construct: z.string(),
  period: z.strictObject({ start: z.string(), end: z.string() }),
  group: z.record(z.string(), z.string().nullable()),
  result: z.string(),
  measure: z.string(),
  measures: texts,
  part: z.int(),
  parts: texts,
  contract: z.string(),
  columns: z.array(z.strictObject({ name: z.string(), type: z.string(), unit: z.string().nullable() })),
  rows: z.array(z.array(z.json())),
  total: z.int(),
  hidden: z.int(),
  isPersonal: z.boolean(),
  next: z.string().nullable(),
})
