import { describe, expect, test } from 'vitest'
import { adopted, readConstruct, readContract, readProgramme, type Contract } from '../../construct/index.ts'
import { check } from '../check.ts'

/**
 * Every defect as it was published is a case of `conformance/check`; here is what lies just beside each: what must not be
 * told, and the other ways of saying the same.
 */
const tables = [
  'contract: people\nentity: person\ndescribes: state\nkey: [person]\ncolumns: { person: { type: text }, scoped: { type: boolean }, trained: { type: boolean }, key holder: { type: boolean } }\n',
  'contract: incidents\nentity: incident\ndescribes: { records: { from: found on, to: closed on } }\nkey: [incident]\ncolumns: { incident: { type: text }, found on: { type: date }, closed on: { type: date, optional: true }, due on: { type: date }, cost: { type: money, currency: EUR } }\n',
]

const contracts: Readonly<Record<string, Contract>> = Object.fromEntries(
  tables.map((text) => {
    const read = readContract('contract.yaml', text)
    if (!read.ok) throw new Error(read.issues.map(({ message }) => message).join('\n'))
    return [read.value.name, read.value]
  }),
)

type Parts = {
  readonly base?: string
  readonly derived?: string
  readonly measure?: string
  readonly direction?: string
  readonly met?: string
  readonly near?: string
  readonly indicator?: string
  readonly more?: string
}

const written = (parts: Parts): string => `construct: training
language: 1
version: 1.0.0
title: Are people trained?
type: performance
need: Who is trained?
decision: Train the others.
evidence: [people, incidents]
base measures:
  scoped people: { method: "count(people[scoped])", meaning: people in scope }
  trained people: { method: "count(people[scoped and trained])", meaning: of these the trained ones }
  incidents found: { method: "count(opened(incidents))", meaning: incidents of the period }
  incident cost: { method: "sum(opened(incidents).cost)", meaning: what they cost }
${parts.base ?? ''}derived measures:
  trained share: { function: "share(trained people, scoped people)", unit: percent }
${parts.derived ?? ''}indicator:
  measure: ${parts.measure ?? 'trained share'}
  direction: ${parts.direction ?? 'higher is better'}
${parts.indicator ?? ''}  criteria:
    - from: 2026-01-01
      met: ${JSON.stringify(parts.met ?? '>= 80')}
${parts.near === undefined ? '' : `      near: ${JSON.stringify(parts.near)}\n`}frequency: { analyse: P1M }
${parts.more ?? ''}`

const constructOf = (parts: Parts) => {
  const read = readConstruct('training.yaml', written(parts))
  if (!read.ok) throw new Error(read.issues.map(({ message }) => message).join('\n'))
  return read.value
}
const codesOf = (parts: Parts): readonly string[] => check(constructOf(parts), contracts).issues.map(({ code }) => code)

const derived = (name: string, formula: string, more = ''): string =>
  `  ${name}: { function: ${JSON.stringify(formula)}${more} }\n`
const base = (name: string, method: string, more = ', meaning: as it says'): string =>
  `  ${name}: { method: ${JSON.stringify(method)}${more} }\n`

type Case = readonly [what: string, parts: Parts, codes: readonly string[]]

test('a sound construct is told nothing', () => expect(codesOf({})).toEqual([]))

describe.each<readonly [rule: string, cases: readonly Case[]]>([
  [
    'limits are on the scale of the measure',
    [
      ['a percentage held to fractions', { met: '>= 0.9' }, ['percent-scale', 'target-below-half']],
      [
        'a small percentage where less is better',
        {
          derived: derived('idle share', 'share(trained people, scoped people)', ', unit: percent'),
          measure: 'idle share',
          direction: 'lower is better',
          met: '<= 0.5',
        },
        [],
      ],
      [
        'a ratio held to percentages',
        { derived: derived('load', 'incidents found / scoped people', ''), measure: 'load', met: '>= 90' },
        [],
      ],
      [
        'a pure ratio held to percentages',
        {
          base: base('others', 'count(people[trained])'),
          derived: derived('reach', 'others / scoped people'),
          measure: 'reach',
          met: '>= 90',
        },
        ['percent-scale'],
      ],
      [
        'the same times a hundred',
        {
          base: base('others', 'count(people[trained])'),
          derived: derived('reach', '100 * others / scoped people'),
          measure: 'reach',
          met: '>= 90',
        },
        [],
      ],
    ],
  ],
  [
    'worsening never improves the status',
    [
      ['a limit from above where more is better', { met: '<= 80' }, ['status-improves', 'target-below-half']],
      [
        'harm counted as good',
        {
          base: base(
            'lapses',
            'count(people[scoped and not(key holder)])',
            ', direction: lower is better, meaning: lapses',
          ),
          derived: derived('care', 'share(lapses, scoped people)', ', unit: percent'),
          measure: 'care',
        },
        ['status-improves'],
      ],
      [
        'harm taken off',
        {
          base: base(
            'lapses',
            'count(people[scoped and not(key holder)])',
            ', direction: lower is better, meaning: lapses',
          ),
          derived: derived('care', '1 - share(lapses, scoped people)', ', unit: percent'),
          measure: 'care',
        },
        [],
      ],
      ['a band', { direction: 'inside is better', met: '[80..90]', near: '[70..80) ' }, []],
      [
        'a band with near inside met’s middle is seen by the bands',
        { direction: 'inside is better', met: '[80..90]' },
        [],
      ],
      [
        'progress asked for',
        {
          met: '>= 90',
          near: 'trained share in [60..90) and (change(trained share) = null or change(trained share) >= 10)',
          indicator: '  history: 1\n',
        },
        [],
      ],
    ],
  ],
  [
    'a division by what may be nothing is guarded',
    [
      [
        'by if',
        {
          derived: derived('dearness', 'if incidents found = 0 then null else incident cost / incidents found'),
          measure: 'dearness',
          direction: 'lower is better',
          met: 'dearness <= 5',
        },
        [],
      ],
      [
        'by nothing',
        {
          derived: derived('dearness', 'incident cost / incidents found'),
          measure: 'dearness',
          direction: 'lower is better',
          met: 'dearness <= 5',
        },
        ['unguarded-division'],
      ],
      [
        'with a reason',
        {
          derived: derived('dearness', 'incident cost / incidents found'),
          measure: 'dearness',
          direction: 'lower is better',
          met: 'dearness <= 5',
          more: 'accept: { unguarded-division: quiet months have none }\n',
        },
        [],
      ],
      [
        'by what is there in every period',
        {
          derived: derived('burden', 'incidents found / scoped people'),
          measure: 'burden',
          direction: 'lower is better',
          met: '<= 5',
        },
        [],
      ],
      [
        'of the period before, seen through another measure',
        {
          derived: derived('earlier', 'previous(incidents found)') + derived('growth', 'incidents found / earlier'),
          measure: 'growth',
          direction: 'lower is better',
          met: '< 1',
          indicator: '  history: 1\n',
        },
        ['unguarded-division'],
      ],
      ['a division nobody is judged by', { derived: derived('dearness', 'incident cost / incidents found') }, []],
    ],
  ],
  [
    'criteria judge what is shown',
    [
      ['near judges another', { met: '>= 80', near: 'scoped people > 3' }, ['criterion-elsewhere']],
      ['both', { met: 'trained share >= 80 and incidents found < 3' }, []],
    ],
  ],
  [
    'a name is that of what is taken',
    [
      [
        'the rest under the name of the part',
        { derived: derived('trained rest', '1 - share(trained people, scoped people)') },
        ['label-complement'],
      ],
      [
        'the rest under its own',
        { derived: derived('untrained share', '1 - share(trained people, scoped people)') },
        [],
      ],
      ['a count of the others', { base: base('untrained people', 'count(people[trained])') }, ['label-complement']],
      ['a count of those who are not', { base: base('untrained people', 'count(people[not(trained)])') }, []],
      [
        'a count of those who are not, by comparison',
        { base: base('trained ones', 'count(people[trained = false])') },
        ['label-complement'],
      ],
      ['both in one count', { base: base('trained ones', 'count(people[trained or not(trained)])') }, []],
    ],
  ],
  [
    'a denominator has a population',
    [
      [
        'without words',
        {
          base: base('everybody', 'count(people)', ''),
          derived: derived('reach', 'trained people / everybody', ', unit: percent'),
          measure: 'reach',
        },
        ['is-a-share', 'population-unnamed'],
      ],
      [
        'with words that are not kept',
        {
          base: base('everybody', 'count(people[scoped])', ', meaning: every key holder in scope'),
          derived: derived('reach', 'share(trained people, everybody)', ', unit: percent'),
          measure: 'reach',
        },
        ['population-differs'],
      ],
    ],
  ],
  [
    'a status that looks back says how far',
    [
      ['further than it does', { indicator: '  history: 3\n' }, ['history-differs']],
      [
        'less far',
        {
          met: 'mean(last(trained share, 4)) >= 80',
          indicator: '  history: 2\n',
          more: 'accept: { mean-of-ratios: for the test }\n',
        },
        ['history-differs'],
      ],
      ['as far', { met: 'trained share >= 80 and falling(incidents found, 2)', indicator: '  history: 2\n' }, []],
    ],
  ],
  [
    'late is positive',
    [
      ['closed less due', { base: base('delay', 'mean(for i in incidents return i.closed on - i.due on)') }, []],
      [
        'due less closed',
        { base: base('delay', 'mean(for i in incidents return i.due on - i.closed on)') },
        ['sign-of-delay'],
      ],
      [
        'due less closed, as slack',
        { base: base('slack', 'mean(for i in incidents return i.due on - i.closed on)') },
        [],
      ],
    ],
  ],
  [
    'a share is a part',
    [
      [
        'a ratio under its own name',
        { base: base('others', 'count(people[trained])'), derived: derived('reach ratio', 'others / scoped people') },
        [],
      ],
      [
        'a ratio as a proportion',
        {
          base: base('others', 'count(people[trained])'),
          derived: derived('proportion reached', 'others / scoped people'),
        },
        ['named-a-share'],
      ],
    ],
  ],
  [
    'a target is wanted',
    [
      ['just half', { met: '>= 50' }, []],
      ['less than half', { met: '>= 49' }, ['target-below-half']],
      ['less than half of one of two', { met: 'trained share >= 30 and incidents found < 9' }, ['target-below-half']],
      [
        'more than half of what is unwanted',
        {
          derived: derived('idle share', 'share(trained people, scoped people)', ', unit: percent'),
          measure: 'idle share',
          direction: 'lower is better',
          met: '<= 60',
        },
        ['target-below-half'],
      ],
    ],
  ],
  [
    'periods are compared with others',
    [
      [
        'that are before them',
        {
          derived: derived(
            'pace',
            'mean(last(incidents found, 2)) / ((sum(last(incidents found, 6)) - sum(last(incidents found, 2))) / 4)',
          ),
        },
        [],
      ],
      [
        'they are among',
        { derived: derived('pace', 'mean(last(incidents found, 3)) / mean(last(incidents found, 12))') },
        ['overlapping-windows'],
      ],
    ],
  ],
  [
    'a count has its exposure',
    [
      ['alone', { measure: 'incidents found', direction: 'lower is better', met: '<= 2' }, ['count-without-exposure']],
      [
        'beside a rate',
        {
          derived: derived('incident rate', 'incidents found / scoped people'),
          measure: 'incidents found',
          direction: 'lower is better',
          met: '<= 2',
        },
        [],
      ],
      [
        'with a reason',
        {
          measure: 'incidents found',
          direction: 'lower is better',
          met: '<= 2',
          more: 'accept: { count-without-exposure: none is wanted at any size }\n',
        },
        [],
      ],
      [
        'a difference of counts',
        {
          derived: derived('others left', 'scoped people - trained people'),
          measure: 'others left',
          direction: 'lower is better',
          met: '<= 2',
        },
        ['count-without-exposure'],
      ],
    ],
  ],
  [
    'efficiency is effort per effect',
    [
      [
        'money for each',
        { derived: derived('dearness', 'incident cost / incidents found'), more: 'efficiency: true\n' },
        [],
      ],
      ['nothing of the kind', { more: 'efficiency: true\n' }, ['efficiency-without-effort']],
    ],
  ],
])('%s', (_, cases) => {
  test.each(cases)('%s', (_what, parts, codes) => expect(codesOf(parts).toSorted()).toEqual(codes.toSorted()))
})

test('an error is not followed by what it entails, and what is accepted is not called unused meanwhile', () => {
  const parts: Parts = {
    measure: 'incidents found',
    met: '<= nobody',
    more: 'accept: { count-without-exposure: none is wanted }\n',
  }
  expect(codesOf(parts)).toEqual(['unknown-measure'])
})

test('the history of an organisation’s own criteria is not asked for', () => {
  const text =
    'organisation: Ours\ntime zone: UTC\nadopts: { training: { criteria: [{ from: 2026-01-01, met: "trained share >= 80 and change(trained share) >= 0" }] } }\n'
  const programme = readProgramme('isometric.yaml', text)
  if (!programme.ok) throw new Error(programme.issues.map(({ message }) => message).join('\n'))
  const own = check(adopted(constructOf({}), programme.value), contracts)
  expect(own.issues.map(({ code }) => code)).toEqual([])
})

test('what overlapping periods stand for is said', () => {
  const { issues } = check(
    constructOf({
      derived: derived('pace', 'mean(last(incidents found, 2)) / mean(last(incidents found, 6))'),
      measure: 'pace',
      direction: 'lower is better',
      met: '< 1',
      near: '[1..1.3]',
      indicator: '  history: 5\n',
      more: 'accept: { unguarded-division: for the test }\n',
    }),
    contracts,
  )
  expect(issues.map(({ message }) => message)).toEqual([
    'The last 2 periods are among the last 6, which damps the ratio: it can never exceed 3, and 1.3 means that the last 2 are 53 % above the 4 before them. Divide by the periods before, or accept it with that change stated under accept: overlapping-windows.',
  ])
})
