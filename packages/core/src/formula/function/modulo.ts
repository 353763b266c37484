import { overUnit, sameUnit, unitText } from '../../unit/index.ts'
import { beyond, refuse } from '../function.ts'
import { aNumber, scalar } from '../operand.ts'

/** What is left of a division rounded down: it has the sign of the divisor. */
export const modulo = scalar({
  name: 'modulo',
  clause: '10.3.4.5',
  parameters: [['dividend', 'divisor']],
  takes: [aNumber, aNumber],
  gives: ([dividend, divisor]) => {
    if (dividend?.kind !== 'number' || divisor?.kind !== 'number') return dividend ?? { kind: 'unknown' }
    return sameUnit(dividend.unit, divisor.unit)
      ? dividend
      : refuse(`needs two numbers of one unit, not ${unitText(overUnit(dividend.unit, divisor.unit))}`)
  },
  sql: ([n = '', d = '']) => `((${n}) - (${d}) * floor((${n}) / nullif(${d}, 0)))`,
  compute: (dividend, divisor) =>
    divisor === 0
      ? beyond('not-computable', 'the divisor is zero')
      : dividend - divisor * Math.floor(dividend / divisor),
  examples: [
    ['modulo(-12, 5)', '3'],
    ['modulo(12, -5)', '-3'],
  ],
})
