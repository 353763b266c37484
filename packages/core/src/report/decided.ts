import type { Effect } from '../analyse/index.ts'
import {
  answeredBreach,
  baselinesIn,
  breachesOf,
  crossingsIn,
  dayIn,
  daysBetween,
  isAbout,
  isInForce,
  isRestated,
  ledgerOf,
  reactionTo,
  actionStateOf,
  type ActionState,
  type AnsweredBreach,
  type Course,
  type Effectiveness,
  type Ledger,
  type Reaction,
} from '../decide/index.ts'
import type {
  Baseline,
  Card,
  Decision,
  Deviation,
  Entry,
  Group,
  Interpretation,
  Justification,
  Status,
} from '../term/index.ts'
import type { ChartMark } from './chart/index.ts'
import { courseOf } from './course.ts'
import { periodText, shortDate } from './date-words.ts'
import { nameInCalendar } from './indicator-series.ts'
import { en } from './message/index.ts'
import { quantityIn, quantityOf } from './quantity.ts'
import { groupKey, groupName, type Point } from './series.ts'
import { shownUnit, unitHeading } from './unit-words.ts'

const words = en.decide

/** What is known of decisions when a page is made: the day and the people are handed in. */
export type Deciding = {
  readonly entries: readonly Entry[]
  /** The local day. */
  readonly today: string
  readonly timeZone: string
  /** The month its year begins in. */
  readonly firstMonth: number
  /** Names by short name. */
  readonly people: Readonly<Record<string, string>>
}

/** A state as symbol and word; `tone` is the status that has its colour. */
export type StateMark = { readonly symbol: string; readonly word: string; readonly tone: Status }

/** What a breach or a decision is about. */
export type DecidedOf = {
  readonly construct: string
  readonly question: string
  /** Null for all together. */
  readonly group: string | null
  readonly groupKey: string
}

/** A decision, as it stands now. */
export type DecisionView = {
  readonly id: string
  readonly kind: string
  readonly of: DecidedOf
  readonly mark: StateMark | null
  readonly text: string
  readonly made: string
  /** Owner, days, in the order in which they are read. */
  readonly facts: readonly string[]
  /** What follows from it, as sentences. */
  readonly sentences: readonly string[]
}

/** What stands in an answer before anybody writes it; `expects` says in what a level is given. */
export type Asks = {
  readonly construct: string
  readonly group: Group
  readonly period: string
  readonly expects: string
  readonly isDuration: boolean
}

export type BreachView = {
  readonly of: DecidedOf
  readonly mark: StateMark
  readonly since: string
  readonly sentences: readonly string[]
  readonly reaction: Reaction
  readonly reacted: string
  readonly isOpen: boolean
  /** It goes on, and somebody has answered it. */
  readonly isAnswered: boolean
  /** What an answer would speak of; null where nothing is asked. */
  readonly asks: Asks | null
  readonly answers: readonly string[]
}

/** What was decided about one indicator and group, newest first. */
export type Decided = {
  /** The newest. */
  readonly breach: BreachView | null
  readonly breaches: readonly BreachView[]
  readonly actions: readonly DecisionView[]
  readonly deviations: readonly DecisionView[]
  readonly justifications: readonly DecisionView[]
  readonly interpretations: readonly DecisionView[]
  readonly baselines: readonly DecisionView[]
}

// ── marks ───────────────────────────────────────────────────────────────────────────────────────────────────────────

const breachTones: Readonly<Record<AnsweredBreach['state'], readonly [symbol: string, tone: Status]>> = {
  open: ['!', 'not met'],
  justified: ['≡', 'stale'],
  accepted: ['‖', 'near'],
  acting: ['→', 'near'],
  ended: ['✓', 'met'],
}
const actionTones: Readonly<Record<ActionState['state'], readonly [symbol: string, tone: Status]>> = {
  planned: ['→', 'near'],
  overdue: ['!', 'not met'],
  done: ['…', 'near'],
  effective: ['✓', 'met'],
  'not effective': ['✕', 'not met'],
  'cannot tell': ['?', 'cannot tell'],
}

const breachMark = (state: AnsweredBreach['state']): StateMark => {
  const [symbol, tone] = breachTones[state]
  return { symbol, tone, word: words.breachStates[state] }
}
const actionMark = (state: ActionState['state']): StateMark => {
  const [symbol, tone] = actionTones[state]
  return { symbol, tone, word: words.actionStates[state] }
}

// ── the words of one indicator ──────────────────────────────────────────────────────────────────────────────────────

/** Everything a sentence about one indicator and group needs. */
type Saying = {
  readonly card: Card
  readonly points: readonly Point[]
  readonly course: Course
  readonly ledger: Ledger
  readonly given: Deciding
}

const ofWhat = ({ card, course }: Pick<Saying, 'card' | 'course'>): DecidedOf => {
  const key = groupKey(course.group)
  return {
    construct: card.id,
    question: card.title,
    group: key === '' ? null : groupName(course.group, card.by),
    groupKey: key,
  }
}

const nameOf = (id: string, { people }: Deciding): string => people[id] ?? id
const dateOfMaking = ({ at }: Decision, { timeZone }: Deciding): string => shortDate(dayIn(at, timeZone))
const madeBy = (decision: Decision, given: Deciding): string =>
  words.made(nameOf(decision.by, given), dateOfMaking(decision, given))

const restated = (decision: Decision, { given, points }: Saying): readonly string[] => {
  const entry = given.entries.find((one) => one.decision.id === decision.id)
  return entry !== undefined &&
    isRestated(
      entry,
      points.map(({ result }) => result),
    )
    ? [words.restated]
    : []
}

const viewOf = (
  decision: Decision,
  saying: Saying,
  more: Partial<Pick<DecisionView, 'mark' | 'facts' | 'sentences'>>,
): DecisionView => ({
  id: decision.id,
  kind: words.kinds[decision.kind],
  of: ofWhat(saying),
  mark: more.mark ?? null,
  text: decision.text,
  made: madeBy(decision, saying.given),
  facts: more.facts ?? [],
  sentences: [...(more.sentences ?? []), ...restated(decision, saying)],
})

// ── effectiveness checks ────────────────────────────────────────────────────────────────────────────────────────────

const expectedText = (expects: number, { card: { indicator } }: Saying): string => {
  const amount = quantityOf(expects, indicator.unit).text
  switch (indicator.direction) {
    case 'higher is better':
      return en.criterion.atLeast(amount)
    case 'lower is better':
      return en.criterion.atMost(amount)
    case 'inside is better':
      return amount
  }
}

/** How the amounts of one change are told: a ratio, points of a share, else the unit of the indicator. */
const amountsOf = ({ scale, change, limits }: Effect, { card: { indicator } }: Saying) => {
  const largest = Math.max(Math.abs(change ?? 0), Math.abs(limits?.lower ?? 0), Math.abs(limits?.upper ?? 0))
  const shown = scale === 'ratio' ? shownUnit(null, 1) : shownUnit(indicator.unit, largest)
  const number = (value: number): string => quantityIn(value, shown).number
  const text = (value: number): string =>
    shown.kind === 'percent' ? en.analysis.points(number(value)) : quantityIn(value, shown).text
  return { number, text }
}

/** A fall is told by how far it went down, and so are its limits. */
const changeText = (effect: Effect, saying: Saying): string => {
  const { change, limits, scale, level } = effect
  if (change === null) return ''
  const { number, text } = amountsOf(effect, saying)
  const sure = quantityOf(level, 'percent').text
  const isFall = scale === 'difference' && change < 0
  const limitsText =
    limits === null
      ? ''
      : limits.upper === null
        ? words.check.openLimits(sure, text(limits.lower))
        : isFall
          ? words.check.limits(sure, number(-limits.upper), text(-limits.lower))
          : words.check.limits(sure, number(limits.lower), text(limits.upper))
  if (scale === 'ratio') return words.check.times(text(change), limitsText)
  if (change === 0) return words.check.same(limitsText)
  return isFall ? words.check.fell(text(-change), limitsText) : words.check.rose(text(change), limitsText)
}

const toldText = (check: Extract<Effectiveness, { readonly kind: 'told' }>, saying: Saying): readonly string[] => {
  const { effect, expects, expectation } = check
  const expected = words.check.expected(expectedText(expects, saying), expectation)
  if (effect.kind === 'withheld') return [words.check.withheld(effect.why), expected]
  const { unit } = saying.card.indicator
  const shown = shownUnit(unit, Math.max(Math.abs(effect.before.value), Math.abs(effect.after.value)))
  const [before, after] = [quantityIn(effect.before.value, shown).text, quantityIn(effect.after.value, shown).text]
  const { by, before: first, after: second } = effect
  return [
    words.check.compared(by, before, first.periods, after, second.periods, changeText(effect, saying)),
    expected,
    ...effect.cautions.map((caution) => words.check.cautions[caution]),
  ]
}

const expectsOf = ({ action: { check } }: ActionState, { card: { indicator } }: Saying): number =>
  indicator.unit === 'percent' ? check.expects / 100 : check.expects

const checkText = (state: ActionState, saying: Saying): readonly string[] => {
  const { check, checkOn, conclusion } = state
  const expected = expectedText(expectsOf(state, saying), saying)
  const by =
    check.kind === 'told'
      ? toldText(check, saying)
      : check.kind === 'too early'
        ? [words.check.early(shortDate(checkOn), expected)]
        : [words.check.planned(shortDate(checkOn), expected)]
  if (conclusion === null) return by
  const isOtherwise = check.kind === 'told' && check.verdict !== (conclusion.effective ? 'effective' : 'not effective')
  const { given } = saying
  return [
    ...by,
    words.check.concluded(
      nameOf(conclusion.by, given),
      dateOfMaking(conclusion, given),
      conclusion.effective,
      conclusion.text,
    ),
    ...(isOtherwise ? [words.check.otherwise(check.verdict)] : []),
  ]
}

// ── decisions ───────────────────────────────────────────────────────────────────────────────────────────────────────

const dueText = ({ action, due, done, state }: ActionState, { given }: Saying): readonly string[] => {
  const first = action.due === due ? [] : [words.firstDue(shortDate(action.due))]
  if (done !== null) {
    const late = daysBetween(due, done)
    return [
      words.due(shortDate(due)),
      late > 0 ? words.doneLate(shortDate(done), late) : words.doneOn(shortDate(done)),
      ...first,
    ]
  }
  const overdue = state === 'overdue' ? [words.overdueBy(daysBetween(due, given.today))] : []
  return [words.due(shortDate(due)), ...overdue, ...first]
}

const actionView = (state: ActionState, saying: Saying): DecisionView =>
  viewOf(state.action, saying, {
    mark: actionMark(state.state),
    facts: [words.ownedBy(nameOf(state.action.owner, saying.given)), ...dueText(state, saying)],
    sentences: checkText(state, saying),
  })

const deviationView = (deviation: Deviation, saying: Saying): DecisionView => {
  const { today } = saying.given
  const until = shortDate(deviation.until)
  const mark: StateMark = isInForce(deviation, today)
    ? { symbol: '‖', word: words.inForce, tone: 'near' }
    : { symbol: '!', word: words.lapsed, tone: 'not met' }
  return viewOf(deviation, saying, {
    mark,
    facts: [
      words.ownedBy(nameOf(deviation.owner, saying.given)),
      isInForce(deviation, today) ? words.acceptedUntil(until) : words.lapsedOn(until),
    ],
  })
}

const justificationView = (justification: Justification, saying: Saying): DecisionView =>
  viewOf(justification, saying, { facts: [periodText(justification.period)] })

const interpretationView = (interpretation: Interpretation, saying: Saying): DecisionView => {
  const { limitations, recommendation, period } = interpretation
  const signed = saying.ledger.about('sign-off', interpretation.id).at(-1)
  const { given } = saying
  return viewOf(interpretation, saying, {
    facts: [
      periodText(period),
      signed === undefined
        ? words.interpretation.unsigned
        : words.interpretation.signed(nameOf(signed.by, given), dateOfMaking(signed, given)),
    ],
    sentences: [
      words.interpretation.limitations(limitations),
      ...(recommendation === null ? [] : [words.interpretation.recommendation(recommendation)]),
    ],
  })
}

const dayBefore = (date: string): string =>
  new Date(Date.parse(`${date}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10)

const baselineView = (baseline: Baseline, saying: Saying): DecisionView => {
  const { from, to, since } = baseline
  const { periods } = saying.course
  const named = (start: string): string => {
    const period = periods.find((one) => one.start >= start)
    return period === undefined ? shortDate(start) : periodText(period)
  }
  const last = to === null ? undefined : periods.findLast(({ end }) => end <= to)
  const range =
    to === null
      ? words.baseline.open(named(from))
      : words.baseline.frozen(named(from), last === undefined ? shortDate(dayBefore(to)) : periodText(last))
  return viewOf(baseline, saying, {
    sentences: [since === null ? words.baseline.holds(range) : words.baseline.begins(range, named(since))],
  })
}

// ── breaches ────────────────────────────────────────────────────────────────────────────────────────────────────────

const reactedText = ({ from, start, answered, done, effective }: Reaction, isOver: boolean): string => {
  const date = shortDate(start)
  const said = words.reaction
  return said.sentence(from === 'known' ? said.known(date) : said.periodEnd(date), [
    answered === null ? (isOver ? said.never : said.unanswered) : said.answered(answered),
    ...(done === null ? [] : [said.done(done)]),
    ...(effective === null ? [] : [said.effective(effective)]),
  ])
}

/** The newest period that is not met is the one to answer for. */
const asksOf = ({ course, card, given }: Saying): Asks | null => {
  const last = course.periods.findLast(({ status }) => status === 'not met')
  const period = last === undefined ? undefined : nameInCalendar(last, given)
  if (period === undefined) return null
  const { unit } = card.indicator
  const isDuration = unit === 's'
  const expects = isDuration ? words.form.duration : unitHeading(shownUnit(unit, 1))
  return { construct: card.id, group: course.group, period, expects, isDuration }
}

const breachView = (one: AnsweredBreach, saying: Saying): BreachView => {
  const { course, ledger } = saying
  const { breach, state, why } = one
  const named = (place: number): string => {
    const period = course.periods[place]
    return period === undefined ? '' : periodText(period)
  }
  const reaction = reactionTo(one, course, ledger)
  return {
    of: ofWhat(saying),
    mark: breachMark(state),
    since: named(breach.since),
    sentences: [
      words.since(named(breach.since), breach.by),
      ...(breach.until === null ? [] : [words.until(named(breach.until))]),
      ...(why === null ? [] : [words.why[why]]),
    ],
    reaction,
    reacted: reactedText(reaction, state === 'ended'),
    isOpen: state === 'open',
    isAnswered: state !== 'open' && state !== 'ended',
    asks: state === 'open' ? asksOf(saying) : null,
    answers: [
      ...one.justifications.map(({ id }) => id),
      ...one.deviations.map(({ deviation }) => deviation.id),
      ...one.actions.map(({ action }) => action.id),
    ],
  }
}

// ── the whole ───────────────────────────────────────────────────────────────────────────────────────────────────────

const marksOf = (saying: Saying, states: readonly ActionState[]): readonly ChartMark[] => {
  const { course, ledger } = saying
  const reset = baselinesIn(course, ledger).flatMap(({ begins }): readonly ChartMark[] => {
    const period = begins === null ? undefined : course.periods[begins]
    return period === undefined ? [] : [{ at: period.start, label: words.baseline.mark, kind: 'baseline' }]
  })
  const done = states.flatMap(({ done: at }): readonly ChartMark[] =>
    at === null ? [] : [{ at, label: words.doneMark, kind: 'action' }],
  )
  return [...reset, ...done].toSorted((a, b) => (a.at < b.at ? -1 : 1))
}

export const ledgerFor = (given: Deciding): Ledger => ledgerOf(given.entries, given.today, given.timeZone)

/** What was decided about one indicator and group, and what follows from it by the day given. */
export const decidedOf = (
  points: readonly Point[],
  card: Card,
  given: Deciding,
): { readonly decided: Decided; readonly marks: readonly ChartMark[] } => {
  const ledger = ledgerFor(given)
  const course = courseOf(points, card, ledger)
  const saying: Saying = { card, points, course, ledger, given }
  const own = <D extends { readonly construct: string; readonly group: Course['group'] }>(
    all: readonly D[],
  ): readonly D[] => all.filter((one) => isAbout(one, course)).toReversed()
  const states = own(ledger.of('action')).map((action) => actionStateOf(action, ledger, course, given.today))
  const breaches = breachesOf(crossingsIn(course))
    .map((breach) => breachView(answeredBreach(breach, course, ledger, given.today), saying))
    .toReversed()
  const decided: Decided = {
    breach: breaches[0] ?? null,
    breaches,
    actions: states.map((state) => actionView(state, saying)),
    deviations: own(ledger.of('deviation')).map((one) => deviationView(one, saying)),
    justifications: own(ledger.of('justification')).map((one) => justificationView(one, saying)),
    interpretations: own(ledger.of('interpretation')).map((one) => interpretationView(one, saying)),
    baselines: own(ledger.of('baseline')).map((one) => baselineView(one, saying)),
  }
  return { decided, marks: marksOf(saying, states) }
}
