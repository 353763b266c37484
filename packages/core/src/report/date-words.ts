import { en } from './message/index.ts'
import { counted } from './unit-words.ts'

type Day = { readonly year: number; readonly month: number; readonly day: number }

const dayOf = (date: string): Day => {
  const [year = 0, month = 1, day = 1] = date.slice(0, 10).split('-').map(Number)
  return { year, month, day }
}

const dayMs = 86_400_000
/** Days since 1970-01-01 of a local date: positions on a time axis that no time zone can move. */
export const dayNumber = (date: string): number => {
  const { year, month, day } = dayOf(date)
  return Date.UTC(year, month - 1, day) / dayMs
}
const dateOfDay = (number: number): string => new Date(number * dayMs).toISOString().slice(0, 10)

/** @example shortDate('2026-03-14') //=> '14 Mar 2026' */
export const shortDate = (date: string): string => {
  const { year, month, day } = dayOf(date)
  return `${day} ${en.months[month - 1] ?? month} ${year}`
}

/** @example momentText('2026-07-01T04:00:00Z') //=> '1 Jul 2026, 04:00 UTC' */
export const momentText = (instant: string): string => `${shortDate(instant)}, ${instant.slice(11, 16)} UTC`

const longMonth = (month: number): string => en.longMonths[month - 1] ?? `${month}`

type Range = { readonly start: string; readonly end: string }

const monthsOf = (start: Day, last: Day): string => {
  const [from, to] = [longMonth(start.month), longMonth(last.month)]
  if (start.year !== last.year) return en.period.monthsAcross(from, start.year, to, last.year)
  if (start.month === last.month) return en.period.month(from, start.year)
  return start.month === 1 && last.month === 12 ? en.period.year(start.year) : en.period.months(from, to, start.year)
}

const shapeOf = ({ start, end }: Range): 'day' | 'week' | 'months' | 'days' => {
  const length = dayNumber(end) - dayNumber(start)
  if (length === 1) return 'day'
  if (length === 7) return 'week'
  return dayOf(start).day === 1 && dayOf(end).day === 1 ? 'months' : 'days'
}

/**
 * A period in words, from its dates alone: results carry no grain.
 * @example periodText({ start: '2026-04-01', end: '2026-07-01' }) //=> 'April–June 2026'
 */
export const periodText = (period: Range): string => {
  const last = dateOfDay(dayNumber(period.end) - 1)
  switch (shapeOf(period)) {
    case 'day':
      return en.period.day(shortDate(period.start))
    case 'week':
      return en.period.week(shortDate(period.start))
    case 'months':
      return monthsOf(dayOf(period.start), dayOf(last))
    case 'days':
      return en.period.days(shortDate(period.start), shortDate(last))
  }
}

/** The beginning of a sentence. @example inPeriod({ start: '2026-06-01', end: '2026-07-01' }) //=> 'In June 2026' */
export const inPeriod = (period: Range): string => {
  const name = periodText(period)
  switch (shapeOf(period)) {
    case 'day':
      return en.period.onDay(name)
    case 'week':
      return en.period.inWeek(name)
    case 'months':
      return en.period.inMonths(name)
    case 'days':
      return en.period.fromTo(name)
  }
}

const isoDuration = /^P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/
const durationWords = ['year', 'month', 'week', 'day', 'hour', 'minute', 'second'] as const

/** An ISO duration in words. @example durationText('P2Y') //=> '2 years' */
export const durationText = (duration: string): string => {
  const numbers = isoDuration.exec(duration)?.slice(1) ?? []
  const parts = durationWords.flatMap((word, i) => {
    const n = numbers[i]
    return n === undefined ? [] : [`${n} ${counted(en.duration[word], Number(n))}`]
  })
  return parts.length === 0 ? duration : parts.join(' ')
}

/** @example frequencyText('P3M') //=> 'every quarter' */
export const frequencyText = (frequency: string): string =>
  en.frequencies[frequency] ?? en.fact.every(durationText(frequency))
