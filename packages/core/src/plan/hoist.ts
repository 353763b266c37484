import { Temporal } from 'temporal-polyfill'
import { evaluate, type DateTimeValue, type DateValue, type Formula, type Value } from '../formula/index.ts'
import { dateOf, periodAround, type Calendar, type Period } from '../term/index.ts'
import type { CheckedParameter, Typed } from '../check/index.ts'

type PeriodBound = Extract<Typed, { kind: 'period' }>['bound']

const boundDay = (bound: PeriodBound, period: Period, calendar: Calendar): string => {
  if (bound === 'start' || bound === 'end') return period[bound]
  const year = periodAround('year', dateOf(period.startAt, calendar.timeZone), calendar)
  return bound === 'year start' ? year.start : year.end
}

/** A bound of a period, as a local date or as an instant in the organisation's zone. */
const boundValue = (
  bound: PeriodBound,
  asDate: boolean,
  period: Period,
  calendar: Calendar,
): DateValue | DateTimeValue => {
  const date = Temporal.PlainDate.from(boundDay(bound, period, calendar))
  return asDate
    ? { kind: 'date', date }
    : { kind: 'date and time', at: date.toPlainDateTime(), zone: calendar.timeZone }
}

type Named = { readonly formula: Formula; readonly values: Readonly<Record<string, Value>> }

const valueNode = (value: Value, typed: Typed, into: Record<string, Value>): Formula => {
  const name = `c${Object.keys(into).length}`
  into[name] = value
  return { kind: 'name', name, span: typed.span }
}

/** The typed constant as a formula over named values, so that one evaluator knows FEEL's calendar arithmetic. */
const asFormula = (
  typed: Typed,
  period: Period,
  calendar: Calendar,
  parameters: Readonly<Record<string, CheckedParameter>>,
  into: Record<string, Value>,
): Formula => {
  const again = (of: Typed): Formula => asFormula(of, period, calendar, parameters, into)
  switch (typed.kind) {
    case 'constant':
      return valueNode(typed.value, typed, into)
    case 'parameter':
      return valueNode(parameters[typed.name]?.value ?? null, typed, into)
    case 'period':
      return valueNode(boundValue(typed.bound, typed.type.kind === 'date', period, calendar), typed, into)
    case 'arithmetic':
      return { kind: 'arithmetic', op: typed.op, left: again(typed.left), right: again(typed.right), span: typed.span }
    case 'negate':
      return { kind: 'negate', of: again(typed.of), span: typed.span }
    case 'call':
      return { kind: 'call', name: typed.name, nameSpan: typed.span, args: typed.args.map(again), span: typed.span }
    case 'age':
    case 'aggregate':
    case 'and':
    case 'column':
    case 'compare':
    case 'if':
    case 'lookup':
    case 'not':
    case 'or':
    case 'range':
    case 'some':
    case 'variable':
      throw new Error(`${typed.kind} is no constant of a period`)
  }
}

const named = (
  typed: Typed,
  period: Period,
  calendar: Calendar,
  parameters: Readonly<Record<string, CheckedParameter>>,
): Named => {
  const values: Record<string, Value> = {}
  return { formula: asFormula(typed, period, calendar, parameters, values), values }
}

/**
 * What a row-free expression (`period.end - window`) is worth in a period. Computed here, once a period, in the
 * organisation's calendar, so that no engine has to know its time zone's months.
 */
export const constantIn = (
  typed: Typed,
  period: Period,
  calendar: Calendar,
  parameters: Readonly<Record<string, CheckedParameter>>,
): Value => {
  const { formula, values } = named(typed, period, calendar, parameters)
  return evaluate(formula, { name: (name) => values[name] }).value
}
