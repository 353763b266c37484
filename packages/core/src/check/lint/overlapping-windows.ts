import type { Formula } from '../../formula/index.ts'
import { issueOf } from '../../issue/index.ts'
import type { CheckedConstruct } from '../checked.ts'
import { functionText, type Rule } from './found.ts'
import { endsOf, limitsOf } from './limits.ts'
import { partsOf, quotientOf } from './reached.ts'

type Window = { readonly measure: string; readonly steps: number }

/** `mean(last(m, n))`: over which periods of which measure. */
const windowOf = (formula: Formula): Window | undefined => {
  const [inner] = formula.kind === 'call' && formula.name === 'mean' ? formula.args : []
  const [of, count] = inner?.kind === 'call' && inner.name === 'last' ? inner.args : []
  return of?.kind === 'name' && count?.kind === 'number' ? { measure: of.name, steps: count.value } : undefined
}

type Overlap = { readonly recent: number; readonly whole: number }

const overlapOf = (formula: Formula): Overlap | undefined => {
  const [above, below] = (quotientOf(formula) ?? []).map(windowOf)
  return above !== undefined && below !== undefined && above.measure === below.measure && above.steps < below.steps
    ? { recent: above.steps, whole: below.steps }
    : undefined
}

/** How far the last periods lie above those before them where the damped ratio is at a limit; null beyond what it can reach. */
export const undamped = ({ recent, whole }: Overlap, limit: number): number | null =>
  limit * recent < whole ? (limit * (whole - recent)) / (whole - limit * recent) : null

const riseText = (factor: number): string => {
  const points = Math.round((factor - 1) * 100)
  return points === 0 ? 'as many as' : `${Math.abs(points)} % ${points > 0 ? 'above' : 'below'}`
}

/** The largest limit the ratio is held to, where it is the indicator. */
const limitFor = (checked: CheckedConstruct, measure: string): number | undefined =>
  limitsOf(checked)
    .filter((limit) => limit.measure === measure)
    .flatMap(({ bands }) => endsOf(bands))
    .toSorted((a, b) => b - a)[0]

/** D15: recent periods over a stretch they are part of. */
export const overlappingWindows: Rule = (checked) =>
  checked.derivedMeasures.flatMap(({ name, formula }) => {
    const text = functionText(checked, name)
    return partsOf(formula).flatMap((part) => {
      const overlap = overlapOf(part)
      if (overlap === undefined || text === undefined) return []
      const limit = limitFor(checked, name)
      const factor = limit === undefined ? null : undamped(overlap, limit)
      const said = {
        ...overlap,
        earlier: overlap.whole - overlap.recent,
        limit: limit === undefined || factor === null ? '' : `${limit}`,
        rise: factor === null ? '' : riseText(factor),
        most: `${Number((overlap.whole / overlap.recent).toPrecision(3))}`,
      }
      return [{ issue: issueOf('overlapping-windows', said, part.span), text }]
    })
  })
