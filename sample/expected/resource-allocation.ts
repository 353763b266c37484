/** B.2: what security used up in the year so far, against the part of its budget that belongs to these months. */
import { budgetKinds, grantedOn } from '../budget.ts'
import { isoDay, monthOfYear } from '../calendar.ts'
import type { BudgetKind } from '../truth.ts'
import { type Expect, share, type Values, yearStart } from './expected.ts'

export const resourceAllocation: Expect = ({ actions, budget, usage }, { first, last, next }) => {
  const year = yearStart(first)
  const elapsed = (monthOfYear(last) - monthOfYear(year) + 1) / 12
  const granted = (kind: BudgetKind): number => {
    const line = budget.find((one) => one.kind === kind && one.year === Number(isoDay(year).slice(0, 4)))
    return (line === undefined ? 0 : (grantedOn(line, last) ?? 0)) / 100
  }
  const used = (kind: BudgetKind): number =>
    usage
      .filter((one) => one.kind === kind && one.month >= year && one.month < next)
      .reduce((sum, { cents }) => sum + cents, 0) / 100
  const measure = (kinds: readonly BudgetKind[]) => {
    const [allocated, spent] = [granted, used].map((of) => kinds.reduce((sum, kind) => sum + of(kind), 0))
    const shares = kinds.filter((kind) => granted(kind) > 0).map((kind) => used(kind) / (granted(kind) * elapsed))
    return {
      allocated: allocated ?? 0,
      'allocated to date': (allocated ?? 0) * elapsed,
      'used to date': spent ?? 0,
      'lowest kind': shares.length === 0 ? null : Math.min(...shares),
      'highest kind': shares.length === 0 ? null : Math.max(...shares),
      'used without budget': kinds.filter((kind) => granted(kind) === 0).reduce((sum, kind) => sum + used(kind), 0),
      utilisation: share(spent ?? 0, (allocated ?? 0) * elapsed),
      'allocation ratio': share((allocated ?? 0) * elapsed, spent ?? 0),
    }
  }
  const total = measure(budgetKinds)
  const done = actions.filter((action) => action.done !== undefined && action.done >= year && action.done < next).length
  const inTotal: Values = { ...total, 'actions done': done, 'money per action': share(total['used to date'], done) }
  return { total: inTotal, groups: Object.fromEntries(budgetKinds.map((kind) => [kind, measure([kind])])) }
}
