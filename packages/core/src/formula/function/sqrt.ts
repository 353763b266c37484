import { isPure } from '../../unit/index.ts'
import { beyond, refuse } from '../function.ts'
import { number } from '../type.ts'
import { aNumber, scalar } from '../operand.ts'

/** The square root of a pure number: units have whole exponents only. */
export const sqrt = scalar({
  name: 'sqrt',
  clause: '10.3.4.5',
  parameters: [['number']],
  takes: [aNumber],
  gives: ([type]) =>
    type?.kind === 'number' && !isPure(type.unit) ? refuse('needs a pure number, not one with a unit') : number({}),
  sql: ([n = '']) => `CASE WHEN (${n}) >= 0 THEN sqrt(${n}) END`,
  compute: (n) => (n < 0 ? beyond('not-computable', 'the root of a negative number is not a number') : Math.sqrt(n)),
  examples: [['sqrt(16)', '4']],
})
