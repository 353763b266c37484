import { check } from '@isometric/core/check'
import { readConstruct, readContract } from '@isometric/core/construct'
import { expect, test } from 'vitest'
import { judgedNotes } from './agreement.ts'

const judged = `contract: inspections
entity: inspection
describes: { events: { at: seen on } }
key: [room, seen on]
columns:
  room: { type: text }
  seen on: { type: date }
  inspector: { type: text }
  tidy: { type: boolean }
form:
  object: [room]
  rater: inspector
  answered by: the facility team
  questions: { tidy: { asks: Is the room tidy? } }
`
const recorded = `contract: thefts
entity: theft
describes: { events: { at: seen on } }
key: [theft]
columns:
  theft: { type: text }
  seen on: { type: date }
`
const construct = (measures: string): string => `construct: rooms
language: 1
version: 1.0.0
title: Are rooms tidy?
type: performance
need: To know which are not.
decision: Tidy them.
evidence: [inspections, thefts]
base measures:
${measures}
indicator:
  measure: one
  direction: lower is better
  criteria: [{ from: 2026-01-01, met: "<= 1" }]
frequency: { analyse: P1M }
`

const notesFor = (measures: string): readonly string[] => {
  const documents = [readContract('a.yaml', judged), readContract('b.yaml', recorded)]
  const contracts = documents.flatMap((read) => (read.ok ? [[read.value.name, read.value] as const] : []))
  const read = readConstruct('construct.yaml', construct(measures))
  if (!read.ok) throw new Error(read.issues.map(({ message }) => message).join('\n'))
  const checked = check(read.value, Object.fromEntries(contracts))
  if (!checked.ok) throw new Error(checked.issues.map(({ message }) => message).join('\n'))
  return judgedNotes(checked.value).map(({ code, message }) => `${code}: ${message}`)
}

const untidy = 'count(inspections[not(tidy)])'
const stolen = 'count(thefts)'
test.each([
  ['only judged', `  one: { method: "${untidy}" }\n  two: { method: count(inspections) }`, []],
  ['only recorded', `  one: { method: ${stolen} }`, []],
  [
    'both',
    `  one: { method: "${untidy}" }\n  two: { method: ${stolen} }`,
    ['partly-judged: “one” rests on what people judged by a form; the other measures rest on what was recorded.'],
  ],
])('measures that are %s', (_, measures, expected) => {
  expect(notesFor(measures)).toEqual(expected)
})
