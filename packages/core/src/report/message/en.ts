import type { Reason, Status } from '../../term/index.ts'
import { enAnalysis } from './en-analysis.ts'
import { enCompare } from './en-compare.ts'
import { enChecklist } from './en-checklist.ts'
import { enDecide } from './en-decide.ts'

/** Plain, short, active, British; numbers with units, dates unambiguous (visual.md, Words). */
const statuses: Readonly<Record<Status, string>> = {
  met: 'met',
  near: 'near',
  'not met': 'not met',
  'cannot tell': 'cannot tell',
  stale: 'stale',
  'no data': 'no data',
  'not computable': 'not computable',
}

/** Said of several indicators: “7 are met”, “2 cannot be told”. */
const counted: Readonly<Record<Status, (n: number) => string>> = {
  met: (n) => `${n} ${n === 1 ? 'is' : 'are'} met`,
  near: (n) => `${n} ${n === 1 ? 'is' : 'are'} near`,
  'not met': (n) => `${n} ${n === 1 ? 'is' : 'are'} not met`,
  'cannot tell': (n) => `${n} cannot be told`,
  stale: (n) => `${n} ${n === 1 ? 'rests' : 'rest'} on stale evidence`,
  'no data': (n) => `${n} ${n === 1 ? 'has' : 'have'} no data`,
  'not computable': (n) => `${n} cannot be computed`,
}

const meanings: Readonly<Record<Status, string>> = {
  met: 'The criteria are met.',
  near: 'The value is outside the criteria, but inside the band that still counts as near.',
  'not met': 'The value is outside the criteria.',
  'cannot tell': 'The value is too uncertain to lie on one side of the limit. More evidence would decide.',
  stale: 'The newest evidence is older than the contract tolerates. Collect it again.',
  'no data': 'No evidence covers this period. Nothing observed is not zero: the value is unknown.',
  'not computable': 'The evidence is there, but the measure has no value for it.',
}

const reasons: Readonly<Record<Reason, string>> = {
  'no-data': 'no evidence covers the period',
  stale: 'the evidence is older than tolerated',
  'zero-denominator': 'there was nothing to divide by',
  'aggregate-of-nothing': 'there were no rows to take it from',
  'series-too-short': 'too few periods are known yet',
  'unknown-value': 'the value is unknown',
  'share-above-one': 'the part is larger than the whole, which is an error in the evidence',
  suppressed: 'the group is too small to be shown without showing persons',
}

const frequencies: Readonly<Record<string, string>> = {
  P1D: 'every day',
  P7D: 'every week',
  P1W: 'every week',
  P14D: 'every two weeks',
  P1M: 'every month',
  P2M: 'every two months',
  P3M: 'every quarter',
  P6M: 'every half-year',
  P12M: 'every year',
  P1Y: 'every year',
  P2Y: 'every two years',
  P3Y: 'every three years',
}

export const en = {
  locale: 'en-GB',
  months: ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'],
  longMonths: 'January February March April May June July August September October November December'.split(' '),
  statuses,
  counted,
  meanings,
  reasons,
  frequencies,
  analysis: enAnalysis,
  checklist: enChecklist,
  decide: enDecide,
  compare: enCompare,

  period: {
    day: (date: string) => date,
    week: (date: string) => `week of ${date}`,
    month: (month: string, year: number) => `${month} ${year}`,
    months: (from: string, to: string, year: number) => `${from}–${to} ${year}`,
    monthsAcross: (from: string, fromYear: number, to: string, toYear: number) => `${from} ${fromYear}–${to} ${toYear}`,
    year: (year: number) => `${year}`,
    days: (from: string, to: string) => `${from} to ${to}`,
    inMonths: (name: string) => `In ${name}`,
    onDay: (name: string) => `On ${name}`,
    inWeek: (name: string) => `In the ${name}`,
    fromTo: (name: string) => `From ${name}`,
  },

  unit: {
    percent: '%',
    /** A place in an order, not an amount: “level 2”, never “2 levels”. */
    place: 'level',
    s: { days: 'day', hours: 'hour', minutes: 'minute', seconds: 'second' },
    month: 'month',
    per: (over: string, under: string) => (over === '' ? `per ${under}` : `${over} per ${under}`),
    pure: 'number',
    irregular: { person: 'people', analysis: 'analyses', criterion: 'criteria', datum: 'data' } as Readonly<
      Record<string, string>
    >,
  },

  values: { yes: 'yes', no: 'no', level: (level: string) => `“${level}”` },

  answer: {
    counted: (n: number, quantity: string, name: string) =>
      n === 0 ? `there were no ${name}` : `there ${n === 1 ? 'was' : 'were'} ${quantity} ${name}`,
    cameTo: (name: string, quantity: string) => `${name} came to ${quantity}`,
    was: (name: string, level: string) => `${name} was ${level}`,
    /** What is measured is what the unit says: “the weakest level was level 0”. */
    is: (name: string, quantity: string) => `${name} was ${quantity}`,
    perSo: (quantity: string) => `there were ${quantity}`,
    /** A share called by what became of its part: “undone”, “achieved”. */
    shareOf: (name: string) => (/^\S*(ed|done)$/.test(name) ? `the share ${name}` : undefined),
    /** One word takes no article: “losses”. */
    the: (name: string) => (name.includes(' ') ? `the ${name}` : name),
    partOf: (part: string, whole: string) => ` (${part} of ${whole})`,
    whether: (name: string, word: string) => `the answer to “${name}” was ${word}`,
    criterion: (words: string) => `the criterion is ${words}`,
    missedByGroups: (words: string) => `the criterion is ${words}, which not every part of it fulfils`,
    statusOnly: (status: Status) =>
      ({
        met: 'the criteria are met',
        near: 'the criteria are nearly met',
        'not met': 'the criteria are not met',
        'cannot tell': 'whether the criteria are met cannot be told yet',
        stale: 'the evidence is stale',
        'no data': 'there is no data',
        'not computable': 'the criteria cannot be evaluated',
      })[status],
    uncertain: (lower: string, upper: string) =>
      `The true value may lie anywhere from ${lower} to ${upper}, on both sides of the limit.`,
    stale: 'The evidence behind it is older than tolerated.',
    noData: (inPeriod: string) => `${inPeriod}, no evidence covers the period, so there is no answer yet.`,
    noValue: (inPeriod: string, name: string, why: string) => `${inPeriod}, ${name} could not be computed: ${why}.`,
    staleNoValue: (inPeriod: string) =>
      `${inPeriod}, the newest evidence is older than tolerated, so there is no answer.`,
    notMeasured: 'Not measured yet.',
  },

  criterion: {
    exactly: (value: string) => value,
    atMost: (value: string) => `at most ${value}`,
    atLeast: (value: string) => `at least ${value}`,
    below: (value: string) => `below ${value}`,
    above: (value: string) => `above ${value}`,
    between: (from: string, to: string) => `from ${from} to ${to}`,
    betweenOpen: (from: string, to: string, fromIncluded: boolean) =>
      `${fromIncluded ? 'at least' : 'above'} ${from} and ${fromIncluded ? 'below' : 'at most'} ${to}`,
    inside: (from: string, to: string) => `above ${from} and below ${to}`,
    anything: 'any value',
    nothing: 'no value',
    or: ' or ',
    written: (formula: string) => `“${formula}”`,
    named: (name: string, value: string) => `the ${name}, ${value}`,
    validFrom: (date: string) => `from ${date}`,
    validFromTo: (from: string, to: string) => `${from} to ${to}`,
    met: 'Met',
    near: 'Near',
    notMet: 'Not met',
  },

  overview: {
    sentence: (total: number, parts: readonly string[]) => {
      if (total === 0) return 'No indicator has been measured yet.'
      const last = parts.at(-1) ?? ''
      const listed = parts.length < 2 ? last : `${parts.slice(0, -1).join(', ')} and ${last}`
      return `Of ${total} ${total === 1 ? 'indicator' : 'indicators'} ${listed}.`
    },
    changed: (before: string, period: string) => `was ${before} in ${period}`,
    attention: 'Needs attention',
    fine: 'Met',
  },

  /** Under a number: what it is a number of. */
  mark: {
    restated: 'restated',
    stale: 'stale',
    reconstructed: 'reconstructed',
    newVersion: (version: string) => `Definition ${version}`,
    restatedFrom: (value: string) => `restated from ${value}`,
    noValue: 'no value',
    unknownGroup: 'unknown',
    total: 'All',
  },

  fact: {
    type: 'Type',
    performance: 'performance',
    effectiveness: 'effectiveness',
    efficient: (type: string) => `${type}, efficiency`,
    annexB: 'ISO/IEC 27004 Annex',
    controls: 'Controls (ISO/IEC 27001:2022)',
    version: 'Version',
    direction: 'Direction',
    decision: 'Decision it serves',
    need: 'Information need',
    collect: 'Collected',
    analyse: 'Analysed',
    report: 'Reported',
    revise: 'Revised',
    valid: 'Valid for',
    every: (duration: string) => `every ${duration}`,
    parameter: (value: string, meaning: string) => (meaning === '' ? value : `${value} (${meaning})`),
    pairedWith: 'Read together with',
    knownAt: 'Known since',
    period: 'Period',
    parties: {
      client: 'Measurement client',
      owner: 'Information owner',
      collector: 'Information collector',
      reviewer: 'Measurement reviewer',
      planner: 'Measurement planner',
      analyst: 'Information analyst',
      communicator: 'Information communicator',
    } as Readonly<Record<string, string>>,
  },

  step: { row: 'row' },

  remark: {
    noValue: (why: string) => `There is no value because ${why}.`,
    accepted: (reason: string) => `Accepted by the author: ${reason}`,
    of: (measure: string, message: string) => `${measure.charAt(0).toUpperCase()}${measure.slice(1)}: ${message}`,
  },

  evidence: {
    because: (rows: string, why: string) => `${rows}: ${why}`,
    /** Why a row was rejected; what it is about is a column or the sentence of a rule. */
    reasons: {
      'wrong-cell': (of) => `“${of}” is not of its type`,
      'not-a-level': (of) => `“${of}” is none of its levels`,
      'unlisted-value': (of) => `the mapping does not list the value of “${of}”`,
      'missing-value': (of) => `“${of}” is empty`,
      'too-few-fields': () => 'the record has too few values',
      'too-many-fields': () => 'the record has too many values',
      'pattern-mismatch': () => 'the line does not fit the mapping’s pattern',
      'not-json': () => 'the line is not JSON',
      'not-a-record': () => 'a single value, not a record',
      'row-repeated': () => 'the key is repeated',
      'rule-broken': (of) => `a rule does not hold: ${of}`,
    } as Readonly<Record<string, (of: string | null) => string>>,
    sentence: (snapshots: number, contracts: number, rejected: number) =>
      snapshots === 0
        ? 'No evidence has been collected yet.'
        : `${snapshots} ${snapshots === 1 ? 'snapshot' : 'snapshots'} of ${contracts} ${contracts === 1 ? 'contract' : 'contracts'}; ${rejected === 0 ? 'no row was' : rejected === 1 ? '1 row was' : `${rejected} rows were`} rejected.`,
  },

  duration: {
    year: 'year',
    month: 'month',
    week: 'week',
    day: 'day',
    hour: 'hour',
    minute: 'minute',
    second: 'second',
  },

  chart: {
    alt: (question: string, from: string, to: string, lowest: string, highest: string, last: string) =>
      `${question} Chart from ${from} to ${to}: lowest ${lowest}, highest ${highest}, last ${last}. The table below holds every value.`,
    empty: (question: string) => `${question} There is no value to draw yet.`,
    met: (words: string) => `met: ${words}`,
    near: (words: string) => `near: ${words}`,
    stale: 'stale',
    zoomed: (name: string) => `${name}, zoomed: the axis does not show 0 to 100 %`,
    definition: (version: string) => `definition ${version}`,
    limits: 'limits of chance',
  },

  /** The words of the pages' own controls. */
  page: {
    product: 'Isometric',
    title: (page: string) => `${page} – Isometric`,
    skip: 'Skip to the content',
    navigation: 'Main',
    overview: 'Overview',
    evidence: 'Evidence',
    overviewQuestion: 'Do our security measures work?',
    evidenceQuestion: 'What do we know, and since when?',
    sample: 'Simulated data: this organisation does not exist.',
    scheme: 'Colours',
    schemes: { auto: 'As the system', light: 'Light', dark: 'Dark' },
    asKnownOn: 'As known on',
    asItWas: (date: string) => `As it was known on ${date}.`,
    showNow: 'Show what is known now',
    group: 'Group',
    allGroups: 'All together',
    loading: 'Loading',
    notFound: 'There is no such page',
    notFoundWhat: 'The address may be mistyped, or the page has moved.',
    toOverview: 'Go to the overview',
    failed: 'This could not be loaded',
    failedSafe: 'Nothing was changed, and nothing is lost.',
    fault: 'This is a fault of these pages, not of yours. Nothing was changed. Please report it with these words:',
    unreachable: 'The server does not answer. Is “npx isometric serve” still running?',
    again: 'Try again',
    empty: 'No results yet',
    emptyWhat: 'Collect evidence and measure it; this page then shows every indicator with its answer.',
    emptyEvidence: 'No evidence yet',
    emptyEvidenceWhat:
      'Collect it from its sources; this page then shows what arrived, how fresh it is and what was rejected.',
    commands: ['npx isometric collect', 'npx isometric measure'],
    attention: 'Needs attention',
    met: 'Met',
    near: 'Near',
    notMet: 'Not met',
    need: 'Information need',
    decision: 'Decision it serves',
    validFrom: (date: string) => `valid from ${date}`,
    facts: 'Facts',
    criteria: 'Criteria',
    criteriaCurrent: 'in force',
    chart: 'Over time',
    shows: 'What the course shows',
    showsHow: (model: string) => `How this was found: ${model}`,
    showsWhy: (why: string) => `${why.charAt(0).toUpperCase()}${why.slice(1)}.`,
    zoom: 'Zoom to the values',
    whole: 'Show from 0 to 100 %',
    chartFailed: 'The chart could not be loaded. The table below holds every value.',
    breakdown: (by: string) => `By ${by}`,
    breakdownWhat: (period: string) =>
      `${period}. What asks for attention stands first; the small charts share one scale.`,
    values: 'Values',
    compared: 'Compared with earlier, and what moved it',
    movedTable: (since: string) => `What moved it since ${since}, group by group`,
    units: 'Groups beside each other',
    unitsValue: 'Value',
    unitsLimits: 'Chance alone, 99.8 %',
    unitsPlace: 'Judged by its size',
    rowsBehind: 'The rows behind it',
    rowsShow: 'Show the rows that this value was computed from',
    rowsMore: 'Show more rows',
    rowsMeasure: 'Rows of',
    rowValue: 'value',
    rowsOf: (n: number, table: string, measure: string) =>
      `${n === 1 ? '1 row' : `${n.toLocaleString('en-GB')} rows`} of ${table} behind “${measure}”, selected by`,
    rowsHidden: (n: number) =>
      `Rows of ${n === 1 ? 'one group' : `${n} groups`} are left out, because they would show persons.`,
    rowsPersonal: 'They are about persons, and only their number is told.',
    period: 'Period',
    groupColumn: 'Group',
    status: 'Status',
    trend: 'Trend',
    knownSince: 'Known since',
    remarks: 'What to keep in mind',
    meaning: 'What this means',
    how: 'How we know',
    howWhat: 'From evidence to verdict, for the latest period.',
    steps: {
      evidence: 'Evidence',
      evidenceWhat: 'Collected, checked and kept unchanged under its digest.',
      base: 'Base measures',
      baseWhat: 'A method turns evidence into a number.',
      derived: 'Derived measures',
      derivedWhat: 'A function of base measures.',
      criteria: 'Criteria',
      criteriaNone: 'No criteria were in force for this period.',
      verdict: 'Verdict',
      result: 'Result',
      resultWhat: (version: string, knownAt: string) => `Definition ${version}, known since ${knownAt}.`,
    },
    contract: 'Contract',
    source: 'Source',
    asOf: 'As of',
    collected: 'Collected',
    rows: 'Rows',
    rejected: 'Rejected',
    whyRejected: (asOf: string) => `Why rows of ${asOf} were rejected`,
    digest: 'Digest',
    unknownSnapshot: 'Snapshots that are not in the workspace any more; their digests are all that is left',
    noEvidence: 'No evidence counted for this period.',
    history: 'What was said before',
    historyWhat: 'Evidence that arrives late changes past periods. Nothing is overwritten.',
    before: 'Before',
    after: 'Now',
    feeds: 'Used by',
    olderSnapshots: (n: number) => `${n} older ${n === 1 ? 'snapshot' : 'snapshots'}`,
    rowsAndRejected: (rows: string, rejected: string) => `${rows}, ${rejected} rejected`,
    why: (why: string) => `no value: ${why}`,
  },
} as const

/** What every language provides. */
export type Messages = typeof en
