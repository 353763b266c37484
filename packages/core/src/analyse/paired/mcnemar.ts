import { mcnemarTest, twoSided } from '../../distribution/index.ts'
import { found, lackOfCount, withheld, type Answer } from '../answer.ts'

type ChiSquared = { readonly chiSquared: number; readonly p: number }

export type McNemar = {
  readonly plain: ChiSquared
  readonly corrected: ChiSquared
  readonly exactP: number
  /** The exact chance. */
  readonly p: number
}

/** χ² of one degree of freedom is the square of a normal value. */
const chiSquaredOf = (root: number): ChiSquared => ({ chiSquared: root * root, p: twoSided(root) })

/**
 * Did as many people change one way as the other, from yes to no as from no to yes? Those who stayed as they were do not
 * count (Q. McNemar, Psychometrika 12, 1947, 153–157); corrected for continuity by 1 (A. L. Edwards, same journal 13,
 * 1948, 185–187); the exact chance is binomial. Withheld: counts that are none; nobody changed.
 * @example mcnemar(17, 2).exactP.toFixed(5) //=> '0.00073'
 */
export const mcnemar = (oneWay: number, theOther: number): Answer<McNemar> => {
  const lack = lackOfCount(oneWay) ?? lackOfCount(theOther)
  if (lack !== undefined) return lack
  const [changed, apart] = [oneWay + theOther, Math.abs(oneWay - theOther)]
  if (changed === 0) return withheld('no-values')
  const exactP = mcnemarTest(oneWay, theOther)
  return found({
    plain: chiSquaredOf(apart / Math.sqrt(changed)),
    corrected: chiSquaredOf(Math.max(0, apart - 1) / Math.sqrt(changed)),
    exactP,
    p: exactP,
  })
}
