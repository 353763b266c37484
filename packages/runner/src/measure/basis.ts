import type { Construct, Contract, Programme } from '@isometric/core/construct'
import { canonical, type Json } from '@isometric/core/record'
import type { Period, Snapshot } from '@isometric/core/term'
import { semanticsVersion, sha256 } from './seal.ts'

/** What the results of a construct are made from, as far as it is known before anything is read. */
export type Made = {
  readonly construct: Construct
  readonly programme: Programme
  readonly contracts: Readonly<Record<string, Contract>>
  readonly snapshots: Readonly<Record<string, readonly Snapshot[]>>
  readonly periods: readonly Period[]
}

const told = ({ digest, source, asOf, covers, rejected }: Snapshot): Json => [
  digest,
  source,
  asOf,
  covers.from,
  covers.to,
  rejected,
]

/**
 * Canonical text of all of it: texts, what the organisation has set, evidence, periods, and the meaning of the
 * language. Results under the same text would be the same.
 */
export const basisText = ({ construct, programme, contracts, snapshots, periods }: Made): string => {
  const adoption = programme.adopts.find((each) => each.construct === construct.id)
  return canonical({
    semantics: semanticsVersion,
    construct: sha256(construct.source.text),
    adoption: sha256(JSON.stringify(adoption ?? null)),
    calendar: [programme.timeZone, programme.firstMonth],
    contracts: Object.fromEntries(Object.values(contracts).map(({ name, source }) => [name, sha256(source.text)])),
    evidence: Object.fromEntries(
      Object.keys(contracts).map((name) => [name, sha256(canonical((snapshots[name] ?? []).map(told)))]),
    ),
    periods: [periods[0]?.start ?? '', periods.at(-1)?.end ?? '', periods.length],
  })
}

/** The contracts a stored basis names; none where it is no basis of this version. */
export const contractsIn = (basis: string): readonly string[] => {
  const value: unknown = JSON.parse(basis)
  return typeof value === 'object' && value !== null && 'contracts' in value && typeof value.contracts === 'object'
    ? Object.keys(value.contracts ?? {})
    : []
}
