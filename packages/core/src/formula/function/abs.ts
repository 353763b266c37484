import { scalar, either, aNumber, aSpan } from '../operand.ts'

/** The size without the sign; the unit stays. */
export const abs = scalar({
  name: 'abs',
  clause: '10.3.4.5',
  parameters: [['n']],
  takes: [either(aNumber, aSpan)],
  gives: ([type]) => type ?? { kind: 'unknown' },
  sql: ([n = '']) => `abs(${n})`,
  compute: (n) =>
    typeof n === 'number'
      ? Math.abs(n)
      : n.kind === 'days'
        ? { kind: 'days', seconds: Math.abs(n.seconds) }
        : { kind: 'months', months: Math.abs(n.months) },
  examples: [
    ['abs(-10)', '10'],
    ['abs(@"-PT5H")', 'PT5H'],
  ],
})
