import { found, withheld, type Answer } from '../answer.ts'

/** What one unit brings to a ratio: its part of the numerator, and of the denominator. */
export type UnitRatio = { readonly unit: string; readonly part: number; readonly whole: number }

/** How much of the change comes from units growing or shrinking, and how much from what goes on in them. */
export type Effects = { readonly mix: number; readonly rate: number }

export type Decomposition = Effects & {
  readonly before: number
  readonly after: number
  /** after − before = mix + rate. */
  readonly change: number
  readonly units: readonly (Effects & { readonly unit: string })[]
}

type Sums = { readonly part: number; readonly whole: number }

const nothing: Sums = { part: 0, whole: 0 }

const added = (a: Sums, b: Sums): Sums => ({ part: a.part + b.part, whole: a.whole + b.whole })

/** A unit that is named twice is one. */
const byUnit = (units: readonly UnitRatio[]): ReadonlyMap<string, Sums> => {
  const sums = new Map<string, Sums>()
  for (const each of units) sums.set(each.unit, added(sums.get(each.unit) ?? nothing, each))
  return sums
}

const totalOf = (sums: ReadonlyMap<string, Sums>): Sums => [...sums.values()].reduce(added, nothing)

/** What one unit changed, before the change of its size is weighed against the average. */
const effectsOf = (before: Sums, after: Sums, totals: readonly [Sums, Sums]): Effects => {
  const [w0, w1] = [before.whole / totals[0].whole, after.whole / totals[1].whole]
  const all = after.part / totals[1].whole - before.part / totals[0].whole
  if (before.whole === 0 && after.whole === 0) return { mix: 0, rate: all }
  if (before.whole === 0 || after.whole === 0) return { mix: all, rate: 0 }
  const rate = ((w0 + w1) / 2) * (after.part / after.whole - before.part / before.whole)
  return { mix: all - rate, rate }
}

/**
 * Why a ratio of sums changed: because units with high or low ratios gained or lost weight (mix), or because the ratios
 * within units changed (rate), each weighed at the mean of both times (E. M. Kitagawa, JASA 50, 1955, 1168–1194). A unit
 * that appears or vanishes is mix altogether. Mix is told as distance from the average, so that a unit that grows with
 * an average ratio counts nothing. The effects of all units sum to the change. Withheld: no units, negative or infinite
 * numbers, a denominator of zero.
 * @example ratioChange([{ unit: 'a', part: 1, whole: 2 }], [{ unit: 'a', part: 2, whole: 2 }]).rate //=> 0.5
 */
export const ratioChange = (before: readonly UnitRatio[], after: readonly UnitRatio[]): Answer<Decomposition> => {
  const all = [...before, ...after].flatMap(({ part, whole }) => [part, whole])
  if (before.length === 0 || after.length === 0) return withheld('no-values')
  if (!all.every(Number.isFinite)) return withheld('not-finite')
  if (all.some((each) => each < 0)) return withheld('negative')
  const [from, to] = [byUnit(before), byUnit(after)]
  const totals = [totalOf(from), totalOf(to)] as const
  if (totals[0].whole === 0 || totals[1].whole === 0) return withheld('zero-denominator')
  const [first, last] = [totals[0].part / totals[0].whole, totals[1].part / totals[1].whole]
  const units = [...new Set([...from.keys(), ...to.keys()])].map((unit) => {
    const [one, other] = [from.get(unit) ?? nothing, to.get(unit) ?? nothing]
    const { mix, rate } = effectsOf(one, other, totals)
    const growth = other.whole / totals[1].whole - one.whole / totals[0].whole
    return { unit, mix: mix - (growth * (first + last)) / 2, rate }
  })
  const sum = (effect: keyof Effects): number => units.reduce((total, each) => total + each[effect], 0)
  return found({ before: first, after: last, change: last - first, mix: sum('mix'), rate: sum('rate'), units })
}
