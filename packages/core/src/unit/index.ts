/**
 * Units of measurement and their algebra. Comes in: units; goes out: units and their text. Knows no formula.
 * A unit is a product of named bases with whole exponents: `{ EUR: 1, asset: -1 }` is EUR per asset; `{}` is the pure
 * number. Calendar durations are seconds (`s`), years and months their own dimension (`month`) (language.md 3).
 */
export type Unit = Readonly<Record<string, number>>

/** A bare number in a formula takes the unit it meets. */
export type UnitOrAny = Unit | 'any'

export const pure: Unit = {}
/** @example unitOf('rule') //=> { rule: 1 } */
export const unitOf = (base: string): Unit => ({ [base]: 1 })

const combine = (left: Unit, right: Unit, sign: 1 | -1): Unit =>
  Object.fromEntries(
    [...new Set([...Object.keys(left), ...Object.keys(right)])]
      .sort()
      .map((base) => [base, (left[base] ?? 0) + sign * (right[base] ?? 0)] as const)
      .filter(([, exponent]) => exponent !== 0),
  )

/** A bare number has no unit of its own: `2 * rules` is rules. */
const settled = (unit: UnitOrAny): Unit => (unit === 'any' ? pure : unit)

export const timesUnit = (left: UnitOrAny, right: UnitOrAny): UnitOrAny =>
  left === 'any' && right === 'any' ? 'any' : combine(settled(left), settled(right), 1)
export const overUnit = (left: UnitOrAny, right: UnitOrAny): UnitOrAny =>
  left === 'any' && right === 'any' ? 'any' : combine(settled(left), settled(right), -1)

/**
 * What a unit becomes when its number is raised; nothing where an exponent would not stay whole, as in the root of EUR.
 * @example raisedUnit({ EUR: 1, asset: -1 }, 2) //=> { EUR: 2, asset: -2 }
 * @example raisedUnit({ EUR: 2 }, 0.5) //=> { EUR: 1 }
 */
export const raisedUnit = (unit: UnitOrAny, power: number): UnitOrAny | undefined => {
  const raised = Object.entries(settled(unit)).map(([base, exponent]) => [base, exponent * power] as const)
  if (!raised.every(([, exponent]) => Number.isInteger(exponent))) return undefined
  return unit === 'any' ? 'any' : Object.fromEntries(raised.filter(([, exponent]) => exponent !== 0))
}

/** @example sameUnit({ rule: 1 }, 'any') //=> true */
export const sameUnit = (left: UnitOrAny, right: UnitOrAny): boolean =>
  left === 'any' || right === 'any' || unitText(left) === unitText(right)

export const isPure = (unit: UnitOrAny): boolean => unit === 'any' || Object.keys(unit).length === 0

/** @example unitText({ EUR: 1, asset: -1 }) //=> 'EUR/asset' */
export const unitText = (unit: UnitOrAny): string => {
  if (unit === 'any') return ''
  const part = (sign: 1 | -1): string =>
    Object.entries(unit)
      .filter(([, exponent]) => Math.sign(exponent) === sign)
      .map(([base, exponent]) => (Math.abs(exponent) === 1 ? base : `${base}^${Math.abs(exponent)}`))
      .join('·')
  const under = part(-1)
  return under === '' ? part(1) : `${part(1) === '' ? '1' : part(1)}/${under}`
}
