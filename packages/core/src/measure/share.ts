import { refuse, type Formula, type Refusal, type Value } from '../formula/index.ts'
import type { Noted } from './view.ts'

const amount = (value: Value): number | null | undefined => {
  if (typeof value === 'number' || value === null) return value
  return typeof value === 'object' && 'kind' in value && value.kind === 'days' ? value.seconds : undefined
}

/** Part ÷ whole as a proportion; a share of nothing is not computable, one above 1 is a fault of the evidence. */
export const shareCall = (
  noted: Noted,
  args: readonly Formula[],
  evaluateArg: (formula: Formula) => Value,
): Value | Refusal => {
  const [part, whole] = args.map((arg) => amount(evaluateArg(arg)))
  if (part === undefined || whole === undefined) return refuse('needs two amounts')
  if (part === null || whole === null) return null
  if (whole === 0) noted.missing.add('zero-denominator')
  else if (part > whole) noted.missing.add('share-above-one')
  else return part / whole
  return null
}
