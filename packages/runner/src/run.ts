import { check, cardOf, type Checked } from '@isometric/core/check'
import { adopted, type Construct, type Contract, type Programme } from '@isometric/core/construct'
import { isError, type Issue } from '@isometric/core/issue'
import { planOf, type Plan } from '@isometric/core/plan'
import { canonical } from '@isometric/core/record'
import type { SharedCells as Cells } from '@isometric/core/sql'
import type { Calendar, Card, Result } from '@isometric/core/term'
import type { Engine } from './engine/index.ts'
import {
  answerOf,
  answered,
  basisText,
  beginningsOf,
  constructDigest,
  contractsIn,
  evidenceOf,
  findingsOf,
  groundOf,
  hasRaters,
  keysOf,
  layOut,
  missingOf,
  periodsDue,
  remember,
  remembered,
  rowsFound,
  rowsOf,
  saysTheSame,
  sealed,
  showEvidence,
  sincesOf,
  withAgreement,
  type AnswerKeys,
  type Made,
  type Missing,
  type Remembered,
  type Sinces,
  type Span,
  type Stored,
  type Supposed,
} from './measure/index.ts'
import type { Answers } from './store/index.ts'

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
  /** What results were last made from: those that would be made from the same again are not measured. */
  readonly bases?: ReadonlyMap<string, string> | undefined
  /** What engines answered before. */
  readonly answers?: Answers | undefined
  /** What rows would be like: nothing of such a run is remembered. */
  readonly supposed?: Supposed | undefined
  /** Takes what is measured, a construct at a time, so that a run never holds the results of all. */
  readonly keep?: (measured: Measured) => Promise<void>
  readonly onProgress?: (done: number, of: number, construct: string) => void
}

export type Measured = { readonly card: Card; readonly results: readonly Result[]; readonly basis: string }
/** A construct whose stored results of a span are what measuring it again would give. */
export type Unchanged = { readonly construct: string; readonly span: Span }
/** Where the time of a run went; one line a construct for measuring. */
export type Timing = {
  readonly stage: 'check' | 'plan' | 'lay out evidence' | 'measure'
  readonly construct?: string
  readonly seconds: number
}
export type Run = {
  /** What was measured and nobody took. */
  readonly measured: readonly Measured[]
  readonly unchanged: readonly Unchanged[]
  /** The constructs, in the order they were asked for or adopted in. */
  readonly order: readonly string[]
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
  construct: Construct,
  lookback: number,
  request: MeasureRequest,
  stored: Readonly<Record<string, readonly Stored[]>>,
): ReturnType<typeof periodsDue> =>
  periodsDue({
    analyse: construct.frequency.analyse,
    lookback,
    asked: request.asked,
    adopted: request.programme.adopts.find((each) => each.construct === construct.id)?.from,
    snapshots: Object.values(stored).flat(),
    now: request.now,
    calendar: calendarOf(request.programme),
  })

/** What the results of a construct are made from, as far as it is known before anything is read. */
const madeFrom = (construct: Construct, contracts: readonly string[], request: MeasureRequest): Made => {
  const snapshots = Object.fromEntries(contracts.map((name) => [name, request.stored[name] ?? []]))
  const named = contracts.flatMap((name) => request.contracts[name] ?? [])
  return {
    construct,
    programme: request.programme,
    contracts: Object.fromEntries(named.map((contract) => [contract.name, contract])),
    snapshots,
    periods: dueFor(construct, 0, request, snapshots).all,
  }
}

/** The span of the results that stand, where nothing they were made from has changed. */
const unchangedOf = (construct: Construct, request: MeasureRequest): readonly Unchanged[] => {
  const before = request.asKnownOn === undefined ? request.bases?.get(construct.id) : undefined
  if (before === undefined) return []
  const made = madeFrom(construct, contractsIn(before), request)
  const [first, last] = [made.periods[0], made.periods.at(-1)]
  if (first === undefined || last === undefined || basisText(made) !== before) return []
  return [{ construct: construct.id, span: { from: first.start, to: last.end } }]
}

/** A result's period and group. */
const placeOf = ({ period, group }: Result): string => canonical([period.start, period.end, group])

/** The known result where nothing has changed, so that evidence that changes nothing restates nothing. */
const settled = (results: readonly Result[], known: readonly Result[]): readonly Result[] => {
  if (known.length === 0) return results
  const byPlace = new Map(known.map((result) => [placeOf(result), result]))
  return results.map((result) => {
    const before = byPlace.get(placeOf(result))
    return before !== undefined && saysTheSame(result, before) ? before : result
  })
}

/** A construct that can be measured, with the periods that are due: the last `reported` of the plan's. */
type Planned = {
  readonly plan: Plan
  readonly card: Card
  readonly digest: string
  readonly basis: string
  readonly reported: number
}

/** What of a plan is known already, and what has to be asked. */
type Asked = Planned & { readonly keys: AnswerKeys; readonly known: Remembered; readonly missing: Missing }

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

const planned = (checked: Checked, request: MeasureRequest, beginnings: Beginnings, { since }: Sinces): Planned => {
  const stored = evidenceFor(checked, request)
  const { all, reported } = dueFor(checked.construct, checked.lookback, request, stored)
  const begins = earliest(checked, stored, beginnings)
  const plan = planOf(checked, stored, all, calendarOf(request.programme), begins, since)
  const digest = constructDigest(plan)
  const basis = basisText(madeFrom(checked.construct, Object.keys(checked.contracts), request))
  return { plan, digest, reported, basis, card: cardOf(checked, digest) }
}

const measureOne = async (one: Asked, request: MeasureRequest, engine: Engine, cells: Cells): Promise<Measured> => {
  const { plan, digest, card, basis, reported, keys, known, missing } = one
  if (reported === 0) return { card, results: [], basis }
  const found = answered(missing, keys, await rowsFound(missing.plan, engine, cells))
  remember(found, request.answers)
  const answers = plan.measures.map((measure) => answerOf(plan, measure, rowsOf(measure, keys, known, found)))
  const findings = await withAgreement(plan, findingsOf(plan, answers), engine)
  const shown = new Set(plan.periods.slice(-reported).map((period) => period.start))
  const ground = groundOf(digest, evidenceOf(plan))
  const results = findings
    .filter((finding) => shown.has(finding.period.start))
    .map((finding) => sealed(finding, ground, request.asKnownOn ?? request.now))
  return { card, results: settled(results, await request.known(card.id)), basis }
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

/** Plans of a run, and what of them has to stay remembered. */
type AllPlanned = { readonly plans: readonly Planned[]; readonly keys: readonly string[] }

const planAll = async (sound: readonly Checked[], request: MeasureRequest, engine: Engine): Promise<AllPlanned> => {
  const [contracts, stored] = [contractsOf(sound), knownEvidence(sound, request)]
  const { timeZone } = request.programme
  await showEvidence(engine, contracts, stored, request.supposed)
  const beginnings = await beginningsOf(engine, contracts, stored, timeZone)
  const isNow = request.asKnownOn === undefined && request.supposed === undefined
  const since = await sincesOf(engine, contracts, stored, timeZone, isNow ? request.answers : undefined)
  return { plans: sound.map((checked) => planned(checked, request, beginnings, since)), keys: since.keys }
}

/** Raters are read again each time: how far they agree stands beside the results and is no answer to a measure. */
const askedOf = (one: Planned, request: MeasureRequest): Asked => {
  const keys = one.reported === 0 ? new Map<never, never>() : keysOf(one.plan)
  const known = hasRaters(one.plan) ? new Map<never, never>() : remembered(keys, request.answers)
  return { ...one, keys, known, missing: missingOf(one.plan, keys, known) }
}

const toLayOut = (all: readonly Asked[]): readonly Plan[] =>
  all.flatMap(({ reported, missing }) => (reported > 0 && missing.periods.length > 0 ? [missing.plan] : []))

/** After a run over everything, answers it did not look for are of no more use. */
const forget = (
  all: readonly Asked[],
  also: readonly string[],
  unchanged: readonly Unchanged[],
  request: MeasureRequest,
): void => {
  const everything = request.ids.length === 0 && request.asked === undefined && request.asKnownOn === undefined
  if (everything && unchanged.length === 0)
    request.answers?.keepOnly(new Set([...also, ...all.flatMap(({ keys }) => [...keys.values()].flat())]))
}

/**
 * The order of measuring (architecture.md 1): evidence → base measures → derived measures → verdict → result, for each
 * construct that is due or named. Where nothing that results were made from has changed, they stand; what was answered
 * before is not asked again; what the others read is laid out once for all of them. Issues of a construct keep it from
 * being measured; the others are.
 */
export const run = async (request: MeasureRequest, engine: Engine): Promise<Run> => {
  const timing: Timing[] = []
  const asked = chosen(request)
  const unchanged = asked.flatMap((construct) => unchangedOf(construct, request))
  const standing = new Set(unchanged.map(({ construct }) => construct))
  const outcomes = await timed({ stage: 'check' }, timing, () =>
    asked
      .filter(({ id }) => !standing.has(id))
      .map((construct) => check(adopted(construct, request.programme), request.contracts)),
  )
  const sound = outcomes.flatMap((outcome) => (outcome.ok ? [outcome.value] : []))
  const { plans, keys } = await timed({ stage: 'plan' }, timing, async () => {
    const all = await planAll(sound, request, engine)
    return { plans: all.plans.map((one) => askedOf(one, request)), keys: all.keys }
  })
  const cells = await timed({ stage: 'lay out evidence' }, timing, () => layOut(toLayOut(plans), engine))
  const measured: Measured[] = []
  const keep = request.keep ?? ((one) => Promise.resolve(void measured.push(one)))
  for (const [i, one] of plans.entries()) {
    request.onProgress?.(i, plans.length, one.card.id)
    const construct = one.card.id
    await keep(await timed({ stage: 'measure', construct }, timing, () => measureOne(one, request, engine, cells)))
  }
  forget(plans, keys, unchanged, request)
  request.onProgress?.(plans.length, plans.length, '')
  const issues = outcomes.flatMap((outcome) => outcome.issues.filter(isError))
  return { measured, unchanged, order: asked.map(({ id }) => id), issues, timing }
}
