/** B.19: the lowest level that any assessor gave each entry within a year; ranks have no mean. */
import { addMonths } from '../calendar.ts'
import { type Entry, type Equipment, type Inspection, levelOf } from '../entries.ts'
import { type Expect, grouped, share } from './expected.ts'

const least = (levels: readonly number[]): number | null => (levels.length === 0 ? null : Math.min(...levels))

/** Of two in the middle the lower. */
const middle = (levels: readonly number[]): number | null =>
  levels.toSorted((a, b) => a - b)[Math.ceil(levels.length / 2) - 1] ?? null

const commonest = (levels: readonly number[]): number | null => {
  const times = (level: number): number => levels.filter((each) => each === level).length
  return levels.toSorted((a, b) => times(b) - times(a) || a - b)[0] ?? null
}

export const entryControls: Expect = ({ entries, inspections, truth }, { next }) => {
  const ofEntry = Map.groupBy(
    inspections.filter(({ on }) => on >= addMonths(next, -24) && on < next),
    ({ entry }) => entry,
  )
  const recentOf = ({ id }: Entry): readonly Inspection[] =>
    (ofEntry.get(id) ?? []).filter(({ on }) => on >= addMonths(next, -12))
  /** The newest of each assessor. */
  const sightsOf = (entry: Entry): readonly Equipment[] => [
    ...new Map(recentOf(entry).map(({ assessor, saw }) => [assessor, saw])).values(),
  ]
  const measure = (of: readonly Entry[]) => {
    const inspected = of.filter((entry) => recentOf(entry).length > 0)
    const found = inspected.map((entry) => sightsOf(entry).map(levelOf))
    const levels = found.flatMap((each) => least(each) ?? [])
    const lacking = (lacks: (saw: Equipment) => boolean): number =>
      inspected.filter((entry) => sightsOf(entry).some(lacks)).length
    const at = (level: number): number => levels.filter((each) => each === level).length
    const twice = found.filter(({ length }) => length > 1)
    const agreed = twice.filter((each) => new Set(each).size === 1).length
    const satisfactory = levels.filter((level) => level >= 3).length
    return {
      'weakest level': least(levels),
      'median level': middle(levels),
      'most common level': commonest(levels),
      'inspected entries': levels.length,
      'satisfactory entries': satisfactory,
      ...Object.fromEntries([0, 1, 2, 3, 4, 5].map((level) => [`entries at level ${level}`, at(level)])),
      'entries without card': lacking(({ card }) => !card),
      'entries without a second factor': lacking(({ pin, biometric }) => !pin && !biometric),
      'entries without logging': lacking(({ logging }) => !logging),
      'entries judged twice': twice.length,
      'entries agreed on': agreed,
      'lapsed entries': of.filter((entry) => ofEntry.has(entry.id) && recentOf(entry).length === 0).length,
      'satisfactory share': share(satisfactory, levels.length),
      'agreed share': share(agreed, twice.length),
    }
  }
  return grouped(
    entries.filter(({ protects }) => protects),
    truth.entries.sites.map(({ name }) => name),
    ({ site }) => site,
    measure,
  )
}
