import { check, cardOf, type Checked } from '@isometric/core/check'
import { adopted, type Construct, type Contract, type Programme } from '@isometric/core/construct'
import { isError, type Issue } from '@isometric/core/issue'
import { planOf, type Plan } from '@isometric/core/plan'
import type { SharedCells } from '@isometric/core/sql'
import type { Calendar, Card, Result } from '@isometric/core/term'
import type { Engine } from './engine/index.ts'
import {
  answersOf,
  constructDigest,
  evidenceOf,
  findingsOf,
  layOut,
  periodsDue,
  beginningsOf,
  saysTheSame,
  sealed,
  showEvidence,
  type Span,
  withAgreement,
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
/** Where the time of a run went; one line a construct for measuring. */
export type Timing = {
  readonly stage: 'check' | 'plan' | 'lay out evidence' | 'measure'
  readonly construct?: string
  readonly seconds: number
}
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

/** A construct that can be measured, with the periods that are due: the last `reported` of the plan's. */
type Planned = { readonly plan: Plan; readonly card: Card; readonly digest: string; readonly reported: number }

type Beginnings = Readonly<Record<string, string | undefined>>

/** The first instant the evidence of a construct speaks of: a row's own time, or the first picture's. */
const earliest = (
  { construct }: Checked,
  stored: Readonly<Record<string, readonly Stored[]>>,
  beginnings: Beginnings,
): string | undefined =>
  construct.evidence
    .flatMap((name) => [
      ...(stored[name] ?? []).map(({ asOf }) => asOf),
      ...(beginnings[name] === undefined ? [] : [beginnings[name]]),
    ])
    .toSorted()[0]

const planned = (checked: Checked, request: MeasureRequest, beginnings: Beginnings): Planned => {
  const stored = evidenceFor(checked, request)
  const { all, reported } = dueFor(checked, request, stored)
  const plan = planOf(checked, stored, all, calendarOf(request.programme), earliest(checked, stored, beginnings))
  const digest = constructDigest(plan)
  return { plan, digest, reported, card: cardOf(checked, digest) }
}

const measureOne = async (
  one: Planned,
  request: MeasureRequest,
  engine: Engine,
  cells: SharedCells,
): Promise<Measured> => {
  const { plan, digest, card, reported } = one
  if (reported === 0) return { card, results: [] }
  const findings = await withAgreement(plan, findingsOf(plan, await answersOf(plan, engine, cells)), engine)
  const shown = new Set(plan.periods.slice(-reported).map((period) => period.start))
  const evidence = evidenceOf(plan)
  const results = findings
    .filter((finding) => shown.has(finding.period.start))
    .map((finding) => sealed(finding, digest, evidence, request.asKnownOn ?? request.now))
  return { card, results: settled(results, await request.known(card.id)) }
}

/** What is known of every contract that some construct reads. */
const knownEvidence = (
  sound: readonly Checked[],
  request: MeasureRequest,
): Readonly<Record<string, readonly Stored[]>> =>
  Object.fromEntries(sound.flatMap((checked) => Object.entries(evidenceFor(checked, request))))

const contractsOf = (sound: readonly Checked[]): readonly Contract[] => [
  ...new Map(sound.flatMap(({ contracts }) => Object.entries(contracts))).values(),
]

const timed = async <T>(of: Omit<Timing, 'seconds'>, timing: Timing[], act: () => T | Promise<T>): Promise<T> => {
  const began = performance.now()
  const value = await act()
  timing.push({ ...of, seconds: (performance.now() - began) / 1000 })
  return value
}

const planAll = async (
  sound: readonly Checked[],
  request: MeasureRequest,
  engine: Engine,
): Promise<readonly Planned[]> => {
  const [contracts, stored] = [contractsOf(sound), knownEvidence(sound, request)]
  await showEvidence(engine, contracts, stored)
  const beginnings = await beginningsOf(engine, contracts, stored, request.programme.timeZone)
  return sound.map((checked) => planned(checked, request, beginnings))
}

const due = (plans: readonly Planned[]): readonly Plan[] =>
  plans.filter(({ reported }) => reported > 0).map(({ plan }) => plan)

/**
 * The order of measuring (architecture.md 1): evidence → base measures → derived measures → verdict → result, for each
 * construct that is due or named. What they read is laid out once for all of them. Issues of a construct keep it from
 * being measured; the others are.
 */
export const run = async (request: MeasureRequest, engine: Engine): Promise<Run> => {
  const timing: Timing[] = []
  const outcomes = await timed({ stage: 'check' }, timing, () =>
    chosen(request).map((construct) => check(adopted(construct, request.programme), request.contracts)),
  )
  const sound = outcomes.flatMap((outcome) => (outcome.ok ? [outcome.value] : []))
  const plans = await timed({ stage: 'plan' }, timing, () => planAll(sound, request, engine))
  const cells = await timed({ stage: 'lay out evidence' }, timing, () => layOut(due(plans), engine))
  const measured: Measured[] = []
  for (const [i, one] of plans.entries()) {
    request.onProgress?.(i, plans.length, one.card.id)
    measured.push(
      await timed({ stage: 'measure', construct: one.card.id }, timing, () => measureOne(one, request, engine, cells)),
    )
  }
  request.onProgress?.(plans.length, plans.length, '')
  return { measured, issues: outcomes.flatMap(({ issues }) => issues.filter(isError)), timing }
}
