/**
 * Run rules: one file each. The first two are the default; two more find small shifts sooner and cry wolf four times as
 * often (an alarm in 92 points instead of 370 by chance). The last two are those of run charts.
 */
import { beyondLimits } from './beyond-limits.ts'
import { eightOnASide } from './eight-on-a-side.ts'
import { fewCrossings } from './few-crossings.ts'
import { fourOfFive } from './four-of-five.ts'
import { longRun } from './long-run.ts'
import { twoOfThree } from './two-of-three.ts'

export const rules = [beyondLimits, eightOnASide, twoOfThree, fourOfFive, longRun, fewCrossings] as const
export type RuleName = (typeof rules)[number]['name']

export const usualRules: readonly RuleName[] = ['beyond limits', 'eight on a side']
/** All of Western Electric’s. */
export const westernElectric: readonly RuleName[] = [...usualRules, 'two of three', 'four of five']
export const runChartRules: readonly RuleName[] = ['long run', 'few crossings']
