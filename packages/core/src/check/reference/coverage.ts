import type { Contract } from '../../construct/index.ts'
import {
  countsFor,
  knownSnapshots,
  millisecondsOf,
  newestOfEachSource,
  oldestTolerated,
  type Evidence,
  type Numbered,
} from './evidence.ts'

/**
 * Whether the evidence speaks for the period (language.md 4): wholly; in part, so that the value is marked stale; only
 * by pictures too old to use; or not at all. Nothing observed is not zero.
 */
export const coverages = ['covered', 'stale', 'too old', 'none'] as const
export type Coverage = (typeof coverages)[number]

/** An as-of day ends one second before the next begins: that second is no gap. */
const grace = 1000

const ofState = (contract: Contract, evidence: Evidence): Coverage => {
  const newest = newestOfEachSource(knownSnapshots(contract, evidence).filter(countsFor(contract, evidence)))
  const fresh = newest.filter(({ asOf }) => asOf >= oldestTolerated(contract, evidence))
  if (newest.length === 0) return 'none'
  return fresh.length === 0 ? 'too old' : fresh.length < newest.length ? 'stale' : 'covered'
}

type Stretch = { readonly from: number; readonly to: number }

const stretchOf = ({ snapshot: { covers } }: Numbered, within: Stretch): Stretch => ({
  from: Math.max(within.from, covers.from === null ? -Infinity : millisecondsOf(covers.from)),
  to: Math.min(within.to, millisecondsOf(covers.to)),
})

const ofEvents = (contract: Contract, evidence: Evidence): Coverage => {
  const within = { from: millisecondsOf(evidence.period.startAt), to: millisecondsOf(evidence.period.endAt) }
  const stretches = knownSnapshots(contract, evidence)
    .map((numbered) => stretchOf(numbered, within))
    .filter(({ from, to }) => from < to)
    .sort((a, b) => a.from - b.from)
  let reached = within.from
  let isWhole = true
  for (const { from, to } of stretches) {
    if (from > reached + grace) isWhole = false
    reached = Math.max(reached, to)
  }
  if (stretches.length === 0) return 'none'
  return isWhole && reached + grace >= within.to ? 'covered' : 'stale'
}

const ofRecords = (contract: Contract, evidence: Evidence): Coverage => {
  const newest = knownSnapshots(contract, evidence).at(-1)?.asOf
  const { startAt, endAt } = evidence.period
  if (newest === undefined) return 'none'
  if (newest >= oldestTolerated(contract, evidence) || newest + grace >= millisecondsOf(endAt)) return 'covered'
  return newest >= millisecondsOf(startAt) ? 'stale' : 'none'
}

/** Lines of a parent cannot be seen without the parent's table. */
const ofPart = (contract: Contract, parent: string, evidence: Evidence): Coverage => {
  const of = evidence.input.contracts[parent]
  return of === undefined || knownSnapshots(of, evidence).length === 0 ? 'none' : ofRecords(contract, evidence)
}

export const coverageOf = (contract: Contract, evidence: Evidence): Coverage => {
  switch (contract.describes.kind) {
    case 'state':
      return ofState(contract, evidence)
    case 'events':
      return ofEvents(contract, evidence)
    case 'records':
      return ofRecords(contract, evidence)
    case 'part':
      return ofPart(contract, contract.describes.of, evidence)
  }
}

/** A plan as it was at a moment is covered by any picture taken until then. */
export const coverageKnownAt = (contract: Contract, moment: number, evidence: Evidence): Coverage =>
  knownSnapshots(contract, evidence).some(({ asOf }) => asOf <= moment) ? 'covered' : 'none'

/** A measure is covered no better than the worst of what it mentions. */
export const worstCoverage = (all: readonly Coverage[]): Coverage =>
  all.reduce((worst, each) => (coverages.indexOf(each) > coverages.indexOf(worst) ? each : worst), 'covered')
