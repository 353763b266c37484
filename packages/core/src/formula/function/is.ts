import { boolean } from '../type.ts'
import { timeNanoseconds } from '../moment.ts'
import { equal } from '../compare.ts'
import { kindOf, type Value } from '../value.ts'
import { refuse, type FormulaFunction } from '../function.ts'

const zoneOf = (value: Value): string | undefined =>
  typeof value === 'object' &&
  value !== null &&
  'kind' in value &&
  (value.kind === 'time' || value.kind === 'date and time')
    ? value.zone
    : undefined

const same = (a: Value, b: Value): boolean => {
  if (kindOf(a) !== kindOf(b) || zoneOf(a) !== zoneOf(b)) return false
  if (
    typeof a === 'object' &&
    a !== null &&
    'kind' in a &&
    a.kind === 'time' &&
    typeof b === 'object' &&
    b !== null &&
    'kind' in b &&
    b.kind === 'time'
  )
    return timeNanoseconds(a) === timeNanoseconds(b)
  return equal(a, b) === true
}

/** The same value in the same zone: stricter than `=`, which takes one instant for the other. */
export const is: FormulaFunction = {
  name: 'is',
  clause: '10.3.4.9',
  parameters: [['value1?', 'value2?']],
  typeOf: (types) => (types.length === 2 ? boolean : refuse('takes two values')),
  sql: ([a = '', b = '']) => `((${a}) IS NOT DISTINCT FROM (${b}))`,
  value: (values) => same(values[0] ?? null, values[1] ?? null),
  examples: [
    ['is(1, 1)', 'true'],
    ['is(@"12:00:00Z", @"13:00:00+01:00")', 'false'],
  ],
}
