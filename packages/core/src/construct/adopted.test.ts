import { expect, test } from 'vitest'
import { adopted, readConstruct, readProgramme } from './index.ts'

const construct = `construct: late-incidents
language: 1
version: 1.0.0
title: Are incidents resolved in time?
type: performance
need: To know which are late.
evidence: [incidents]
parameters:
  window: { value: duration("P6M") }
  target time: { by: category, values: { P1: duration("PT4H"), P2: duration("P1D") } }
base measures:
  late: { method: "count(incidents[age > target time])" }
indicator:
  measure: late
  direction: lower is better
  criteria: [{ from: 2026-01-01, met: "0" }]
frequency: { analyse: P1M }
`
const programme = (parameters: string): string =>
  `organisation: Example\ntime zone: UTC\nadopts: { late-incidents: { parameters: ${parameters} } }\n`

const valuesUnder = (parameters: string) => {
  const [read, own] = [
    readConstruct('construct.yaml', construct),
    readProgramme('isometric.yaml', programme(parameters)),
  ]
  if (!read.ok || !own.ok) throw new Error([...read.issues, ...own.issues].map(({ message }) => message).join('\n'))
  return adopted(read.value, own.value).parameters.map(({ name, value, values }) => [
    name,
    value?.text ?? Object.entries(values ?? {}).map(([level, { text, document }]) => [level, text, document]),
  ])
}

test('an adopted value replaces the construct’s, of a level that of the level alone', () => {
  expect(valuesUnder('{ window: duration("P3M"), target time: { values: { P1: duration("PT2H") } } }')).toEqual([
    ['window', 'duration("P3M")'],
    [
      'target time',
      [
        ['P1', 'duration("PT2H")', 'isometric.yaml'],
        ['P2', 'duration("P1D")', undefined],
      ],
    ],
  ])
})
