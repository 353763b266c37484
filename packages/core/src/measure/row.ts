import { canonical } from '../record/index.ts'
import type { Group, Measurement } from '../term/index.ts'

/**
 * The measures of one period and group. `period` counts the construct's analyse periods in order, so that a step back
 * is one less; a row that is not there is a gap. `group` null is the total.
 */
export type MeasureRow = {
  readonly period: number
  readonly group: Group | null
  /** A measure that is in the total only is absent from the rows of groups. */
  readonly measures: Readonly<Record<string, Measurement>>
  /** Measures that count a sample, and how many there are in all; null where nobody knows (language.md 7). */
  readonly samples?: Readonly<Record<string, number | null>>
  /** A group without rows now or in the period before: its zeros are steps of its series, but it is not reported. */
  readonly isHidden?: true
}

/** One text per group, the total told apart from the group *unknown*. @example groupKey({ zone: null }) //=> '{"zone":null}' */
export const groupKey = (group: Group | null): string => canonical(group)
