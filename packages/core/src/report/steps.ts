import type { Card, Result, Snapshot } from '../term/index.ts'
import { unitOfMeasure } from './answer.ts'
import { criteriaOf, criteriaWords, type CriteriaWords } from './criteria-words.ts'
import { momentText, shortDate } from './date-words.ts'
import { en } from './message/index.ts'
import { quantityOf, valueText, type Quantity } from './quantity.ts'
import { statusMark, type StatusMark } from './status-mark.ts'

/** From evidence to verdict, in the order of the measurement model (27004 Annex A). */
export type Steps = {
  readonly evidence: readonly EvidenceStep[]
  readonly base: readonly MeasureStep[]
  readonly derived: readonly MeasureStep[]
  readonly criteria: (CriteriaWords & { readonly from: string }) | null
  readonly verdict: StatusMark
  readonly result: { readonly digest: string; readonly version: string; readonly knownAt: string }
}
/** The snapshots of one contract, the newest first; `contract` is null for those the workspace does not hold any more. */
export type EvidenceStep = {
  readonly contract: string | null
  readonly snapshots: readonly { readonly digest: string; readonly known: SnapshotWords | null }[]
}
export type SnapshotWords = {
  readonly contract: string
  readonly source: string
  readonly asOf: string
  readonly rows: Quantity
  readonly rejected: Quantity
}
export type MeasureStep = {
  readonly name: string
  /** The method or function as written. */
  readonly formula: string
  readonly value: string
  /** Why there is no value, and what else a reader must know of it. */
  readonly remarks: readonly string[]
}

export const snapshotWords = (snapshot: Snapshot): SnapshotWords => ({
  contract: snapshot.contract,
  source: snapshot.source,
  asOf: momentText(snapshot.asOf),
  rows: quantityOf(snapshot.rows, en.step.row),
  rejected: quantityOf(snapshot.rejected, en.step.row),
})

const remarksOf = (result: Result, name: string): readonly string[] => {
  const reason = result.reasons[name]
  const notes = result.notes.filter(({ measure }) => measure === name).map(({ message }) => message)
  return reason === undefined ? notes : [en.reasons[reason], ...notes]
}

const measureStep = (result: Result, card: Card, name: string, formula: string): MeasureStep => {
  const value = result.measures[name] ?? null
  return {
    name,
    formula: formula.trim(),
    value: value === null ? en.mark.noValue : valueText(value, unitOfMeasure(card, name)),
    remarks: remarksOf(result, name),
  }
}

const criteriaStep = (result: Result, card: Card): Steps['criteria'] => {
  const criteria = criteriaOf(card, result.period)
  return criteria === undefined
    ? null
    : { from: shortDate(criteria.from), ...criteriaWords(criteria, result.indicator.unit) }
}

const byAsOf = (a: Snapshot | undefined, b: Snapshot | undefined): number => {
  const [x, y] = [a?.asOf ?? '', b?.asOf ?? '']
  return x < y ? 1 : x > y ? -1 : 0
}

const evidenceSteps = (digests: readonly string[], snapshots: readonly Snapshot[]): readonly EvidenceStep[] => {
  const byDigest = new Map(snapshots.map((snapshot) => [snapshot.digest, snapshot]))
  const used = digests.map((digest) => ({ digest, snapshot: byDigest.get(digest) }))
  return [...Map.groupBy(used, ({ snapshot }) => snapshot?.contract ?? null)].map(([contract, own]) => ({
    contract,
    snapshots: own
      .toSorted((a, b) => byAsOf(a.snapshot, b.snapshot))
      .map(({ digest, snapshot }) => ({ digest, known: snapshot === undefined ? null : snapshotWords(snapshot) })),
  }))
}

export const stepsOf = (result: Result, card: Card, snapshots: readonly Snapshot[]): Steps => ({
  evidence: evidenceSteps(result.evidence, snapshots),
  base: card.baseMeasures.map(({ name, formula }) => measureStep(result, card, name, formula)),
  derived: card.derivedMeasures.map(({ name, formula }) => measureStep(result, card, name, formula)),
  criteria: criteriaStep(result, card),
  verdict: statusMark(result.indicator.status),
  result: { digest: result.digest, version: result.version, knownAt: momentText(result.knownAt) },
})
