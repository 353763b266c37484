import type { Formula } from '../../formula/index.ts'
import { issueOf } from '../../issue/index.ts'
import type { CheckedConstruct } from '../checked.ts'
import { childrenOf } from '../lookback.ts'
import { functionText, wholeOf, type Found, type Rule } from './found.ts'
import { quotientOf } from './reached.ts'
import { areOpposite, wordsOf } from './words.ts'

/** What a function says its value is the part of, and whether it takes the rest: `1 - share(a, b)`. */
const partOf = (formula: Formula): { readonly name: string; readonly rest: boolean } | undefined => {
  if (formula.kind === 'arithmetic' && formula.op === '-' && formula.left.kind === 'number') {
    const inner = partOf(formula.right)
    return inner === undefined ? undefined : { ...inner, rest: !inner.rest }
  }
  const [part] = quotientOf(formula) ?? []
  return part?.kind === 'name' ? { name: part.name, rest: false } : undefined
}

const functionFound = (checked: CheckedConstruct): readonly Found[] =>
  checked.derivedMeasures.flatMap(({ name, formula }) => {
    const part = partOf(formula)
    const text = functionText(checked, name)
    if (part === undefined || text === undefined) return []
    const [mine, its] = [wordsOf(name), wordsOf(part.name)]
    const isOpposite = mine.some((word) => its.some((other) => areOpposite(word, other)))
    const isSame = mine.some((word) => word !== 'share' && word.length > 3 && its[0] === word)
    if (part.rest ? !isSame || isOpposite : !isOpposite) return []
    const counts = part.rest ? `what is left of “${part.name}”` : `“${part.name}”`
    return [{ issue: issueOf('label-complement', { name, counts }, wholeOf(text)), text }]
  })

type Looked = { readonly column: string; readonly denied: boolean }

/** The columns a condition asks about, and whether it asks for them not to hold. */
const looked = (formula: Formula, denied = false): readonly Looked[] => {
  if (formula.kind === 'name') return [{ column: formula.name, denied }]
  if (formula.kind === 'not') return looked(formula.of, !denied)
  if (formula.kind === 'compare' && formula.right.kind === 'boolean' && (formula.op === '=' || formula.op === '!='))
    return looked(formula.left, denied !== (formula.right.value !== (formula.op === '=')))
  return childrenOf(formula).flatMap((child) => looked(child, denied))
}

/** A column of truths by its word: `is border` is “border”, `change evidence ok` none. */
const wordOf = (column: string): string | undefined => {
  const words = wordsOf(column).filter((word) => word !== 'is')
  return words.length === 1 ? words[0] : undefined
}

const methodFound = ({ construct, baseMeasures, contracts }: CheckedConstruct): readonly Found[] =>
  baseMeasures.flatMap(({ name, formula, reads }) => {
    const truths = reads.flatMap((read) =>
      (contracts[read]?.columns ?? []).filter(({ type }) => type.kind === 'boolean').map((column) => column.name),
    )
    const mine = wordsOf(name)
    const text = construct.baseMeasures.find((each) => each.name === name)?.method
    return truths.flatMap((column): readonly Found[] => {
      const word = wordOf(column)
      const asked = looked(formula).filter((each) => each.column === column)
      const [first] = asked
      if (word === undefined || first === undefined || text === undefined) return []
      if (asked.some(({ denied }) => denied !== first.denied)) return []
      const isWrong = first.denied ? mine.includes(word) : mine.some((each) => areOpposite(each, word))
      const counts = first.denied ? `rows that are not ${word}` : `rows that are ${word}`
      return isWrong ? [{ issue: issueOf('label-complement', { name, counts }, wholeOf(text)), text }] : []
    })
  })

/** D8: a measure is named after one part, and its formula takes the other. */
export const labelComplement: Rule = (checked) => [...methodFound(checked), ...functionFound(checked)]
