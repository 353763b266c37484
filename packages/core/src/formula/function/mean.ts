import { scaleAllows } from '../../term/index.ts'
import { typeText } from '../type.ts'
import { beyond, isRefusal, refuse } from '../function.ts'
import { aggregate, allAre, aNumber, days } from '../operand.ts'

const average = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0) / numbers.length

/** The arithmetic mean of numbers or of durations of days and time; months differ in length and have none. */
export const mean = aggregate({
  name: 'mean',
  clause: '10.3.4.4',
  gives: (item) => {
    if (item.kind === 'number')
      return scaleAllows(item.scale, 'interval')
        ? item
        : refuse(`needs equal distances between values, which a ${item.scale} scale has not: take the median`)
    return item.kind === 'unknown' || (item.kind === 'duration' && item.of === 'days')
      ? item
      : refuse(`needs numbers or durations of days and time, not ${typeText(item)}`)
  },
  compute: (known) => {
    if (known.length === 0) return beyond('not-computable', 'there is nothing to take the mean of')
    if (typeof known[0] === 'number') {
      const numbers = allAre(aNumber, known)
      return isRefusal(numbers) ? numbers : average(numbers)
    }
    const spans = allAre(days, known)
    return isRefusal(spans) ? spans : { kind: 'days', seconds: average(spans.map((span) => span.seconds)) }
  },
  examples: [
    ['mean([1, 2, 6])', '3'],
    ['mean([@"PT1H", @"PT3H"])', 'PT2H'],
  ],
})
