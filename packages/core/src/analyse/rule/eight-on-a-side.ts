import { runsOf, sideOf, type Rule, type Side, type Track } from '../signal.ts'

const enough = 8

/** What is rarer than this on a side is rare enough that fewer points say as much. */
const rareSide = 0.3
const fewest = 3

/** Where sides are not equal, as many points as are as unlikely as eight of equal sides. */
const wanted = ({ sides }: Track, side: Side | null): number => {
  const chance = side === null ? 0.5 : (sides?.[side] ?? 0.5)
  if (chance >= 1) return Infinity
  if (chance <= 0.5 && chance >= rareSide) return enough
  return Math.max(fewest, Math.ceil((enough * Math.log(0.5)) / Math.log(chance)))
}

/**
 * Eight points in a row on one side of the centre (Western Electric, 1956): a lasting shift too small to pass a limit.
 * A point on the centre ends the run. The signal goes on as long as the run does. Counts of few events are mostly below
 * their mean, so more of them are asked for there, and fewer above it.
 */
export const eightOnASide: Rule<'eight on a side'> = {
  name: 'eight on a side',
  lasts: 2,
  find: (track) =>
    runsOf(track.drawn.map((value, i) => sideOf(value, track.centre[i] ?? 0)))
      .filter(({ side, from, to }) => to - from + 1 >= wanted(track, side))
      .map((run) => ({ ...run, found: run.from + wanted(track, run.side) - 1 })),
}
