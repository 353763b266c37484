import { en } from './message/index.ts'

const { unit: words } = en

/** @example plural('policy') //=> 'policies' */
export const plural = (noun: string): string => {
  const [, before = '', last = ''] = /^(.*?)([^ ]*)$/.exec(noun) ?? []
  const known = words.irregular[last]
  if (known !== undefined) return before + known
  if (/[^aeiou]y$/.test(last)) return `${before}${last.slice(0, -1)}ies`
  return before + last + (/(s|x|z|ch|sh)$/.test(last) ? 'es' : 's')
}

/** @example singular('unauthorised entries') //=> 'unauthorised entry' */
export const singular = (nouns: string): string | undefined =>
  /(ss|is)$/.test(nouns)
    ? undefined
    : [nouns.replace(/ies$/, 'y'), nouns.replace(/es$/, ''), nouns.replace(/s$/, '')].find(
        (noun) => noun !== nouns && plural(noun) === nouns,
      )

/** @example counted('rule', 1) //=> 'rule' */
export const counted = (noun: string, n: number): string => (Math.abs(n) === 1 ? noun : plural(noun))

/**
 * How a unit is shown: the factor a stored value is multiplied with, and the words beside it. Percent is stored as a
 * ratio and shown times 100 (language.md 6); calendar durations are stored in seconds and shown in what suits their size.
 */
export type ShownUnit = {
  readonly kind: 'percent' | 'money' | 'noun' | 'pure'
  readonly factor: number
  /** Singular noun, currency code, `%`, or nothing for a pure number. */
  readonly word: string
  /** What follows “per”. */
  readonly under: string | null
}

const day = 86_400
const scales: readonly (readonly [from: number, seconds: number, word: string])[] = [
  [2 * day, day, words.s.days],
  [2 * 3600, 3600, words.s.hours],
  [120, 60, words.s.minutes],
  [0, 1, words.s.seconds],
]

const seconds = (largest: number, under: string | null): ShownUnit => {
  const [, size, word] = scales.find(([from]) => largest >= from) ?? [0, 1, words.s.seconds]
  return { kind: 'noun', factor: 1 / size, word, under }
}

/** What a rate is for: each, or so many. @example several('1000 person year') //=> '1,000 person years' */
export const several = (under: string): string => {
  const [, many, noun] = /^(\d+) (.+)$/.exec(under) ?? []
  return many === undefined || noun === undefined ? under : `${Number(many).toLocaleString('en-GB')} ${plural(noun)}`
}

/**
 * How a unit is shown for values up to `largest` (absolute, as stored).
 * @example shownUnit('s', 259_200).word //=> 'day'
 */
export const shownUnit = (unit: string | null, largest: number): ShownUnit => {
  if (unit === null || unit === '' || unit === '1') return { kind: 'pure', factor: 1, word: '', under: null }
  if (unit === 'percent') return { kind: 'percent', factor: 100, word: words.percent, under: null }
  const [over = '', ...rest] = unit.split('/')
  const under = rest.length === 0 ? null : several(rest.join('/'))
  if (over === 's') return seconds(largest, under)
  if (over === '1' || over === '') return { kind: 'noun', factor: 1, word: '', under }
  return { kind: /^[A-Z]{3}$/.test(over) ? 'money' : 'noun', factor: 1, word: over, under }
}

/** The unit in a table's header or on an axis. @example unitHeading(shownUnit('EUR/asset', 1)) //=> 'EUR per asset' */
export const unitHeading = ({ kind, word, under }: ShownUnit): string => {
  const over = kind === 'noun' && word !== '' ? plural(word) : word
  return under === null ? over : words.per(over, under)
}
