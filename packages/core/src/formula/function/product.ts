import { isPure } from '../../unit/index.ts'
import { typeText } from '../type.ts'
import { beyond, isRefusal, refuse } from '../function.ts'
import { aggregate, allAre, aNumber } from '../operand.ts'

/** Pure numbers multiplied; of nothing there is none. */
export const product = aggregate({
  name: 'product',
  clause: '10.3.4.4',
  gives: (item) =>
    item.kind === 'unknown' || (item.kind === 'number' && item.scale === 'ratio' && isPure(item.unit))
      ? item
      : refuse(`needs pure numbers, not ${typeText(item)}`),
  compute: (known) => {
    if (known.length === 0) return beyond('not-computable', 'there is nothing to multiply')
    const numbers = allAre(aNumber, known)
    return isRefusal(numbers) ? numbers : numbers.reduce((a, b) => a * b, 1)
  },
  examples: [['product([2, 3, 4])', '24']],
})
