import { refuse } from '../function.ts'
import { aContext, aText, scalar } from '../operand.ts'

/** The entry of a context under a key. */
export const getValue = scalar({
  name: 'get value',
  clause: '10.3.4.10',
  parameters: [['m', 'key']],
  takes: [aContext, aText],
  gives: { kind: 'unknown' },
  compute: ({ entries }, key) =>
    Object.hasOwn(entries, key) ? (entries[key] ?? null) : refuse(`finds no “${key}” in the context`),
  examples: [['get value({a: 1}, "a")', '1']],
})
