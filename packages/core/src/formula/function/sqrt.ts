import { raisedUnit } from '../../unit/index.ts'
import { beyond, refuse } from '../function.ts'
import { number, typeText } from '../type.ts'
import { aNumber, scalar } from '../operand.ts'

/** The square root of a number whose unit is a square, or of one without a unit: units have whole exponents only. */
export const sqrt = scalar({
  name: 'sqrt',
  clause: '10.3.4.5',
  parameters: [['number']],
  takes: [aNumber],
  gives: ([type]) => {
    if (type?.kind !== 'number') return number({})
    const unit = raisedUnit(type.unit, 0.5)
    return unit === undefined
      ? refuse(`needs a pure number or the square of a unit, not ${typeText(type)}`)
      : number(unit)
  },
  sql: ([n = '']) => `CASE WHEN (${n}) >= 0 THEN sqrt(${n}) END`,
  compute: (n) => (n < 0 ? beyond('not-computable', 'the root of a negative number is not a number') : Math.sqrt(n)),
  examples: [['sqrt(16)', '4']],
})
