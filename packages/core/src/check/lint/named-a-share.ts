import { printFormula, type Formula } from '../../formula/index.ts'
import { issueOf } from '../../issue/index.ts'
import type { CheckedConstruct } from '../checked.ts'
import { isShare } from '../share.ts'
import { functionText, wholeOf, type Rule } from './found.ts'
import { methodNamed } from './reached.ts'
import { wordsOf } from './words.ts'

const shareWords = ['share', 'shares', 'proportion', 'percentage', 'fraction']

/** A division that is a share is offered `share` by the checker. */
const isProved = (part: Formula, whole: Formula, checked: CheckedConstruct): boolean => {
  const [a, b] = [part, whole].map((side) => (side.kind === 'name' ? methodNamed(checked, side.name) : undefined))
  return a !== undefined && b !== undefined && isShare(a.method, b.method)
}

/** D13: a ratio that may exceed 1 under the name of a share. */
export const namedAShare: Rule = (checked) =>
  checked.derivedMeasures.flatMap(({ name, formula }) => {
    const text = functionText(checked, name)
    const isNamed = wordsOf(name).some((word) => shareWords.includes(word))
    if (text === undefined || !isNamed || formula.kind !== 'arithmetic' || formula.op !== '/') return []
    if (isProved(formula.left, formula.right, checked)) return []
    const [part, whole] = [`“${printFormula(formula.left)}”`, `“${printFormula(formula.right)}”`]
    return [{ issue: issueOf('named-a-share', { name, part, whole }, wholeOf(text)), text }]
  })
