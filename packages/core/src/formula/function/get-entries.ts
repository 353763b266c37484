import { aContext, scalar } from '../operand.ts'

/** The entries of a context as a list of keys and values. */
export const getEntries = scalar({
  name: 'get entries',
  clause: '10.3.4.10',
  parameters: [['m']],
  takes: [aContext],
  gives: { kind: 'list', of: { kind: 'context', entries: { key: { kind: 'text' }, value: { kind: 'unknown' } } } },
  compute: ({ entries }) =>
    Object.entries(entries).map(([key, value]) => ({ kind: 'context', entries: { key, value } })),
  examples: [['count(get entries({a: 1, b: 2}))', '2']],
})
