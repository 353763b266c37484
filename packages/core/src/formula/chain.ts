import type { Leaf } from './syntax.ts'

/**
 * Conditions joined by `and` and `or`, in the order they were written. The parser reads `x in r and y` as
 * `x in (r and y)`: a chain is that tree laid flat, so that it can be grouped again with `in` binding tighter
 * (language.md 2). `y in <5 and z`: the comparison sign is kept with its operand.
 */
export type Link =
  | { readonly kind: 'whole'; readonly node: Leaf }
  /** `of in <op> test`; `of` is any node, `test` the node after `in` without what was wrongly drawn in. */
  | { readonly kind: 'in'; readonly node: Leaf; readonly of: Leaf; readonly test: Leaf; readonly op?: Leaf }
export type Chain = { readonly links: readonly Link[]; readonly joins: readonly ('and' | 'or')[] }

export const childrenOf = (node: Leaf): readonly Leaf[] => {
  const children: Leaf[] = []
  for (let child = node.firstChild; child !== null; child = child.nextSibling)
    if (child.name !== 'LineComment' && child.name !== 'BlockComment') children.push(child)
  return children
}

const joinOf = (node: Leaf): 'and' | 'or' | undefined =>
  node.name === 'Conjunction' ? 'and' : node.name === 'Disjunction' ? 'or' : undefined

const joined = (left: Chain, join: 'and' | 'or', right: Chain): Chain => ({
  links: [...left.links, ...right.links],
  joins: [...left.joins, join, ...right.joins],
})

/** What follows `in`: its first operand belongs to the `in`, the rest stands beside it. */
const unrolled = (whole: Leaf, of: Leaf, test: Leaf, op?: Leaf): Chain => {
  const [left, , right] = childrenOf(test)
  const join = joinOf(test)
  if (join !== undefined && left !== undefined && right !== undefined)
    return joined(unrolled(whole, of, left, op), join, chainOf(right))
  const [sign, operand] = childrenOf(test)
  if (test.name === 'SimplePositiveUnaryTest' && sign?.name === 'CompareOp' && operand !== undefined)
    return unrolled(whole, of, operand, sign)
  return { links: [{ kind: 'in', node: whole, of, test, ...(op === undefined ? {} : { op }) }], joins: [] }
}

export const chainOf = (node: Leaf): Chain => {
  const [left, second, right] = childrenOf(node)
  const join = joinOf(node)
  if (join !== undefined && left !== undefined && right !== undefined)
    return joined(chainOf(left), join, chainOf(right))
  const test = right?.name === 'PositiveUnaryTest' ? childrenOf(right)[0] : undefined
  if (node.name === 'Comparison' && second?.name === 'in' && left !== undefined && test !== undefined)
    return unrolled(node, left, test)
  return { links: [{ kind: 'whole', node }], joins: [] }
}

/** `a or b and c or d` → `[[a], [b, c], [d]]`: alternatives of conditions that must all hold. */
export const grouped = ({ links, joins }: Chain): readonly (readonly Link[])[] => {
  const groups: Link[][] = []
  links.forEach((link, i) => {
    if (i === 0 || joins[i - 1] === 'or') groups.push([link])
    else groups.at(-1)?.push(link)
  })
  return groups
}
