import { describe, expect, test } from 'vitest'
import { positionAt, type Issue } from '../issue/index.ts'
import { readDecisions, readDocument } from './index.ts'

const fiscal = { timeZone: 'Europe/Berlin', firstMonth: 4 }

const all = `decisions:
  - justification: power-cut
    construct: availability
    period: 2026-05
    by: jonas
    at: 2026-06-03
    text: One cut of the power of the whole quarter.
  - deviation: old-rules
    construct: firewall-rules
    period: 2026-Q1
    group: { firewall: fw 1, zone: null }
    owner: ines
    until: 2026-12-31
    by: tom
    at: 2026-08-01T09:30:00+02:00
    text: The firewall is replaced in January.
  - action: clean-up
    construct: firewall-rules
    period: 2026-05
    owner: ines
    due: 2026-07-31
    check: { on: 2026-12-01, expects: 5, since: 2026-01, settling: 1 }
    by: tom
    at: 2026-06-10
    text: Every rule without traffic is removed or explained.
  - completion: clean-up-done
    of: clean-up
    on: 2026-07-20
    by: ines
    at: 2026-07-22
    text: Done.
  - postponement: clean-up-later
    of: clean-up
    due: 2026-08-31
    by: tom
    at: 2026-07-01
    text: The change window was moved.
  - conclusion: clean-up-worked
    of: clean-up
    effective: true
    by: mara
    at: 2026-12-02
    text: It did.
  - revocation: old-rules-again
    of: old-rules
    by: tom
    at: 2026-09-01
    text: It was replaced earlier.
  - interpretation: may
    construct: firewall-rules
    period: 2026-05
    limitations: One firewall is not seen.
    recommendation: Clean up.
    by: mara
    at: 2026-06-05
    text: Rules pile up where nobody is asked.
  - sign-off: may-signed
    of: may
    by: felix
    at: 2026-06-06
    text: Read and agreed.
  - baseline: quiet-year
    construct: firewall-rules
    periods: 2025-01..2025-12
    by: mara
    at: 2026-01-10
    text: Nothing changed in that year.
  - baseline: new-firewall
    construct: firewall-rules
    periods: 2026-03..
    since: 2026-03
    by: mara
    at: 2026-06-10
    text: The firewall was replaced.
`

describe('decisions', () => {
  test('of every kind are read', () => {
    const read = readDecisions('d.yaml', all, fiscal)
    expect(read.issues).toEqual([])
    const decisions = read.ok ? read.value.all : []
    const made = { by: 'tom', at: '2026-06-10', text: 'Every rule without traffic is removed or explained.' }
    expect(decisions).toHaveLength(11)
    expect(decisions[1]).toMatchObject({
      at: '2026-08-01T07:30:00Z',
      group: { firewall: 'fw 1', zone: null },
      until: '2026-12-31',
    })
    expect(decisions[2]).toEqual({
      kind: 'action',
      id: 'clean-up',
      ...made,
      construct: 'firewall-rules',
      group: {},
      period: { start: '2026-05-01', end: '2026-06-01' },
      owner: 'ines',
      due: '2026-07-31',
      check: { on: '2026-12-01', expects: 5, since: '2026-01-01', settling: 1 },
    })
    expect(decisions[4]).toMatchObject({ kind: 'postponement', due: '2026-08-31', check: null })
    expect(decisions[9]).toMatchObject({ from: '2025-01-01', to: '2026-01-01', since: null })
    expect(decisions[10]).toMatchObject({ from: '2026-03-01', to: null, since: '2026-03-01' })
    expect(readDocument('d.yaml', all)).toMatchObject({ ok: true, value: { kind: 'decision' } })
  })

  test('expect a duration as seconds', () => {
    const read = readDecisions('d.yaml', all.replace('expects: 5', 'expects: P1DT1H'))
    expect(read.ok ? read.value.all[2] : read.issues).toMatchObject({ check: { expects: 90_000 } })
  })

  // The organisation's year begins in April: its first quarter of 2026 is April to June.
  test('speak of the periods of the organisation', () => {
    const periodOf = (calendar: typeof fiscal): unknown => {
      const read = readDecisions('d.yaml', all, calendar)
      return read.ok ? read.value.all[1] : undefined
    }
    expect(periodOf(fiscal)).toMatchObject({ period: { start: '2026-04-01', end: '2026-07-01' } })
    expect(periodOf({ ...fiscal, firstMonth: 1 })).toMatchObject({ period: { start: '2026-01-01', end: '2026-04-01' } })
  })

  test('may be written as JSON', () => {
    const one = { justification: 'x', construct: 'a', period: '2026-05', by: 'b', at: '2026-06-01', text: 'c' }
    expect(readDecisions('d.json', JSON.stringify({ decisions: [one] })).issues).toEqual([])
  })
})

const said = ({ code, span }: Issue, text: string): string => {
  const { line, column } = positionAt(text, span.from)
  return `${code} ${line}:${column}`
}

describe('what is wrong with a decision', () => {
  const changes: readonly (readonly [string, string, readonly string[]])[] = [
    ['justification: power-cut', 'justifcation: power-cut', ['unknown-decision-kind 2:5']],
    ['justification: power-cut', 'justification: Power cut', ['bad-value 2:20']],
    ['justification: power-cut', 'justification: clean-up', ['duplicate-entry 17:13']],
    ['period: 2026-05\n    by: jonas', 'period: May\n    by: jonas', ['bad-value 4:13']],
    ['period: 2026-05\n    by: jonas', 'period: 2026-13\n    by: jonas', ['bad-value 4:13']],
    ['at: 2026-06-03', 'at: 3 June', ['bad-value 6:9']],
    ['at: 2026-06-03', 'at: 2026-06-03T10:00:00', ['bad-value 6:9']],
    ['at: 2026-06-03', 'when: 2026-06-03', ['missing-key 2:5', 'unknown-key 6:5']],
    ['until: 2026-12-31', 'until: 2026-07-31', ['dates-out-of-order 13:12']],
    ['due: 2026-07-31', 'due: 2026-06-31', ['bad-value 21:10']],
    ['due: 2026-07-31', 'due: 2026-06-01', ['dates-out-of-order 21:10']],
    ['on: 2026-12-01', 'on: 2026-07-01', ['dates-out-of-order 22:18']],
    ['on: 2026-12-01', 'on: 2026-07-01, expcts: 2', ['dates-out-of-order 22:18', 'unknown-key 22:30']],
    ['expects: 5', 'expects: few', ['bad-value 22:39']],
    ['expects: 5', 'expects: P1M', ['bad-value 22:39']],
    ['expects: 5', 'expects: P1DT1H', []],
    ['since: 2026-01,', 'since: January,', ['bad-value 22:49']],
    ['on: 2026-07-20', 'on: 2026-07-25', ['dates-out-of-order 30:9']],
    ['    due: 2026-08-31\n', '', ['missing-one-of 32:5']],
    ['effective: true', 'effective: maybe', ['wrong-kind 40:16']],
    ['periods: 2025-01..2025-12', 'periods: 2025-12..2025-01', ['bad-value 64:14']],
    ['    since: 2026-03\n', '', ['missing-one-of 70:14']],
  ]
  test.each(changes)('“%s” as “%s”: %j', (from, to, expected) => {
    const text = all.replace(from, to)
    expect(text).not.toBe(all)
    expect(readDecisions('d.yaml', text).issues.map((issue) => said(issue, text))).toEqual(expected)
  })

  test.each([
    ['decisions: []', ['too-few 1:12']],
    ['decisions: soon', ['wrong-kind 1:12']],
    ['decisions: [ soon ]', ['wrong-kind 1:14']],
    ['construct: x', ['wrong-document 1:1']],
    ['decisions: [ { by: me } ]\nmore: 1', ['unknown-decision-kind 1:16', 'unknown-key 2:1']],
  ])('%s: %j', (text, expected) =>
    expect(readDecisions('d.yaml', text).issues.map((issue) => said(issue, text))).toEqual(expected),
  )
})
