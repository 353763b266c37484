import { expect, test } from 'vitest'
import { readConstruct, readContract, type Contract } from '../construct/index.ts'
import { check } from './check.ts'

const contract = (): Contract => {
  const outcome = readContract(
    'inspections.yaml',
    'contract: inspections\nentity: inspection\nevents: { at: done on }\nkey: [inspection]\nsubject: [door]\ncolumns:\n  inspection: { type: text }\n  door: { type: text }\n  done on: { type: date }\n  inside: { type: boolean }\n  locked: { type: boolean }\n',
  )
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.issues))
  return outcome.value
}

const codesOf = (part: string, whole: string): readonly string[] => {
  const text = `construct: doors
language: 1
version: 1.0.0
title: Are doors locked?
type: performance
need: Which doors are locked?
decision: Lock the others.
evidence: [inspections]
base measures:
  part: { method: "${part}" }
  whole: { method: "${whole}", meaning: all of them }
derived measures:
  locked share: { function: "share(part, whole)", unit: percent }
indicator:
  measure: locked share
  direction: higher is better
  criteria: [{ from: 2026-01-01, met: "> 80" }]
frequency: { analyse: P1Y }
`
  const read = readConstruct('doors.yaml', text)
  const issues = read.ok ? check(read.value, { inspections: contract() }).issues : read.issues
  return issues.map(({ code }) => code)
}

test.each([
  ['count(inspections[inside and locked])', 'count(inspections[inside])', []],
  ['count(inspections[locked])', 'count(inspections[inside])', ['not-a-share']],
  ['count(ever(inspections)[inside and locked])', 'count(inspections[inside])', ['not-a-share']],
  ['count(latest(inspections)[inside and locked])', 'count(latest(inspections)[inside])', []],
  ['count(latest(inspections[inside])[locked])', 'count(latest(inspections[inside]))', []],
  ['count(distinct values(latest(inspections)[locked].door))', 'count(distinct values(latest(inspections).door))', []],
  // the newest row may be older than the period
  [
    'count(latest(inspections[done on < period.start])[locked])',
    'count(latest(inspections[done on < period.start]))',
    [],
  ],
  // the newest of all is not the newest of some, and a condition before “latest” chooses other rows
  ['count(latest(inspections)[inside and locked])', 'count(inspections[inside])', ['not-a-share']],
  ['count(latest(inspections[inside and locked]))', 'count(latest(inspections[inside]))', ['not-a-share']],
  ['count(latest(inspections[inside])[locked])', 'count(latest(inspections)[inside])', ['not-a-share']],
])('%s among %s', (part, whole, expected) => expect(codesOf(part, whole)).toEqual(expected))
