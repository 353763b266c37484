import { fewestForLimits } from './limits/index.ts'
import type { ControlChart, Signal } from './control-chart.ts'
import { rules } from './rule/index.ts'
import type { Series } from './series.ts'

/** What variation says: is something happening beyond chance, and is it for the better? */
export const variations = ['improving', 'worsening', 'changed', 'no signal', 'too early'] as const

/** A verdict with what it rests on; the words stand in the message catalogue of `report`. */
export type Variation = {
  readonly verdict: (typeof variations)[number]
  /** The signal that decided. */
  readonly signal: Signal | null
  readonly known: number
  readonly needs: number
}

const order = (signal: Signal): number => rules.findIndex(({ name }) => name === signal.rule)

/** Of several signals that speak of now, the one with the latest point counts; of equals, the plainer rule. */
const decisive = (signals: readonly Signal[], now: number): Signal | null =>
  signals.filter(({ until }) => until >= now).toSorted((a, b) => b.to - a.to || order(a) - order(b))[0] ?? null

const verdictOf = ({ side }: Signal, { direction }: Series): Variation['verdict'] => {
  if (direction === null || side === null) return 'changed'
  return (side === 'above') === (direction === 'higher') ? 'improving' : 'worsening'
}

/**
 * The verdict of variation as of the last point: only signals that still speak of it count, so that a spike of last year
 * does not colour today. Where nobody has said which way is better a signal is a change.
 */
export const variationOf = (series: Series, chart: ControlChart): Variation => {
  const figures = { known: chart.base, needs: fewestForLimits }
  if (!chart.isJudged || chart.latest === null) return { verdict: 'too early', signal: null, ...figures }
  const signal = decisive(chart.signals, chart.latest)
  return { verdict: signal === null ? 'no signal' : verdictOf(signal, series), signal, ...figures }
}
