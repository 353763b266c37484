import { hash } from 'node:crypto'
import { canonical, digestOf, type Json, type Written } from '@isometric/core/record'
import type { Plan } from '@isometric/core/plan'
import type { Finding, Result } from '@isometric/core/term'

/** Changes whenever the same construct and evidence may give another number (CHANGELOG, Results). */
export const semanticsVersion = 1

export const sha256 = (text: string): string => hash('sha256', text)

/** The construct as written, with what the organisation has set: what a result is a function of. */
export const constructDigest = (plan: Plan): string => {
  const { construct } = plan.checked
  const parameters = construct.parameters.map(
    (each) =>
      [
        each.name,
        each.value?.text ??
          Object.fromEntries(Object.entries(each.values ?? {}).map(([level, text]) => [level, text.text])),
      ] as const,
  )
  const criteria = construct.indicator.criteria.map((set) => ({
    from: set.from,
    met: set.met.text,
    near: set.near?.text ?? null,
    ...(set.notMet === undefined ? {} : { notMet: set.notMet.text }),
  }))
  const contracts = Object.values(plan.checked.contracts)
    .map((contract) => sha256(contract.source.text))
    .sort()
  return digestOf(
    { text: sha256(construct.source.text), parameters: Object.fromEntries(parameters), criteria, contracts },
    sha256,
  )
}

const plainPeriod = (finding: Finding): { readonly start: string; readonly end: string } => ({
  start: finding.period.start,
  end: finding.period.end,
})

/** Everything a reader can see of a result; equal content is the same result however often it is measured. */
const contentOf = (
  finding: Omit<Finding, 'period'>,
  period: { readonly start: string; readonly end: string },
): Json => ({
  construct: finding.construct,
  version: finding.version,
  period,
  group: finding.group,
  measures: finding.measures,
  indicator: {
    ...finding.indicator,
    interval: finding.indicator.interval === null ? null : { ...finding.indicator.interval },
  },
  reasons: finding.reasons,
  notes: finding.notes.map((note) => ({ ...note })),
})

/** The snapshots a plan reads, in order of their digests. */
export const evidenceOf = (plan: Plan): readonly string[] =>
  [
    ...new Set(
      plan.measures
        .flatMap((measure) => measure.reads)
        .flatMap((name) => plan.tables[name]?.snapshots.map((snapshot) => snapshot.digest) ?? []),
    ),
  ].sort()

/** What all results of a construct have in common: the construct they are of and what they were made from. */
export type Ground = { readonly construct: string; readonly evidence: readonly string[]; readonly written: Written }

export const groundOf = (construct: string, evidence: readonly string[]): Ground => ({
  construct,
  evidence,
  written: new Map([[evidence, canonical(evidence)]]),
})

/** Gives a finding its time and its digest, which covers construct, evidence, period, semantics and values (architecture.md 6). */
export const sealed = (finding: Finding, { construct, evidence, written }: Ground, knownAt: string): Result => {
  const period = plainPeriod(finding)
  const content = contentOf(finding, period)
  const digest = digestOf({ construct, semantics: semanticsVersion, evidence, content }, sha256, written)
  return { ...finding, period, knownAt, evidence, digest }
}

/** The digest of a result as it is stored, if it is one of a construct in this form. */
export const sealOf = (result: Result, construct: string): string =>
  digestOf(
    { construct, semantics: semanticsVersion, evidence: result.evidence, content: contentOf(result, result.period) },
    sha256,
  )

/** Doubles agree to twelve digits (language.md 2): in which order an engine adds them up is no news. */
const isNear = (a: number, b: number): boolean => Math.abs(a - b) <= 1e-12 * Math.max(Math.abs(a), Math.abs(b))

const isSame = (a: Json | undefined, b: Json | undefined): boolean => {
  if (typeof a === 'number' && typeof b === 'number') return isNear(a, b)
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return a === b
  const [left, right] = [Object.entries(a), new Map<string, Json>(Object.entries(b))]
  return left.length === right.size && left.every(([key, each]) => right.has(key) && isSame(each, right.get(key)))
}

/** Whether a result says what another already said; evidence that changes nothing is no restatement. */
export const saysTheSame = (result: Result, known: Result): boolean =>
  isSame(contentOf(result, result.period), contentOf(known, known.period))
