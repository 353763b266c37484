/**
 * Results of an organisation that does not exist, for tests of pages: two years of months with everything a page must
 * show honestly (a gap, stale evidence, a restatement, a changed definition, dated criteria, groups, an uncertain share).
 */
import type { Band, Card, CardCriteria, Interval, Reason, Result, Snapshot, Status } from '@isometric/core/term'

type Value = number | string | boolean | null

const month = (n: number): string => {
  const year = 2024 + Math.floor((n + 10) / 12)
  return `${year}-${String(((n + 10) % 12) + 1).padStart(2, '0')}-01`
}

/** Month 0 is November 2024, month 23 October 2026. */
export const period = (n: number): Result['period'] => ({ start: month(n), end: month(n + 1) })

const digest = (text: string): string => {
  let state = 2166136261
  const hex = Array.from({ length: 8 }, (_, round) => {
    for (const letter of `${text}${round}`) state = Math.imul(state ^ letter.charCodeAt(0), 16777619) >>> 0
    return state.toString(16).padStart(8, '0')
  })
  return `sha256:${hex.join('')}`
}

/** Repeatable scatter in [-1..1]. */
const wave = (n: number, seed: number): number =>
  Math.sin(n * 12.9898 + seed * 78.233) * 0.7 + Math.sin(n * 3.7 + seed) * 0.3

const band = (from: number | null, to: number | null, fromIncluded = true, toIncluded = true): Band => ({
  from,
  to,
  fromIncluded,
  toIncluded,
})

const criteria = (from: string, met: string, metBand: Band, near: string | null, nearBand?: Band): CardCriteria => ({
  from,
  met,
  near,
  bands: { met: [metBand], near: nearBand === undefined ? [] : [nearBand] },
})

const monthly = { collect: 'P1M', analyse: 'P1M', report: 'P3M', revise: 'P1Y', valid: 'P2Y' }

const card = (
  given: Pick<
    Card,
    | 'id'
    | 'annexB'
    | 'title'
    | 'type'
    | 'need'
    | 'baseMeasures'
    | 'derivedMeasures'
    | 'indicator'
    | 'criteria'
    | 'evidence'
  > &
    Partial<Card>,
): Card => ({
  version: '1.0.0',
  digest: digest(given.id + (given.version ?? '1.0.0')),
  decision: null,
  controls: [],
  pairedWith: [],
  parameters: [],
  by: [],
  frequency: monthly,
  parties: { client: 'CISO', owner: 'head of IT operations', collector: 'IT operations' },
  chart: 'line',
  notes: [],
  ...given,
})

type Given = {
  readonly card: Card
  readonly n: number
  readonly measures: Readonly<Record<string, Value>>
  readonly status: Status
  readonly group?: Result['group']
  readonly interval?: Interval
  readonly reasons?: Readonly<Record<string, Reason>>
  readonly notes?: Result['notes']
  readonly knownAt?: string
}

export const resultOf = ({ card: of, n, measures, status, ...rest }: Given): Result => {
  const { measure, unit } = of.indicator
  const known = rest.knownAt ?? `${month(n + 1).slice(0, 8)}03T04:00:00Z`
  return {
    construct: of.id,
    annexB: of.annexB,
    version: of.version,
    period: period(n),
    group: rest.group ?? {},
    measures,
    indicator: { measure, value: measures[measure] ?? null, unit, interval: rest.interval ?? null, status },
    reasons: rest.reasons ?? {},
    notes: rest.notes ?? [],
    knownAt: known,
    evidence: of.evidence.map((contract) => snapshotDigest(contract, n)),
    digest: digest(of.id + n + JSON.stringify([rest.group, measures, status, known])),
  }
}

const snapshotDigest = (contract: string, n: number): string => digest(`${contract} ${n}`)

const months = Array.from({ length: 24 }, (_, n) => n)

export const firewall = card({
  id: 'firewall-rules',
  annexB: 'B.26',
  title: 'Are all border firewall rules still needed?',
  type: 'performance',
  need: 'Do our border firewalls permit only traffic that somebody still uses?',
  decision: 'Remove or justify each unused rule at the next change window.',
  controls: ['A.8.20', 'A.8.22'],
  pairedWith: ['malware-incidents'],
  parameters: [{ name: 'window', value: 'duration("P6M")', meaning: 'how long a rule may wait for a hit' }],
  evidence: ['firewall rules', 'firewall rule hits'],
  baseMeasures: [
    { name: 'border rules', formula: 'count(firewall rules[is border and enabled])', unit: 'rule' },
    {
      name: 'unused rules',
      formula:
        'count(firewall rules[is border and enabled and created at < period.end - window\n  and not(some h in recent(firewall rule hits, window) satisfies h.firewall = firewall and h.rule = rule and h.hits > 0)])',
      unit: 'rule',
    },
  ],
  derivedMeasures: [{ name: 'unused share', formula: 'share(unused rules, border rules)', unit: 'percent' }],
  indicator: {
    measure: 'unused rules',
    unit: 'rule',
    direction: 'lower is better',
    meaning: { 'not met': 'Rules without traffic widen the attack surface; review each with its owner.' },
  },
  criteria: [
    criteria('2024-11-01', '<= 10', band(null, 10, false, true), '[11..25]', band(11, 25)),
    criteria('2026-01-01', '0', band(0, 0), '[1..5]', band(1, 5)),
  ],
  by: ['firewall'],
  parties: { client: 'CISO', owner: 'network manager', collector: 'network team' },
  chart: 'bar',
})

const firewallStatus = (unused: number, n: number): Status => {
  const [met, near] = n < 14 ? [10, 25] : [0, 5]
  return unused <= met ? 'met' : unused <= near ? 'near' : 'not met'
}

const firewalls = [
  { name: 'fw-amsterdam', unused: 18, removed: 0.5 },
  { name: 'fw-berlin', unused: 9, removed: 0.42 },
  { name: 'fw-cork', unused: 6, removed: 0.15 },
  { name: 'fw-dublin', unused: 1, removed: 0.03 },
]

const firewallMonth = (n: number): readonly Result[] => {
  const groups = firewalls.map(({ name, unused: first, removed }, g) => {
    const rules = 82 + g * 14 + n
    const unused = Math.max(0, Math.round(first - n * removed + 2 * wave(n, g)))
    return { name, rules, unused }
  })
  const rules = groups.reduce((sum, group) => sum + group.rules, 0)
  const unused = groups.reduce((sum, group) => sum + group.unused, 0)
  const said = (of: { rules: number; unused: number }) => ({
    'border rules': of.rules,
    'unused rules': of.unused,
    'unused share': of.unused / of.rules,
  })
  return [
    resultOf({
      card: firewall,
      n,
      measures: said({ rules, unused }),
      status: firewallStatus(unused, n),
      notes: [
        {
          code: 'excluded',
          measure: 'unused rules',
          message: '3 rows were left out because their condition is unknown.',
        },
      ],
    }),
    ...groups.map((group) =>
      resultOf({
        card: firewall,
        n,
        group: { firewall: group.name },
        measures: said(group),
        status: firewallStatus(group.unused, n),
      }),
    ),
  ]
}

const shareCard = (
  id: string,
  annexB: string,
  title: string,
  part: string,
  whole: string,
  unit: string,
  name: string,
  table: string,
  target: number,
): Card =>
  card({
    id,
    annexB,
    title,
    type: 'performance',
    need: title,
    evidence: [table],
    baseMeasures: [
      { name: part, formula: `count(${table}[done on in period])`, unit },
      { name: whole, formula: `count(${table})`, unit },
    ],
    derivedMeasures: [{ name, formula: `share(${part}, ${whole})`, unit: 'percent' }],
    indicator: { measure: name, unit: 'percent', direction: 'higher is better', meaning: {} },
    criteria: [
      criteria(
        '2024-11-01',
        `>= ${target}`,
        band(target, 100),
        `[${target - 20}..${target})`,
        band(target - 20, target, true, false),
      ),
    ],
  })

export const policy = shareCard(
  'policy-review',
  'B.3',
  'Are policies reviewed when they are due?',
  'policies reviewed',
  'policies due',
  'policy',
  'review share',
  'policies',
  80,
)
export const access = shareCard(
  'access-review',
  'B.18',
  'Are access rights reviewed on time?',
  'systems reviewed',
  'systems',
  'system',
  'reviewed share',
  'access reviews',
  90,
)
export const scanning = shareCard(
  'vulnerability-coverage',
  'B.37',
  'Is every system examined for vulnerabilities?',
  'covered systems',
  'all systems',
  'system',
  'coverage',
  'assessments',
  95,
)

const judged = (value: number, target: number): Status =>
  value >= target / 100 ? 'met' : value >= (target - 20) / 100 ? 'near' : 'not met'

const shareMonths = (of: Card, target: number, partAt: (n: number) => number, wholeAt: (n: number) => number) =>
  months.map((n): Given => {
    const [part, whole] = [Math.round(partAt(n)), Math.round(wholeAt(n))]
    const [one = '', two = ''] = of.baseMeasures.map(({ name }) => name)
    return {
      card: of,
      n,
      measures: { [one]: part, [two]: whole, [of.indicator.measure]: part / whole },
      status: judged(part / whole, target),
    }
  })

const wilson = (part: number, whole: number): Interval => {
  const [p, z] = [part / whole, 1.96]
  const middle = (p + z ** 2 / (2 * whole)) / (1 + z ** 2 / whole)
  const half = (z * Math.sqrt((p * (1 - p)) / whole + z ** 2 / (4 * whole ** 2))) / (1 + z ** 2 / whole)
  return { method: 'Wilson', lower: middle - half, upper: middle + half, level: 0.95 }
}

const accessMonths = shareMonths(
  access,
  90,
  (n) => 72 + n * 0.42 + 4 * wave(n, 3),
  (n) => 96 + n / 3,
).map((given) => {
  const [part, whole] = Object.values(given.measures)
  return {
    ...given,
    interval: wilson(Number(part), Number(whole)),
    status: given.n > 20 ? ('cannot tell' as const) : given.status,
  }
})

export const patching = card({
  id: 'patch-latency',
  annexB: 'B.30',
  title: 'How fast are critical vulnerabilities closed?',
  type: 'effectiveness',
  need: 'How long can a known critical vulnerability be used against us?',
  evidence: ['vulnerabilities'],
  baseMeasures: [
    { name: 'time to close', formula: 'median(closed(vulnerabilities[severity = "critical"]).age)', unit: 's' },
  ],
  derivedMeasures: [],
  indicator: { measure: 'time to close', unit: 's', direction: 'lower is better', meaning: {} },
  criteria: [criteria('2024-11-01', '<= duration("P14D")', band(null, 14 * 86_400, false, true), null)],
})

export const cost = card({
  id: 'incident-cost',
  annexB: 'B.8',
  title: 'What do security incidents cost us?',
  type: 'effectiveness',
  need: 'Is the cost of incidents worth what we spend on preventing them?',
  version: '2.0.0',
  evidence: ['incidents'],
  baseMeasures: [{ name: 'losses', formula: 'sum(incidents.loss)', unit: 'EUR' }],
  derivedMeasures: [],
  indicator: { measure: 'losses', unit: 'EUR', direction: 'lower is better', meaning: {} },
  criteria: [
    criteria(
      '2024-11-01',
      '<= 25000',
      band(null, 25_000, false, true),
      '(25000..40000]',
      band(25_000, 40_000, false, true),
    ),
  ],
  chart: 'bar',
  notes: ['Since version 2.0.0 the hours of staff are part of the loss.'],
})
export const costBefore: Card = { ...cost, version: '1.0.0', digest: digest('incident-cost1.0.0'), notes: [] }

export const trend = card({
  id: 'incident-trend',
  annexB: 'B.34',
  title: 'Are security incidents increasing?',
  type: 'effectiveness',
  need: 'Are incidents, overall and by category, increasing?',
  evidence: ['incidents'],
  baseMeasures: [{ name: 'incidents', formula: 'count(incidents)', unit: 'incident' }],
  derivedMeasures: [{ name: 'growth', formula: 'mean(last(incidents, 2)) / mean(last(incidents, 6))', unit: null }],
  indicator: { measure: 'growth', unit: null, direction: 'lower is better', meaning: {} },
  criteria: [criteria('2024-11-01', '< 1', band(null, 1, false, false), '[1..1.3]', band(1, 1.3))],
})

export const actions = card({
  id: 'corrective-actions',
  annexB: 'B.10',
  title: 'Are corrective actions done when promised?',
  type: 'performance',
  need: 'Are nonconformities put right in time?',
  evidence: ['actions'],
  baseMeasures: [
    { name: 'due', formula: 'count(ever(actions)[kind = "corrective" and due on < period.end])', unit: 'action' },
    {
      name: 'not done',
      formula: 'count(ever(actions)[kind = "corrective" and due on < period.end and done on = null])',
      unit: 'action',
    },
  ],
  derivedMeasures: [{ name: 'undone', formula: 'share(not done, due)', unit: 'percent' }],
  indicator: { measure: 'undone', unit: 'percent', direction: 'lower is better', meaning: {} },
  criteria: [{ from: '2024-11-01', met: 'undone in [0..40] and falling(undone, 2)', near: null }],
})

export const passwords = card({
  id: 'password-strength',
  annexB: 'B.16',
  title: 'Do passwords withstand guessing?',
  type: 'effectiveness',
  need: 'Could an attacker guess the passwords our people choose?',
  evidence: ['password tests'],
  baseMeasures: [{ name: 'guessed passwords', formula: 'count(password tests[guessed])', unit: 'password' }],
  derivedMeasures: [],
  indicator: { measure: 'guessed passwords', unit: 'password', direction: 'lower is better', meaning: {} },
  criteria: [criteria('2024-11-01', '0', band(0, 0), null)],
})

export const training = card({
  id: 'awareness-training',
  annexB: 'B.12',
  title: 'Is everybody trained in information security?',
  type: 'performance',
  need: 'Do all employees know what is expected of them?',
  evidence: ['trainings'],
  baseMeasures: [{ name: 'trained people', formula: 'count(distinct values(trainings.person))', unit: 'person' }],
  derivedMeasures: [],
  indicator: { measure: 'trained people', unit: 'person', direction: 'higher is better', meaning: {} },
  criteria: [criteria('2024-11-01', '>= 150', band(150, null), null)],
})

const trainingMonth = (n: number): Result => {
  const missing = n === 8 || n === 9
  const stale = n >= 22
  const value = Math.round(138 + n * 1.1 + 3 * wave(n, 5))
  return resultOf({
    card: training,
    n,
    measures: { 'trained people': missing ? null : value },
    status: missing ? 'no data' : stale ? 'stale' : value >= 150 ? 'met' : 'not met',
    ...(missing ? { reasons: { 'trained people': 'no-data' } } : {}),
  })
}

const incidentsAt = (n: number): number => Math.round(12 + 3 * wave(n, 9) - n * 0.12)

const trendMonth = (n: number): Result => {
  const mean = (size: number): number =>
    Array.from({ length: size }, (_, i) => incidentsAt(n - i)).reduce((a, b) => a + b, 0) / size
  const growth = mean(2) / mean(6)
  return resultOf({
    card: trend,
    n,
    measures: { incidents: incidentsAt(n), growth: n < 5 ? null : growth },
    status: n < 5 ? 'not computable' : growth < 1 ? 'met' : growth <= 1.3 ? 'near' : 'not met',
    ...(n < 5 ? { reasons: { growth: 'series-too-short' } } : {}),
  })
}

const costMonth = (n: number): Result => {
  const of = n < 14 ? costBefore : cost
  const losses = Math.round(18_000 + 9_000 * wave(n, 2) + (n < 14 ? 0 : 9_500))
  return resultOf({
    card: of,
    n,
    measures: { losses },
    status: losses <= 25_000 ? 'met' : losses <= 40_000 ? 'near' : 'not met',
  })
}

const patchMonth = (n: number): Result => {
  const seconds = Math.round(86_400 * (17.5 - n * 0.28 + 2 * wave(n, 7)))
  return resultOf({
    card: patching,
    n,
    measures: { 'time to close': seconds },
    status: seconds <= 14 * 86_400 ? 'met' : 'not met',
  })
}

const actionMonth = (n: number): Result => {
  const [due, open] = [26 + n, Math.round(13 + 2 * wave(n, 4))]
  return resultOf({
    card: actions,
    n,
    measures: { due, 'not done': open, undone: open / due },
    status: open / due <= 0.4 && n % 3 !== 2 ? 'met' : 'not met',
  })
}

/** What was said of September 2026 before a late export arrived. */
const restated = resultOf({
  card: firewall,
  n: 20,
  measures: { 'border rules': 402, 'unused rules': 4, 'unused share': 4 / 402 },
  status: 'near',
  knownAt: '2026-08-02T04:00:00Z',
})

export const cards: readonly Card[] = [
  firewall,
  policy,
  access,
  scanning,
  patching,
  costBefore,
  cost,
  trend,
  actions,
  passwords,
  training,
]

/** With history: the restated result is among them. */
export const results: readonly Result[] = [
  ...months.flatMap(firewallMonth),
  restated,
  ...shareMonths(
    policy,
    80,
    (n) => 49 + n * 0.5 + 3 * wave(n, 1),
    (n) => 61 + n / 4,
  ).map(resultOf),
  ...accessMonths.map(resultOf),
  ...shareMonths(
    scanning,
    95,
    (n) => 186 + n * 1.1 + 2 * wave(n, 6),
    (n) => 196 + n,
  ).map(resultOf),
  ...months.map(patchMonth),
  ...months.map(costMonth),
  ...months.map(trendMonth),
  ...months.map(actionMonth),
  ...months.map(trainingMonth),
  resultOf({
    card: passwords,
    n: 23,
    measures: { 'guessed passwords': null },
    status: 'no data',
    reasons: { 'guessed passwords': 'no-data' },
  }),
]

export const contracts: readonly string[] = [...new Set(cards.flatMap(({ evidence }) => evidence))]

export const snapshots: readonly Snapshot[] = contracts
  .filter((contract) => contract !== 'password tests')
  .flatMap((contract, c) =>
    months.map((n): Snapshot => ({
      digest: snapshotDigest(contract, n),
      contract,
      source: `${contract.split(' ')[0] ?? contract} export`,
      asOf: `${month(n + 1).slice(0, 8)}01T00:00:00Z`,
      covers: { from: `${month(n)}T00:00:00Z`, to: `${month(n + 1)}T00:00:00Z` },
      collectedAt: `${month(n + 1).slice(0, 8)}02T06:00:00Z`,
      rows: 380 + c * 117 + n * 5,
      rejected: c === 2 && n > 20 ? 7 : 0,
      rejectedBy:
        c === 2 && n > 20
          ? [
              { reason: 'not-a-level', column: 'severity', rows: 6 },
              { reason: 'rule-broken', column: 'a finding is not fixed before it was seen', rows: 2 },
            ]
          : [],
    })),
  )
