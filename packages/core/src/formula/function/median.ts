import { scaleOf, typeText } from '../type.ts'
import type { Value } from '../value.ts'
import { beyond, refuse, type Refusal } from '../function.ts'
import { aggregate } from '../operand.ts'
import { sorted } from '../sorted.ts'

type Known = Exclude<Value, null>

/** Two middle values have a middle of their own only where they can be added; of ranks the lower is taken (language.md 3). */
const between = (low: Known, high: Known): Known => {
  if (typeof low === 'number' && typeof high === 'number') return (low + high) / 2
  if (typeof low !== 'object' || typeof high !== 'object' || !('kind' in low) || !('kind' in high)) return low
  return low.kind === 'days' && high.kind === 'days' ? { kind: 'days', seconds: (low.seconds + high.seconds) / 2 } : low
}

const middle = (known: readonly Known[]): Known | Refusal => {
  const inOrder = sorted(known)
  if ('refused' in inOrder) return inOrder
  const high = inOrder[Math.floor(inOrder.length / 2)]
  const low = inOrder[Math.ceil(inOrder.length / 2) - 1]
  return low === undefined || high === undefined
    ? beyond('not-computable', 'there is nothing to take the median of')
    : between(low, high)
}

/** The value in the middle. */
export const median = aggregate({
  name: 'median',
  clause: '10.3.4.4',
  gives: (item) => {
    const scale = scaleOf(item)
    return item.kind === 'text' || scale !== 'nominal'
      ? item
      : refuse(`needs values in an order, not ${typeText(item)}: take the mode`)
  },
  compute: middle,
  examples: [
    ['median([8, 2, 5, 3, 4])', '4'],
    ['median([6, 1, 2, 3])', '2.5'],
  ],
})
