import type { Plan } from '../plan/index.ts'
import type { Dialect } from './dialect.ts'
import type { SharedCells } from './cells.ts'
import { statementOf, type Statement } from './measure.ts'

/**
 * The last step of compiling: construct.yaml → construct → check → plan → these statements, one a base measure. What
 * `cells` hold of it is read there; without them every measure reads its tables itself.
 */
export const compile = (plan: Plan, dialect: Dialect, cells?: SharedCells): readonly Statement[] =>
  plan.measures.map((measure) => statementOf(plan, measure, dialect, cells?.slots, cells?.periods))
