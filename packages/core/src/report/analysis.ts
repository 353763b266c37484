import {
  fewestForTrend,
  lastKnown,
  models,
  placeOfPeriod,
  rangesOf,
  type Analysis,
  type ChartNote,
  type ModelName,
  type ModelReason,
  type Signal,
  type Step,
  type ValueRange,
  type Wanted,
} from '../analyse/index.ts'
import { periodNamed } from '../term/index.ts'
import { periodText } from './date-words.ts'
import { en } from './message/index.ts'
import { numberText, quantityIn, quantityOf } from './quantity.ts'
import { shownUnit, type ShownUnit } from './unit-words.ts'

const words = en.analysis

/** An analysis as people read it: the sentence first, then what it rests on. */
export type AnalysisPage = {
  readonly sentence: string
  /** Whether the target will be met; null where there is none. */
  readonly assurance: string | null
  readonly model: string
  readonly models: readonly {
    readonly model: ModelName
    readonly title: string
    readonly chosen: boolean
    readonly reason: string
  }[]
  readonly signals: readonly string[]
  /** Trend, target, interval. */
  readonly figures: readonly string[]
  /** What a reader must keep in mind. */
  readonly notes: readonly string[]
}

const calendar = { timeZone: 'UTC', firstMonth: 1 }

/** A period as it is said; a plain number is that of a point. @example periodSaid('2026-05') //=> 'May 2026' */
export const periodSaid = (name: string): string => {
  const period = periodNamed(name, calendar)
  if (period !== undefined) return periodText(period)
  return /^\d+$/.test(name) ? words.point(name) : name
}

/** Numbers of one analysis are all in one unit, that of its largest value. `goal`: what is wanted, in words. */
type Saying = { readonly analysis: Analysis; readonly shown: ShownUnit; readonly goal: string | null }

const largestIn = ({ series, chart }: Analysis): number => {
  let largest = 0
  for (const { value } of series.points) largest = Math.max(largest, Math.abs(value ?? 0))
  const limit = chart.latest === null ? null : chart.limits.centre[chart.latest]
  return Math.max(largest, Math.abs(limit ?? 0))
}

const amount = (value: number | null | undefined, { shown }: Saying): string =>
  value === null || value === undefined ? '' : quantityIn(value, shown).text

/** Without its unit, where a unit of words follows soon: “between 26.3 and 154 occurrences”. */
const bare = (value: number | null | undefined, saying: Saying): string =>
  value === null || value === undefined || saying.shown.kind !== 'noun'
    ? amount(value, saying)
    : quantityIn(value, saying.shown).number

/** With as many digits as keep it apart from what lies beyond it. */
const besides = (limit: number | null | undefined, value: number | null | undefined, { shown }: Saying): string =>
  limit === null || limit === undefined
    ? ''
    : quantityIn(limit, shown, value === null || value === undefined ? [] : [value * shown.factor]).text

/** From one period to the next; shares move by points, not by per cent of themselves. */
const stepAmount = (value: number, saying: Saying): string =>
  saying.shown.kind === 'percent' ? words.points(quantityIn(value, saying.shown).number) : amount(value, saying)

const saidOf = (values: Readonly<Record<string, number | string>>): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      typeof value === 'number' ? quantityOf(value, null).text : value,
    ]),
  )

const reasonText = ({ code, values }: ModelReason): string => {
  const first = models.find(({ name }) => name === values['chosen'])?.name
  const chosen = first === undefined ? '' : words.models[first]
  return words.reasons[code]({ ...saidOf(values), chosen })
}

const noteText = ({ code, values }: ChartNote, saying: Saying): string => {
  const bound = values['bound']
  const told = { ...saidOf(values), ...(typeof bound === 'number' ? { bound: amount(bound, saying) } : {}) }
  const named = (key: 'from' | 'to') => (typeof values[key] === 'string' ? { [key]: periodSaid(values[key]) } : {})
  return words.notes[code]({ ...told, ...named('from'), ...named('to') })
}

const knownBetween = ({ analysis }: Saying, from: number, to: number): number =>
  analysis.chart.drawn.slice(from, to + 1).filter((value) => value !== null).length

const signalText = (signal: Signal, saying: Saying): string => {
  const { series, chart } = saying.analysis
  const period = (place: number): string => periodSaid(series.points[place]?.period ?? '')
  const { centre, lower, upper } = chart.limits
  const limit = signal.side === 'above' ? upper[signal.found] : lower[signal.found]
  const said = {
    from: period(signal.from),
    found: period(signal.found),
    to: period(signal.to),
    n: String(knownBetween(saying, signal.from, signal.to)),
    side: signal.side === null ? '' : words.ways[signal.side],
    value: amount(series.points[signal.found]?.value, saying),
    limit: besides(limit, series.points[signal.found]?.value, saying),
    centre: amount(centre[signal.found], saying),
  }
  const sentence = words.drawnRules[chart.model] ?? words.rules[signal.rule]
  return sentence(said)
}

const isConstant = ({ chart }: Analysis): boolean => chart.notes.some(({ code }) => code === 'constant')

const quietSentence = (saying: Saying): string => {
  const { chart, variation, series } = saying.analysis
  const verdict = words.verdicts[variation.verdict]
  const at = chart.latest ?? 0
  const value = series.points[at]?.value
  if (isConstant(saying.analysis)) return words.constant(verdict, amount(value, saying))
  const { centre, lower, upper } = chart.limits
  const isDerived = chart.model in words.drawnRules
  if (isDerived || lower[at] === null || upper[at] === null)
    return words.quietAround(verdict, amount(isDerived ? meanKnown(saying) : centre[at], saying))
  return words.quiet(verdict, bare(centre[at], saying), bare(lower[at], saying), amount(upper[at], saying))
}

/** Where the level changed or the values move slowly, it is not chance alone that makes them vary. */
const quietSentences = (saying: Saying): readonly string[] => {
  const slow = slowTrend(saying)
  if (slow.length === 0) return [quietSentence(saying)]
  return [words.quietSingly(words.verdicts[saying.analysis.variation.verdict]), ...slow]
}

const meanKnown = ({ analysis }: Saying): number => {
  const values = analysis.series.points.flatMap(({ value }) => value ?? [])
  return values.reduce((sum, value) => sum + value, 0) / values.length
}

const variationSentence = (saying: Saying): string => {
  const { variation } = saying.analysis
  const verdict = words.verdicts[variation.verdict]
  if (variation.verdict === 'too early')
    return [words.early(verdict, variation.known, variation.needs), ...slowTrend(saying)].join(' ')
  const told =
    variation.signal === null
      ? [...quietSentences(saying), ...earlierSentence(saying)]
      : [words.signal(verdict, signalText(variation.signal, saying))]
  return [...told, ...silence(saying)].join(' ')
}

/** What is said is said of the last value that is known. */
const silence = ({ analysis: { series } }: Saying): readonly string[] => {
  const last = lastKnown(series.points)
  return last === undefined || series.points.at(-1)?.value !== null ? [] : [words.silent(periodSaid(last.period))]
}

const earlierSentence = (saying: Saying): readonly string[] => {
  const last = saying.analysis.chart.signals.at(-1)
  return last === undefined ? [] : [words.earlier(signalText(last, saying))]
}

/** A step or a trend can show before any point or run does. */
const slowTrend = (saying: Saying): readonly string[] => {
  const { trend, step } = saying.analysis
  if (step !== null) return [stepSentence(step, saying)]
  return trend.kind === 'found' && trend.direction !== 'none' ? [trendSentence(saying)] : []
}

const stepOf = ({ series }: Analysis): string => {
  const names = series.points.slice(0, 2).map(({ period }) => placeOfPeriod(period)?.by)
  const [by] = names
  // Days that are a week or a month apart are no steps of a day.
  return words.step[by === undefined || by === 'day' ? 'number' : by]
}

const stepSentence = ({ at, meanBefore, meanAfter }: Step, saying: Saying): string => {
  const from = periodSaid(saying.analysis.series.points[at]?.period ?? '')
  return words.stepped(from, bare(meanBefore, saying), amount(meanAfter, saying))
}

const rangeText = ({ from, to }: ValueRange, saying: Saying): string => {
  if (from === null || to === null) return words.target[from === null ? 'most' : 'least'](amount(from ?? to, saying))
  return words.target.between(bare(from, saying), amount(to, saying))
}

/** What is wanted, in the words of the criteria or else by its numbers. */
const goalOf = (wanted: Exclude<Wanted, { readonly at: 'judged' }>, saying: Saying): string =>
  saying.goal ??
  rangesOf(wanted)
    .map((range) => rangeText(range, saying))
    .join(words.target.or)

/** Whether the target will be met, as a sentence; null where there is no target. */
const assuranceSentence = (saying: Saying): string | null => {
  const { assurance, wanted } = saying.analysis
  if (assurance === null || wanted === null) return null
  const verdict = words.assurances[assurance.verdict]
  const [lower, upper] = [bare(assurance.band?.lower, saying), amount(assurance.band?.upper, saying)]
  switch (assurance.by) {
    case 'too few values':
      return words.assurance['too few values'](verdict, String(assurance.needs))
    case 'unsettled':
    case 'no value now':
      return words.assurance[assurance.by](verdict)
    case 'too few judged':
    case 'how often':
    case 'how often since the step':
      return words.assurance[assurance.by](verdict, assurance.met, assurance.known, assurance.needs)
    case 'limits':
    case 'limits since the step':
    case 'trend':
      return wanted.at === 'judged'
        ? null
        : words.assurance[assurance.by](verdict, goalOf(wanted, saying), lower, upper)
  }
}

const trendSentence = (saying: Saying): string => {
  const { trend, chart } = saying.analysis
  if (trend.kind === 'withheld')
    return trend.why === 'constant' ? words.trend.none : words.trend.few(chart.known, trend.needs ?? fewestForTrend)
  const { direction, slope } = trend
  if (direction === 'none') return words.trend.none
  if (slope.slope === 0) return direction === 'up' ? words.trend.upHardly : words.trend.downHardly
  return words.trend[direction](stepAmount(Math.abs(slope.slope), saying), stepOf(saying.analysis))
}

const targetSentence = (saying: Saying): readonly string[] => {
  const { forecast, target, now } = saying.analysis
  if (forecast === null || target === null || forecast.kind === 'withheld') return []
  const goal = amount(target.value, saying)
  if (forecast.outcome === 'already there') return [words.forecast.already(goal)]
  if (forecast.time === null) return [words.forecast.never(goal)]
  const periods = (time: number | null): string | null =>
    time === null ? null : numberText(Math.max(1, Math.ceil(time - now)), 0)
  const [from, to] = [periods(forecast.earliest) ?? periods(forecast.time) ?? '', periods(forecast.latest)]
  return [words.forecast.reached(goal, words.forecast.periods(periods(forecast.time) ?? ''), from, to)]
}

const intervalSentence = (saying: Saying): readonly string[] => {
  const { interval, series } = saying.analysis
  if (interval === null) return []
  const [lower, upper] = [bare(interval.lower, saying), amount(interval.upper, saying)]
  const level = quantityOf(interval.level, 'percent').text
  if (interval.of === 'mean') return [words.interval.mean(lower, upper, level)]
  return [words.interval.latest(amount(lastKnown(series.points)?.value, saying), lower, upper, level)]
}

const notesText = (saying: Saying): readonly string[] => {
  const { chart, isSeasonal, autocorrelation, since, series } = saying.analysis
  const begins = Math.max(0, ...series.breaks)
  const first = series.points.findIndex(({ value }, i) => i >= begins && value !== null)
  return [
    ...chart.notes.map((note) => noteText(note, saying)),
    ...(isSeasonal ? [words.seasonal] : []),
    ...(autocorrelation?.isCorrelated === true ? [words.correlated(numberText(autocorrelation.r1, 2))] : []),
    ...(first >= 0 && since > first ? [words.since(periodSaid(series.points[since]?.period ?? ''))] : []),
  ]
}

const figuresOf = (saying: Saying): readonly string[] => [
  saying.analysis.step === null ? trendSentence(saying) : stepSentence(saying.analysis.step, saying),
  ...targetSentence(saying),
  ...intervalSentence(saying),
]

/** In the unit of the values: shares in percent, everything else as it is unless somebody says. */
export const analysisPage = (
  analysis: Analysis,
  unit: string | null = null,
  goal: string | null = null,
): AnalysisPage => {
  const own = unit ?? (analysis.series.of === 'share' ? 'percent' : null)
  const saying: Saying = { analysis, shown: shownUnit(own, largestIn(analysis)), goal }
  const { chart } = analysis
  const sentence = variationSentence(saying)
  return {
    sentence,
    assurance: assuranceSentence(saying),
    model: words.models[chart.model],
    models: chart.models.map(({ model, chosen, reason }) => ({
      model,
      title: words.models[model],
      chosen,
      reason: reasonText(reason),
    })),
    signals: chart.signals.map((signal) => signalText(signal, saying)),
    // What the sentence has said already is not said again.
    figures: figuresOf(saying).filter((figure) => !sentence.includes(figure)),
    notes: notesText(saying),
  }
}
