import process from 'node:process'
import {
  evaluate,
  feelText,
  printBracketed,
  readFormula,
  tryFormula,
  type Environment,
  type Evaluated,
  type Formula,
  type Value,
} from '@isometric/core/formula'
import fc from 'fast-check'
import { evaluate as interpret } from 'feelin'
import { describe, expect, it } from 'vitest'
import { excusedByOracle } from './excused-by-oracle.ts'
import { formula as anyFormula, names, world } from './generate.ts'

/** The reference evaluator against an interpreter that nobody here wrote. */

const numRuns = process.env['NIGHTLY'] === '1' ? 10_000 : 500

const read = (text: string): Formula => {
  const outcome = readFormula(text, [...names, 'rule', 'hit count', 'seen on', 'enabled'])
  if (!outcome.ok) throw new Error(`${text}: ${outcome.issues.map((issue) => issue.message).join(' ')}`)
  return outcome.value
}

const valueOfWorld = evaluate(read(world), { name: () => undefined }).value
const entries: Readonly<Record<string, Value>> =
  typeof valueOfWorld === 'object' && valueOfWorld !== null && 'kind' in valueOfWorld && valueOfWorld.kind === 'context'
    ? valueOfWorld.entries
    : {}
const environment: Environment = { name: (name) => entries[name] }
const theirWorld: unknown = interpret(world).value

/** What is no number there is null; its modulo keeps nine decimals. */
const near = (a: unknown, b: unknown): boolean => {
  if (typeof a === 'number' && typeof b === 'number') return Math.abs(a - b) <= 1e-8 * Math.max(1, Math.abs(a))
  if (typeof b === 'number' && !Number.isFinite(b)) return a === null
  if (Array.isArray(a) && Array.isArray(b)) return a.length === b.length && a.every((item, i) => near(item, b[i]))
  return a === (b ?? null)
}
const ours = (value: Value): unknown =>
  Array.isArray(value) ? value.map(ours) : typeof value === 'object' && value !== null ? feelText(value) : value

const theirs = (formula: Formula): unknown =>
  interpret(printBracketed(formula), theirWorld as Record<string, unknown>).value

type Compared = { readonly formula: Formula; readonly mine: Evaluated; readonly same: boolean; readonly other: unknown }
const compared = (text: string): Compared => {
  const formula = read(text)
  const mine = evaluate(formula, environment)
  const other = theirs(formula)
  return { formula, mine, other, same: near(ours(mine.value), other) }
}

describe('the reference evaluator and an independent interpreter', () => {
  it('have the same world', () => expect(Object.keys(entries)).toEqual([...names]))

  it(`agree on ${numRuns} generated formulas, but for what is excused by name`, () => {
    const tally = { agreed: 0, excused: 0 }
    fc.assert(
      fc.property(anyFormula, (text) => {
        const { formula, mine, same, other } = compared(text)
        const excuse = same ? undefined : excusedByOracle(formula, mine)
        if (same) tally.agreed += 1
        else if (excuse !== undefined) tally.excused += 1
        else
          throw new Error(
            `${text}\n  ${printBracketed(formula)}\n  ours ${JSON.stringify(ours(mine.value))}, theirs ${JSON.stringify(other)}`,
          )
      }),
      { numRuns, seed: process.env['NIGHTLY'] === '1' ? Date.now() : 27_004 },
    )
    // An excuse list that swallows what is compared compares nothing.
    expect(tally.excused).toBeLessThan(0.03 * (tally.agreed + tally.excused))
  })

  it('read what is printed as what was meant', () =>
    fc.assert(
      fc.property(anyFormula, (text) => {
        const formula = read(text)
        const again = read(printBracketed(formula))
        expect(ours(evaluate(again, environment).value)).toEqual(ours(evaluate(formula, environment).value))
      }),
      { numRuns: numRuns / 5, seed: 27_004 },
    ))
})

describe('any text at all', () => {
  it('is answered, never thrown on', () =>
    fc.assert(
      fc.property(
        fc.array(
          fc.oneof(
            anyFormula,
            fc.string({ maxLength: 6 }),
            fc.constantFrom(' in ', ' and ', '[', ']', '(', ')', ' between ', ' satisfies ', '..', ' if '),
          ),
        ),
        (parts) => {
          const { issues, value } = tryFormula(parts.join(''), entries)
          expect(Array.isArray(issues) && value !== undefined).toBe(true)
        },
      ),
      { numRuns, seed: 27_004 },
    ))
})
