/** What the people of the organisation decided, as a document of the product: decisions.yaml with its months as days. */
import { readFileSync } from 'node:fs'
import { addMonths, type Calendar, type Day, isoDay, monthOfYear } from './calendar.ts'

const template = readFileSync(new URL('decisions.yaml', import.meta.url), 'utf8')

/** How many months a period of a name has, and what it is called by its first day. */
const spans = {
  month: { months: 1, name: (first: Day) => isoDay(first).slice(0, 7) },
  quarter: { months: 3, name: (first: Day) => `${isoDay(first).slice(0, 4)}-Q${(monthOfYear(first) + 2) / 3}` },
  half: { months: 6, name: (first: Day) => `${isoDay(first).slice(0, 4)}-H${(monthOfYear(first) + 5) / 6}` },
  year: { months: 12, name: (first: Day) => isoDay(first).slice(0, 4) },
} as const

const isSpan = (word: string): word is keyof typeof spans => word in spans

/** @example said({ start: dayOf('2025-11-01') }, 'quarter', 2) //=> '2025-Q4' */
const said = ({ start }: Pick<Calendar, 'start'>, span: string, month: number, date: number): string => {
  const first = addMonths(start, month - 1)
  if (!isSpan(span)) return isoDay(first + date - 1)
  const { months, name } = spans[span]
  return name(addMonths(first, -((monthOfYear(first) - 1) % months)))
}

/** The document, as somebody would have written it. */
export const decisionsText = (calendar: Pick<Calendar, 'start'>): string =>
  template
    .replace(
      /^# What the people[^]*?\ndecisions:/,
      '# What the people of a simulated organisation decided. “isometric apply” puts it into the record.\ndecisions:',
    )
    .replaceAll(/<(\w+) (\d+)(?:\.(\d+))?>/g, (_, span: string, month: string, date = '1') =>
      said(calendar, span, Number(month), Number(date)),
    )
