import { expect, test } from 'vitest'
import { readFormula, type Type } from '../formula/index.ts'
import type { Issue } from '../issue/index.ts'
import { unitText } from '../unit/index.ts'
import { withUnit } from './function.ts'

const rate: Type = { kind: 'number', scale: 'ratio', unit: { report: 1, 'person year': -1 } }
const differs = 'declared-unit-differs'

test.each([
  ['1000 * reports / person years', 'report/1000 person year', 'report/1000 person year', []],
  ['100 * (reports / person years)', 'report/100 person year', 'report/100 person year', []],
  ['1000 / person years * reports', 'report/1000 person year', 'report/1000 person year', []],
  ['reports / person years', 'report/person year', 'report/person year', []],
  // the number says how many the rate is for
  ['reports / person years', 'report/1000 person year', 'report/person year', [differs]],
  ['100 * reports / person years', 'report/1000 person year', 'report/person year', [differs]],
  ['1000 * reports / person years', 'report/1000 asset', 'report/person year', [differs]],
  ['1000 + reports / person years', 'report/1000 person year', 'report/person year', [differs]],
])('%s in %s is in %s', (text, declared, unit, codes) => {
  const read = readFormula(text, ['reports', 'person years'])
  const issues: Issue[] = []
  const formula = read.ok ? read.value : undefined
  const found = withUnit(rate, declared, 'function', { from: 0, to: 0 }, issues, formula)
  expect([unitText('unit' in found ? found.unit : {}), issues.map(({ code }) => code)]).toEqual([unit, codes])
})
