import { sameUnit, unitText, type UnitOrAny } from '../unit/index.ts'
import { beyond, refuse, type Refusal } from './function.ts'
import { aNumber, days, either, optional, type Operand } from './operand.ts'
import { number, type Type } from './type.ts'
import type { DaysValue } from './value.ts'

/** What functions of counts share: limits of shares, differences and rates, and the tests that go with them. */

/** A whole number of things, from none on. */
export const aCount: Operand<number> = {
  ...aNumber,
  text: 'a count (a whole number from 0 on)',
  read: (value) => (typeof value === 'number' && Number.isInteger(value) && value >= 0 ? value : undefined),
}
/** What a rate is divided by: persons, assets, or the time they were exposed. */
export const anExposure: Operand<number | DaysValue> = either(aNumber, days)
export const aLevel: Operand<number | undefined> = optional({
  ...aNumber,
  text: 'a level between 0 and 1',
  read: (value) => (typeof value === 'number' && value > 0 && value < 1 ? value : undefined),
})
export const usualLevel = 0.95

export const sizeOf = (exposure: number | DaysValue): number =>
  typeof exposure === 'number' ? exposure : exposure.seconds

/** The unit of a count or of what a rate is divided by. */
export const exposureUnit = (type: Type | undefined): UnitOrAny => {
  if (type?.kind === 'number') return type.unit
  return type?.kind === 'duration' ? { s: 1 } : 'any'
}

const isUnlike = (a: Type | undefined, b: Type | undefined): boolean => !sameUnit(exposureUnit(a), exposureUnit(b))

/** Pure, where the operands at these places count the same thing in pairs. */
export const pureOf =
  (...pairs: readonly (readonly [number, number])[]) =>
  (types: readonly Type[]): Type | Refusal => {
    const pair = pairs.find(([a, b]) => isUnlike(types[a], types[b]))
    return pair === undefined
      ? number({})
      : refuse(
          `needs like things, not ${pair.map((place) => unitText(exposureUnit(types[place])) || 'a pure number').join(' and ')}`,
        )
  }

export const nothingToDivideBy: Refusal = beyond('division-by-zero', 'there is nothing to divide by')
/** A part must not exceed its whole, and the whole must not be empty. */
export const refusedShare = (x: number, n: number): Refusal | undefined => {
  if (n === 0) return nothingToDivideBy
  return x > n ? refuse(`needs a part that is no larger than its whole, not ${x} of ${n}`) : undefined
}

/** The two functions of an interval differ by the end they give. */
export type End = 'lower' | 'upper'
