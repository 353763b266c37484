import {
  dateOf,
  grainOf,
  periodAround,
  periodsEndingIn,
  stepped,
  type Calendar,
  type Grain,
  type Period,
  type Snapshot,
} from '@isometric/core/term'

/** The span of local dates `[from..to)` a request asks for. */
export type Span = { readonly from: string; readonly to: string }

const earliest = (snapshots: readonly Snapshot[], calendar: Calendar): string | undefined =>
  snapshots.map((snapshot) => dateOf(snapshot.covers.from ?? snapshot.asOf, calendar.timeZone)).sort()[0]

/** What is due: every ended period since the construct was adopted, or since its evidence begins. */
const dueSpan = (
  adopted: string | undefined,
  snapshots: readonly Snapshot[],
  now: string,
  calendar: Calendar,
): Span | undefined => {
  const from = adopted ?? earliest(snapshots, calendar)
  return from === undefined ? undefined : { from, to: dateOf(now, calendar.timeZone) }
}

/** Ended periods whose last day lies in the span; `to` itself may be the end of the last. */
const inSpan = (grain: Grain, span: Span, calendar: Calendar): readonly Period[] =>
  periodsEndingIn(grain, span.from, periodAround('day', span.to, calendar).start, calendar)

/**
 * The periods to report, and the earlier ones a series looks back at. Undefined where the frequency is no period.
 */
export const periodsDue = (request: {
  readonly analyse: string
  readonly lookback: number
  readonly asked: Span | undefined
  readonly adopted: string | undefined
  readonly snapshots: readonly Snapshot[]
  readonly now: string
  readonly calendar: Calendar
}): { readonly all: readonly Period[]; readonly reported: number } => {
  const { calendar } = request
  const grain = grainOf(request.analyse)
  const span = request.asked ?? dueSpan(request.adopted, request.snapshots, request.now, calendar)
  const reported = grain === undefined || span === undefined ? [] : inSpan(grain, span, calendar)
  const [first] = reported
  if (first === undefined) return { all: [], reported: 0 }
  const before = Array.from({ length: request.lookback }, (_, i) => stepped(first, i - request.lookback, calendar))
  return { all: [...before, ...reported], reported: reported.length }
}
