import { z } from 'zod'
import {
  date,
  duration,
  fields,
  formula,
  listOf,
  mapOf,
  named,
  oneOf,
  pattern,
  reference,
  slug,
  someOf,
  text,
  truth,
  whole,
} from './form.ts'

export const charts = ['line', 'bar', 'column', 'stacked', 'pie', 'radar', 'control', 'table'] as const
export const audiences = ['board', 'management', 'operations', 'auditor', 'statement'] as const

const parameter = fields('A parameter', {
  value: formula().meta({ description: 'Its value, as a FEEL literal' }).exactOptional(),
  by: reference('a column').meta({ description: 'The column whose levels each have a value' }).exactOptional(),
  values: mapOf('a value for each level', formula())
    .meta({ description: 'A value for each level of “by”' })
    .exactOptional(),
  meaning: text().meta({ description: 'What it says, in words' }).exactOptional(),
})
const unit = text('a unit such as rule or percent').meta({ description: 'The unit it is shown in' }).exactOptional()
const meaning = text().meta({ description: 'What it says, in words' }).exactOptional()
const scale = oneOf(['nominal', 'ordinal', 'interval', 'ratio'])
  .meta({ description: 'The scale it is on; the checker infers it, and says so where they differ' })
  .exactOptional()
const directions = ['lower is better', 'higher is better', 'inside is better'] as const
const ownDirection = oneOf(['lower is better', 'higher is better'])
  .meta({ description: 'Which way is better, where that is plain: the status must not improve as it worsens' })
  .exactOptional()
const baseMeasure = fields('A base measure', {
  method: z
    .union(
      [
        formula(),
        z
          .strictObject({ sql: z.string(), engine: z.string().exactOptional() })
          .meta({ deprecated: true, description: 'A method in SQL is not run yet' }),
      ],
      {
        error: 'a formula, in quotes where it begins with a special character',
      },
    )
    .meta({ description: 'How it is obtained from evidence' }),
  scale,
  unit,
  direction: ownDirection,
  meaning,
})
const derivedMeasure = fields('A derived measure', {
  function: formula().meta({ description: 'How it is computed from other measures' }),
  scale,
  unit,
  direction: ownDirection,
  meaning,
})

/** One set of criteria, here and in a programme. */
export const criteriaSet = fields('A set of criteria', {
  from: date().meta({ description: 'The day these criteria begin to hold' }),
  met: formula().meta({ description: 'When the indicator is met: "<= 5" is short for a condition on its measure' }),
  near: formula().meta({ description: 'When it is nearly met; otherwise it is not met' }).exactOptional(),
  'not met': formula()
    .meta({ description: 'When it is not met, where what lies between is not known to be either: cannot tell' })
    .exactOptional(),
  approved: date().meta({ description: 'The day they were approved' }).exactOptional(),
})
export const criteriaList = someOf('a list of at least one set of criteria', criteriaSet)

const indicator = fields('“indicator”', {
  measure: reference('a measure').meta({ description: 'The measure that is judged' }),
  direction: oneOf(directions).meta({ description: 'Which way is better' }),
  criteria: criteriaList.meta({ description: 'When it is met, each set from a day on, in order' }),
  total: oneOf(['own', 'worst'])
    .meta({ description: 'own: the total is judged by its own value; worst: it is the worst of its groups' })
    .exactOptional(),
  history: whole(1, 100, 'a whole number of earlier periods')
    .meta({ description: 'How many earlier periods the status depends on, where it depends on any' })
    .exactOptional(),
  'minimum sample': whole(1, Number.MAX_SAFE_INTEGER, 'a whole number above 0')
    .meta({ description: 'Below this sample nothing is judged' })
    .exactOptional(),
  meaning: fields('“meaning”', {
    met: text().exactOptional(),
    near: text().exactOptional(),
    'not met': text().exactOptional(),
    'cannot tell': text().exactOptional(),
  })
    .meta({ description: 'What each status means and what to do' })
    .exactOptional(),
})

const every = (description: string) => duration().meta({ description })
const frequency = fields('“frequency”', {
  collect: every('How often evidence is collected; as often as it is analysed unless said otherwise').exactOptional(),
  analyse: every('The period of a result: P1D, P1W, P1M, P3M, P6M or P1Y'),
  report: every('How often it is reported; as often as it is analysed unless said otherwise').exactOptional(),
  revise: every('How often the construct itself is reviewed; P1Y unless said otherwise').exactOptional(),
  valid: every('How long the construct holds without revision; P2Y unless said otherwise').exactOptional(),
})

/** The roles of clause 6.5. */
const party = (description: string) => text('a person or a function').meta({ description }).exactOptional()
const parties = fields('“parties”', {
  client: party('Who asks for the measure'),
  planner: party('Who plans it'),
  reviewer: party('Who confirms that it is suitable'),
  owner: party('Who owns the information'),
  collector: party('Who collects it'),
  analyst: party('Who analyses it'),
  communicator: party('Who communicates the results'),
})

/** A measurement construct in the form of Annex B (language.md 1). */
export const constructSchema = fields('A construct', {
  construct: slug('an id such as firewall-rules').meta({ description: 'Its id: the name of its folder' }),
  annexB: fields('“annexB”', {
    edition: whole(2009, 2099, 'the year of an edition such as 2016'),
    id: pattern(/^B\.\d+$/, 'a form such as B.26'),
  })
    .meta({ description: 'Which form of Annex B it is' })
    .exactOptional(),
  requirements: listOf('a list of clauses', text('a clause in quotes'))
    .meta({ description: 'The requirements it helps to meet' })
    .exactOptional(),
  language: whole(1, Number.MAX_SAFE_INTEGER, 'a whole number: the version of the language').meta({
    description: 'The version of the language it is written in: 1',
  }),
  version: pattern(/^\d+\.\d+\.\d+$/, 'a version of three numbers such as 1.0.0').meta({
    description: 'Its own version',
  }),
  title: text().meta({ description: 'The question it answers, as a user would ask it' }),
  type: oneOf(['performance', 'effectiveness']).meta({ description: 'Clause 7: performance or effectiveness' }),
  efficiency: truth().meta({ description: 'Whether it also measures effort per effect' }).exactOptional(),
  pairedWith: listOf('a list of constructs', slug('the id of a construct'))
    .meta({ description: 'Constructs of the other type it is read with' })
    .exactOptional(),
  need: text().meta({ description: 'The information need' }),
  decision: text().meta({ description: 'The decision it serves' }).exactOptional(),
  narrative: text('prose')
    .meta({ description: 'Prose of the free-text form: {symbol} refers to a measure or parameter' })
    .exactOptional(),
  controls: listOf('a list of controls', text('a control in quotes'))
    .meta({ description: 'Controls of ISO/IEC 27001:2022 such as A.8.20' })
    .exactOptional(),
  parameters: named('names of parameters with their values', parameter)
    .meta({ description: 'Values an organisation may set' })
    .exactOptional(),
  evidence: someOf('a list of at least one contract', reference('a contract')).meta({
    description: 'The contracts whose tables it reads',
  }),
  'base measures': named('names of base measures with their methods', baseMeasure).meta({
    description: 'Measures taken from evidence',
  }),
  'derived measures': named('names of derived measures with their functions', derivedMeasure)
    .meta({ description: 'Measures computed from measures' })
    .exactOptional(),
  indicator: indicator.meta({ description: 'What is judged, and how' }),
  by: listOf('a list of columns', reference('a column'))
    .meta({ description: 'Dimension columns or paths results are grouped by' })
    .exactOptional(),
  frequency: frequency.meta({ description: 'How often, as ISO 8601 durations' }),
  parties: parties.meta({ description: 'Who does what' }).exactOptional(),
  report: fields('“report”', {
    chart: oneOf(charts).exactOptional(),
    audiences: listOf('a list of audiences', oneOf(audiences)).exactOptional(),
  })
    .meta({ description: 'How and to whom it is shown' })
    .exactOptional(),
  accept: mapOf('issue codes with reasons', text('a reason'))
    .meta({ description: 'Issues the author accepts, each with the reason' })
    .exactOptional(),
  notes: listOf('a list of texts', text())
    .meta({ description: 'How the published definition was understood or mended' })
    .exactOptional(),
}).meta({ title: 'Measurement construct', description: 'One measurement construct of Annex B' })
export type WrittenConstruct = z.infer<typeof constructSchema>
