import { readDuration } from '../moment.ts'
import { beyond, refuse } from '../function.ts'
import { aSpan, aText, either, scalar } from '../operand.ts'

/** A duration from a text: days and time, or years and months, never both. */
export const duration = scalar({
  name: 'duration',
  clause: '10.3.4.1',
  parameters: [['from']],
  takes: [either(aText, aSpan)],
  gives: ([type]) => (type?.kind === 'duration' ? type : { kind: 'duration', of: 'days' }),
  compute: (from) => {
    if (typeof from !== 'string') return from
    const span = readDuration(from)
    if (typeof span === 'string')
      return refuse(`cannot read “${from}”: write P1DT2H for a day and two hours, or P1Y2M for a year and two months`)
    const size = span.kind === 'days' ? span.seconds : span.months
    return Number.isSafeInteger(Math.trunc(size)) ? span : beyond('unsupported-number', from)
  },
  examples: [
    ['duration("P26M")', 'P2Y2M'],
    ['duration("PT26H")', 'P1DT2H'],
  ],
})
