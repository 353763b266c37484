import { order } from '../compare.ts'
import { readDate, readDateTime, readDuration, readMoment, readTime, type Moment, type Unread } from '../moment.ts'
import { unescaped } from '../text.ts'
import type { Value } from '../value.ts'
import { refuse, type Refusal } from '../function.ts'
import { aText, scalar } from '../operand.ts'

const readers: Readonly<Record<string, (text: string) => Moment | Unread>> = {
  date: readDate,
  time: readTime,
  'date and time': readDateTime,
  duration: readDuration,
}

/** Only what is written out can be an end: a number, a text, a date, a time or a duration. */
const endOf = (text: string): Value | undefined => {
  const trimmed = text.trim()
  if (/^-?(\d+(\.\d*)?|\.\d+)$/.test(trimmed)) return Number(trimmed)
  const [, at, constructor, literal] =
    /^(?:(@)|(date and time|date|time|duration)\s*\(\s*)?"((?:[^"\\]|\\.)*)"\s*\)?$/.exec(trimmed) ?? []
  if (literal === undefined) return undefined
  if (at === undefined && constructor === undefined) return unescaped(literal)
  const moment = constructor === undefined ? readMoment(literal) : readers[constructor]?.(literal)
  return moment === 'shape' || moment === 'year' ? undefined : moment
}

const rangeOf = (text: string): Value | Refusal => {
  const [, open = '', low = '', high = '', close = ''] = /^\s*([[\](])([^]*?)\.\.([^]*)([[\])])\s*$/.exec(text) ?? []
  const [from, to] = [endOf(low), endOf(high)]
  const ordered = from === undefined || to === undefined ? 'unlike' : order(from, to)
  if (from === undefined || to === undefined || ordered === 'unlike' || ordered === null)
    return refuse(`cannot read “${text}”: write a range like [1..5)`)
  if (ordered > 0) return refuse(`reads “${text}”, which ends before it begins`)
  return { kind: 'range', from, to, fromIncluded: open === '[', toIncluded: close === ']' }
}

/** A range from its text. */
export const range = scalar({
  name: 'range',
  clause: '10.3.4.1',
  parameters: [['from']],
  takes: [aText],
  gives: { kind: 'range', of: { kind: 'unknown' } },
  compute: rangeOf,
  examples: [['range("[1..5)")', '[1..5)']],
})
