import { isPure } from '../../unit/index.ts'
import { refuse } from '../function.ts'
import { number } from '../type.ts'
import { aNumber, scalar } from '../operand.ts'

/** e to the power of a pure number. */
export const exp = scalar({
  name: 'exp',
  clause: '10.3.4.5',
  parameters: [['number']],
  takes: [aNumber],
  gives: ([type]) =>
    type?.kind === 'number' && !isPure(type.unit) ? refuse('needs a pure number, not one with a unit') : number({}),
  sql: ([n = '']) => `exp(${n})`,
  compute: (n) => Math.exp(n),
  examples: [['exp(0)', '1']],
})
