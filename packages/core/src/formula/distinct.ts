import { equal } from './compare.ts'
import type { Value } from './value.ts'

/** Each value once, where it came first; null is a value here. */
export const distinct = (values: readonly Value[]): readonly Value[] => {
  const kept: Value[] = []
  for (const value of values) if (!kept.some((earlier) => equal(earlier, value) === true)) kept.push(value)
  return kept
}
