import { isList, type Value } from '../../formula/index.ts'
import type { AggregateName } from '../typed.ts'
import { orderOf, zeroLike } from './scalar.ts'
import { thing, type Thing } from './thing.ts'

/** Aggregates of things that are not null. Of nothing, count and sum are 0, and the others have no value: undefined. */
type Sizes = { readonly numbers: readonly number[]; readonly back: (size: number) => Value }

const kindOf = (value: Value): string =>
  typeof value === 'object' && value !== null && !isList(value) ? value.kind : typeof value

const sizeOf = (value: Value): number => {
  if (typeof value === 'number') return value
  if (typeof value === 'object' && value !== null && !isList(value)) {
    if (value.kind === 'days') return value.seconds
    if (value.kind === 'months') return value.months
  }
  throw new Error(`${kindOf(value)} has no size: the checker lets none pass`)
}

/** Durations are aggregated as seconds or months and stay durations; a zero among them is one of none. */
const sizesOf = (values: readonly Value[]): Sizes => {
  const kind = values.map(kindOf).find((each) => each !== 'number') ?? 'number'
  const back = (size: number): Value =>
    kind === 'days' ? { kind: 'days', seconds: size } : kind === 'months' ? { kind: 'months', months: size } : size
  return { numbers: values.map(sizeOf), back }
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, each) => total + each, 0)
const mean = (numbers: readonly number[]): number => sum(numbers) / numbers.length

/** Of a sample: n − 1, so that one value has none. */
const deviation = (numbers: readonly number[]): number => {
  const centre = mean(numbers)
  return Math.sqrt(sum(numbers.map((each) => (each - centre) ** 2)) / (numbers.length - 1))
}

/** Linear interpolation between the two nearest (Hyndman & Fan's type 7). */
const quantile = (sorted: readonly number[], p: number): number => {
  const place = (p / 100) * (sorted.length - 1)
  const [low, high] = [sorted[Math.floor(place)] ?? Number.NaN, sorted[Math.ceil(place)] ?? Number.NaN]
  return low + (high - low) * (place - Math.floor(place))
}

const levelsOf = (things: readonly Thing[]): readonly string[] | undefined =>
  things.map((each) => (each.is === 'value' ? each.levels : undefined)).find((levels) => levels !== undefined)

const valuesOf = (things: readonly Thing[]): readonly Value[] =>
  things.map((each) => (each.is === 'value' ? each.value : null))

const sorted = (things: readonly Thing[]): readonly Thing[] => {
  const levels = levelsOf(things)
  return things.toSorted((a, b) => orderOf(valuesOf([a])[0] ?? null, valuesOf([b])[0] ?? null, levels) ?? 0)
}

const isRanked = (things: readonly Thing[]): boolean =>
  levelsOf(things) !== undefined || things.some((each) => each.is === 'value' && each.isRanked === true)

/** Between two levels lies none: the lowest that so many reach or stay below, which of two in the middle is the lower. */
const rankedQuantile = (inOrder: readonly Thing[], p: number): Thing | undefined => {
  const { length } = inOrder
  return inOrder[Math.max(1, length - Math.floor(length - (p / 100) * length)) - 1]
}

const quantileOf = (things: readonly Thing[], p: number): Thing | undefined => {
  const inOrder = sorted(things)
  if (isRanked(things)) return rankedQuantile(inOrder, p)
  const { numbers, back } = sizesOf(valuesOf(inOrder))
  return thing(back(quantile(numbers, p)))
}

/** The commonest; of several, the first in order. */
const mode = (things: readonly Thing[]): Thing | undefined => {
  const inOrder = sorted(things)
  const levels = levelsOf(things)
  const same = (a: Thing, b: Thing): boolean =>
    orderOf(valuesOf([a])[0] ?? null, valuesOf([b])[0] ?? null, levels) === 0
  const times = (of: Thing): number => inOrder.filter((each) => same(each, of)).length
  const most = Math.max(...inOrder.map(times))
  return inOrder.find((each) => times(each) === most)
}

const numeric = (things: readonly Thing[], by: (numbers: readonly number[]) => number): Thing => {
  const { numbers, back } = sizesOf(valuesOf(things))
  return thing(back(by(numbers)))
}

/** The sum of no durations is a plain zero; among durations it is one of them. */
const alike = (things: readonly Thing[]): readonly Thing[] => {
  const like = valuesOf(things).find((value) => value !== 0) ?? null
  return things.map((each) => (each.is === 'value' && each.value === 0 ? { ...each, value: zeroLike(0, like) } : each))
}

/** `undefined`: an aggregate of nothing. */
export const aggregated = (
  name: Exclude<AggregateName, 'covered'>,
  all: readonly Thing[],
  parameter = 50,
): Thing | undefined => {
  const things = alike(all)
  if (name === 'count') return thing(things.length)
  if (name === 'all') return thing(valuesOf(things).every((value) => value === true))
  if (name === 'any') return thing(valuesOf(things).includes(true))
  if (name === 'sum') return numeric(things, sum)
  if (things.length === 0 || (name === 'stddev' && things.length === 1)) return undefined
  switch (name) {
    case 'min':
      return sorted(things)[0]
    case 'max':
      return sorted(things).at(-1)
    case 'mean':
      return numeric(things, mean)
    case 'stddev':
      return numeric(things, deviation)
    case 'product':
      return numeric(things, (numbers) => numbers.reduce((all, each) => all * each, 1))
    case 'median':
      return quantileOf(things, 50)
    case 'percentile':
      return quantileOf(things, parameter)
    case 'mode':
      return mode(things)
  }
}
