/**
 * What information security was granted for each calendar year, and what it used up each month. One line of the budget is
 * raised in the middle of a year; from one month on contractors do the work of staff (`effects.contractorShift`).
 */
import { addMonths, type Calendar, type Day, firstOf, isoDay } from './calendar.ts'
import type { Random } from './random.ts'
import type { BudgetKind, Truth } from './truth.ts'

export const budgetKinds: readonly BudgetKind[] = [
  'internal_staff',
  'contract_staff',
  'hardware',
  'software',
  'services',
]

/** A line as it stood from a day on; the last version is the final one. Amounts are cents. */
export type BudgetLine = {
  readonly id: string
  readonly year: number
  readonly kind: BudgetKind
  readonly versions: readonly { readonly on: Day; readonly cents: number }[]
}
export type Usage = {
  readonly id: string
  /** The first day of the month in which it was used. */
  readonly month: Day
  readonly kind: BudgetKind
  readonly booked: Day
  readonly cents: number
}

/** A line of the budget as it was known at the end of a day. */
export const grantedOn = ({ versions }: BudgetLine, day: Day): number | undefined =>
  versions.findLast(({ on }) => on <= day)?.cents

const dayIn = (year: number, rest: string): Day => Date.parse(`${year}-${rest}T00:00:00Z`) / 86_400_000
const yearOf = (day: Day): number => Number(isoDay(day).slice(0, 4))

/** Whole thousands, a little more each year. */
const grantOf = (truth: Truth, kind: BudgetKind, years: number): number =>
  Math.round((truth.budget.granted[kind] * (1 + truth.budget.growth) ** years) / 1000) * 100_000

export const budgetOf = (calendar: Calendar, truth: Truth): readonly BudgetLine[] => {
  const first = yearOf(calendar.historyStart)
  const { year: at, month, kind: raised, factor } = truth.budget.raise
  const years = Array.from({ length: yearOf(calendar.end - 1) - first + 2 }, (_, past) => first + past)
  return years
    .flatMap((year) =>
      budgetKinds.map((kind): BudgetLine => {
        const cents = grantOf(truth, kind, year - first)
        const isRaised = kind === raised && year === first + at
        const more = {
          on: dayIn(year, `${String(month).padStart(2, '0')}-20`),
          cents: Math.round((cents * factor) / 100_000) * 100_000,
        }
        const versions = [{ on: dayIn(year - 1, '12-05'), cents }, ...(isRaised ? [more] : [])]
        return { id: `${year} ${kind}`, year, kind, versions: versions.filter(({ on }) => on < calendar.end) }
      }),
    )
    .filter(({ versions }) => versions.length > 0)
}

/** Against an even month: contractors replace staff from one month on. */
const shiftOf = (calendar: Calendar, truth: Truth, kind: BudgetKind, month: Day): number => {
  const { month: from, outside, staff } = truth.effects.contractorShift
  if (month < (firstOf(calendar, from) ?? Infinity)) return 1
  return kind === 'contract_staff' ? outside : kind === 'internal_staff' ? staff : 1
}

/** Bought in lumps: nothing in most months, several months' worth in one. */
const lumpOf = (random: Random, truth: Truth, kind: BudgetKind): number => {
  const share = truth.budget.lumps[kind]
  const bought = random.chance(share)
  return share === 1 ? 1 : bought ? 1 / share : 0
}

export const usageOf = (
  random: Random,
  calendar: Calendar,
  truth: Truth,
  budget: readonly BudgetLine[],
): readonly Usage[] =>
  calendar.months
    .flatMap(({ first: month, next }) =>
      budgetKinds.map((kind): Usage => {
        const line = budget.find((one) => one.year === yearOf(month) && one.kind === kind)
        const even = (line === undefined ? 0 : (grantedOn(line, next - 1) ?? 0)) / 12
        const amount = even * lumpOf(random, truth, kind) * shiftOf(calendar, truth, kind, month)
        const cents = Math.round(amount * truth.budget.used * random.lognormal(1, truth.budget.spread))
        const late = random.chance(truth.budget.late)
        const booked = late ? addMonths(month, 1) + random.whole(10, 60) : next - 1
        return { id: `${isoDay(month).slice(0, 7)} ${kind}`, month, kind, booked, cents }
      }),
    )
    .filter(({ booked, cents }) => booked < calendar.end && cents > 0)
