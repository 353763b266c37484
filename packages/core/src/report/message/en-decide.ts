import type { Answer, Effect } from '../../analyse/index.ts'
import type { ActionState, AnsweredBreach, Breach, Effectiveness } from '../../decide/index.ts'
import type { DecisionKind } from '../../term/index.ts'

const days = (n: number): string => (n === 0 ? 'on the same day' : `after ${n} ${n === 1 ? 'day' : 'days'}`)
const counted = (n: number, one: string, many: string): string => `${n} ${n === 1 ? one : many}`
const listed = (parts: readonly string[]): string =>
  parts.length < 2 ? (parts[0] ?? '') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1) ?? ''}`

const breachStates: Readonly<Record<AnsweredBreach['state'], string>> = {
  open: 'asks for an answer',
  justified: 'justified',
  accepted: 'accepted',
  acting: 'acted on',
  ended: 'ended',
}

const actionStates: Readonly<Record<ActionState['state'], string>> = {
  planned: 'planned',
  overdue: 'overdue',
  done: 'done, not checked yet',
  effective: 'effective',
  'not effective': 'not effective',
  'cannot tell': 'cannot tell',
}

const kinds: Readonly<Record<DecisionKind, string>> = {
  justification: 'Justification',
  deviation: 'Accepted deviation',
  action: 'Action',
  completion: 'Completion',
  postponement: 'Postponement',
  conclusion: 'Conclusion',
  revocation: 'Revocation',
  interpretation: 'Interpretation',
  'sign-off': 'Sign-off',
  baseline: 'Baseline',
}

const told: Readonly<Record<Breach['by'], string>> = {
  'the first period': 'the first period measured',
  'two periods': 'told by two periods in a row',
  'beyond the limits': 'told by one value beyond the limits of chance',
}

const withheld: Readonly<Partial<Record<Extract<Answer<Effect>, { kind: 'withheld' }>['why'], string>>> = {
  'no-values': 'There are not yet values both before and after it.',
  redefined: 'The definition or the baseline changed since, so before and after cannot be compared.',
}

const expectations: Readonly<Record<Effect['expectation'], string>> = {
  reached: 'reached',
  'not reached': 'not reached',
  'cannot tell': 'whether that is reached cannot be told',
  none: 'nothing was said of it',
}

/** What the two sides of an action are compared by. */
const sides: Readonly<Record<Effect['by'], (periods: string) => string>> = {
  shares: (periods) => `${periods} together`,
  rates: (periods) => `${periods} on average`,
  ranks: (periods) => `the middle one of ${periods}`,
}

/** What people decided, and what follows from it. */
export const enDecide = {
  breachStates,
  actionStates,
  kinds,
  inForce: 'accepted',
  lapsed: 'lapsed',
  expired: 'over',
  why: {
    unanswered: 'Nobody has answered it yet: it asks for a justification, an accepted deviation or an action.',
    'goes on': 'It was justified for one period, and goes on.',
    lapsed: 'It was accepted for a time that is over.',
    'not effective': 'What was done about it did not work.',
  } satisfies Readonly<Record<NonNullable<AnsweredBreach['why']>, string>>,
  since: (period: string, by: Breach['by']) => `Not met since ${period}, ${told[by]}.`,
  until: (period: string) => `Ended with ${period}.`,
  crossed: (symbol: string, id: string, word: string, period: string, by: Breach['by']) =>
    `${symbol} ${id} is ${word} since ${period}, ${told[by]}`,
  crossings: 'Changed, two periods in a row or beyond the limits of chance:',
  reaction: {
    known: (date: string) => `Known since ${date}`,
    periodEnd: (date: string) => `Counted from ${date}, the end of the period, because it was measured later`,
    answered: (n: number) => `answered ${days(n)}`,
    done: (n: number) => `done ${days(n)}`,
    effective: (n: number) => `shown to work ${days(n)}`,
    unanswered: 'not answered yet',
    never: 'never answered',
    sentence: (start: string, parts: readonly string[]) => `${start}: ${listed(parts)}.`,
  },
  made: (name: string, date: string) => `${name}, ${date}`,
  ownedBy: (name: string) => `Owner: ${name}`,
  due: (date: string) => `due ${date}`,
  firstDue: (date: string) => `first promised for ${date}`,
  doneOn: (date: string) => `done on ${date}`,
  doneLate: (date: string, n: number) => `done on ${date}, ${counted(n, 'day', 'days')} late`,
  overdueBy: (n: number) => `overdue by ${counted(n, 'day', 'days')}`,
  acceptedUntil: (date: string) => `accepted until ${date}`,
  lapsedOn: (date: string) => `was accepted until ${date}; lapsed`,
  check: {
    planned: (date: string, expected: string) => `To be looked at on ${date}; ${expected} is expected.`,
    early: (date: string, expected: string) =>
      `It is too early to tell. To be looked at on ${date}; ${expected} is expected.`,
    compared: (by: Effect['by'], before: string, n: number, after: string, m: number, change: string) => {
      const side = (count: number): string => sides[by](counted(count, 'period', 'periods'))
      return `Before it was ${before} (${side(n)}), after it ${after} (${side(m)})${change}.`
    },
    rose: (amount: string, limits: string) => `: up by ${amount}${limits}`,
    fell: (amount: string, limits: string) => `: down by ${amount}${limits}`,
    same: (limits: string) => `: no change${limits}`,
    times: (ratio: string, limits: string) => `: ${ratio} times as much${limits}`,
    limits: (level: string, lower: string, upper: string) => ` (${level} confidence: ${lower} to ${upper})`,
    openLimits: (level: string, lower: string) => ` (${level} confidence: ${lower} or more)`,
    expected: (what: string, expectation: Effect['expectation']) =>
      `Expected was ${what}: ${expectations[expectation]}.`,
    notDone: 'It is not done yet.',
    withheld: (why: Extract<Answer<Effect>, { kind: 'withheld' }>['why']) =>
      withheld[why] ?? 'There are too few values before and after it to compare.',
    cautions: {
      'trend before': 'It was on its way there before.',
      correlated: 'Neighbouring values go with each other, so the interval is too narrow.',
    } satisfies Readonly<Record<Effect['cautions'][number], string>>,
    concluded: (name: string, date: string, effective: boolean, text: string) =>
      `${name} concluded on ${date} that it ${effective ? 'worked' : 'did not work'}: ${text}`,
    otherwise: (verdict: Extract<Effectiveness, { kind: 'told' }>['verdict']) =>
      `The comparison alone says: ${actionStates[verdict]}.`,
  },
  interpretation: {
    limitations: (text: string) => `What it cannot say: ${text}`,
    recommendation: (text: string) => `Recommended: ${text}`,
    signed: (name: string, date: string) => `Signed by ${name}, ${date}`,
    unsigned: 'Not signed yet by a second person.',
  },
  restated: 'The result it speaks of says something else since.',
  baseline: {
    frozen: (from: string, to: string) => `Limits are taken from ${from} to ${to}`,
    open: (from: string) => `Limits are taken from ${from} on`,
    begins: (text: string, since: string) => `${text} and begin anew with ${since}.`,
    holds: (text: string) => `${text}, and stay so.`,
    mark: 'limits begin anew',
  },
  doneMark: 'action done',
  sentence: (open: number, overdue: number, lapsed: number, worked: number, checked: number) => {
    const asks =
      open === 0 ? 'No breach asks for an answer' : `${counted(open, 'breach asks', 'breaches ask')} for an answer`
    const parts = [
      ...(overdue === 0 ? [] : [`${counted(overdue, 'action is', 'actions are')} overdue`]),
      ...(lapsed === 0 ? [] : [`${counted(lapsed, 'acceptance has', 'acceptances have')} lapsed`]),
    ]
    const helped = checked === 0 ? '' : ` Of ${counted(checked, 'action', 'actions')} checked, ${worked} worked.`
    return `${listed([asks, ...parts])}.${helped}`
  },
  form: {
    answer: 'Answer it',
    how: 'How is it answered?',
    kinds: {
      justification: 'Justify: it is known why, and nothing has to be done',
      deviation: 'Accept it until a day',
      action: 'Act on it',
    },
    by: 'Decided by',
    choose: 'Choose a person',
    why: { justification: 'Why', deviation: 'Why it can be accepted', action: 'What is done' },
    owner: 'Owner',
    until: 'Accepted until',
    due: 'Due',
    on: 'Looked at on',
    expects: (unit: string) => (unit === '' ? 'Level expected by then' : `Level expected by then (${unit})`),
    duration: 'a duration such as P14D',
    send: 'Put it into the record',
    sending: 'Recording …',
    lasting: 'What is in the record stays there; who errs revokes.',
    nobody: 'Nobody is named under “people” in isometric.yaml yet, so nobody can be said to have decided.',
  },
  page: {
    title: 'Actions',
    question: 'What was decided, and did it help?',
    open: 'Asks for an answer',
    actions: 'Actions',
    deviations: 'Accepted deviations',
    justifications: 'Justifications',
    reactions: 'How fast people react',
    reactionsWhat:
      'Days from knowing of a breach to answering it, to having done what was decided, to knowing that it worked.',
    breach: 'Breach',
    notMetSince: 'Not met since',
    answered: 'Answered',
    done: 'Done',
    effective: 'Worked',
    state: 'State',
    daysAfter: (n: number) => (n === 0 ? 'same day' : `${n} ${n === 1 ? 'day' : 'days'}`),
    notYet: '–',
    decided: 'What was decided',
    interpretation: 'Interpretation',
    interpretationsBefore: (n: number) => `${n} earlier ${n === 1 ? 'interpretation' : 'interpretations'}`,
    baselines: 'Limits set by a decision',
    empty: 'Nothing to decide and nothing decided',
    emptyWhat:
      'Where an indicator is not met two periods in a row it appears here and asks for an answer, which is written into a document and put into the record:',
    emptyCommand: 'npx isometric apply decisions.yaml',
    how: 'Answer here, or write a document and put it into the record with “npx isometric apply”.',
  },
} as const
