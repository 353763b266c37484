import { isPure } from '../../unit/index.ts'
import { beyond, refuse } from '../function.ts'
import { number } from '../type.ts'
import { aNumber, scalar } from '../operand.ts'

/** The natural logarithm of a pure number. */
export const log = scalar({
  name: 'log',
  clause: '10.3.4.5',
  parameters: [['number']],
  takes: [aNumber],
  gives: ([type]) =>
    type?.kind === 'number' && !isPure(type.unit)
      ? refuse('needs a pure number, not one with a unit')
      : number({}, 'interval'),
  sql: ([n = '']) => `CASE WHEN (${n}) > 0 THEN ln(${n}) END`,
  compute: (n) => (n <= 0 ? beyond('not-computable', 'only a number above zero has a logarithm') : Math.log(n)),
  examples: [['log(1)', '0']],
})
