import { scaleAllows } from '../../term/index.ts'
import { typeText } from '../type.ts'
import { isRefusal, refuse } from '../function.ts'
import { aggregate, allAre, aNumber, aSpan, sameKind } from '../operand.ts'

/** Amounts added up; the sum of nothing is 0 (language.md 4). */
export const sum = aggregate({
  name: 'sum',
  clause: '10.3.4.4',
  gives: (item) => {
    if (item.kind === 'number')
      return scaleAllows(item.scale, 'ratio')
        ? item
        : refuse(
            `needs amounts on a ratio scale, not on ${item.scale === 'ordinal' || item.scale === 'interval' ? 'an' : 'a'} ${item.scale} one: take the median`,
          )
    return item.kind === 'duration' || item.kind === 'unknown' ? item : refuse(`needs amounts, not ${typeText(item)}`)
  },
  compute: (known) => {
    if (!sameKind(known)) return refuse('needs amounts of one kind')
    if (known.length === 0 || typeof known[0] === 'number') {
      const numbers = allAre(aNumber, known)
      return isRefusal(numbers) ? numbers : numbers.reduce((a, b) => a + b, 0)
    }
    const spans = allAre(aSpan, known)
    if (isRefusal(spans)) return spans
    const total = spans.reduce((all, span) => all + (span.kind === 'days' ? span.seconds : span.months), 0)
    return spans[0]?.kind === 'months' ? { kind: 'months', months: total } : { kind: 'days', seconds: total }
  },
  examples: [
    ['sum([1, null, 3])', '4'],
    ['sum([@"PT1H", @"PT30M"])', 'PT1H30M'],
    ['sum([])', '0'],
  ],
})
