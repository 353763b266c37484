import type { Plan } from '../plan/index.ts'
import type { Dialect } from './dialect.ts'
import { statementOf, type Statement } from './measure.ts'

/** The last step of compiling: construct.yaml → construct → check → plan → these statements, one a base measure. */
export const compile = (plan: Plan, dialect: Dialect): readonly Statement[] =>
  plan.measures.map((measure) => statementOf(plan, measure, dialect))
