import {
  isSpread,
  isTooEven,
  type AnalyticalModel,
  type ChartSettings,
  fewestForFirm,
  fewestForLimits,
  type Fit,
  type KnownPoint,
  type ModelReason,
  type Stretch,
  type Traits,
  traitsOf,
  usualSettings,
} from './limits/index.ts'
import { models, type ModelName } from './model/index.ts'
import { rules, type RuleName } from './rule/index.ts'
import type { Series, ValueBounds } from './series.ts'
import type { Side } from './signal.ts'
import type { Firing } from './signal.ts'

/** A model with what became of it. */
export type ModelChoice = {
  readonly model: ModelName
  readonly chosen: boolean
  readonly possible: boolean
  readonly reason: ModelReason
}

/** Something that chance alone hardly explains. Places are those of the points of the series. */
export type Signal = {
  readonly rule: RuleName
  /** Of the values, also where what is drawn goes the other way. */
  readonly side: Side | null
  readonly from: number
  /** The point at which it could be told. */
  readonly found: number
  readonly to: number
  /** Until which point it speaks of the present. */
  readonly until: number
}

/** What a reader must know beside the chart; report has the words. */
export type NoteCode =
  | 'constant'
  | 'no-limits'
  | 'provisional'
  | 'frozen'
  | 'new-definition'
  | 'clipped-lower'
  | 'clipped-upper'
  | 'absent'
  | 'zero-denominator'
  | 'never-falls'
  | 'never-rises'
export type ChartNote = { readonly code: NoteCode; readonly values: Readonly<Record<string, number | string>> }

/** One entry for each point of the series; null where nothing is drawn or there are no limits. */
export type ControlLimits = {
  readonly centre: readonly (number | null)[]
  readonly lower: readonly (number | null)[]
  readonly upper: readonly (number | null)[]
}

export type ControlChart = {
  readonly model: ModelName
  readonly models: readonly ModelChoice[]
  readonly drawn: readonly (number | null)[]
  readonly limits: ControlLimits
  readonly sigma: readonly (number | null)[]
  readonly lines: Readonly<Record<string, readonly (number | null)[]>>
  /** Of the last stretch. */
  readonly statistics: Readonly<Record<string, number>>
  readonly signals: readonly Signal[]
  readonly notes: readonly ChartNote[]
  /** Points with a value in the last stretch, and how many of them the limits rest on. */
  readonly known: number
  readonly base: number
  /** Whether there are enough of them to tell a signal from chance. */
  readonly isJudged: boolean
  /** The last point with a value, where there is one in the last stretch. */
  readonly latest: number | null
}

// ── stretches ───────────────────────────────────────────────────────────────────────────────────────────────────────

/** Points under one definition, with their places in the series. */
type Placed = Stretch & { readonly places: readonly number[] }

const stretchesOf = ({ of, bounds, points, breaks, baselines }: Series): readonly Placed[] => {
  const starts = [...new Set([0, ...breaks])].toSorted((a, b) => a - b)
  return starts.map((start, i) => {
    const end = starts[i + 1] ?? points.length
    const known: KnownPoint[] = []
    const places: number[] = []
    for (let place = start; place < end; place++) {
      const point = points[place]
      if (point === undefined || point.value === null) continue
      known.push({ ...point, value: point.value })
      places.push(place)
    }
    const frozen = baselines.findLast(({ from }) => from >= start && from < end)
    const isBase = (place: number): boolean => frozen === undefined || (place >= frozen.from && place <= frozen.to)
    return { of, bounds, points: known, base: known.filter((_, k) => isBase(places[k] ?? 0)), places }
  })
}

// ── choice ──────────────────────────────────────────────────────────────────────────────────────────────────────────

const longest = (stretches: readonly Placed[]): readonly KnownPoint[] =>
  stretches.reduce<readonly KnownPoint[]>((most, { points }) => (points.length > most.length ? points : most), [])

/** The first that suits, unless somebody asked; and for every model why it was chosen or withheld. */
export const choicesFor = (traits: Traits, asked: ModelName | null): readonly ModelChoice[] => {
  const suited = models.map((model) => ({ name: model.name, fitness: model.suits(traits) }))
  const first = asked ?? suited.find(({ fitness }) => fitness.kind === 'suits')?.name ?? 'xmr'
  return suited.map(({ name, fitness }) => {
    const chosen = name === first
    const isBehind = !chosen && fitness.kind === 'suits'
    const reason: ModelReason =
      isBehind && asked === null ? { code: 'another-first', values: { chosen: first } } : fitness.reason
    return { model: name, chosen, possible: fitness.kind !== 'impossible', reason }
  })
}

const modelNamed = (name: ModelName): AnalyticalModel<ModelName> =>
  models.find((model) => model.name === name) ?? models[0]

// ── limits and signals of a stretch ─────────────────────────────────────────────────────────────────────────────────

type Drawn = {
  readonly stretch: Placed
  readonly places: readonly number[]
  readonly fit: Fit
  readonly hasLimits: boolean
  readonly clipped: { readonly lower: boolean; readonly upper: boolean }
  readonly signals: readonly Signal[]
}

const cut = (levels: readonly number[] | null, bound: number | null, isBeyond: (a: number, b: number) => boolean) => {
  if (levels === null || bound === null || !levels.some((level) => isBeyond(level, bound)))
    return { levels, clipped: false }
  return { levels: levels.map((level) => (isBeyond(level, bound) ? bound : level)), clipped: true }
}

/** A limit outside of where values can be says nothing; the bound is the limit then. */
const clippedTo = (fit: Fit, { lower, upper }: ValueBounds): Pick<Drawn, 'fit' | 'clipped'> => {
  if (fit.derived === true) return { fit, clipped: { lower: false, upper: false } }
  const low = cut(fit.lower, lower, (a, b) => a < b)
  const high = cut(fit.upper, upper, (a, b) => a > b)
  return {
    fit: { ...fit, lower: low.levels, upper: high.levels },
    clipped: { lower: low.clipped, upper: high.clipped },
  }
}

const other = (side: Side | null): Side | null => (side === null ? null : side === 'above' ? 'below' : 'above')

const placedSignal = (firing: Firing, rule: (typeof rules)[number], places: readonly number[], fit: Fit): Signal => {
  const place = (i: number): number => places[Math.min(i, places.length - 1)] ?? 0
  return {
    rule: rule.name,
    side: fit.turned === true ? other(firing.side) : firing.side,
    from: place(firing.from),
    found: place(firing.found),
    to: place(firing.to),
    until: place(firing.to + rule.lasts),
  }
}

const signalsOf = (fit: Fit, wanted: readonly RuleName[], places: readonly number[]): readonly Signal[] =>
  rules
    .filter(({ name }) => wanted.includes(name))
    .flatMap((rule) => rule.find(fit).map((firing) => placedSignal(firing, rule, places, fit)))

const drawnOf = (stretch: Placed, model: AnalyticalModel<ModelName>, settings: ChartSettings): Drawn => {
  const { fit, clipped } = clippedTo(model.fit(stretch, settings), stretch.bounds)
  const places = fit.at === undefined ? stretch.places : fit.at.map((i) => stretch.places[i] ?? 0)
  const isKnown = settings.centre !== null && settings.sigma !== null
  const hasLimits = stretch.base.length >= fewestForLimits || isKnown
  const wanted = settings.rules === null || model.onRequest === true ? model.rules : settings.rules
  return { stretch, places, fit, hasLimits, clipped, signals: hasLimits ? signalsOf(fit, wanted, places) : [] }
}

// ── the whole ───────────────────────────────────────────────────────────────────────────────────────────────────────

type Levels = readonly (number | null)[]

const spread = (
  length: number,
  drawn: readonly Drawn[],
  levelsOf: (one: Drawn) => readonly number[] | null,
): Levels => {
  const [first, ...more] = drawn
  // One definition and a value in every period, as most series have it, needs no copy.
  if (first?.places.length === length && more.length === 0) {
    const found = levelsOf(first)
    if (found !== null) return found
  }
  const levels: (number | null)[] = Array.from({ length }, () => null)
  for (const one of drawn) {
    const found = levelsOf(one)
    if (found !== null) one.places.forEach((place, i) => (levels[place] = found[i] ?? null))
  }
  return levels
}

/** By chance values that differ come in order once in 40,320 times; so many steps among them are no row of equal values. */
const [fewestOneWay, fewestSteps] = [8, 5]

/** Whether values go one way only, as what adds up everything there ever was does. */
const oneWay = (known: readonly KnownPoint[]): 'never-falls' | 'never-rises' | null => {
  if (known.length < fewestOneWay) return null
  const steps = known.slice(1).map(({ value }, i) => Math.sign(value - (known[i]?.value ?? value)))
  const [up, down] = [1, -1].map((way) => steps.filter((step) => step === way).length)
  if (down === 0 && (up ?? 0) >= fewestSteps) return 'never-falls'
  return up === 0 && (down ?? 0) >= fewestSteps ? 'never-rises' : null
}

const notesOf = (series: Series, stretches: readonly Placed[], drawn: readonly Drawn[]): readonly ChartNote[] => {
  const last = stretches.at(-1)
  const base = last?.base.length ?? 0
  const absent = series.points.filter(({ why }) => why === 'missing').length
  const divided = series.points.filter(({ why }) => why === 'zero-denominator').length
  const known = last?.points ?? []
  const note = (is: boolean, code: NoteCode, values: ChartNote['values'] = {}): readonly ChartNote[] =>
    is ? [{ code, values }] : []
  const isClipped = (side: 'lower' | 'upper'): boolean => drawn.some((one) => one.hasLimits && one.clipped[side])
  return [
    ...[oneWay(known)].flatMap((code) => (code === null ? [] : note(true, code))),
    ...note(known.length > 1 && known.every(({ value }) => value === known[0]?.value), 'constant'),
    ...note(base < fewestForLimits && known.length > 0, 'no-limits', { base, needs: fewestForLimits }),
    ...note(base >= fewestForLimits && base < fewestForFirm, 'provisional', { base, firm: fewestForFirm }),
    ...series.baselines
      .slice(-1)
      .flatMap(({ from, to }) =>
        note(true, 'frozen', { from: series.points[from]?.period ?? '', to: series.points[to]?.period ?? '' }),
      ),
    ...note(stretches.length > 1, 'new-definition', {
      from: series.points[series.breaks.at(-1) ?? 0]?.period ?? '',
    }),
    ...note(isClipped('lower'), 'clipped-lower', { bound: series.bounds.lower ?? 0 }),
    ...note(isClipped('upper'), 'clipped-upper', { bound: series.bounds.upper ?? 0 }),
    ...note(absent > 0, 'absent', { points: absent }),
    ...note(divided > 0, 'zero-denominator', { points: divided }),
  ]
}

/** Whole numbers that do not spread as counts do are measurements after all; below zero they still cannot be. */
export const settled = (series: Series): Series => {
  if (series.isGuessed !== true || series.of !== 'count') return series
  const traits = traitsOf('count', longest(stretchesOf(series)))
  return isSpread(traits) || isTooEven(traits) ? { ...series, of: 'measurement' } : series
}

/**
 * The control chart of a series: which model and why, limits for every point, and what chance alone hardly explains.
 * Limits begin anew at a break and are drawn from 8 points on; runs end there too. Points without a value are left out.
 */
export const controlChartOf = (
  series: Series,
  asked: ModelName | null = null,
  given: Partial<ChartSettings> = {},
): ControlChart => {
  const settings = { ...usualSettings, ...given }
  const stretches = stretchesOf(series)
  const choices = choicesFor(traitsOf(series.of, longest(stretches)), asked)
  const model = modelNamed(choices.find(({ chosen }) => chosen)?.model ?? 'xmr')
  const drawn = stretches.filter(({ points }) => points.length > 0).map((stretch) => drawnOf(stretch, model, settings))
  const length = series.points.length
  const limited = drawn.filter(({ hasLimits }) => hasLimits || model.name === 'run')
  const lines = new Set(drawn.flatMap(({ fit }) => Object.keys(fit.lines ?? {})))
  const last = stretches.at(-1)
  return {
    model: model.name,
    models: choices,
    drawn: spread(length, drawn, ({ fit }) => fit.drawn),
    limits: {
      centre: spread(length, limited, ({ fit }) => fit.centre),
      lower: spread(length, limited, ({ fit }) => fit.lower),
      upper: spread(length, limited, ({ fit }) => fit.upper),
    },
    sigma: spread(length, limited, ({ fit }) => fit.sigma),
    lines: Object.fromEntries(
      [...lines].map((name) => [name, spread(length, drawn, ({ fit }) => fit.lines?.[name] ?? null)]),
    ),
    statistics: drawn.at(-1)?.fit.statistics ?? {},
    signals: drawn.flatMap(({ signals }) => signals).toSorted((a, b) => a.found - b.found || a.from - b.from),
    notes: notesOf(series, stretches, drawn),
    known: last?.points.length ?? 0,
    base: last?.base.length ?? 0,
    isJudged: drawn.some(({ hasLimits, stretch }) => hasLimits && stretch === last),
    latest: last?.places.at(-1) ?? null,
  }
}
