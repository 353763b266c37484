import { scaleAllows } from '../../term/index.ts'
import { typeText } from '../type.ts'
import { beyond, isRefusal, refuse } from '../function.ts'
import { aggregate, allAre, aNumber, days } from '../operand.ts'

/** Of a sample: the squares are divided by one less than the count. */
const spread = (numbers: readonly number[]): number => {
  const mean = numbers.reduce((a, b) => a + b, 0) / numbers.length
  return Math.sqrt(numbers.reduce((all, n) => all + (n - mean) ** 2, 0) / (numbers.length - 1))
}

/** The standard deviation of at least two values. */
export const stddev = aggregate({
  name: 'stddev',
  clause: '10.3.4.4',
  gives: (item) => {
    if (item.kind === 'number')
      return scaleAllows(item.scale, 'interval')
        ? { ...item, scale: 'ratio' }
        : refuse(`needs equal distances between values, which a ${item.scale} scale has not`)
    return item.kind === 'unknown' || (item.kind === 'duration' && item.of === 'days')
      ? item
      : refuse(`needs numbers or durations of days and time, not ${typeText(item)}`)
  },
  compute: (known) => {
    if (known.length < 2) return beyond('not-computable', 'it takes two values to deviate')
    if (typeof known[0] === 'number') {
      const numbers = allAre(aNumber, known)
      return isRefusal(numbers) ? numbers : spread(numbers)
    }
    const spans = allAre(days, known)
    return isRefusal(spans) ? spans : { kind: 'days', seconds: spread(spans.map((span) => span.seconds)) }
  },
  examples: [['stddev([2, 4, 6])', '2']],
})
