import type { Typed } from '../check/index.ts'
import { scaleOf } from '../formula/index.ts'
import { clippedSql, levelSql, placeSql } from './scalar.ts'

type Aggregate = Extract<Typed, { kind: 'aggregate' }>

/** Union of ranges in one pass: sorted by beginning, each adds what lies beyond the furthest end so far. */
const coveredText = (typed: Aggregate, item: string, keep: string): string => {
  const days = typed.over.of.kind === 'range' && typed.over.of.of.kind === 'date'
  const { from, to } = days
    ? clippedSql(`${item}.first`, `${item}.after`, typed.over.of)
    : clippedSql(`${item}.from`, `${item}.to`, typed.over.of)
  const clipped = `{'f': ${from}, 't': ${to}, 's': ${to} - ${from}}`
  const added = `lambda a, b: {'f': b.f, 't': greatest(a.t, b.t), 's': a.s + greatest(0.0, b.t - greatest(a.t, b.f))}`
  return `coalesce(list_reduce(list_sort(list(${clipped}) FILTER (WHERE ${keep} AND ${item} IS NOT NULL AND ${from} < ${to})), ${added}).s, 0.0)`
}

/** The commonest value; of several equally common the least, so that runs agree. */
const modeText = (place: string, filter: string): string =>
  `list_sort(list_transform(map_entries(histogram(${place}) ${filter}), lambda e: {'n': -CAST(e.value AS BIGINT), 'k': e.key}))[1].k`

const plainText = (typed: Aggregate, item: string, filter: string): string => {
  const ordinal = scaleOf(typed.over.of) === 'ordinal'
  const place = placeSql(item, typed.over.of)
  switch (typed.name) {
    case 'count':
    case 'covered':
      return `count(${item}) ${filter}`
    case 'sum':
      return `coalesce(sum(${item}) ${filter}, 0)`
    case 'product':
      return `product(${item}) ${filter}`
    case 'mean':
      return `avg(${item}) ${filter}`
    case 'stddev':
      return `stddev_samp(${item}) ${filter}`
    case 'min':
    case 'max':
      return levelSql(`${typed.name}(${place}) ${filter}`, typed.over.of)
    case 'median':
      return ordinal ? levelSql(`quantile_disc(${place}, 0.5) ${filter}`, typed.over.of) : `median(${item}) ${filter}`
    case 'percentile':
      return ordinal
        ? levelSql(`quantile_disc(${place}, ${(typed.parameter ?? 50) / 100}) ${filter}`, typed.over.of)
        : `quantile_cont(${item}, ${(typed.parameter ?? 50) / 100}) ${filter}`
    case 'mode':
      return levelSql(modeText(place, filter), typed.over.of)
    case 'all':
      return `bool_and(${item}) ${filter}`
    case 'any':
      return `bool_or(${item}) ${filter}`
  }
}

/** An aggregate over `item`, of the rows on which `keep` is true. Nulls are skipped; nothing counts and sums to 0. */
export const aggregateText = (typed: Aggregate, item: string, keep: string): string =>
  typed.name === 'covered'
    ? coveredText(typed, item, keep)
    : plainText(typed, item, keep === 'TRUE' ? '' : `FILTER (WHERE ${keep})`)
