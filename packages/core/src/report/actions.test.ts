import { describe, expect, test } from 'vitest'
import { entries, people } from '../../../../conformance/page/decisions.ts'
import { access, cards, firewall, patching, results } from '../../../../conformance/page/results.ts'
import {
  actionsOf,
  indicatorAnalysisDocument,
  indicatorOf,
  ledgerFor,
  seriesOf,
  totalsOf,
  type Deciding,
} from './index.ts'

const given = (today: string): Deciding => ({ entries, people, today, timeZone: 'Europe/Berlin', firstMonth: 1 })
const page = actionsOf(results, cards, given('2026-11-05'))

const valuesOf = (id: string): readonly number[] =>
  seriesOf(totalsOf(results.filter(({ construct }) => construct === id))).flatMap(({ result }) =>
    typeof result.indicator.value === 'number' ? [result.indicator.value] : [],
  )

const middle = (values: readonly number[]): number => {
  const sorted = values.toSorted((a, b) => a - b)
  return ((sorted[Math.floor((sorted.length - 1) / 2)] ?? 0) + (sorted[Math.ceil((sorted.length - 1) / 2)] ?? 0)) / 2
}

describe('the page of actions', () => {
  test('says the whole in a sentence', () => {
    expect(page.sentence).toBe(
      '1 breach asks for an answer and 1 acceptance has lapsed. Of 1 action checked, 1 worked.',
    )
    expect(actionsOf(results, cards, given('2026-07-31')).sentence).toBe(
      'No breach asks for an answer. Of 1 action checked, 1 worked.',
    )
    expect(actionsOf([], [], given('2026-07-31')).sentence).toBe('No breach asks for an answer.')
  })

  test('asks what nothing answers, and says why', () => {
    expect(page.open).toMatchObject([
      {
        of: { construct: 'firewall-rules', group: null },
        since: 'January 2026',
        sentences: [
          'Not met since January 2026, told by two periods in a row.',
          'It was accepted for a time that is over.',
        ],
        reacted: 'Known since 3 Mar 2026: answered after 7 days.',
        asks: { construct: 'firewall-rules', group: {}, period: '2026-10', expects: 'rules', isDuration: false },
      },
    ])
  })

  test('compares before with after, as anybody can', () => {
    const days = valuesOf('patch-latency').map((seconds) => seconds / 86_400)
    // Done on 1 July 2025, the first day of the ninth month; looked at on 1 June 2026, when 19 months are over.
    const [before, after] = [days.slice(0, 8), days.slice(8, 19)]
    const shift = middle(after.flatMap((a) => before.map((b) => b - a)))
    expect([middle(before), middle(after), shift].map((n) => n.toPrecision(3))).toEqual(['17.2', '13.9', '3.32'])
    const action = page.actions.find(({ id }) => id === 'patch-week')
    const said = action?.sentences.map((sentence) => sentence.replaceAll('\u00A0', ' ')) ?? []
    expect(said[0]).toMatch(
      /^Before it was 17\.2 days \(the middle one of 8 periods\), after it 13\.9 days \(the middle one of 11 periods\): down by 3\.32 days \(95 % confidence: \d/,
    )
    expect(said.slice(1)).toEqual([
      'Expected was at most 15 days: whether that is reached cannot be told.',
      'It was on its way there before.',
      'Neighbouring values go with each other, so the interval is too narrow.',
      'Mara Petersen concluded on 3 Jun 2026 that it worked: Critical findings close days sooner.',
      'The comparison alone says: cannot tell.',
    ])
    expect(action?.facts).toEqual(['Owner: Ines Wolff', 'due 15 Jun 2025', 'done on 1 Jul 2025, 16 days late'])
  })

  test('follows a group that somebody decided about, and no other', () => {
    expect(page.breaches.map(({ of }) => of.group).filter((group) => group !== null)).toEqual(['fw-amsterdam'])
    expect(page.actions[0]).toMatchObject({
      id: 'amsterdam-clean-up',
      mark: { word: 'planned' },
      of: { groupKey: 'firewall=fw-amsterdam' },
    })
  })

  test('tells each day what it says: accepted, then lapsed', () => {
    const marks = (today: string) =>
      actionsOf(results, cards, given(today)).deviations.map(({ mark, facts }) => [mark?.word, facts[1]])
    expect(marks('2026-03-09')).toEqual([])
    expect(marks('2026-07-31')).toEqual([['accepted', 'accepted until 31 Jul 2026']])
    expect(marks('2026-08-01')).toEqual([['lapsed', 'was accepted until 31 Jul 2026; lapsed']])
  })
})

describe('the page of an indicator', () => {
  const own = results.filter(({ construct }) => construct === firewall.id)
  const shown = indicatorOf(own, firewall, [], '', given('2026-11-05'))

  test('has its breach, the interpretation with its signature, and what changed since', () => {
    expect(shown?.decided).toMatchObject({ breach: { since: 'January 2026', isOpen: true }, actions: [] })
    expect(shown?.decided?.interpretations).toEqual([
      {
        id: 'rules-july',
        kind: 'Interpretation',
        of: { construct: 'firewall-rules', question: firewall.title, group: null, groupKey: '' },
        mark: null,
        text: 'Hardly any rule is left without traffic.',
        made: 'Mara Petersen, 2 Aug 2026',
        facts: ['July 2026', 'Signed by Felix Hartmann, 2 Aug 2026'],
        sentences: [
          'What it cannot say: Rules for quiet hours of the year look unused until their day comes.',
          'Recommended: Ask each owner before the change window of September.',
          'The result it speaks of says something else since.',
        ],
      },
    ])
  })

  test('has limits that begin anew where somebody said so, and says it in place', () => {
    expect(shown?.chart.breaks).toEqual([{ at: '2025-11-01', label: 'limits begin anew' }])
    expect(shown?.decided?.baselines).toMatchObject([
      { sentences: ['Limits are taken from November 2025 on and begin anew with November 2025.'] },
    ])
    const [without, from] = [indicatorOf(own, firewall, [])?.chart, shown?.chart]
    expect(without?.breaks).toEqual([])
    expect(from?.points[23]?.limits?.centre).not.toBe(without?.points[23]?.limits?.centre)
    // The mean of the twelve months from then on, by hand.
    const since = valuesOf(firewall.id).slice(12)
    expect(from?.points[23]?.limits?.centre).toBeCloseTo(since.reduce((a, b) => a + b, 0) / 12, 10)
    expect(from?.points[3]?.limits?.centre).toBeCloseTo(
      valuesOf(firewall.id)
        .slice(0, 12)
        .reduce((a, b) => a + b, 0) / 12,
      10,
    )
  })

  test('marks when an action was done', () => {
    const patched = results.filter(({ construct }) => construct === patching.id)
    expect(indicatorOf(patched, patching, [], '', given('2026-11-05'))?.chart.marks).toEqual([
      { at: '2025-07-01', label: 'action done' },
    ])
    expect(indicatorOf(patched, patching, [], '', given('2025-07-02'))?.chart.marks).toEqual([])
  })

  test('says nothing of decisions where none are handed in', () => {
    expect(indicatorOf(own, firewall, [])?.decided).toBeNull()
    const others = results.filter(({ construct }) => construct === access.id)
    expect(indicatorOf(others, access, [], '', given('2026-11-05'))?.decided).toMatchObject({
      breach: null,
      actions: [],
      interpretations: [],
    })
  })

  test('and so has the analysis in numbers', () => {
    const points = seriesOf(totalsOf(own))
    const [without, from] = [
      indicatorAnalysisDocument(points, firewall),
      indicatorAnalysisDocument(points, firewall, ledgerFor(given('2026-11-05'))),
    ]
    expect(Array.isArray(without?.limits.centre)).toBe(false)
    expect(Array.isArray(from?.limits.centre)).toBe(true)
    // What was said of July before a late export came.
    expect(from?.restated).toEqual(['2026-07'])
  })
})
