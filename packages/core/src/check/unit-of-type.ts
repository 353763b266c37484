import type { Type } from '../formula/index.ts'
import { unitText } from '../unit/index.ts'

/** A measure's unit as it is shown: `percent`, `s`, `rule`, `EUR/asset`; null for a pure number or no number. */
export const unitOfType = (type: Type): string | null => {
  if (type.kind === 'duration') return type.of === 'days' ? 's' : 'month'
  if (type.kind !== 'number') return null
  return type.percent === true ? 'percent' : unitText(type.unit) === '' ? null : unitText(type.unit)
}
