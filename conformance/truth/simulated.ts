/**
 * What the simulator itself knows, as results: the same numbers that the product measures from its exports (this is what
 * `conformance/sample` shows), without exports, engine and store. In: an organisation. Out: results and cards.
 */
import { cardOf, check } from '@isometric/core/check'
import { grainOf, periodsEndingIn, type Card, type Result } from '@isometric/core/term'
import { readCatalogue } from '@isometric/runner/catalogue'
import { addMonths, isoDay, monthOfYear } from '../../sample/calendar.ts'
import { expectedConstructs, expectedOf, type ConstructId, type Values } from '../../sample/expected/index.ts'
import type { Organisation } from '../../sample/organisation.ts'
import type { KnownThen, Measured } from './measured.ts'

const calendar = { timeZone: 'Europe/Berlin', firstMonth: 1 }

export const cardsOf = async (ids: readonly string[]): Promise<readonly Card[]> => {
  const catalogue = await readCatalogue()
  return ids.map((id) => {
    const construct = catalogue.constructs[id]
    if (construct === undefined) throw new Error(`There is no construct ${id}.`)
    const checked = check(construct, catalogue.contracts)
    if (!checked.ok) throw new Error(checked.issues[0]?.message)
    return cardOf(checked.value, '')
  })
}

const resultOf = (card: Card, period: Result['period'], level: string | undefined, values: Values): Result => {
  const { measure, unit } = card.indicator
  const [dimension = 'group'] = card.by
  return {
    construct: card.id,
    annexB: card.annexB,
    version: card.version,
    period,
    group: level === undefined ? {} : { [dimension]: level },
    measures: values,
    indicator: { measure, value: values[measure] ?? null, unit, interval: null, status: 'met' },
    reasons: {},
    notes: [],
    knownAt: period.end,
    evidence: [],
    digest: '',
  }
}

const isExpected = (id: string): id is ConstructId => expectedConstructs.some((known) => known === id)

const resultsOf = (organisation: Organisation, card: Card): readonly Result[] => {
  const grain = grainOf(card.frequency.analyse)
  if (!isExpected(card.id) || grain === undefined) throw new Error(`Nothing is expected of ${card.id}.`)
  const { id } = card
  const { start, end, week } = organisation.calendar
  const last = grain === 'week' ? week : end
  return periodsEndingIn(grain, isoDay(start), isoDay(last), calendar).flatMap(({ start: from, end: to }) => {
    const period = { start: from, end: to }
    const { total, groups } = expectedOf(id, organisation, from, to)
    const inGroups = Object.entries(groups).map(([level, values]) => resultOf(card, period, level, values))
    return [resultOf(card, period, undefined, total), ...inGroups]
  })
}

/** What the quarter of the late cost had cost, as far as anybody knew at its end and at the end of each one after it. */
const knownThenOf = (organisation: Organisation): readonly KnownThen[] => {
  const { calendar: months, truth } = organisation
  const month = addMonths(months.start, truth.effects.lateCost.month - 1)
  const start = addMonths(month, -((monthOfYear(month) - 1) % 3))
  const ends = [3, 6, 9, 12].map((later) => addMonths(start, later)).filter((end) => end <= months.end)
  return ends.map((end) => {
    const then = { ...organisation, calendar: { ...months, end } }
    const { total } = expectedOf('incident-cost', then, isoDay(start), isoDay(addMonths(start, 3)))
    return { period: { start: isoDay(addMonths(end, -3)), end: isoDay(end) }, value: Number(total['total cost']) }
  })
}

export const simulated = (organisation: Organisation, cards: readonly Card[]): Measured => ({
  cards,
  results: cards.flatMap((card) => resultsOf(organisation, card)),
  knownThen: knownThenOf(organisation),
})

/** The constructs in which anything is promised or stable. */
export const constructsIn = ({ truth }: Organisation): readonly string[] => [
  ...new Set([...Object.values(truth.found), ...truth.stable].map(({ construct }) => construct)),
]
