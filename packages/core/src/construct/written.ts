import type { BaseMeasure, Construct, CriteriaSet, DerivedMeasure, Indicator, Parameter } from './construct.ts'
import type { FormulaText } from './document.ts'

/** A construct as plain keys and texts, in the order they are printed: what both syntaxes say. */
export type Written = { readonly [key: string]: WrittenValue }
export type WrittenValue = string | number | boolean | readonly WrittenValue[] | Written

type Optional = readonly (readonly [key: string, value: WrittenValue | undefined])[]

/** A key that a type gains and a printer forgets must not compile. */
const nothingLeft = (_rest: Readonly<Record<string, never>>): void => undefined

const isEmpty = (value: WrittenValue): boolean =>
  Array.isArray(value) ? value.length === 0 : typeof value === 'object' && Object.keys(value).length === 0

const keys = (entries: Optional): Written =>
  Object.fromEntries(
    entries.flatMap(([key, value]) => (value === undefined || isEmpty(value) ? [] : [[key, value] as const])),
  )

const textsOf = (formulas: Readonly<Record<string, FormulaText>> | undefined): Written =>
  Object.fromEntries(Object.entries(formulas ?? {}).map(([level, { text }]) => [level, text]))

const parameterOf = ({ name, meaning, value, by, values, ...rest }: Parameter): readonly [string, Written] => {
  nothingLeft(rest)
  const said = keys([
    ['value', value?.text],
    ['by', by],
    ['values', textsOf(values)],
    ['meaning', meaning === '' ? undefined : meaning],
  ])
  return [name, said]
}

type Described = Pick<BaseMeasure, 'scale' | 'unit' | 'direction' | 'meaning'>
const described = ({ scale, unit, direction, meaning, ...rest }: Described): Optional => {
  nothingLeft(rest)
  return [
    ['scale', scale],
    ['unit', unit],
    ['direction', direction],
    ['meaning', meaning],
  ]
}
const baseOf = ({ name, method, ...rest }: BaseMeasure): readonly [string, Written] => [
  name,
  keys([['method', method.text], ...described(rest)]),
]
const derivedOf = ({ name, function: formula, ...rest }: DerivedMeasure): readonly [string, Written] => [
  name,
  keys([['function', formula.text], ...described(rest)]),
]

const criteriaOf = ({ from, met, near, notMet, approved, ...rest }: CriteriaSet): Written => {
  nothingLeft(rest)
  return keys([
    ['from', from],
    ['met', met.text],
    ['near', near?.text],
    ['not met', notMet?.text],
    ['approved', approved],
  ])
}
const indicatorOf = (indicator: Indicator): Written => {
  const { measure, direction, criteria, total, history, minimumSample, meaning, ...rest } = indicator
  nothingLeft(rest)
  return keys([
    ['measure', measure],
    ['direction', direction],
    ['criteria', criteria.map(criteriaOf)],
    ['total', total === 'own' ? undefined : total],
    ['history', history],
    ['minimum sample', minimumSample],
    ['meaning', meaning],
  ])
}

/** Everything a construct says; `readConstruct` of it, in either syntax, is the construct again. */
export const writtenOf = (construct: Construct): Written => {
  const { kind: _kind, source: _source, id, annexB, requirements, language, version, title, type, ...more } = construct
  const { efficiency, pairedWith, need, decision, narrative, controls, parameters, evidence, ...most } = more
  const { baseMeasures, derivedMeasures, indicator, by, frequency, parties, report, accept, notes, ...rest } = most
  nothingLeft(rest)
  return keys([
    ['construct', id],
    ['annexB', annexB],
    ['requirements', requirements],
    ['language', language],
    ['version', version],
    ['title', title],
    ['type', type],
    ['efficiency', efficiency ? true : undefined],
    ['pairedWith', pairedWith],
    ['need', need],
    ['decision', decision],
    ['narrative', narrative],
    ['controls', controls],
    ['parameters', Object.fromEntries(parameters.map(parameterOf))],
    ['evidence', evidence],
    ['base measures', Object.fromEntries(baseMeasures.map(baseOf))],
    ['derived measures', Object.fromEntries(derivedMeasures.map(derivedOf))],
    ['indicator', indicatorOf(indicator)],
    ['by', by],
    ['frequency', frequency],
    ['parties', parties],
    [
      'report',
      keys([
        ['chart', report.chart],
        ['audiences', report.audiences],
      ]),
    ],
    ['accept', accept],
    ['notes', notes],
  ])
}
