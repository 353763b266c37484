import type { Column, Contract } from '../../construct/index.ts'
import type { Formula } from '../../formula/index.ts'
import { issueOf, type Issue } from '../../issue/index.ts'
import { childrenOf } from '../lookback.ts'
import type { Rule } from './found.ts'
import { wordsOf } from './words.ts'

const planned = ['scheduled', 'planned', 'due', 'target', 'expected', 'baseline', 'deadline', 'promised', 'agreed']
const done = [
  'performed',
  'done',
  'completed',
  'actual',
  'held',
  'closed',
  'resolved',
  'finished',
  'reviewed',
  'signed',
]
/** What is left of the time is meant to be positive before the day. */
const spare = ['early', 'earliness', 'slack', 'ahead', 'remaining', 'left', 'spare', 'notice']

const nameOf = (formula: Formula): string | undefined =>
  formula.kind === 'name' || formula.kind === 'path' ? formula.name : undefined
const hasWord = (name: string, words: readonly string[]): boolean => wordsOf(name).some((word) => words.includes(word))

/** Every subtraction of what happened from what was planned; `isTime` tells names of points in time. */
const reversedDelays = (formula: Formula, isTime: (name: string) => boolean): readonly Issue[] => {
  const below = childrenOf(formula).flatMap((child) => reversedDelays(child, isTime))
  if (formula.kind !== 'arithmetic' || formula.op !== '-') return below
  const [left, right] = [nameOf(formula.left), nameOf(formula.right)]
  if (left === undefined || right === undefined || !isTime(left) || !isTime(right)) return below
  if (!hasWord(left, planned) || !hasWord(right, done)) return below
  return [issueOf('sign-of-delay', { planned: left, done: right }, formula.span), ...below]
}

const isMoment = (column: Column): boolean => column.type.kind === 'date' || column.type.kind === 'date and time'

/** The same of a contract's computed columns. */
export const reversedColumn = ({ columns }: Contract, name: string, formula: Formula): readonly Issue[] =>
  hasWord(name, spare)
    ? []
    : reversedDelays(formula, (other) => columns.some((column) => column.name === other && isMoment(column)))

/** D12: a delay that is negative where something is late. */
export const signOfDelay: Rule = ({ construct, contracts, baseMeasures }) => {
  const moments = new Set(
    Object.values(contracts).flatMap(({ columns }) => columns.filter(isMoment).map((column) => column.name)),
  )
  return baseMeasures.flatMap(({ name, formula }) => {
    const at = construct.baseMeasures.find((each) => each.name === name)?.method
    if (at === undefined || hasWord(name, spare)) return []
    return reversedDelays(formula, (other) => moments.has(other)).map((issue) => ({ issue, text: at }))
  })
}
