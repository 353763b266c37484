import { check, cardOf, type Checked } from '@isometric/core/check'
import { adopted, type Construct, type Contract, type Programme } from '@isometric/core/construct'
import { isError, type Issue } from '@isometric/core/issue'
import { planOf } from '@isometric/core/plan'
import type { Calendar, Card, Result } from '@isometric/core/term'
import type { Engine } from './engine/index.ts'
import {
  answersOf,
  constructDigest,
  evidenceOf,
  findingsOf,
  periodsDue,
  beginningOf,
  saysTheSame,
  sealed,
  showEvidence,
  type Span,
  type Stored,
} from './measure/index.ts'

/** Everything a measurement is a function of, already read; nothing below looks at a clock or a folder. */
export type MeasureRequest = {
  readonly programme: Programme
  readonly contracts: Readonly<Record<string, Contract>>
  readonly constructs: Readonly<Record<string, Construct>>
  /** Which constructs; empty: those adopted, or, where nothing is, those with evidence. */
  readonly ids: readonly string[]
  readonly stored: Readonly<Record<string, readonly Stored[]>>
  readonly asked: Span | undefined
  /** Only evidence collected by then is looked at. */
  readonly asKnownOn: string | undefined
  readonly now: string
  /** Results already known, to tell a restatement from the same answer again. */
  readonly known: (construct: string) => Promise<readonly Result[]>
  readonly onProgress?: (done: number, of: number, construct: string) => void
}

export type Measured = { readonly card: Card; readonly results: readonly Result[] }
export type Timing = { readonly construct: string; readonly seconds: number }
export type Run = {
  readonly measured: readonly Measured[]
  readonly issues: readonly Issue[]
  readonly timing: readonly Timing[]
}

const knownBy = (stored: readonly Stored[], asKnownOn: string | undefined): readonly Stored[] =>
  asKnownOn === undefined ? stored : stored.filter((snapshot) => snapshot.collectedAt <= asKnownOn)

const hasEvidence = (construct: Construct, request: MeasureRequest): boolean =>
  construct.evidence.some((name) => (request.stored[name] ?? []).length > 0)

const chosen = (request: MeasureRequest): readonly Construct[] => {
  const { ids, constructs, programme } = request
  const adoptedIds = programme.adopts.map((adoption) => adoption.construct)
  const named = ids.length > 0 ? ids : adoptedIds
  return named.length > 0
    ? named.flatMap((id) => constructs[id] ?? [])
    : Object.values(constructs).filter((construct) => hasEvidence(construct, request))
}

export const calendarOf = (programme: Programme): Calendar => ({
  timeZone: programme.timeZone,
  firstMonth: programme.firstMonth,
})

/** What the construct reads, as it was known. */
const evidenceFor = (checked: Checked, request: MeasureRequest): Readonly<Record<string, readonly Stored[]>> =>
  Object.fromEntries(
    Object.keys(checked.contracts).map((name) => [name, knownBy(request.stored[name] ?? [], request.asKnownOn)]),
  )

const dueFor = (
  checked: Checked,
  request: MeasureRequest,
  stored: Readonly<Record<string, readonly Stored[]>>,
): ReturnType<typeof periodsDue> =>
  periodsDue({
    analyse: checked.construct.frequency.analyse,
    lookback: checked.lookback,
    asked: request.asked,
    adopted: request.programme.adopts.find((each) => each.construct === checked.construct.id)?.from,
    snapshots: Object.values(stored).flat(),
    now: request.now,
    calendar: calendarOf(request.programme),
  })

/** The known result where nothing has changed, so that evidence that changes nothing restates nothing. */
const settled = (results: readonly Result[], known: readonly Result[]): readonly Result[] =>
  results.map(
    (result) =>
      known.find(
        (each) =>
          each.period.start === result.period.start &&
          each.period.end === result.period.end &&
          saysTheSame(result, each),
      ) ?? result,
  )

const measureOne = async (checked: Checked, request: MeasureRequest, engine: Engine): Promise<Measured> => {
  const stored = evidenceFor(checked, request)
  const { all, reported } = dueFor(checked, request, stored)
  const tables = Object.values(checked.contracts)
  await showEvidence(engine, tables, stored)
  const read = tables.filter((contract) => checked.construct.evidence.includes(contract.name))
  const plan = planOf(
    checked,
    stored,
    all,
    calendarOf(request.programme),
    await beginningOf(engine, read, stored, request.programme.timeZone),
  )
  const digest = constructDigest(plan)
  const card = cardOf(checked, digest)
  if (reported === 0) return { card, results: [] }
  const findings = findingsOf(plan, await answersOf(plan, engine))
  const shown = new Set(plan.periods.slice(-reported).map((period) => period.start))
  const evidence = evidenceOf(plan)
  const results = findings
    .filter((finding) => shown.has(finding.period.start))
    .map((finding) => sealed(finding, digest, evidence, request.asKnownOn ?? request.now))
  return { card, results: settled(results, await request.known(checked.construct.id)) }
}

/**
 * The order of measuring (architecture.md 1): evidence → base measures → derived measures → verdict → result, for each
 * construct that is due or named. Issues of a construct keep it from being measured; the others are.
 */
export const run = async (request: MeasureRequest, engine: Engine): Promise<Run> => {
  const constructs = chosen(request)
  const measured: Measured[] = []
  const issues: Issue[] = []
  const timing: Timing[] = []
  for (const [i, construct] of constructs.entries()) {
    request.onProgress?.(i, constructs.length, construct.id)
    const checked = check(adopted(construct, request.programme), request.contracts)
    issues.push(...checked.issues.filter(isError))
    const began = performance.now()
    if (checked.ok) measured.push(await measureOne(checked.value, request, engine))
    timing.push({ construct: construct.id, seconds: (performance.now() - began) / 1000 })
  }
  request.onProgress?.(constructs.length, constructs.length, '')
  return { measured, issues, timing }
}
