import type { BaseMeasure, Construct, CriteriaSet, Parameter } from './construct.ts'
import type { Contract, Describes } from './contract.ts'
import type { FormulaText } from './document.ts'

/** A field of the form and what stands in it; several lines are parted by line breaks. */
export type Field = readonly [field: string, text: string]

const plain = ({ text }: FormulaText): string => text.replace(/\s+/g, ' ')

const letters: Readonly<Record<string, string>> = { Y: 'year', W: 'week', D: 'day', H: 'hour', S: 'second' }
/** @example durationInWords('P1Y6M') //=> '1 year 6 months' */
export const durationInWords = (duration: string): string => {
  const [days = '', time = ''] = duration.slice(1).split('T')
  const parts = (text: string, m: string): readonly string[] =>
    [...text.matchAll(/([\d.,]+)([A-Z])/g)].map(([, count = '', letter = '']) => {
      const word = letters[letter] ?? m
      return count === '1' ? `1 ${word}` : `${count} ${word}s`
    })
  return [...parts(days, 'month'), ...parts(time, 'minute')].join(' ')
}

const describesText = (describes: Describes): string => {
  switch (describes.kind) {
    case 'state':
      return 'a picture of the whole'
    case 'events':
      return `events, dated by ${describes.at}`
    case 'records':
      return describes.to === undefined
        ? `records from ${describes.from}`
        : `records from ${describes.from} to ${describes.to}`
    case 'part':
      return `parts of ${describes.of}`
  }
}
const evidenceText = (name: string, contract: Contract | undefined): string =>
  contract === undefined ? name : `${name}: one row for each ${contract.entity}; ${describesText(contract.describes)}`

type Measure = Pick<BaseMeasure, 'name' | 'unit' | 'direction' | 'meaning'>
const measureText = (measure: Measure, formula: FormulaText): string => {
  const unit = measure.unit === undefined ? '' : ` [${measure.unit}]`
  const said = [measure.meaning, measure.direction].filter((part) => part !== undefined)
  const meaning = said.length === 0 ? '' : ` (${said.join('; ')})`
  return `${measure.name}${unit} = ${plain(formula)}${meaning}`
}
const parameterText = ({ name, value, by, values, meaning }: Parameter): string => {
  const levels = Object.entries(values ?? {}).map(([level, each]) => `${level}: ${plain(each)}`)
  const set = value === undefined ? `by ${by ?? ''}: ${levels.join(', ')}` : plain(value)
  return `${name} = ${set}${meaning === '' ? '' : ` (${meaning})`}`
}
const criteriaText = ({ from, met, near, notMet }: CriteriaSet): string =>
  [
    `from ${from}: met if ${plain(met)}`,
    ...(near === undefined ? [] : [`near if ${plain(near)}`]),
    ...(notMet === undefined ? ['otherwise not met'] : [`not met if ${plain(notMet)}`, 'otherwise cannot tell']),
  ].join('; ')

const partyNames: Readonly<Record<string, string>> = {
  client: 'Measurement client',
  planner: 'Measurement planner',
  reviewer: 'Measurement reviewer',
  owner: 'Information owner',
  collector: 'Information collector',
  analyst: 'Information analyst',
  communicator: 'Information communicator',
}

const purpose = (construct: Construct): readonly Field[] => [
  ['Id', construct.id],
  ['Form', construct.annexB === undefined ? '' : `${construct.annexB.id}, edition of ${construct.annexB.edition}`],
  ['Version', construct.version],
  ['Question', construct.title],
  ['Information need', construct.need],
  ['Decision served', construct.decision ?? ''],
  ['Type', construct.efficiency ? `${construct.type}, efficiency` : construct.type],
  ['Read together with', construct.pairedWith.join(', ')],
  ['Controls', construct.controls.join(', ')],
  ['Requirements', construct.requirements.join(', ')],
]

const measurement = (construct: Construct, contracts: Readonly<Record<string, Contract>>): readonly Field[] => [
  ['Evidence', construct.evidence.map((name) => evidenceText(name, contracts[name])).join('\n')],
  ['Parameters', construct.parameters.map(parameterText).join('\n')],
  ['Base measures', construct.baseMeasures.map((measure) => measureText(measure, measure.method)).join('\n')],
  ['Derived measures', construct.derivedMeasures.map((measure) => measureText(measure, measure.function)).join('\n')],
  ['Grouped by', construct.by.join(', ')],
]

const earlierPeriods = (n: number): string => (n === 1 ? 'the period before' : `the ${n} periods before`)

const judgement = ({ indicator }: Construct): readonly Field[] => [
  ['Indicator', `${indicator.measure}; ${indicator.direction}`],
  ['Decision criteria', indicator.criteria.map(criteriaText).join('\n')],
  ['Total', indicator.total === 'worst' ? 'the worst of its groups' : 'judged by its own value'],
  ['Depends on', indicator.history === undefined ? '' : earlierPeriods(indicator.history)],
  ['Smallest sample', indicator.minimumSample === undefined ? '' : `${indicator.minimumSample}`],
  [
    'Interpretation',
    Object.entries(indicator.meaning)
      .map(([status, text]) => `${status}: ${text}`)
      .join('\n'),
  ],
]

const procedure = ({ frequency, parties, report, accept, notes }: Construct): readonly Field[] => [
  ['Collected every', durationInWords(frequency.collect)],
  ['Analysed every', durationInWords(frequency.analyse)],
  ['Reported every', durationInWords(frequency.report)],
  ['Revised every', durationInWords(frequency.revise)],
  ['Valid for', durationInWords(frequency.valid)],
  ...Object.entries(partyNames).map(([role, field]): Field => [field, parties[role] ?? '']),
  ['Chart', report.chart ?? ''],
  ['Reported to', report.audiences.join(', ')],
  [
    'Accepted',
    Object.entries(accept)
      .map(([code, reason]) => `${code}: ${reason}`)
      .join('\n'),
  ],
  ['Notes', notes.join('\n')],
]

/**
 * The construct as a form of two columns, as Annex B shows constructs: the fields of both editions, in our words.
 * Fields with nothing in them are left out.
 */
export const tabularOf = (construct: Construct, contracts: Readonly<Record<string, Contract>>): readonly Field[] =>
  [
    ...purpose(construct),
    ...measurement(construct, contracts),
    ...judgement(construct),
    ...procedure(construct),
  ].filter(([, text]) => text !== '')
