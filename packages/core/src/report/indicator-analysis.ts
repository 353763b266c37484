import { analysisOf, type Analysis, type Assurance, type ControlChart, type Variation } from '../analyse/index.ts'
import type { Ledger } from '../decide/index.ts'
import type { Card } from '../term/index.ts'
import { analysisDocument } from './analysis-document.ts'
import { analysisPage, type AnalysisPage } from './analysis.ts'
import { courseOf } from './course.ts'
import { criteriaOf, criteriaWords } from './criteria-words.ts'
import { indicatorTarget, indicatorWanted, isOrdinal } from './indicator-series.ts'
import { en } from './message/index.ts'
import { restatedFrom, type Point } from './series.ts'

/** A verdict is always a symbol, a word and a sentence. */
export type VerdictMark<Verdict> = {
  readonly verdict: Verdict
  readonly symbol: string
  readonly word: string
  readonly sentence: string
}

/** What the course of an indicator shows: is something happening, and will the target be met? */
export type IndicatorAnalysis = {
  readonly variation: VerdictMark<Variation['verdict']>
  /** Null where there are no criteria. */
  readonly assurance: VerdictMark<Assurance['verdict']> | null
  readonly model: string
  /** Why this model. */
  readonly why: string
  readonly signals: readonly string[]
  readonly figures: readonly string[]
  readonly notes: readonly string[]
}

const variationSymbols: Readonly<Record<Variation['verdict'], string>> = {
  improving: '▲',
  worsening: '▼',
  changed: '◆',
  'no signal': '∼',
  'too early': '…',
}

const assuranceSymbols: Readonly<Record<Assurance['verdict'], string>> = {
  'will meet': '✓',
  'hit and miss': '◐',
  'will miss': '✕',
  'cannot tell': '?',
}

const marked = (
  { variation, assurance }: Analysis,
  page: AnalysisPage,
): Pick<IndicatorAnalysis, 'variation' | 'assurance'> => ({
  variation: {
    verdict: variation.verdict,
    symbol: variationSymbols[variation.verdict],
    word: en.analysis.verdicts[variation.verdict],
    sentence: page.sentence,
  },
  assurance:
    assurance === null
      ? null
      : {
          verdict: assurance.verdict,
          symbol: assuranceSymbols[assurance.verdict],
          word: en.analysis.assurances[assurance.verdict],
          sentence: page.assurance ?? '',
        },
})

/** Levels and truth values have no course. Limits are taken from where people set them. */
const analysisIn = (points: readonly Point[], card: Card, ledger: Ledger | undefined): Analysis | null => {
  const { series } = courseOf(points, card, ledger)
  if (series === null) return null
  return analysisOf(series, {
    target: indicatorTarget(points, card, series),
    wanted: indicatorWanted(points, card),
    isOrdinal: isOrdinal(card),
  })
}

/** What the criteria of the latest period ask for, in words; null where that is a condition on more than the value. */
const goalOf = (points: readonly Point[], card: Card): string | null => {
  const latest = points.at(-1)?.result
  const criteria = latest === undefined ? undefined : criteriaOf(card, latest.period)
  return criteria?.bands === undefined ? null : criteriaWords(criteria, card.indicator.unit).met
}

/** The analysis of an indicator's series in words, with the chart to draw; null where its values are no numbers. */
export const indicatorAnalysisOf = (
  points: readonly Point[],
  card: Card,
  ledger?: Ledger,
): { readonly chart: ControlChart; readonly words: IndicatorAnalysis } | null => {
  const analysis = analysisIn(points, card, ledger)
  if (analysis === null) return null
  const page = analysisPage(analysis, card.indicator.unit, goalOf(points, card))
  const words: IndicatorAnalysis = {
    ...marked(analysis, page),
    model: page.model,
    why: page.models.find(({ chosen }) => chosen)?.reason ?? '',
    signals: page.signals,
    figures: page.figures,
    notes: page.notes,
  }
  return { chart: analysis.chart, words }
}

const isRestatedAt = (point: Point | undefined): boolean => point !== undefined && restatedFrom(point) !== undefined

/** The same in numbers, as `analyse --json` gives them, and which periods were said otherwise before. */
export const indicatorAnalysisDocument = (points: readonly Point[], card: Card, ledger?: Ledger) => {
  const analysis = analysisIn(points, card, ledger)
  if (analysis === null) return null
  const document = analysisDocument(analysis, analysisPage(analysis, card.indicator.unit, goalOf(points, card)))
  const names = analysis.series.points.map(({ period }) => period)
  return { ...document, restated: names.filter((_, i) => isRestatedAt(points[i])) }
}
