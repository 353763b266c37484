import { check } from '@isometric/core/check'
import { adopted, type Adoption, type Construct, type Contract, type Programme } from '@isometric/core/construct'
import type { Adopted, ProgrammeFacts } from '@isometric/core/programme'
import type { Result, Snapshot } from '@isometric/core/term'

/** Everything the standing of a programme is a function of, already read; nothing below looks at a clock or a folder. */
export type Standing = {
  readonly programme: Programme
  readonly contracts: Readonly<Record<string, Contract>>
  readonly constructs: Readonly<Record<string, Construct>>
  readonly snapshots: readonly Snapshot[]
  /** Contracts of which a file stands in quarantine. */
  readonly quarantined: readonly string[]
  readonly results: readonly Result[]
  /** Ids of constructs whose breach somebody has answered. */
  readonly answered: readonly string[]
  readonly now: string
}

const adoptedOf = (construct: Construct, { from }: Adoption, contracts: Standing['contracts']): Adopted => ({
  id: construct.id,
  annexB: construct.annexB?.id ?? null,
  title: construct.title,
  type: construct.type,
  decision: construct.decision ?? null,
  controls: construct.controls,
  pairedWith: construct.pairedWith,
  evidence: construct.evidence,
  frequency: construct.frequency,
  parties: construct.parties,
  efficiency: construct.efficiency,
  requirements: construct.requirements,
  audiences: construct.report.audiences,
  measures: [
    ...construct.baseMeasures.map(({ name, method }) => ({ name, formula: method.text })),
    ...construct.derivedMeasures.map((each) => ({ name: each.name, formula: each.function.text })),
  ],
  indicator: construct.indicator,
  criteria: construct.indicator.criteria.map((set) => ({
    from: set.from,
    met: set.met.text,
    near: set.near?.text ?? null,
    approved: set.approved ?? null,
  })),
  isSound: check(construct, contracts).ok,
  since: from ?? null,
})

/** What is known of a programme, as the checklist and the matrix of 9.1 look at it. */
export const programmeFacts = (standing: Standing): ProgrammeFacts => {
  const { programme, constructs, contracts } = standing
  return {
    organisation: programme.organisation,
    now: standing.now,
    calendar: { timeZone: programme.timeZone, firstMonth: programme.firstMonth },
    people: Object.values(programme.people),
    adopted: programme.adopts.flatMap((adoption) => {
      const construct = constructs[adoption.construct]
      return construct === undefined ? [] : [adoptedOf(adopted(construct, programme), adoption, contracts)]
    }),
    sourced: programme.sources.map(({ contract }) => contract),
    snapshots: standing.snapshots,
    quarantined: standing.quarantined,
    answered: standing.answered,
    results: standing.results.filter(({ group }) => Object.keys(group).length === 0),
  }
}
