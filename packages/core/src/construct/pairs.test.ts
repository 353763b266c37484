import { expect, test } from 'vitest'
import { pairReferences, unmeasuredEffects } from './pairs.ts'
import { readConstruct } from './read-construct.ts'
import { readProgramme } from './read-programme.ts'
import type { Construct } from './construct.ts'

type Written = { readonly type: 'performance' | 'effectiveness'; readonly controls?: string; readonly pairs?: string }

const construct = (id: string, { type, controls = '', pairs = '' }: Written): Construct => {
  const read = readConstruct(
    `${id}.yaml`,
    `construct: ${id}
language: 1
version: 1.0.0
title: How many?
type: ${type}
pairedWith: [${pairs}]
need: To know.
decision: To act.
controls: [${controls}]
evidence: [rules]
base measures: { number of rules: { method: count(rules) } }
indicator: { measure: number of rules, direction: lower is better, criteria: [{ from: 2026-01-01, met: 0 }] }
frequency: { analyse: P1M }
`,
  )
  if (!read.ok) throw new Error(read.issues.map(({ message }) => message).join('\n'))
  return read.value
}

const library: Readonly<Record<string, Construct>> = {
  doing: construct('doing', { type: 'performance', controls: 'A.5.1' }),
  named: construct('named', { type: 'performance', pairs: 'effect' }),
  alone: construct('alone', { type: 'performance', controls: 'A.7.1' }),
  effect: construct('effect', { type: 'effectiveness', controls: 'A.5.1' }),
  same: construct('same', { type: 'performance', pairs: 'doing, efect' }),
}

const gaps = (adopts: string): readonly string[] => {
  const text = `organisation: Example\ntime zone: UTC\nadopts: { ${adopts} }\n`
  const read = readProgramme('isometric.yaml', text)
  if (!read.ok) throw new Error(read.issues.map(({ message }) => message).join('\n'))
  return unmeasuredEffects(read.value, library).map(
    ({ code, span, message }) => `${code} ${text.slice(span.from, span.to)}: ${message.split('. ').at(-1) ?? ''}`,
  )
}

test.each<readonly [adopts: string, expected: readonly string[]]>([
  ['doing: , effect: ', []],
  ['named: , effect: ', []],
  ['effect: ', []],
  ['doing: ', ['effect-unmeasured doing: Adopt “effect”.']],
  ['alone: , effect: ', ['effect-unmeasured alone: Write a measure of effectiveness for the same control.']],
  ['doing: , named: ', ['effect-unmeasured doing: Adopt “effect”.', 'effect-unmeasured named: Adopt “effect”.']],
])('what is done has an effect to be read with: { %s }', (adopts, expected) => expect(gaps(adopts)).toEqual(expected))

test('a partner is there, and of the other type', () => {
  const said = pairReferences(library).map(({ code, document, span }) => {
    const { text } = library['same']?.source ?? { text: '' }
    return `${code} ${document ?? ''} ${text.slice(span.from, span.to)}`
  })
  expect(said).toEqual(['pair-of-one-type same.yaml doing', 'unknown-partner same.yaml efect'])
})
