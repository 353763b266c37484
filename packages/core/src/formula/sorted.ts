import { order } from './compare.ts'
import { kindText } from './kind-text.ts'
import type { Value } from './value.ts'
import { refuse, type Refusal } from './function.ts'

type Known = Exclude<Value, null>

/** Values in their order, or the sentence about two that have none. */
export const sorted = (values: readonly Known[]): readonly Known[] | Refusal => {
  const [first] = values
  const stranger = first === undefined ? undefined : values.find((value) => typeof order(first, value) !== 'number')
  if (first !== undefined && stranger !== undefined)
    return refuse(
      first === stranger
        ? `needs values in an order, not ${kindText(first)}`
        : `needs values of one kind, not ${kindText(first)} beside ${kindText(stranger)}`,
    )
  return values.toSorted((a, b) => {
    const ordered = order(a, b)
    return typeof ordered === 'number' ? ordered : 0
  })
}
