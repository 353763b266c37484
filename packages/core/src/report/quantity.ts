import { en } from './message/index.ts'
import { counted, shownUnit, type ShownUnit } from './unit-words.ts'

/** A number with its unit, apart for typesetting and together for reading; never one without the other. */
export type Quantity = { readonly number: string; readonly unit: string; readonly text: string }

/** A space that keeps a number and its unit on one line. */
export const nbsp = '\u00A0'

/**
 * British grouping, a real minus sign.
 * @example numberText(-1234.5, 1) //=> '−1,234.5'
 */
export const numberText = (value: number, decimals: number): string => {
  const [whole = '0', fraction] = Math.abs(value).toFixed(decimals).split('.')
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',')
  const body = fraction === undefined ? grouped : `${grouped}.${fraction}`
  return value < 0 && Number(body.replaceAll(',', '')) !== 0 ? `−${body}` : body
}

const mostDecimals = 6

/** Three significant digits for what is not whole; a percentage has one decimal, more only below one per cent. */
const usualDecimals = (value: number, percent: boolean): number => {
  if (Number.isInteger(value)) return 0
  const magnitude = Math.floor(Math.log10(Math.abs(value)))
  const wanted = percent ? (magnitude >= 0 ? 1 : 1 - magnitude) : 2 - magnitude
  return Math.min(mostDecimals, Math.max(0, wanted))
}

/**
 * How many decimals a value needs, so that rounding never carries it onto a limit it does not reach: 99.96 % is not
 * 100 %, and what fails “above 90 %” does not read 90 % (language.md 6: bands use the unrounded value).
 */
export const decimalsFor = (value: number, percent: boolean, limits: readonly number[] = []): number => {
  const guarded = percent ? [0, 100, ...limits] : limits
  const touches = (decimals: number): boolean =>
    guarded.some((limit) => limit !== value && Number(value.toFixed(decimals)) === limit)
  let decimals = usualDecimals(value, percent)
  while (decimals < mostDecimals && touches(decimals)) decimals++
  return decimals
}

/** `limits` are in the shown unit. */
export const shownNumber = (value: number, shown: ShownUnit, limits: readonly number[] = []): string => {
  const scaled = clean(value * shown.factor)
  const text = numberText(scaled, decimalsFor(scaled, shown.kind === 'percent', limits))
  return text.includes('.') ? text.replace(shown.kind === 'percent' ? /(?<=\.\d+?)0+$/ : /\.?0+$/, '') : text
}

/** 0.07 × 100 is 7, not 7.000000000000001. */
export const clean = (value: number): number => Number(value.toPrecision(14))

/** Whether the unit says which place in an order a number is, and not how many of something. */
export const isPlace = ({ word, under }: ShownUnit): boolean => word === en.unit.place && under === null

const joined = (number: string, unit: string, shown: ShownUnit): string => {
  if (unit === '') return number
  if (isPlace(shown)) return `${shown.word}${nbsp}${number}`
  const follows = shown.under === null ? '' : ` ${en.unit.per('', shown.under)}`
  return shown.kind === 'money' ? `${shown.word}${nbsp}${number}${follows}` : `${number}${nbsp}${unit}`
}

/** A value in a shown unit: 0.0752 in percent is 7.5 %. */
export const quantityIn = (value: number, shown: ShownUnit, limits: readonly number[] = []): Quantity => {
  const number = shownNumber(value, shown, limits)
  const noun =
    shown.kind === 'noun' && shown.word !== '' ? counted(shown.word, clean(value * shown.factor)) : shown.word
  const unit = shown.under === null ? noun : en.unit.per(noun, shown.under)
  return { number, unit, text: joined(number, unit, shown) }
}

/** A value on its own, in the unit that suits its size. */
export const quantityOf = (value: number, unit: string | null, limits: readonly number[] = []): Quantity =>
  quantityIn(value, shownUnit(unit, Math.abs(value)), limits)

/** Any value a measure can have. */
export const valueText = (value: number | string | boolean, unit: string | null): string => {
  if (typeof value === 'number') return quantityOf(value, unit).text
  if (typeof value === 'boolean') return value ? en.values.yes : en.values.no
  return value
}

/** A column's numbers with their decimals aligned, in one unit; null stays null. */
export const aligned = (values: readonly (number | null)[], shown: ShownUnit): readonly (string | null)[] => {
  const known = values.filter((value) => value !== null)
  const decimals = Math.max(0, ...known.map((value) => shownNumber(value, shown).split('.')[1]?.length ?? 0))
  return values.map((value) => (value === null ? null : numberText(clean(value * shown.factor), decimals)))
}
