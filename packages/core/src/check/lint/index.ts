/**
 * What published definitions get wrong although every formula in them can be computed (D2, D3, D6–D9, D11–D16 of the
 * defect register; D1, D4, D5 and D10 fall out of checking itself). Comes in: a construct without errors. Goes out:
 * warnings, and errors where the status contradicts the measure. A rule is a file; the list below is all of them.
 */
import { isError, lintCodes } from '../../issue/index.ts'
import { sayAt, sayIn, type Bench } from '../bench.ts'
import type { CheckedConstruct } from '../checked.ts'
import { criterionElsewhere } from './criterion-elsewhere.ts'
import { efficiency } from './efficiency.ts'
import { countWithoutExposure } from './exposure.ts'
import type { Found, Rule } from './found.ts'
import { history } from './history.ts'
import { labelComplement } from './label-complement.ts'
import { namedAShare } from './named-a-share.ts'
import { overlappingWindows } from './overlapping-windows.ts'
import { percentScale } from './percent-scale.ts'
import { population } from './population.ts'
import { signOfDelay } from './sign-of-delay.ts'
import { statusImproves } from './status-improves.ts'
import { targetBelowHalf } from './target-below-half.ts'
import { unguardedDivision } from './unguarded-division.ts'

export const rules: readonly Rule[] = [
  percentScale,
  statusImproves,
  unguardedDivision,
  criterionElsewhere,
  labelComplement,
  population,
  history,
  signOfDelay,
  namedAShare,
  targetBelowHalf,
  overlappingWindows,
  countWithoutExposure,
  efficiency,
]

const say = (bench: Bench, { issue, text }: Found): void => {
  if (Object.hasOwn(bench.construct.accept, issue.code)) bench.used.accepted.add(issue.code)
  else if (text === undefined) sayAt(bench, issue)
  else sayIn(bench, text, [issue])
}

/** What is accepted cannot be needed or not before the rules have looked. */
const putOff = ({ construct, used }: Bench): void => {
  for (const code of Object.keys(construct.accept)) if (Object.hasOwn(lintCodes, code)) used.accepted.add(code)
}

/**
 * Looks at a construct without errors for what published definitions get wrong; an error would be said twice. What the
 * author accepts is not said.
 */
export const lint = (bench: Bench, checked: CheckedConstruct): void => {
  if (bench.issues.some(isError)) return putOff(bench)
  for (const rule of rules) for (const found of rule(checked)) say(bench, found)
}
