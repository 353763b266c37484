import type { Assurance, ModelName, NoteCode, ReasonCode, RuleName, Variation } from '../../analyse/index.ts'

/** Numbers as they are shown, by name. */
type Said = Readonly<Record<string, string>>
type Sentence = (said: Said) => string

const models: Readonly<Record<ModelName, string>> = {
  run: 'run chart',
  xmr: 'XmR chart',
  'xmr-median': 'XmR chart with medians',
  p: 'p chart',
  'p-prime': 'p′ chart',
  u: 'u chart',
  'u-prime': 'u′ chart',
  c: 'c chart',
  g: 'g chart',
  t: 't chart',
  ewma: 'EWMA chart',
  cusum: 'CUSUM chart',
}

/** In the words of somebody who reads the chart, not of who computes it. */
const reasons: Readonly<Record<ReasonCode, Sentence>> = {
  'few-points': ({ known = '', needs = '' }) =>
    `${known === '1' ? 'only one value is' : `only ${known} values are`} known, and limits need ${needs}`,
  'enough-for-limits': ({ known = '' }) => `${known} values are enough for limits, which show more than a median`,
  'any-values': () => 'how far neighbouring values differ shows how far chance moves them, whatever they are',
  'robust-on-request': () => 'for values with single wild steps; only when asked for',
  'small-shifts-on-request': () => 'for small lasting shifts, but harder to read; only when asked for',
  share: () => 'each value is a share of a known whole, and chance moves small wholes more than large ones',
  rate: () => 'each value is a count over a known exposure, and chance moves small exposures more than large ones',
  count: ({ expected = '' }) => `the values are counts, about ${expected} in each period, and spread as counts do`,
  'no-share': () => 'the values are not shares of a whole',
  'no-rate': () => 'the values are not counts over an exposure',
  'no-counts': () => 'the values are not counts',
  'no-wholes': () => 'the part and the whole behind each value are not known',
  'not-whole': () => 'the parts are not whole numbers, so they are not things counted one by one',
  spread: ({ dispersion = '' }) =>
    `the values differ ${dispersion} times as much as chance alone would make them, so its limits would be too narrow`,
  'spread-widened': ({ dispersion = '' }) =>
    `the values differ ${dispersion} times as much as chance alone would make them, and its limits allow for that`,
  'not-spread': ({ dispersion = '' }) =>
    `the values differ ${dispersion} times as much as chance alone would make them; limits are widened from 2 times on, for wholes of 1,000 and more sooner`,
  'too-even': ({ dispersion = '' }) =>
    `the values differ only ${dispersion} times as much as counts would by chance, so they are hardly counts`,
  rare: ({ expected = '' }) =>
    `with about ${expected} events in each period most counts are 0 or 1, and limits of counts say little`,
  'rare-gaps': ({ expected = '' }) =>
    `with about ${expected} events in each period the time from one to the next says more than their number`,
  'rare-few-events': ({ expected = '' }) =>
    `events are rare, about ${expected} in each period, and too few for a chart of the time between them; the limits are rough`,
  'few-events': ({ events = '' }) => `the ${events} periods with an event are too few for the time between them`,
  'not-rare': ({ expected = '' }) => `events are not rare: about ${expected} in each period`,
  'no-events': () => 'the values count no events',
  'time-between': () => 'the values are times between rare events',
  'whole-time-between': () => 'the values count what lies between rare events',
  'whole-numbers': () => 'the times are whole numbers, for which the g chart is exact',
  'parts-of-time': () => 'the times are not whole numbers',
  'no-time-between': () => 'the values are not times between events',
  'another-first': ({ chosen = '' }) => `the ${chosen} uses more of what is known`,
}

const notes: Readonly<Record<NoteCode, Sentence>> = {
  constant: () => 'All values are the same, so the limits have no width.',
  'never-falls': () =>
    'The values have never fallen. If they add up everything there ever was, they can do nothing else: look at what each period brought.',
  'never-rises': () =>
    'The values have never risen. If they say what is left of something, they can do nothing else: look at what each period took.',
  'no-limits': ({ base = '', needs = '' }) =>
    `Limits rest on at least ${needs} values; there ${base === '1' ? 'is' : 'are'} ${base}.`,
  provisional: ({ base = '', firm = '' }) =>
    `The limits are provisional: they rest on ${base} values, and are firm from ${firm} on.`,
  frozen: ({ from = '', to = '' }) => `The limits are those of the baseline from ${from} to ${to}.`,
  'new-definition': ({ from = '' }) => `From ${from} on there is a new definition; limits begin anew there.`,
  'clipped-lower': ({ bound = '' }) => `The lower limit is drawn at ${bound}, below which no value can be.`,
  'clipped-upper': ({ bound = '' }) => `The upper limit is drawn at ${bound}, above which no value can be.`,
  absent: ({ points = '' }) =>
    points === '1' ? 'One period has no value and is left out.' : `${points} periods have no value and are left out.`,
  'zero-denominator': ({ points = '' }) =>
    points === '1'
      ? 'In one period there was nothing to divide by; it is left out.'
      : `In ${points} periods there was nothing to divide by; they are left out.`,
}

const ways = { above: 'above', below: 'below' } as const

const rules: Readonly<Record<RuleName, Sentence>> = {
  'beyond limits': ({ found = '', value = '', side = '', limit = '' }) =>
    `${found} (${value}) is ${side} ${limit}, further out than chance alone goes`,
  'eight on a side': ({ from = '', to = '', n = '', side = '', centre = '' }) =>
    `all ${n} values from ${from} to ${to} are ${side} the average of ${centre}, more in a row than chance alone brings`,
  'two of three': ({ from = '', to = '', side = '' }) =>
    `two of the three values from ${from} to ${to} are far ${side} the average, more than chance alone brings`,
  'four of five': ({ from = '', to = '', side = '' }) =>
    `four of the five values from ${from} to ${to} are well ${side} the average, more than chance alone brings`,
  'long run': ({ from = '', to = '', n = '', side = '', centre = '' }) =>
    `the ${n} values from ${from} to ${to} are ${side} the middle value of ${centre}, more in a row than chance alone brings`,
  'few crossings': ({ from = '', to = '' }) =>
    `the values from ${from} to ${to} go from one side of their middle value to the other less often than chance would have it`,
}

/** What lies outside is said of what is drawn where that is not the values themselves. */
const drawnRules: Readonly<Partial<Record<ModelName, Sentence>>> = {
  ewma: ({ found = '', side = '' }) =>
    `by ${found} the weighted average of the latest values is further ${side} its centre than chance alone goes`,
  cusum: ({ found = '', side = '' }) =>
    `by ${found} the values have been ${side} the target by more in all than chance alone brings`,
  g: ({ found = '', side = '' }) =>
    `the time between events up to ${found} shows that they come ${side === ways.above ? 'more' : 'less'} often than chance alone lets them`,
}

const verdicts: Readonly<Record<Variation['verdict'], string>> = {
  improving: 'Improving',
  worsening: 'Worsening',
  changed: 'Changed',
  'no signal': 'No signal',
  'too early': 'Too early to tell',
}

const assurances: Readonly<Record<Assurance['verdict'], string>> = {
  'will meet': 'Will meet the target',
  'hit and miss': 'Hit and miss',
  'will miss': 'Will miss the target',
  'cannot tell': 'Cannot tell',
}

/** “none of 12 periods”, “all 12 periods”. */
const timesOf = (met: number, known: number): string =>
  met === known ? `all of the last ${known} periods` : `${met === 0 ? 'none' : met} of the last ${known} periods`

export const enAnalysis = {
  models,
  reasons,
  notes,
  rules,
  drawnRules,
  verdicts,
  ways,
  point: (name: string) => `point ${name}`,
  points: (number: string) => `${number} percentage ${number === '1' ? 'point' : 'points'}`,
  signal: (verdict: string, what: string) => `${verdict}: ${what}.`,
  quiet: (verdict: string, centre: string, lower: string, upper: string) =>
    `${verdict}: the latest values lie around ${centre}, between ${lower} and ${upper}, as chance alone makes them vary.`,
  quietSingly: (verdict: string) => `${verdict}: no value stands out from the ones around it.`,
  quietAround: (verdict: string, centre: string) =>
    `${verdict}: the latest values lie around ${centre}, as chance alone makes them vary.`,
  silent: (period: string) => `Nothing is known after ${period}.`,
  earlier: (what: string) => `Earlier, ${what}.`,
  constant: (verdict: string, value: string) => `${verdict}: every value is ${value}.`,
  early: (verdict: string, known: number, needs: number) =>
    known === 0
      ? `${verdict}: no value is known yet, and a signal needs ${needs}.`
      : `${verdict}: ${known === 1 ? '1 value is' : `${known} values are`} known, and ${needs} are needed to tell a signal from chance.`,
  trend: {
    up: (by: string, step: string) => `The values rise by about ${by} ${step}.`,
    down: (by: string, step: string) => `The values fall by about ${by} ${step}.`,
    upHardly: 'The values tend to rise, but half of all steps between them are none.',
    downHardly: 'The values tend to fall, but half of all steps between them are none.',
    none: 'There is no trend beyond chance.',
    few: (n: number, needs: number) =>
      `${n === 1 ? '1 value shows' : `${n} values show`} no trend; ${needs} are needed.`,
  },
  stepped: (from: string, before: string, after: string) =>
    `The level changed from about ${before} to about ${after} from ${from} on.`,
  assurances,
  assurance: {
    limits: (verdict: string, target: string, lower: string, upper: string) =>
      `${verdict}: if nothing changes, the values will lie between ${lower} and ${upper}; the target is ${target}.`,
    'limits since the step': (verdict: string, target: string, lower: string, upper: string) =>
      `${verdict}: since the level changed the values lie between ${lower} and ${upper}; the target is ${target}.`,
    trend: (verdict: string, target: string, lower: string, upper: string) =>
      `${verdict}: if this goes on, the next value will lie between ${lower} and ${upper}; the target is ${target}.`,
    'how often': (verdict: string, met: number, known: number) =>
      `${verdict}: the criteria were met in ${timesOf(met, known)}, and nothing has changed since then.`,
    'how often since the step': (verdict: string, met: number, known: number) =>
      `${verdict}: since the level changed the criteria were met in ${timesOf(met, known)}.`,
    'too few judged': (verdict: string, met: number, known: number, needs: number) =>
      `${verdict}: the criteria were met in ${timesOf(met, known)}, which may be chance; ${needs} alike would decide.`,
    'too few values': (verdict: string, needs: string) =>
      `${verdict}: with fewer than ${needs} values nobody can say whether the target will be met.`,
    'no value now': (verdict: string) => `${verdict}: the last period has no value, so nobody can say what comes.`,
    unsettled: (verdict: string) =>
      `${verdict}: something changed, and too few values have followed to say whether the target will be met.`,
  },
  target: {
    least: (value: string) => `at least ${value}`,
    most: (value: string) => `at most ${value}`,
    between: (from: string, to: string) => `from ${from} to ${to}`,
    or: ' or ',
  },
  step: {
    year: 'each year',
    half: 'each half-year',
    quarter: 'each quarter',
    month: 'each month',
    week: 'each week',
    day: 'each day',
    number: 'from one point to the next',
  },
  forecast: {
    already: (target: string) => `The target of ${target} is reached.`,
    never: (target: string) => `At this slope the target of ${target} will not be reached.`,
    reached: (target: string, steps: string, from: string, to: string | null) =>
      `If this goes on, the target of ${target} is reached in about ${steps}${to === null ? `, in ${from} at the earliest, and perhaps never` : ` (${from} to ${to})`}.`,
    periods: (n: string) => (n === '1' ? '1 period' : `${n} periods`),
  },
  interval: {
    latest: (value: string, lower: string, upper: string, level: string) =>
      `The latest value is ${value}; by chance alone the truth behind it may lie anywhere from ${lower} to ${upper} (${level}).`,
    mean: (lower: string, upper: string, level: string) => `The mean lies between ${lower} and ${upper} (${level}).`,
  },
  seasonal:
    'The values have a season, so the trend compares like with like: each month or quarter with the same one of other years.',
  correlated: (r: string) =>
    `Each value goes with the one before it (correlation ${r}), so signals are more often false than they should be.`,
  since: (from: string) => `Trend, forecast and mean look at the values since ${from}.`,
} as const
