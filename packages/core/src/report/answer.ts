import type { Card, CardCriteria, Result } from '../term/index.ts'
import { askedOf } from './comparison-words.ts'
import { criteriaOf, criteriaWords, limitsOf } from './criteria-words.ts'
import { inPeriod } from './date-words.ts'
import { en } from './message/index.ts'
import { isPlace, quantityOf, valueText } from './quantity.ts'
import { counted, plural, shownUnit, singular } from './unit-words.ts'

const { answer: words } = en

/** The unit of one of a construct's measures. */
export const unitOfMeasure = (card: Card, name: string): string | null =>
  [...card.baseMeasures, ...card.derivedMeasures].find((measure) => measure.name === name)?.unit ??
  (card.indicator.measure === name ? card.indicator.unit : null)

/** “unused rules” counts rules, so a sentence can say “31 unused rules”; “unauthorised entries” counts incidents. */
const countedName = (name: string, unit: string | null, n: number): string | undefined => {
  if (unit === null || !Number.isInteger(n)) return undefined
  if (name.endsWith(plural(unit))) return name.slice(0, -plural(unit).length) + counted(unit, n)
  const { kind, word, under } = shownUnit(unit, n)
  const isCount = kind === 'noun' && word === unit && under === null && !isPlace({ kind, word, under, factor: 1 })
  const one = isCount ? singular(name) : undefined
  return one === undefined ? undefined : counted(one, n)
}

/** “occurrences per thousand” says what its unit says again: “109 occurrences per 1,000 person years”. */
const isRateBy = (name: string, unit: string | null): boolean => {
  const { kind, word, under } = shownUnit(unit, 1)
  return kind === 'noun' && under !== null && word !== '' && name.startsWith(`${plural(word)} per `)
}

/** The two counts behind a share: 7.5 % says more as “31 of 412 rules” (visual.md, Words). */
const partsOfShare = (result: Result, card: Card): string => {
  const formula = card.derivedMeasures.find(({ name }) => name === result.indicator.measure)?.formula ?? ''
  const [, part = '', whole = ''] = /^share\(([^(),]+),([^(),]+)\)$/.exec(formula.trim()) ?? []
  const [n, of] = [result.measures[part.trim()], result.measures[whole.trim()]]
  if (typeof n !== 'number' || typeof of !== 'number') return ''
  const unit = unitOfMeasure(card, whole.trim())
  return words.partOf(quantityOf(n, null).text, quantityOf(of, unit).text)
}

const numberClause = (value: number, result: Result, card: Card): string => {
  const { measure, unit } = result.indicator
  const name = countedName(measure, unit, value)
  if (name !== undefined) return words.counted(value, quantityOf(value, null).text, name)
  const limits = limitsOf(criteriaOf(card, result.period))
  const quantity = quantityOf(value, unit, limits).text
  const shown = shownUnit(unit, Math.abs(value))
  // “The weakest level was 0”: its name has said already that it is one.
  if (isPlace(shown) && measure.endsWith(` ${shown.word}`))
    return words.is(words.the(measure), quantityOf(value, null, limits).text)
  if (isPlace(shown)) return words.is(words.the(measure), quantity)
  if (isRateBy(measure, unit)) return words.perSo(quantity)
  const share = unit === 'percent' ? words.shareOf(measure) : undefined
  return words.cameTo(share ?? words.the(measure), quantity) + partsOfShare(result, card)
}

const valueClause = (value: number | string | boolean, result: Result, card: Card): string => {
  const { measure } = result.indicator
  if (typeof value === 'number') return numberClause(value, result, card)
  if (typeof value === 'boolean') return words.whether(measure, valueText(value, null))
  return words.was(words.the(measure), en.values.level(value))
}

const longestCriterion = 60

/** A plain comparison can stand in a sentence; a condition of several parts, or with calls and ranges, cannot. */
const isPlain = ({ bands, met }: CardCriteria): boolean => bands !== undefined || !/[[(]|\b(and|or|if)\b/.test(met)

/** A total may be judged by its worst group: then its own value does not say why the criterion is missed. */
const isMissedByGroups = ({ indicator: { status } }: Result, isFulfilled: boolean): boolean =>
  isFulfilled && (status === 'near' || status === 'not met')

/** The criterion in words, or, where it is too much for a sentence, how the judgement ended. */
const criterionClause = (result: Result, card: Card): string => {
  const { status, measure, unit } = result.indicator
  const criteria = criteriaOf(card, result.period)
  if (criteria === undefined || !isPlain(criteria)) return words.statusOnly(status)
  const asked = askedOf(criteria, result, card)
  // A rate's unit has just been said.
  const isSaid = criteria.bands !== undefined && isRateBy(measure, unit)
  const text = asked === undefined || isSaid ? criteriaWords(criteria, isSaid ? null : unit).met : asked.text
  if (text === '' || text.length > longestCriterion) return words.statusOnly(status)
  return asked !== undefined && isMissedByGroups(result, asked.isFulfilled)
    ? words.missedByGroups(text)
    : words.criterion(text)
}

const whyUncertain = ({ indicator }: Result): string => {
  if (indicator.status === 'stale') return ` ${words.stale}`
  if (indicator.status !== 'cannot tell' || indicator.interval === null) return ''
  const { lower, upper } = indicator.interval
  return ` ${words.uncertain(quantityOf(lower, indicator.unit).text, quantityOf(upper, indicator.unit).text)}`
}

/** Why the indicator of a result has no value, in words. */
export const whyMissing = (result: Result): string =>
  en.reasons[result.reasons[result.indicator.measure] ?? 'unknown-value']

const withoutValue = (result: Result): string => {
  const when = inPeriod(result.period)
  const reason = result.reasons[result.indicator.measure]
  if (result.indicator.status === 'no data' || reason === 'no-data') return words.noData(when)
  if (result.indicator.status === 'stale' || reason === 'stale') return words.staleNoValue(when)
  return words.noValue(when, words.the(result.indicator.measure), whyMissing(result))
}

/**
 * The sentence that answers a construct's question:
 * “In June 2026, there were 31 unused rules; the criterion is 0 rules.”
 */
export const answerOf = (result: Result, card: Card): string => {
  const { value } = result.indicator
  if (value === null) return withoutValue(result)
  const statement = `${inPeriod(result.period)}, ${valueClause(value, result, card)}`
  return `${statement}; ${criterionClause(result, card)}.${whyUncertain(result)}`
}
