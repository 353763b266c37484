import type { Card, Result } from '../term/index.ts'
import { decidedOf, ledgerFor, type BreachView, type Decided, type Deciding, type DecisionView } from './decided.ts'
import { en } from './message/index.ts'
import { cardOf } from './overview.ts'
import { groupKey, seriesByGroup, totalsOf } from './series.ts'

/** Breaches, what was decided about them, and whether it helped (27004 clause 8.7; 27001 clause 10.2). */
export type ActionsPage = {
  readonly sentence: string
  /** Nothing answers them (any more); the one open longest first. */
  readonly open: readonly BreachView[]
  readonly actions: readonly DecisionView[]
  readonly deviations: readonly DecisionView[]
  readonly justifications: readonly DecisionView[]
  /** Every breach with its reaction times, newest first. */
  readonly breaches: readonly BreachView[]
  /** Who may have decided, by name. */
  readonly people: readonly { readonly id: string; readonly name: string }[]
}

/** Totals, and the groups that somebody decided about: asking about every group of every indicator would be noise. */
const followed = (results: readonly Result[], given: Deciding): readonly (readonly Result[])[] => {
  const named = new Set(
    ledgerFor(given).all.flatMap((one) => ('group' in one ? [`${one.construct} ${groupKey(one.group)}`] : [])),
  )
  const isFollowed = ({ construct, group }: Result): boolean =>
    Object.keys(group).length === 0 || named.has(`${construct} ${groupKey(group)}`)
  return [...Map.groupBy(results.filter(isFollowed), ({ construct }) => construct).values()]
}

const decidedIn = (own: readonly Result[], cards: readonly Card[], given: Deciding): readonly Decided[] => {
  const last = own.at(-1)
  const card = last === undefined ? undefined : cardOf(cards, last.construct, last.version)
  return card === undefined
    ? []
    : [...seriesByGroup(own).values()].map((points) => decidedOf(points, card, given).decided)
}

/** Constructs whose breach, as a whole, goes on and is answered. */
export const answeredIn = (results: readonly Result[], cards: readonly Card[], given: Deciding): readonly string[] =>
  [...Map.groupBy(totalsOf(results), ({ construct }) => construct).values()]
    .flatMap((own) => decidedIn(own, cards, given))
    .flatMap(({ breach }) => (breach?.isAnswered === true ? [breach.of.construct] : []))

const order = ['not met', 'cannot tell', 'near', 'stale', 'met', 'no data', 'not computable'] as const
const byUrgency = (a: DecisionView, b: DecisionView): number => {
  const rank = ({ mark }: DecisionView): number => order.findIndex((tone) => tone === mark?.tone)
  return rank(a) - rank(b)
}

const isLapsed = ({ mark }: DecisionView): boolean => mark?.tone === 'not met'

const sentenceOf = (open: readonly BreachView[], all: readonly Decided[]): string => {
  const actions = all.flatMap((one) => one.actions)
  const withWord = (word: string): number => actions.filter(({ mark }) => mark?.word === word).length
  const states = en.decide.actionStates
  const worked = withWord(states.effective)
  const checked = worked + withWord(states['not effective']) + withWord(states['cannot tell'])
  const lapsed = all.flatMap((one) => one.deviations).filter(isLapsed).length
  return en.decide.sentence(open.length, withWord(states.overdue), lapsed, worked, checked)
}

/** `results` with history, of all constructs; totals, and groups where decisions speak of them. */
export const actionsOf = (results: readonly Result[], cards: readonly Card[], given: Deciding): ActionsPage => {
  const all = followed(results, given).flatMap((own) => decidedIn(own, cards, given))
  const breaches = all
    .flatMap((one) => one.breaches)
    .toSorted((a, b) => (a.reaction.start < b.reaction.start ? 1 : a.reaction.start > b.reaction.start ? -1 : 0))
  const open = breaches.filter(({ isOpen }) => isOpen).toReversed()
  return {
    sentence: sentenceOf(open, all),
    open,
    actions: all.flatMap((one) => one.actions).toSorted(byUrgency),
    deviations: all.flatMap((one) => one.deviations).toSorted(byUrgency),
    justifications: all.flatMap((one) => one.justifications),
    breaches,
    people: Object.entries(given.people)
      .map(([id, name]) => ({ id, name }))
      .toSorted((a, b) => (a.name < b.name ? -1 : 1)),
  }
}
