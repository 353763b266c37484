import type { Stretch } from './chart-model.ts'
import { sumOf } from './sum.ts'

/** How long it took from one event to the next, and at which point of the stretch the next one came. */
export type Gaps = {
  readonly gaps: readonly number[]
  readonly at: readonly number[]
  /** Periods since the last event, and the place of the last point: this gap may still grow. */
  readonly open: { readonly gap: number; readonly at: number } | null
  /** Long gaps mean low values; of a share whose rest is rare, high ones. */
  readonly turned: boolean
}

/** Which periods brought an event of the rarer outcome. */
const eventful = ({ of, points }: Stretch): { readonly has: readonly boolean[]; readonly turned: boolean } => {
  const parts = points.map(({ part, value }) => part ?? value)
  const rests = points.map(({ whole = 0 }, i) => whole - (parts[i] ?? 0))
  const restIsRarer = of === 'share' && sumOf(rests) < sumOf(parts)
  return { has: (restIsRarer ? rests : parts).map((count) => count > 0), turned: !restIsRarer }
}

/** Periods without an event between those with one. The time before the first is cut off, so it is left out. */
export const gapsOf = (stretch: Stretch): Gaps => {
  const { has, turned } = eventful(stretch)
  const events = has.flatMap((is, at) => (is ? [at] : []))
  const last = events.at(-1)
  const end = has.length - 1
  return {
    gaps: events.slice(1).map((at, i) => at - (events[i] ?? at) - 1),
    at: events.slice(1),
    open: last === undefined || last === end ? null : { gap: end - last, at: end },
    turned,
  }
}
