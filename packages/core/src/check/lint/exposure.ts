import type { Formula } from '../../formula/index.ts'
import { issueOf } from '../../issue/index.ts'
import { placeOf } from '../bench.ts'
import type { CheckedConstruct } from '../checked.ts'
import type { Typed } from '../typed.ts'
import type { Rule } from './found.ts'
import { namesIn, partsOf, quotientOf } from './reached.ts'

/** Whether a method's value is larger the more there is to count. */
const grows = (typed: Typed): boolean => {
  if (typed.kind === 'aggregate') return ['count', 'sum', 'covered'].includes(typed.name)
  if (typed.kind === 'arithmetic') return typed.op !== '/' && (grows(typed.left) || grows(typed.right))
  if (typed.kind === 'negate') return grows(typed.of)
  return typed.kind === 'if' && (grows(typed.then) || grows(typed.otherwise))
}

/** The same of a function over measures; a quotient is related to something already. */
const growsWith = (formula: Formula, checked: CheckedConstruct): boolean => {
  switch (formula.kind) {
    case 'name':
      return measureGrows(formula.name, checked)
    case 'arithmetic':
      return formula.op !== '/' && (growsWith(formula.left, checked) || growsWith(formula.right, checked))
    case 'negate':
      return growsWith(formula.of, checked)
    case 'if':
      return growsWith(formula.then, checked) || growsWith(formula.otherwise, checked)
    case 'call':
      return formula.name !== 'share' && formula.args.some((argument) => growsWith(argument, checked))
    case 'at':
    case 'and':
    case 'between':
    case 'boolean':
    case 'compare':
    case 'context':
    case 'filter':
    case 'for':
    case 'in':
    case 'list':
    case 'not':
    case 'null':
    case 'number':
    case 'or':
    case 'path':
    case 'quantified':
    case 'range':
    case 'string':
    case 'unsupported':
      return false
  }
}

const measureGrows = (name: string, checked: CheckedConstruct): boolean => {
  const method = checked.baseMeasures.find((each) => each.name === name)
  if (method !== undefined) return grows(method.method)
  const found = checked.derivedMeasures.find((each) => each.name === name)
  return found !== undefined && growsWith(found.formula, checked)
}

/** Whether a measure is divided by something it depends on: its exposure. */
const isRelated = (measure: string, { derivedMeasures }: CheckedConstruct): boolean =>
  derivedMeasures.some(({ formula }) =>
    partsOf(formula).some((part) => {
      const [above] = quotientOf(part) ?? []
      return above !== undefined && namesIn(above).includes(measure)
    }),
  )

/** D16: a raw count or amount as the indicator, with nothing that says how much there was to count. */
export const countWithoutExposure: Rule = (checked) => {
  const { measure } = checked.construct.indicator
  if (!measureGrows(measure, checked) || isRelated(measure, checked)) return []
  const place = placeOf(checked.construct.source, 'indicator.measure', 'indicator')
  return [{ issue: issueOf('count-without-exposure', { measure }, place) }]
}
