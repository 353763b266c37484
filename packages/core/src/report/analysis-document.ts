import type { Analysis, Signal } from '../analyse/index.ts'
import type { AnalysisPage } from './analysis.ts'

type Levels = readonly (number | null)[]

/** One number where it is the same at every point that has one, else, and where limits begin anew, one for each point. */
const collapsed = (levels: Levels, hasBreaks: boolean): number | null | Levels => {
  if (hasBreaks) return levels
  let one: number | null = null
  for (const level of levels) {
    if (level === null) continue
    if (one !== null && level !== one) return levels
    one = level
  }
  return one
}

const signalIn = ({ series: { points } }: Analysis, { rule, side, from, found, to }: Signal) => {
  const name = (place: number): string => points[place]?.period ?? ''
  return {
    rule,
    side,
    /** The period in which it could be told. */
    period: name(found),
    from: name(from),
    to: name(to),
    value: points[found]?.value ?? null,
  }
}

const trendIn = ({ trend }: Analysis) => {
  if (trend.kind === 'withheld') return null
  const { limits, level, slope } = trend.slope
  return {
    test: trend.decidedBy,
    p: trend.p,
    slope,
    interval: limits === null ? null : { lower: limits.lower, upper: limits.upper, level },
    direction: trend.direction,
  }
}

/** The next period on the line, and, where a target was given, when the line meets it. */
const forecastIn = ({ next, forecast, target, now }: Analysis) => {
  if (next.kind === 'withheld') return null
  const ahead = (time: number | null): number | null => (time === null ? null : time - now)
  const goal =
    target === null || forecast === null || forecast.kind === 'withheld'
      ? null
      : {
          at: target.at,
          value: target.value,
          outcome: forecast.outcome,
          periods: ahead(forecast.time),
          earliest: ahead(forecast.earliest),
          latest: ahead(forecast.latest),
        }
  return {
    periods: 1,
    value: next.value,
    lower: next.limits?.lower ?? null,
    upper: next.limits?.upper ?? null,
    level: next.level,
    target: goal,
  }
}

const intervalIn = ({ interval }: Analysis) => {
  if (interval === null) return null
  const { method, lower, upper, level, of } = interval
  return { method, lower, upper, level, of }
}

const assuranceIn = ({ assurance }: Analysis, page: AnalysisPage) =>
  assurance === null ? null : { ...assurance, sentence: page.assurance }

const stepIn = ({ step, series }: Analysis) =>
  step === null ? null : { ...step, at: series.points[step.at]?.period ?? '' }

/** The document of `analyse --json` (interface.md): numbers as they were computed, and the sentence. */
export const analysisDocument = (analysis: Analysis, page: AnalysisPage) => {
  const { chart, series, variation } = analysis
  const hasBreaks = series.breaks.length > 0
  return {
    model: chart.model,
    limits: {
      centre: collapsed(chart.limits.centre, hasBreaks),
      upper: collapsed(chart.limits.upper, hasBreaks),
      lower: collapsed(chart.limits.lower, hasBreaks),
    },
    signals: chart.signals.map((signal) => signalIn(analysis, signal)),
    trend: trendIn(analysis),
    interval: intervalIn(analysis),
    forecast: forecastIn(analysis),
    sentence: page.sentence,
    variation: variation.verdict,
    assurance: assuranceIn(analysis, page),
    step: stepIn(analysis),
    models: chart.models.map(({ model, chosen, reason }, i) => ({
      model,
      chosen,
      code: reason.code,
      reason: page.models[i]?.reason ?? '',
    })),
    statistics: chart.statistics,
    lines: chart.lines,
    autocorrelation: analysis.autocorrelation,
    notes: page.notes,
    of: series.of,
    points: series.points.map(({ period, value }, i) => ({ period, value, drawn: chart.drawn[i] ?? null })),
  }
}
