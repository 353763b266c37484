import type { Formula } from '../../formula/index.ts'
import { issueOf, type Span } from '../../issue/index.ts'
import type { CheckedConstruct, CheckedMethod } from '../checked.ts'
import { topAggregates } from '../grouping.ts'
import { childrenOf } from '../lookback.ts'
import type { Relation } from '../typed.ts'
import { functionText, type Rule } from './found.ts'
import { judgedFunctions, methodNamed, namesIn, reachedBy } from './reached.ts'

/** The table whose rows a relation begins with. */
const firstScan = (relation: Relation): (Relation & { readonly kind: 'scan' }) | undefined => {
  switch (relation.kind) {
    case 'scan':
      return relation
    case 'filter':
    case 'latest':
    case 'each':
    case 'distinct':
      return firstScan(relation.input)
    case 'for':
      return relation.iterators.map(({ over }) => firstScan(over))[0]
    case 'concatenate':
      return relation.inputs.map(firstScan)[0]
    case 'steps':
    case 'list':
      return undefined
  }
}

/** Counts what happened in a period, not what was there: in a quiet period it is 0. */
const countsHappenings = (method: CheckedMethod, { contracts }: CheckedConstruct): boolean =>
  topAggregates(method.method).every(({ over }) => {
    const scan = firstScan(over)
    if (scan === undefined) return false
    const isEvent = contracts[scan.contract]?.describes.kind === 'events'
    return scan.window.kind === 'opened' || scan.window.kind === 'closed' || (isEvent && scan.window.kind !== 'ever')
  })

/** Base measures a denominator is made of, if all of them can be 0 at once. */
const quietMeasures = (denominator: Formula, checked: CheckedConstruct): readonly string[] => {
  const bases = [...reachedBy(denominator, checked.derivedMeasures)].flatMap((name) => methodNamed(checked, name) ?? [])
  return bases.every((each) => countsHappenings(each, checked)) ? bases.map(({ name }) => name) : []
}

type Division = { readonly denominator: Formula; readonly span: Span; readonly guards: readonly string[] }

/** Every division, with the names that conditions above it look at. */
const divisionsIn = (formula: Formula, guards: readonly string[] = []): readonly Division[] => {
  const here = formula.kind === 'if' ? [...guards, ...namesIn(formula.condition)] : guards
  const below = childrenOf(formula).flatMap((child) => divisionsIn(child, here))
  return formula.kind === 'arithmetic' && formula.op === '/'
    ? [{ denominator: formula.right, span: formula.span, guards }, ...below]
    : below
}

/** D6: what a function divides by is 0 whenever nothing happens. A share says by its name that it is of something. */
export const unguardedDivision: Rule = (checked) =>
  judgedFunctions(checked).flatMap(({ name, formula }) =>
    divisionsIn(formula).flatMap(({ denominator, span, guards }) => {
      const quiet = quietMeasures(denominator, checked)
      const text = functionText(checked, name)
      if (quiet.length === 0 || text === undefined || quiet.some((each) => guards.includes(each))) return []
      const measures = quiet.map((each) => `“${each}”`).join(' and ')
      return [{ issue: issueOf('unguarded-division', { measures }, span), text }]
    }),
  )
