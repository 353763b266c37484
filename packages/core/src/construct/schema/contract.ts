import { z } from 'zod'
import { scales } from '../../term/index.ts'
import { questionnaire } from './questionnaire.ts'
import {
  duration,
  fields,
  formula,
  listOf,
  name,
  named,
  oneOf,
  pattern,
  reference,
  someOf,
  text,
  truth,
  whole,
  word,
} from './form.ts'

const anyColumn = {
  optional: truth().meta({ description: 'Whether a row may leave it empty' }).exactOptional(),
  role: oneOf(['dimension', 'personal'])
    .meta({ description: 'dimension: results may be grouped by it; personal: pseudonymised at the door' })
    .exactOptional(),
  of: reference('a contract').meta({ description: 'The contract whose key this column holds' }).exactOptional(),
  is: formula().meta({ description: 'A formula over the row that computes the column' }).exactOptional(),
  changes: truth().meta({ description: 'Whether its value changes without a date of its own' }).exactOptional(),
}
const levels = someOf('a list of levels', word('a level')).meta({
  description: 'The values it may take; of an ordinal column from lowest to highest',
})

/** What a column's type may be; the first are those without keys of their own. */
export const plainTypes = ['text', 'boolean', 'date', 'date and time', 'duration'] as const

const column = z.discriminatedUnion(
  'type',
  [
    fields('A column of this type', {
      type: oneOf(plainTypes).meta({
        description: 'What its values are; each type but the plain ones has keys of its own',
      }),
      ...anyColumn,
    }),
    fields('A number column', {
      type: z.literal('number'),
      unit: text('a unit such as minute')
        .meta({ description: 'What is counted or measured, in the singular' })
        .exactOptional(),
      scale: oneOf(scales).meta({ description: 'ratio unless said otherwise' }).exactOptional(),
      ...anyColumn,
    }),
    fields('A nominal column', { type: z.literal('nominal'), levels, ...anyColumn }),
    fields('An ordinal column', { type: z.literal('ordinal'), levels, ...anyColumn }),
    fields('A money column', {
      type: z.literal('money'),
      currency: pattern(/^[A-Z]{3}$/, 'three capital letters such as EUR')
        .meta({ description: 'One currency for the whole column' })
        .exactOptional(),
      'currency column': reference('a column')
        .meta({ description: 'The column that names the currency' })
        .exactOptional(),
      ...anyColumn,
    }),
  ],
  { error: 'keys with values, such as { type: text }' },
)

const events = fields('“events”', { at: reference('a column').meta({ description: 'When it happened' }) })
const records = fields('“records”', {
  from: reference('a column').meta({ description: 'When it began' }),
  to: z
    .union(
      [
        reference('a column'),
        fields('“to”', {
          column: reference('a column'),
          'last day': truth()
            .meta({ description: 'The day named is the last that counts, not the first after' })
            .exactOptional(),
        }),
      ],
      { error: 'the name of a column, or { column: …, last day: true }' },
    )
    .meta({ description: 'When it ended; empty while it lasts' })
    .exactOptional(),
})
const part = fields('“part”', {
  of: reference('a contract').meta({ description: 'The contract whose rows these lines belong to' }),
})
const withTime = { events: events.exactOptional(), records: records.exactOptional(), part: part.exactOptional() }

const rule = fields('A quality rule', {
  rule: text('a sentence').meta({ description: 'What must hold, in words' }),
  holds: formula().meta({ description: 'A formula every row must meet' }).exactOptional(),
  unique: someOf('a list of columns', reference('a column'))
    .meta({ description: 'Columns in which no two rows may agree' })
    .exactOptional(),
  level: oneOf(['fail', 'reject', 'warn']).meta({
    description: 'fail: the file is refused; reject: the row is; warn: it is reported',
  }),
})

/** A data contract (language.md 1). */
export const contractSchema = fields('A contract', {
  contract: name().meta({ description: 'The name of the table in formulas' }),
  domain: pattern(/^T\d\d$/, 'the number of a table such as T31')
    .meta({ description: 'Which of the tables T01 to T42 it is' })
    .exactOptional(),
  entity: text('the name of what one row is').meta({
    description: 'What one row is, in the singular: the unit of its count',
  }),
  describes: z
    .union([z.literal('state'), fields('“describes”', withTime)], {
      error: '“state”, or “events”, “records” or “part” with its columns',
    })
    .meta({ description: 'What a row is in time' })
    .exactOptional(),
  ...withTime,
  delivers: oneOf(['full', 'changes'])
    .meta({
      description: 'What one export holds; full for state, records and part, changes for events unless said otherwise',
    })
    .exactOptional(),
  key: someOf('a list of at least one column', reference('a column')).meta({
    description: 'The columns that tell one row from another',
  }),
  subject: someOf('a list of at least one column', reference('a column'))
    .meta({ description: 'What a row is the newest result of, for latest()' })
    .exactOptional(),
  columns: named('names of columns with their types', column).meta({ description: 'Every column and its type' }),
  quality: listOf('a list of rules', rule)
    .meta({ description: 'What must hold before evidence is accepted' })
    .exactOptional(),
  settle: duration()
    .meta({
      description: 'How long after a period an export may be made and still count for it; P5D unless said otherwise',
    })
    .exactOptional(),
  tolerance: duration()
    .meta({ description: 'How old a picture may be; one collect interval unless said otherwise' })
    .exactOptional(),
  'sample of': z
    .union(
      [
        reference('a contract'),
        fields('“sample of”', { population: whole(1, Number.MAX_SAFE_INTEGER, 'a whole number above 0') }),
      ],
      {
        error: 'the name of a contract, or { population: … }',
      },
    )
    .meta({ description: 'The population the rows are a sample of' })
    .exactOptional(),
  form: questionnaire
    .meta({ description: 'How people fill the table: each answer is a row with its rater and its time' })
    .exactOptional(),
}).meta({ title: 'Data contract', description: 'What a table of evidence must hold' })
export type WrittenContract = z.infer<typeof contractSchema>
