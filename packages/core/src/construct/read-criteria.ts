import { issueOf, type Issue } from '../issue/index.ts'
import type { CriteriaSet } from './construct.ts'
import { formulaAt, formulaIfAny } from './place.ts'
import { saidOf } from './reference.ts'
import { itemsOf, nodeAt, type Node, type Path } from './tree.ts'

/** Each set is valid from a date on, so their dates must rise. */
export const criteriaIssues = (list: Node | undefined): readonly Issue[] => {
  const dates = itemsOf(list).flatMap((set) => saidOf(nodeAt(set, ['from'])))
  return dates.flatMap(({ text, span }, i) => {
    const before = dates[i - 1]?.text
    if (before === undefined || text > before) return []
    return [
      text === before
        ? issueOf('criteria-duplicate', { from: text }, span)
        : issueOf('criteria-order', { from: text, before }, span),
    ]
  })
}

type WrittenSet = { readonly from: string; readonly approved?: string }
export const criteriaAt = (root: Node, path: Path, sets: readonly WrittenSet[]): readonly CriteriaSet[] =>
  sets.map(({ from, approved }, i) => {
    const near = formulaIfAny(root, [...path, i, 'near'])
    const notMet = formulaIfAny(root, [...path, i, 'not met'])
    return {
      from,
      met: formulaAt(root, [...path, i, 'met']),
      ...(near === undefined ? {} : { near }),
      ...(notMet === undefined ? {} : { notMet }),
      ...(approved === undefined ? {} : { approved }),
    }
  })
