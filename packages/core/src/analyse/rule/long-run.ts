import { runsOf, sideOf, type Firing, type Rule, type Track } from '../signal.ts'

/** Points on neither side of the median tell nothing about a run and are left out, as run charts do. */
const sided = ({ drawn, centre }: Track) =>
  drawn.flatMap((value, at) => {
    const side = sideOf(value, centre[at] ?? 0)
    return side === null ? [] : [{ side, at }]
  })

/**
 * A run on one side of the median longer than log₂ n + 3, rounded: what 95 % of stable series of that length stay within
 * (J. Anhøj and A. V. Olesen, PLoS ONE 9(11), 2014, e113825, after M. F. Schilling, 2012).
 */
export const longRun: Rule<'long run'> = {
  name: 'long run',
  lasts: 2,
  find: (track) => {
    const points = sided(track)
    const longest = Math.round(Math.log2(points.length) + 3)
    const placed = (i: number): number => points[i]?.at ?? 0
    return runsOf(points.map(({ side }) => side))
      .filter(({ from, to }) => to - from + 1 > longest)
      .map(({ side, from, to }): Firing => ({
        side,
        from: placed(from),
        found: placed(from + longest),
        to: placed(to),
      }))
  },
}
