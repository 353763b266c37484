import { error, meant, notice, warning } from './entry.ts'

type Nothing = Readonly<Record<string, never>>

/** A series that is to be analysed, and what is asked about it (interface.md, `analyse`). */
export const analyseCodes = {
  'series-empty': error<Nothing>(
    () => 'There is no row below the header. A series is one row for each period: period,value.',
  ),
  'series-column-missing': error(
    (p: { found: readonly string[]; near: string | undefined }) =>
      `The header has no column for values. It needs “period” and “value”, or “part” and “whole” for a share, or “count” and “exposure” for a rate; it has ${p.found.map((name) => `“${name}”`).join(', ')}.${meant(p.near)}`,
  ),
  'series-period-column-missing': error(
    (p: { found: readonly string[] }) =>
      `The header has no column “period” (or “date”), so the values are in no order; it has ${p.found.map((name) => `“${name}”`).join(', ')}.`,
  ),
  'series-column-unused': notice(
    (p: { column: string; known: readonly string[] }) =>
      `The column “${p.column}” is not looked at. A series has ${p.known.join(', ')}.`,
  ),
  'series-column-twice': error(
    (p: { column: string }) => `The header has the column “${p.column}” twice. Keep the one that holds.`,
  ),
  'series-row-width': error(
    (p: { found: number; expected: number }) =>
      `This row has ${p.found} ${p.found === 1 ? 'value' : 'values'} and the header has ${p.expected}. Look for a separator too many or too few.`,
  ),
  'series-not-a-number': error(
    (p: { column: string; found: string }) =>
      `“${p.found}” under “${p.column}” is not a number. Write it as 12.5, or leave it empty where nothing is known.`,
  ),
  'series-value-absent': notice(
    (p: { period: string; found: string }) =>
      `${p.period} has no value${p.found === '' ? '' : ` (“${p.found}”)`}. It stays out of all figures; it is not zero.`,
  ),
  'series-period-absent': error<Nothing>(() => 'This row names no period, so its value has no place in the order.'),
  'series-period-repeated': error(
    (p: { period: string; line: number; here: string; there: string }) =>
      `${p.period} stands on line ${p.line} already, with ${p.there} instead of ${p.here}. Keep the one that holds, or add a column “known at” that says which came later.`,
  ),
  'series-row-repeated': warning(
    (p: { period: string; line: number }) =>
      `${p.period} stands on line ${p.line} already, with the same value. It counts once.`,
  ),
  'series-period-restated': notice(
    (p: { period: string; here: string; there: string }) =>
      `${p.period} was restated: ${p.here}, where ${p.there} was known before. What was known last counts.`,
  ),
  'series-known-at-unreadable': error(
    (p: { found: string }) =>
      `“${p.found}” under “known at” is not a date. Write it as 2026-07-01 or 2026-07-01T04:00:00Z.`,
  ),
  'series-out-of-order': warning(
    (p: { period: string; after: string }) =>
      `${p.period} comes after ${p.after} in the file. The rows were put in the order of their periods.`,
  ),
  'series-periods-mixed': error(
    (p: { period: string; kind: string; first: string; firstKind: string }) =>
      `${p.period} is a ${p.kind}, but ${p.first} is a ${p.firstKind}. Periods of a series are all of one length.`,
  ),
  'series-gap': notice(
    (p: { missing: number; after: string; before: string }) =>
      `${p.missing} ${p.missing === 1 ? 'period is' : 'periods are'} missing between ${p.after} and ${p.before}. Nothing was put in their place.`,
  ),
  'series-negative': error(
    (p: { column: string; found: string }) => `“${p.found}” under “${p.column}” is negative; a ${p.column} cannot be.`,
  ),
  'series-not-whole': error(
    (p: { column: string; found: string }) =>
      `“${p.found}” under “${p.column}” is not a whole number; events are counted one by one. For hours or money leave “${p.column}” out and give the value.`,
  ),
  'series-part-above-whole': error(
    (p: { period: string; part: string; whole: string }) =>
      `In ${p.period} the part (${p.part}) is larger than the whole (${p.whole}). One of the two was counted wrongly.`,
  ),
  'series-zero-denominator': warning(
    (p: { period: string; column: string }) =>
      `In ${p.period} the ${p.column} is 0, so there is nothing to divide by. The period has no value; it is not zero.`,
  ),
  'series-value-differs': error(
    (p: { period: string; value: string; part: string; whole: string }) =>
      `In ${p.period} the value ${p.value} is not ${p.part} of ${p.whole}. Leave the column “value” out, or mend it.`,
  ),
  'series-outside-bounds': error(
    (p: { period: string; value: string; bounds: string }) =>
      `In ${p.period} the value ${p.value} lies outside ${p.bounds}, where it cannot be.`,
  ),
  'series-more-of-this': notice(
    (p: { more: number; code: string }) => `${p.more} more ${p.more === 1 ? 'issue' : 'issues'} of the kind ${p.code}.`,
  ),
  'unknown-model': error(
    (p: { model: string; known: readonly string[]; near: string | undefined }) =>
      `There is no model “${p.model}”.${meant(p.near)} There are: ${p.known.join(', ')}.`,
  ),
  'model-unsuited': error(
    (p: { model: string; why: string }) => `The model ${p.model} cannot be applied to this series: ${p.why}`,
  ),
  'unknown-period-of-series': error(
    (p: { option: string; period: string; first: string; last: string }) =>
      `${p.option} names ${p.period}, which is no period of the series. It goes from ${p.first} to ${p.last}.`,
  ),
} as const
