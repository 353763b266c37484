/**
 * The functions of the language, one file each. Comes in: nothing. Goes out: the list of all of them, which is the
 * documentation; each says its type, its value and its SQL (DMN 1.5, 10.3.4). No function knows another, and none knows
 * a table: windows, `age`, `overlap`, `covered`, `steps` and the functions of series are the checker's.
 */
import type { FormulaFunction } from '../function.ts'
import { abs } from './abs.ts'
import { after } from './after.ts'
import { all } from './all.ts'
import { any } from './any.ts'
import { append } from './append.ts'
import { before } from './before.ts'
import { ceiling } from './ceiling.ts'
import { coincides } from './coincides.ts'
import { concatenate } from './concatenate.ts'
import { contains } from './contains.ts'
import { count } from './count.ts'
import { dateAndTime } from './date-and-time.ts'
import { date } from './date.ts'
import { dayOfWeek } from './day-of-week.ts'
import { dayOfYear } from './day-of-year.ts'
import { decimal } from './decimal.ts'
import { distinctValues } from './distinct-values.ts'
import { duration } from './duration.ts'
import { during } from './during.ts'
import { endsWith } from './ends-with.ts'
import { even } from './even.ts'
import { exp } from './exp.ts'
import { finishedBy } from './finished-by.ts'
import { finishes } from './finishes.ts'
import { flatten } from './flatten.ts'
import { floor } from './floor.ts'
import { getEntries } from './get-entries.ts'
import { getValue } from './get-value.ts'
import { includes } from './includes.ts'
import { indexOf } from './index-of.ts'
import { insertBefore } from './insert-before.ts'
import { is } from './is.ts'
import { lowerLimitOfDifference, upperLimitOfDifference } from './limits-of-difference.ts'
import { lowerLimitOfMean, upperLimitOfMean } from './limits-of-mean.ts'
import { lowerLimitOfPairedDifference, upperLimitOfPairedDifference } from './limits-of-paired-difference.ts'
import { lowerLimitOfRateRatio, upperLimitOfRateRatio } from './limits-of-rate-ratio.ts'
import { lowerLimitOfRate, upperLimitOfRate } from './limits-of-rate.ts'
import { lowerLimitOfShare, upperLimitOfShare } from './limits-of-share.ts'
import { listContains } from './list-contains.ts'
import { listReplace } from './list-replace.ts'
import { log } from './log.ts'
import { lowerCase } from './lower-case.ts'
import { context, contextMerge, contextPut } from './make-context.ts'
import { matches } from './matches.ts'
import { max } from './max.ts'
import { mcnemarTest } from './mcnemar-test.ts'
import { mean } from './mean.ts'
import { median } from './median.ts'
import { meets } from './meets.ts'
import { metBy } from './met-by.ts'
import { min } from './min.ts'
import { mode } from './mode.ts'
import { modulo } from './modulo.ts'
import { monthOfYear } from './month-of-year.ts'
import { numberFunction } from './number.ts'
import { odd } from './odd.ts'
import { overlapsAfter } from './overlaps-after.ts'
import { overlapsBefore } from './overlaps-before.ts'
import { overlaps } from './overlaps.ts'
import { percentile } from './percentile.ts'
import { product } from './product.ts'
import { range } from './range.ts'
import { rateTest } from './rate-test.ts'
import { remove } from './remove.ts'
import { replace } from './replace.ts'
import { reverse } from './reverse.ts'
import { roundDown } from './round-down.ts'
import { roundHalfDown } from './round-half-down.ts'
import { roundHalfUp } from './round-half-up.ts'
import { roundUp } from './round-up.ts'
import { sort } from './sort.ts'
import { split } from './split.ts'
import { sqrt } from './sqrt.ts'
import { startedBy } from './started-by.ts'
import { startsWith } from './starts-with.ts'
import { starts } from './starts.ts'
import { stddev } from './stddev.ts'
import { stringJoin } from './string-join.ts'
import { stringLength } from './string-length.ts'
import { string } from './string.ts'
import { sublist } from './sublist.ts'
import { substringAfter } from './substring-after.ts'
import { substringBefore } from './substring-before.ts'
import { substring } from './substring.ts'
import { sum } from './sum.ts'
import { time } from './time.ts'
import { union } from './union.ts'
import { upperCase } from './upper-case.ts'
import { weekOfYear } from './week-of-year.ts'
import { yearsAndMonthsDuration } from './years-and-months-duration.ts'

export type { FormulaFunction, Refusal, RefusalCode } from '../function.ts'
export { beyond, isRefusal, refuse } from '../function.ts'

// oxfmt-ignore
export const functions: readonly FormulaFunction[] = [
  // numbers
  abs, floor, ceiling, decimal, roundUp, roundDown, roundHalfUp, roundHalfDown, modulo, sqrt, log, exp, even, odd,
  // conversions
  numberFunction, string, date, dateAndTime, time, duration, yearsAndMonthsDuration, range,
  // texts
  stringLength, substring, substringBefore, substringAfter, upperCase, lowerCase, contains, startsWith, endsWith, matches, replace, split, stringJoin,
  // days
  dayOfYear, dayOfWeek, monthOfYear, weekOfYear,
  // lists
  count, sum, product, mean, median, stddev, mode, min, max, percentile, all, any, listContains, append, concatenate, union, distinctValues, flatten, reverse, indexOf, sublist, insertBefore, remove, listReplace, sort,
  // ranges
  before, after, meets, metBy, overlaps, overlapsBefore, overlapsAfter, finishes, finishedBy, includes, during, starts, startedBy, coincides,
  // limits and tests
  lowerLimitOfShare, upperLimitOfShare, lowerLimitOfDifference, upperLimitOfDifference, lowerLimitOfPairedDifference, upperLimitOfPairedDifference, lowerLimitOfRate, upperLimitOfRate, lowerLimitOfRateRatio, upperLimitOfRateRatio, lowerLimitOfMean, upperLimitOfMean, mcnemarTest, rateTest,
  // the rest
  is, getValue, getEntries,
  context, contextPut, contextMerge,
]
