import { scaleOf, typeText } from '../type.ts'
import { beyond, isRefusal, refuse, type FormulaFunction } from '../function.ts'
import { allAre, aNumber, days, itemType } from '../operand.ts'
import { isList, type Value } from '../value.ts'

const known = (value: Value): value is Exclude<Value, null> => value !== null

/** Linear interpolation between the neighbours of place 1 + (n - 1) p: type 7 of Hyndman and Fan. */
const interpolated = (numbers: readonly number[], p: number): number | undefined => {
  const inOrder = numbers.toSorted((a, b) => a - b)
  const place = ((inOrder.length - 1) * p) / 100
  const [low, high] = [inOrder[Math.floor(place)], inOrder[Math.ceil(place)]]
  return low === undefined || high === undefined ? undefined : low + (high - low) * (place - Math.floor(place))
}

/** The value below which p per cent lie. */
export const percentile: FormulaFunction = {
  name: 'percentile',
  clause: 'ours',
  parameters: [['list', 'p']],
  typeOf: (types) => {
    const item = itemType(types.slice(0, 1))
    const p = types[1]
    if (types.length !== 2 || p === undefined || (p.kind !== 'number' && p.kind !== 'unknown'))
      return refuse('takes a list and a number from 0 to 100')
    return item.kind === 'unknown' || ['interval', 'ratio'].includes(scaleOf(item) ?? '')
      ? item
      : refuse(`needs numbers or durations, not ${typeText(item)}`)
  },
  value: ([list = null, p = null]) => {
    if (list === null || p === null) return null
    if (typeof p !== 'number' || p < 0 || p > 100) return refuse('needs a number from 0 to 100')
    const items = (isList(list) ? list : [list]).filter(known)
    if (items.length === 0) return beyond('not-computable', 'there is nothing to take the percentile of')
    if (typeof items[0] === 'number') {
      const numbers = allAre(aNumber, items)
      return isRefusal(numbers) ? numbers : (interpolated(numbers, p) ?? null)
    }
    const spans = allAre(days, items)
    return isRefusal(spans)
      ? spans
      : {
          kind: 'days',
          seconds:
            interpolated(
              spans.map((span) => span.seconds),
              p,
            ) ?? 0,
        }
  },
  examples: [
    ['percentile([1, 2, 3, 4], 50)', '2.5'],
    ['percentile([15, 20, 35, 40, 50], 40)', '29'],
  ],
}
