import { Temporal } from 'temporal-polyfill'
import { dateOf, grainOf, partnersOf, periodAround, stepped, type Result } from '../term/index.ts'
import type { Adopted, ProgrammeFacts } from './facts.ts'
import { hasGap, holdersOf, matrixOf } from './matrix.ts'

/** `missing`: not begun; `open`: begun, and something is left. */
export type State = 'done' | 'open' | 'missing'

/** The steps of a programme, in the order in which they are taken. */
export const steps = ['understand', 'establish', 'monitor', 'evaluate', 'document', 'clauses', 'annexes'] as const
export type Step = (typeof steps)[number]

/** One thing to be looked at: of how many, and by name those that are left. */
export type Item = {
  readonly id: string
  readonly state: State
  readonly of: number
  readonly left: readonly string[]
}
export type StepFacts = { readonly step: Step; readonly state: State; readonly items: readonly Item[] }

const stateOf = (of: number, left: number): State =>
  of === 0 || left === of ? 'missing' : left === 0 ? 'done' : 'open'

const item = (id: string, all: readonly string[], left: readonly string[]): Item => ({
  id,
  state: stateOf(all.length, left.length),
  of: all.length,
  left,
})

/** Where nothing can be left although something has begun: without a measure of performance none lacks its effect. */
const itemOrDone = (id: string, all: readonly string[], left: readonly string[], hasBegun: boolean): Item =>
  all.length === 0 && hasBegun ? { id, state: 'done', of: 0, left: [] } : item(id, all, left)

/** Done where all are, missing where all are, else open. */
const together = (states: readonly State[]): State => {
  const [first] = states
  return first !== undefined && states.every((state) => state === first) ? first : 'open'
}

const idsOf = (adopted: readonly { readonly id: string }[]): readonly string[] => adopted.map(({ id }) => id)
const each = (id: string, { adopted }: ProgrammeFacts, isLeft: (one: Adopted) => boolean): Item =>
  item(id, idsOf(adopted), idsOf(adopted.filter(isLeft)))

// ── 1 understand ────────────────────────────────────────────────────────────────────────────────────────────────────

const types = ['performance', 'effectiveness'] as const

const understand = (facts: ProgrammeFacts): readonly Item[] => {
  const { adopted } = facts
  const performing = adopted.filter(({ type }) => type === 'performance')
  const unmeasured = performing.filter((one) => partnersOf(one, adopted).length === 0)
  const without = types.filter((type) => !adopted.some((one) => one.type === type))
  return [
    each('needs', facts, ({ decision }) => decision === null),
    each('clients', facts, ({ parties }) => parties['client'] === undefined),
    item('types', types, without),
    itemOrDone('effects', idsOf(performing), idsOf(unmeasured), adopted.length > 0),
    // Clause 7 asks for performance and effectiveness; efficiency is measured where evidence has it.
    { ...each('efficiency', facts, ({ efficiency }) => !efficiency), state: adopted.length === 0 ? 'missing' : 'done' },
  ]
}

// ── 2 establish ─────────────────────────────────────────────────────────────────────────────────────────────────────

const contractsOf = ({ adopted }: ProgrammeFacts): readonly string[] => [
  ...new Set(adopted.flatMap(({ evidence }) => evidence)),
]

/** The roles of clause 6.5 with their keys in a construct. */
export const roles: Readonly<Record<string, string>> = {
  client: 'measurement client',
  planner: 'measurement planner',
  reviewer: 'measurement reviewer',
  owner: 'information owner',
  collector: 'information collector',
  analyst: 'information analyst',
  communicator: 'information communicator',
}

const unheld = (facts: ProgrammeFacts): readonly string[] =>
  Object.entries(roles)
    .filter(
      ([key, role]) =>
        holdersOf(facts, role) === null && !facts.adopted.some(({ parties }) => parties[key] !== undefined),
    )
    .map(([, role]) => role)

/** Who plans a measure does not confirm that it is suitable. */
const planners = ({ people }: ProgrammeFacts): readonly string[] =>
  people.filter(({ roles: own }) => own.includes(roles['planner'] ?? '')).map(({ name }) => name)
const judgesOfThemselves = (facts: ProgrammeFacts): readonly string[] => {
  const planning = planners(facts)
  return facts.people
    .filter(({ name, roles: own }) => planning.includes(name) && own.includes(roles['reviewer'] ?? ''))
    .map(({ name }) => name)
}

const establish = (facts: ProgrammeFacts): readonly Item[] => {
  const contracts = contractsOf(facts)
  return [
    each('sound', facts, ({ isSound }) => !isSound),
    each(
      'criteria',
      facts,
      ({ criteria }) => criteria.length === 0 || criteria.some(({ approved }) => approved === null),
    ),
    item(
      'sources',
      contracts,
      contracts.filter((name) => !facts.sourced.includes(name)),
    ),
    item('roles', Object.values(roles), unheld(facts)),
    item('separation', planners(facts), judgesOfThemselves(facts)),
  ]
}

// ── 3 monitor and analyse ───────────────────────────────────────────────────────────────────────────────────────────

const today = ({ now, calendar }: ProgrammeFacts): string => dateOf(now, calendar.timeZone)

/** How late an export may come and still be in time (language.md 4). */
const settle = Temporal.Duration.from('P5D')

/** Whether the newest picture of a contract is older than the shortest interval it is to be collected in. */
const isOverdue = (contract: string, facts: ProgrammeFacts): boolean => {
  const newest = facts.snapshots.filter((snapshot) => snapshot.contract === contract).at(-1)
  if (newest === undefined) return true
  const shown = Temporal.PlainDate.from(dateOf(newest.asOf, facts.calendar.timeZone))
  return facts.adopted
    .filter(({ evidence }) => evidence.includes(contract))
    .some(({ frequency }) => {
      const due = shown.add(Temporal.Duration.from(frequency.collect)).add(settle)
      return Temporal.PlainDate.compare(due, Temporal.PlainDate.from(today(facts))) < 0
    })
}

const resultsOf = (id: string, { results }: ProgrammeFacts): readonly Result[] =>
  results.filter(({ construct }) => construct === id).toSorted((a, b) => (a.period.end < b.period.end ? -1 : 1))

/** The last day of the period that ended last, and is to be measured. */
const lastPeriodEnd = ({ frequency }: Adopted, facts: ProgrammeFacts): string | undefined => {
  const grain = grainOf(frequency.analyse)
  if (grain === undefined) return undefined
  return stepped(periodAround(grain, today(facts), facts.calendar), -1, facts.calendar).end
}

const isBehind = (one: Adopted, facts: ProgrammeFacts): boolean =>
  (resultsOf(one.id, facts).at(-1)?.period.end ?? '') < (lastPeriodEnd(one, facts) ?? '')

/** As few as this make no course: a baseline comes before a trend (27004 clause 6.4). */
export const fewestPeriods = 4

const hasNoCourse = (one: Adopted, facts: ProgrammeFacts): boolean =>
  resultsOf(one.id, facts).filter(({ indicator }) => indicator.value !== null).length < fewestPeriods

const monitor = (facts: ProgrammeFacts): readonly Item[] => {
  const contracts = contractsOf(facts)
  const collected = contracts.filter((name) => facts.snapshots.some(({ contract }) => contract === name))
  return [
    item(
      'collected',
      contracts,
      contracts.filter((name) => !collected.includes(name)),
    ),
    item(
      'fresh',
      contracts,
      contracts.filter((name) => isOverdue(name, facts)),
    ),
    {
      id: 'quarantine',
      state: facts.quarantined.length > 0 ? 'open' : facts.snapshots.length === 0 ? 'missing' : 'done',
      of: facts.snapshots.length,
      left: facts.quarantined,
    },
    each('measured', facts, (one) => isBehind(one, facts)),
    each('course', facts, (one) => hasNoCourse(one, facts)),
  ]
}

// ── 4 evaluate ──────────────────────────────────────────────────────────────────────────────────────────────────────

const isJudged = (status: string | undefined): boolean => status === 'met' || status === 'near' || status === 'not met'

/** A decision is due wherever the last verdict is “not met” and nobody has answered it; that all are is no less a beginning. */
const decided = (judged: readonly string[], due: readonly string[]): Item => ({
  ...item('decided', judged, due),
  state: judged.length === 0 ? 'missing' : due.length === 0 ? 'done' : 'open',
})

const evaluated = (facts: ProgrammeFacts): readonly Item[] => {
  const statusOf = ({ id }: Adopted): string | undefined => resultsOf(id, facts).at(-1)?.indicator.status
  const judged = facts.adopted.filter((one) => isJudged(statusOf(one)))
  return [
    each('judged', facts, (one) => !isJudged(statusOf(one))),
    each('meanings', facts, ({ indicator }) =>
      ['met', 'not met'].some((status) => indicator.meaning[status] === undefined),
    ),
    decided(
      idsOf(judged),
      idsOf(judged.filter((one) => statusOf(one) === 'not met' && !facts.answered.includes(one.id))),
    ),
    each('revised', facts, (one) => isDueForRevision(one, facts)),
  ]
}

/** The last day somebody is known to have thought about a construct: it was adopted, or got other criteria. */
const lastRevised = ({ since, criteria }: Adopted): string | undefined =>
  [since, ...criteria.flatMap(({ from, approved }) => [from, approved])]
    .filter((day) => day !== null)
    .toSorted()
    .at(-1)

/** Whether a construct has been in use for longer than it was to be without revision. */
const isDueForRevision = (one: Adopted, facts: ProgrammeFacts): boolean => {
  const last = lastRevised(one)
  if (last === undefined) return false
  const due = Temporal.PlainDate.from(last).add(Temporal.Duration.from(one.frequency.revise))
  return Temporal.PlainDate.compare(due, Temporal.PlainDate.from(today(facts))) < 0
}

// ── 5 document ──────────────────────────────────────────────────────────────────────────────────────────────────────

const isUntraceable = (one: Adopted, facts: ProgrammeFacts): boolean => {
  const kept = new Set(facts.snapshots.map(({ digest }) => digest))
  const results = resultsOf(one.id, facts)
  return results.length === 0 || results.some(({ evidence }) => evidence.some((digest) => !kept.has(digest)))
}

const documented = (facts: ProgrammeFacts): readonly Item[] => {
  const gaps = new Set(matrixOf(facts).flatMap((row) => (hasGap(row) ? [row.id] : [])))
  return [
    each('forms', facts, ({ parties }) => parties['owner'] === undefined || parties['collector'] === undefined),
    each('matrix', facts, ({ id }) => gaps.has(id)),
    each('kept', facts, (one) => isUntraceable(one, facts)),
    each('audiences', facts, ({ audiences }) => audiences.length === 0),
  ]
}

// ── 6 clauses, 7 annexes ────────────────────────────────────────────────────────────────────────────────────────────

/** What of the steps each clause of 27004 asks for. */
export const clauses: readonly (readonly [clause: string, items: readonly string[]])[] = [
  ['5', ['needs']],
  ['6.2', ['needs', 'sound']],
  ['6.4', ['fresh', 'measured']],
  ['6.5', ['roles', 'clients', 'separation']],
  ['7', ['types', 'effects']],
  ['8.2', ['needs', 'clients']],
  ['8.3', ['sound', 'criteria']],
  ['8.4', ['sources', 'forms']],
  ['8.5', ['collected', 'quarantine']],
  ['8.6', ['measured', 'course']],
  ['8.7', ['judged', 'meanings', 'decided']],
  ['8.8', ['revised']],
  ['8.9', ['kept', 'audiences']],
]

/** Clauses of ISO/IEC 27001:2022 that forms of Annex B belong to. */
export const requirements: readonly string[] = [
  '5.1',
  '7.1',
  '7.2',
  '7.3',
  '7.5',
  '8.1',
  '8.2',
  '8.3',
  '9.1',
  '9.2',
  '9.3',
  '10.1',
  '10.2',
]

const isNamed = (clause: string, facts: ProgrammeFacts): boolean =>
  facts.adopted.some((one) =>
    one.requirements.some((requirement) => {
      const named = requirement.replace(/^27001:2022 /, '')
      return named === clause || named.startsWith(`${clause}.`)
    }),
  )

const clauseItems = (facts: ProgrammeFacts, done: readonly Item[]): readonly Item[] => [
  ...clauses.map(([clause, ids]): Item => {
    const asked = ids.flatMap((id) => done.find((other) => other.id === id) ?? [])
    const left = asked.filter(({ state }) => state !== 'done')
    return { id: clause, state: together(asked.map(({ state }) => state)), of: asked.length, left: idsOf(left) }
  }),
  item(
    'requirements',
    requirements,
    requirements.filter((clause) => !isNamed(clause, facts)),
  ),
]

/** The forms of Annex B. */
const forms: readonly string[] = Array.from({ length: 36 }, (_, i) => `B.${i + 2}`)

/** Nobody is to adopt all of them: what answers a need is enough. */
const adoptedForms = ({ adopted }: ProgrammeFacts): Item => {
  const left = forms.filter((form) => !adopted.some(({ annexB }) => annexB === form))
  return { id: 'B', state: left.length === forms.length ? 'missing' : 'done', of: forms.length, left }
}

const annexItems = (facts: ProgrammeFacts): readonly Item[] => [
  each('A', facts, (one) => isUntraceable(one, facts)),
  adoptedForms(facts),
  each('C', facts, ({ isSound }) => !isSound),
]

const stepFacts = (step: Step, items: readonly Item[]): StepFacts => ({
  step,
  state: together(items.map(({ state }) => state)),
  items,
})

/** The seven steps of a measurement programme, each with what is done and what is left. */
export const checklistOf = (facts: ProgrammeFacts): readonly StepFacts[] => {
  const first = [
    stepFacts('understand', understand(facts)),
    stepFacts('establish', establish(facts)),
    stepFacts('monitor', monitor(facts)),
    stepFacts('evaluate', evaluated(facts)),
    stepFacts('document', documented(facts)),
  ]
  const done = first.flatMap(({ items }) => items)
  return [...first, stepFacts('clauses', clauseItems(facts, done)), stepFacts('annexes', annexItems(facts))]
}
