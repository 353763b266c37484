/** What B.31 and B.32 have in common: the agreements that hold, and what the matrix says of their points. */
import { addMonths, type Calendar, type Day, firstOfMonth, monthOfYear } from '../calendar.ts'
import { type Agreement, answerOn, type Point } from '../suppliers.ts'
import { mean, type Values } from './expected.ts'

const quarterEnd = (day: Day): Day => addMonths(firstOfMonth(day), 3 - ((monthOfYear(day) - 1) % 3)) - 1

/** The matrix comes each quarter. What enters it later is read back, as it was when it entered. */
const readingDay = (calendar: Calendar, { registered }: Agreement, last: Day): Day =>
  Math.max(last, Math.min(quarterEnd(registered), calendar.end - 1))

export type Answered = { readonly agreement: Agreement; readonly points: readonly Answer[] }
export type Answer = Pick<Point, 'set'> & { readonly answer: 'yes' | 'partial' | 'no' | undefined }

/** The points that are required of an agreement, as they stand at the end of a period. */
export const answered = (calendar: Calendar, agreement: Agreement, last: Day): Answered => ({
  agreement,
  points: agreement.points
    .filter(({ required }) => required)
    .map((point) => ({ set: point.set, answer: answerOn(point, readingDay(calendar, agreement, last)) })),
})

export const countOf = (points: readonly Answer[], answer: Answer['answer']): number =>
  points.filter((point) => point.answer === answer).length

/** Agreements of which nothing is required have no share. */
export const meanAddressed = (all: readonly Answered[], credit: number): Values[string] =>
  mean(
    all
      .filter(({ points }) => points.length > 0)
      .map(({ points }) => (countOf(points, 'yes') + credit * countOf(points, 'partial')) / points.length),
  )
