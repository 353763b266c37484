import { describe, expect, test } from 'vitest'
import { positionAt } from '../issue/index.ts'
import type { Decision, Entry } from '../term/index.ts'
import { decisionReferences, readDecisions, type DecidedOn, type Decisions } from './index.ts'

const action = `
  - action: clean-up
    construct: rules
    period: 2026-05
    owner: ines
    due: 2026-07-31
    check: { on: 2026-12-01, expects: 5 }
    by: tom
    at: 2026-06-10
    text: Clean up.`
const reading = `
  - interpretation: may
    construct: rules
    period: 2026-05
    limitations: Few.
    by: mara
    at: 2026-06-05
    text: Rules pile up.`
const speaking = (kind: string, of: string, more = '') =>
  `\n  - ${kind}: later\n    of: ${of}\n    by: mara\n    at: 2026-08-10\n    text: So.${more}`

const documentOf = (body: string, name = 'd.yaml'): Decisions => {
  const read = readDecisions(name, `decisions:${body}\n`)
  if (!read.ok) throw new Error(read.issues.map(({ message }) => message).join(' '))
  return read.value
}
const entriesOf = (body: string): readonly Entry[] =>
  documentOf(body).all.map((decision) => ({
    decision,
    about: [],
    recordedAt: '2026-06-10T00:00:00Z',
    digest: decision.id,
  }))

const known: DecidedOn = {
  people: ['ines', 'tom', 'mara', 'felix'],
  constructs: ['rules'],
  entries: [],
  hasResult: (of: Decision) =>
    of.kind !== 'baseline' && 'construct' in of && of.construct === 'rules' && of.period.start === '2026-05-01',
}

const issuesIn = (body: string, given: Partial<DecidedOn> = {}): readonly string[] => {
  const document = documentOf(body)
  return decisionReferences([document], { ...known, ...given }).map(({ code, span }) => {
    const { line, column } = positionAt(document.source.text, span.from)
    return `${code} ${line}:${column}`
  })
}

describe('what decisions speak of', () => {
  test.each<readonly [string, readonly string[]]>([
    [action, []],
    [action.replace('ines', 'inés').replace('by: tom', 'by: thom'), ['unknown-person 8:9', 'unknown-person 5:12']],
    [action.replace('construct: rules', 'construct: rule'), ['unknown-construct 3:16']],
    [action.replace('construct: rules', 'construct: availability'), ['nothing-to-decide-on 4:13']],
    [action.replace('2026-05', '2026-04'), ['nothing-to-decide-on 4:13']],
    [action + speaking('completion', 'clean-up', '\n    on: 2026-07-20'), []],
    [action + speaking('completion', 'clean-op', '\n    on: 2026-07-20'), ['unknown-decision 12:9']],
    [action + speaking('sign-off', 'clean-up'), ['decision-of-another-kind 12:9']],
    [reading + speaking('conclusion', 'may', '\n    effective: true'), ['decision-of-another-kind 10:9']],
    [reading + speaking('sign-off', 'may'), ['signed-by-author 11:9']],
    [reading + speaking('sign-off', 'may').replace('by: mara', 'by: felix'), []],
    [reading + speaking('revocation', 'may'), []],
    [
      reading + speaking('revocation', 'may') + speaking('revocation', 'later').replace(': later', ': last'),
      ['decision-of-another-kind 15:9'],
    ],
  ])('%s: %j', (body, expected) => expect(issuesIn(body)).toEqual(expected))

  test('may stand in the record already', () => {
    expect(issuesIn(speaking('revocation', 'clean-up'), { entries: entriesOf(action) })).toEqual([])
  })
})

describe('what stands in the record already', () => {
  test('is looked at no more: people leave, and results are withdrawn', () => {
    const entries = entriesOf(action)
    expect(issuesIn(action, { entries, people: [], hasResult: () => false })).toEqual([])
  })
  test('cannot be said otherwise under the same name', () => {
    expect(issuesIn(action.replace('Clean up.', 'Do not.'), { entries: entriesOf(action) })).toEqual([
      'decision-changed 2:13',
    ])
  })
})

test('two documents do not name two decisions alike', () => {
  const documents = [documentOf(action), documentOf(action, 'other.yaml')]
  expect(decisionReferences(documents, known).map(({ code, document }) => `${code} ${document ?? ''}`)).toEqual([
    'duplicate-document other.yaml',
  ])
})
