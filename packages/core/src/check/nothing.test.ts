import { expect, test } from 'vitest'
import { readContract } from '../construct/index.ts'
import { readFormula } from '../formula/index.ts'
import { contextOf, resolveMethod } from './method.ts'
import { reasonOfNothing, valueOfNothing } from './nothing.ts'
import type { Typed } from './typed.ts'

const contract = readContract(
  'costs.yaml',
  `contract: costs
entity: cost
describes: { events: { at: paid on } }
key: [cost]
columns:
  cost: { type: text }
  paid on: { type: date }
  amount: { type: number, unit: euro }
`,
)

const methodOf = (text: string): Typed => {
  const formula = readFormula(text, ['costs', 'cost', 'paid on', 'amount', 'period'])
  if (!contract.ok || !formula.ok) throw new Error(`${text} is not sound`)
  const settings = { declared: ['costs'], parameters: {}, accept: {}, issues: [], periodDays: 30, unitDeclared: false }
  const used = { parameters: new Set<string>(), tables: new Set<string>(), accepted: new Set<string>() }
  return resolveMethod(formula.value, contextOf({ ...settings, contracts: { costs: contract.value }, used }))
}

const length = '((period.end - period.start) / duration("P1D"))'

test.each([
  ['count(costs)', 0],
  ['sum(costs.amount)', 0],
  ['2 * count(costs) + 1', 1],
  [`sum(costs.amount) * ${length}`, 0],
  [`${length} * count(costs)`, 0],
  ['mean(costs.amount)', null],
  [`mean(costs.amount) * ${length}`, null],
  ['sum(costs.amount) * max(costs.amount)', null],
  ['sum(costs.amount) / count(costs)', null],
])('of no rows %s is %s', (text, expected) => {
  expect(valueOfNothing(methodOf(text))).toBe(expected)
})

test.each([
  ['mean(costs.amount)', 'aggregate-of-nothing'],
  ['sum(costs.amount) / count(costs)', 'zero-denominator'],
])('of no rows %s has no value: %s', (text, why) => {
  expect(reasonOfNothing(methodOf(text))).toBe(why)
})
