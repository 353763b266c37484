import type { Contract } from '../../construct/index.ts'
import { begunBy, knownSnapshots, type Evidence } from './evidence.ts'
import type { ReferenceEvidence } from './input.ts'

const ofTable = (contract: Contract, evidence: Evidence): readonly number[] => {
  const snapshots = knownSnapshots(contract, evidence)
  return [...snapshots.map(({ asOf }) => asOf), ...begunBy(contract, snapshots, evidence)]
}

/**
 * When a series begins, in milliseconds: with the first row or the first picture of the tables its construct declares
 * (docs/decisions/0003-coverage.md). Before it nobody looked, however far back an export claims to reach.
 */
export const beginningOf = (input: ReferenceEvidence): number => {
  const [period] = input.periods
  if (input.declared === undefined || period === undefined) return -Infinity
  const contracts = input.declared.flatMap((name) => input.contracts[name] ?? [])
  return Math.min(...contracts.flatMap((contract) => ofTable(contract, { input, period })))
}
