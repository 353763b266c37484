import {
  analysisOf,
  models,
  readSeries,
  rules,
  seriesKinds,
  usualRules,
  westernElectric,
  type Analysis,
  type AnalysisOptions,
  type Better,
  type ModelName,
  type Series,
  type SeriesHints,
  type SeriesKind,
  type ValueBounds,
} from '@isometric/core/analyse'
import { nearest, type Issue, type Outcome } from '@isometric/core/issue'
import { analysisDocument, analysisPage, shownUnit, type AnalysisPage } from '@isometric/core/report'
import type { Answer, Command, Io, Request } from '../command.ts'
import { whyUnread } from '../paths.ts'
import { optionOf, problem } from '../request.ts'
import { cellOf, paintFor, widthIn, wrapped, type Ink, type Paint } from '../terminal/index.ts'
import { controlChartText, type DrawnSeries } from '../terminal/control-chart.ts'

// ── what is asked ───────────────────────────────────────────────────────────────────────────────────────────────────

/** An option read, or what is wrong with it. */
type Read<T> = { readonly value: T; readonly issues: readonly Issue[] }

const right = <T>(value: T): Read<T> => ({ value, issues: [] })
const bad = <T>(value: T, option: string, found: string, expected: string): Read<T> => ({
  value,
  issues: [problem('bad-argument', { option, found, expected })],
})

const chosen = <T extends string>(request: Request, option: string, known: readonly T[]): Read<T | undefined> => {
  const found = optionOf(request, option)
  const one = known.find((name) => name === found)
  return found === undefined || one !== undefined
    ? right(one)
    : bad(undefined, `--${option}`, found, known.map((name) => `“${name}”`).join(' or '))
}

const numberAfter = (request: Request, option: string, isIn: (n: number) => boolean, expected: string) => {
  const found = optionOf(request, option)
  if (found === undefined) return right<number | undefined>(undefined)
  const number = found.trim() === '' ? Number.NaN : Number(found)
  return Number.isFinite(number) && isIn(number)
    ? right(number)
    : bad<number | undefined>(undefined, `--${option}`, found, expected)
}

const boundsIn = (request: Request): Read<ValueBounds | undefined> => {
  const found = optionOf(request, 'bounds')
  if (found === undefined) return right(undefined)
  const [, low = '', high = ''] = /^([^.]*(?:\.\d+)?)\.\.(.*)$/.exec(found) ?? []
  const [lower, upper] = [low, high].map((text) => (text.trim() === '' ? null : Number(text)))
  const isSound = (low !== '' || high !== '') && !Number.isNaN(lower ?? 0) && !Number.isNaN(upper ?? 0)
  return isSound && (lower ?? -Infinity) < (upper ?? Infinity)
    ? right({ lower: lower ?? null, upper: upper ?? null })
    : bad(undefined, '--bounds', found, 'the lowest and the highest possible value, such as 0..1 or 0..')
}

const modelIn = (request: Request): Read<ModelName | null> => {
  const found = optionOf(request, 'model')
  const known = models.map(({ name }) => name)
  const one = known.find((name) => name === found)
  if (found === undefined || one !== undefined) return right(one ?? null)
  return { value: null, issues: [problem('unknown-model', { model: found, known, near: nearest(found, known) })] }
}

type Asked = { readonly hints: SeriesHints; readonly options: AnalysisOptions; readonly issues: readonly Issue[] }

const targetOf = (value: number | undefined, better: Better) =>
  value === undefined ? null : { at: better === 'lower' ? ('most' as const) : ('least' as const), value }

const askedOf = (request: Request): Asked => {
  const anything = (): boolean => true
  const of = chosen<SeriesKind>(request, 'of', seriesKinds)
  const better = chosen(request, 'better', ['higher', 'lower'] as const)
  const which = chosen(request, 'rules', ['usual', 'western-electric'] as const)
  const bounds = boundsIn(request)
  const model = modelIn(request)
  const centre = numberAfter(request, 'centre', anything, 'a number')
  const sigma = numberAfter(request, 'sigma', (n) => n > 0, 'a number above 0')
  const weight = numberAfter(request, 'weight', (n) => n > 0 && n <= 1, 'a number above 0, at most 1')
  const slack = numberAfter(request, 'slack', (n) => n >= 0, 'a number of sigmas')
  const decision = numberAfter(request, 'decision', (n) => n > 0, 'a number of sigmas above 0')
  const target = numberAfter(request, 'target', anything, 'a number')
  const level = numberAfter(request, 'level', (n) => n > 0 && n < 1, 'between 0 and 1, such as 0.95')
  const settings = {
    ...(which.value === undefined ? {} : { rules: which.value === 'usual' ? usualRules : westernElectric }),
    ...Object.fromEntries(
      Object.entries({ centre, sigma, weight, slack, decision }).flatMap(([name, { value }]) =>
        value === undefined ? [] : [[name, value]],
      ),
    ),
  }
  const all = [of, better, which, bounds, model, centre, sigma, weight, slack, decision, target, level]
  return {
    hints: { of: of.value, direction: better.value ?? null, bounds: bounds.value },
    options: {
      model: model.value,
      settings,
      target: targetOf(target.value, better.value ?? null),
      ...(level.value === undefined ? {} : { level: level.value }),
    },
    issues: all.flatMap(({ issues }) => issues),
  }
}

// ── baseline and breaks, by the names of periods ────────────────────────────────────────────────────────────────────

const placeOf = ({ points }: Series, option: string, period: string): Read<number> => {
  const place = points.findIndex((point) => point.period === period)
  const [first, last] = [points[0]?.period ?? '', points.at(-1)?.period ?? '']
  return place >= 0
    ? right(place)
    : { value: 0, issues: [problem('unknown-period-of-series', { option, period, first, last })] }
}

const placed = (series: Series, request: Request): Outcome<Series> => {
  const breaks = (request.options['break'] ?? []).map((period) => placeOf(series, '--break', period))
  const asked = optionOf(request, 'baseline')
  const [from, to] = asked?.split('..') ?? []
  const ends = [from, to].flatMap((period) => (period === undefined ? [] : [placeOf(series, '--baseline', period)]))
  const [start, end] = ends
  const isRange = asked === undefined || (start !== undefined && end !== undefined && start.value <= end.value)
  const issues = [
    ...breaks.flatMap((one) => one.issues),
    ...ends.flatMap((one) => one.issues),
    ...(isRange ? [] : bad(0, '--baseline', asked, 'two periods in order, such as 2025-01..2025-12').issues),
  ]
  if (issues.length > 0) return { ok: false, issues }
  const baselines = start === undefined || end === undefined ? [] : [{ from: start.value, to: end.value }]
  return { ok: true, value: { ...series, breaks: breaks.map(({ value }) => value), baselines }, issues: [] }
}

// ── what is shown ───────────────────────────────────────────────────────────────────────────────────────────────────

const verdictInk = {
  improving: 'good',
  worsening: 'bad',
  changed: 'middling',
  'no signal': 'strong',
  'too early': 'faint',
} as const

const inkOf = ({ series }: Analysis, side: string | null): Ink => {
  if (series.direction === null || side === null) return 'middling'
  return (side === 'above') === (series.direction === 'higher') ? 'good' : 'bad'
}

const drawnOf = (analysis: Analysis): DrawnSeries => {
  const { series, chart } = analysis
  const { factor, word } = shownUnit(series.of === 'share' ? 'percent' : null, 1)
  const shown = (levels: readonly (number | null)[]) => levels.map((level) => (level === null ? null : level * factor))
  const marked = new Map<number, Ink>()
  for (const { side, from, to, rule } of chart.signals)
    if (rule !== 'few crossings') for (let i = from; i <= to; i++) marked.set(i, inkOf(analysis, side))
  const apart = new Set([...series.breaks, ...series.points.flatMap(({ gap }, i) => (gap === undefined ? [] : [i]))])
  // Times between events are drawn one beside the other, wherever in the series the events came.
  const places = series.points.flatMap((_, i) => (chart.model !== 'g' || chart.drawn[i] !== null ? [i] : []))
  const kept = (levels: readonly (number | null)[]) => {
    const all = shown(levels)
    return places.map((place) => all[place] ?? null)
  }
  return {
    periods: places.map((place) => cellOf(series.points[place]?.period ?? '')),
    drawn: kept(chart.drawn),
    centre: kept(chart.limits.centre),
    lower: kept(chart.limits.lower),
    upper: kept(chart.limits.upper),
    marked: new Map(
      places.flatMap((place, i) => (marked.has(place) ? [[i, marked.get(place) ?? 'plain'] as const] : [])),
    ),
    apart: new Set(places.flatMap((place, i) => (apart.has(place) ? [i] : []))),
    unit: chart.model === 'g' && series.of !== 'time between' ? 'periods without an event' : word,
  }
}

const most = 12

const listed = (lines: readonly string[], width: number, paint: Paint): readonly string[] => [
  ...lines
    .slice(0, most)
    .flatMap((text) => wrapped(cellOf(text), width - 2).map((line, i) => `${i === 0 ? '· ' : '  '}${line}`)),
  ...(lines.length > most ? [paint('faint', `… and ${lines.length - most} more; --json has all of them`)] : []),
]

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

const section = (title: string, lines: readonly string[], width: number, paint: Paint): readonly string[] =>
  lines.length === 0 ? [] : ['', paint('faint', title), ...listed(lines, width, paint)]

const textOf = (analysis: Analysis, page: AnalysisPage, io: Io): string => {
  const [width, paint] = [widthIn(io.out), paintFor(io.out, io.env)]
  const ink = verdictInk[analysis.variation.verdict]
  const reasons = page.models.map(
    ({ model, title, chosen: is, reason }) => `${is ? '✓' : '–'} ${model} (${title}): ${reason}`,
  )
  return [
    ...wrapped(cellOf(page.sentence), width).map((line) => paint(ink, line)),
    ...(page.assurance === null ? [] : wrapped(cellOf(page.assurance), width)),
    '',
    controlChartText(drawnOf(analysis), width, paint),
    ...section('Figures', page.figures, width, paint),
    ...section('Signals', page.signals.map(capital), width, paint),
    ...section('What to keep in mind', page.notes, width, paint),
    '',
    paint('faint', 'Which model, and why'),
    ...reasons.flatMap((text) =>
      wrapped(text, width - 2).map((line, i) =>
        paint(text.startsWith('✓') ? 'plain' : 'faint', `${i === 0 ? '' : '  '}${line}`),
      ),
    ),
  ].join('\n')
}

// ── the verb ────────────────────────────────────────────────────────────────────────────────────────────────────────

const refusedModel = (analysis: Analysis, page: AnalysisPage): readonly Issue[] => {
  const { model, possible } = analysis.chart.models.find((one) => one.chosen) ?? { model: 'xmr', possible: true }
  const why = page.models.find((one) => one.model === model)?.reason ?? ''
  return possible ? [] : [problem('model-unsuited', { model, why: `${why}.` })]
}

const answerFor = (series: Series, asked: Asked, issues: readonly Issue[], io: Io): Answer => {
  const analysis = analysisOf(series, asked.options)
  const page = analysisPage(analysis)
  const refused = refusedModel(analysis, page)
  if (refused.length > 0) return { exit: 2, issues: refused }
  return {
    exit: 0,
    issues,
    text: () => textOf(analysis, page, io),
    json: () => analysisDocument(analysis, page),
  }
}

const run = async (request: Request, io: Io): Promise<Answer> => {
  const file = request.arguments[0]
  if (file === undefined)
    return { exit: 2, issues: [problem('missing-argument', { what: 'a file of a series', verb: 'analyse' })] }
  const asked = askedOf(request)
  if (asked.issues.length > 0) return { exit: 2, issues: asked.issues }
  const { readSeriesFile } = await import('@isometric/runner/series')
  const unread = (why: string): Answer => ({ exit: 2, issues: [problem('document-unreadable', { file, why })] })
  const found = await readSeriesFile(file).catch((thrown: unknown) => whyUnread(thrown))
  if (typeof found === 'string') return unread(found)
  if (!found.ok) return unread(found.why)
  const texts = new Map([[file, found.text]])
  const series = readSeries(found.table, asked.hints)
  const issues = series.issues.map((issue): Issue => ({ ...issue, document: file }))
  if (!series.ok) return { exit: 2, issues, texts }
  const ready = placed(series.value, request)
  return ready.ok
    ? { ...answerFor(ready.value, asked, issues, io), texts }
    : { exit: 2, issues: [...issues, ...ready.issues], texts }
}

export const command: Command = {
  verb: 'analyse',
  usage: 'SERIES.csv',
  about: `Analyses any series: signal or noise, trend, how sure one is. It needs no workspace. The file has a row for each
period: period,value or period,part,whole for shares or period,count,exposure for rates.
Models: ${models.map(({ name }) => name).join(', ')}. Without --model the one the data suit is taken; why, and why not the
others, is said. Rules: ${rules.map(({ name }) => name).join(', ')}.`,
  options: {
    model: { value: 'M', meaning: 'the model to take' },
    of: { value: 'KIND', meaning: `what the values are: ${seriesKinds.join(', ')}` },
    better: { value: 'higher|lower', meaning: 'which way is better, so that a signal is good or bad' },
    target: { value: 'NUMBER', meaning: 'when this is reached if it goes on as it did' },
    bounds: { value: 'FROM..TO', meaning: 'where values can be, such as 0..1 or 0..' },
    baseline: { value: 'FROM..TO', meaning: 'the periods that limits are taken from' },
    break: { value: 'PERIOD', many: true, meaning: 'the period from which on a new definition holds' },
    rules: { value: 'usual|western-electric', meaning: 'which run rules (more rules, more false alarms)' },
    centre: { value: 'NUMBER', meaning: 'a known centre' },
    sigma: { value: 'NUMBER', meaning: 'a known sigma' },
    weight: { value: 'NUMBER', meaning: 'EWMA: the weight of the newest value (0.3)' },
    slack: { value: 'SIGMAS', meaning: 'CUSUM: what is let pass at each point (0.5)' },
    decision: { value: 'SIGMAS', meaning: 'CUSUM: the sum at which to decide (5)' },
    level: { value: 'P', meaning: 'the level of intervals (0.95)' },
  },
  atMost: 1,
  run,
}
