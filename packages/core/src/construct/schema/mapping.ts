import { z } from 'zod'
import { fields, fileName, formula, mapOf, named, reference, someOf, text, whole } from './form.ts'

const csv = fields('“csv”', {
  separator: z
    .string({ error: 'one character in quotes' })
    .min(1, { error: 'one character in quotes' })
    .meta({ description: 'Between values; found by itself unless given' })
    .exactOptional(),
  encoding: text('an encoding such as utf-8 or windows-1252')
    .meta({ description: 'How characters are written' })
    .exactOptional(),
  quote: z
    .string({ error: 'one character in quotes' })
    .meta({ description: 'Around values; empty for none' })
    .exactOptional(),
  decimal: z.enum(['.', ','], { error: '"." or ","' }).meta({ description: 'The decimal sign' }).exactOptional(),
  skip: whole(0, 1_000_000, 'a number of lines').meta({ description: 'Lines before the header' }).exactOptional(),
  header: someOf('a list of names', text('a name'))
    .meta({ description: 'Names for the columns of a file without a header' })
    .exactOptional(),
  pattern: text('a regular expression')
    .meta({ description: 'A pattern with one group for each column, for lines that are no table' })
    .exactOptional(),
})
const json = fields('“json”', {
  rows: text('a path such as Results[].Vulnerabilities[]')
    .meta({ description: 'The way to the records' })
    .exactOptional(),
  skip: whole(1, 1_000_000, 'a whole number of lines above 0')
    .meta({ description: 'Lines before the document, such as one of JavaScript' })
    .exactOptional(),
})
const nothing = fields('This format', {})

export const formats = ['csv', 'json', 'ndjson', 'parquet'] as const
const format = z.union(
  [
    z.enum(formats, { error: 'csv, json, ndjson or parquet' }),
    fields('“format”', {
      csv: csv.exactOptional(),
      json: json.exactOptional(),
      ndjson: nothing.exactOptional(),
      parquet: nothing.exactOptional(),
    }),
  ],
  { error: 'csv, json, ndjson or parquet, or one of these with its keys' },
)

const texts = (expected: string) =>
  z.union([z.string(), someOf(expected, z.string({ error: expected }))], { error: expected })
const column = fields('A mapped column', {
  from: z
    .union([z.string(), z.number()], { error: 'the name of a source column' })
    .meta({ description: 'The source’s column, as it is written there' })
    .exactOptional(),
  is: formula()
    .meta({ description: 'A formula over the source’s columns, their names cleaned to words' })
    .exactOptional(),
  values: mapOf(
    'values of the source with values of the contract',
    z.union([z.string(), z.number(), z.boolean(), z.null()], { error: 'a word, or null' }),
  )
    .meta({
      description: 'Source value to contract value; null makes it empty; a value that is not listed is rejected',
    })
    .exactOptional(),
  format: texts('a format such as %d/%m/%Y, or a list of them')
    .meta({ description: 'How dates are written; several are tried in order' })
    .exactOptional(),
  'time zone': text('a time zone such as Europe/Berlin')
    .meta({ description: 'Where times without a zone were written' })
    .exactOptional(),
  empty: texts('a text, or a list of texts').meta({ description: 'Texts that mean there is no value' }).exactOptional(),
})

/** How a source’s records become rows of a contract (architecture.md 4). */
export const mappingSchema = fields('A mapping', {
  mapping: fileName('a name of letters and digits').meta({ description: 'Its name: the name of its file' }),
  contract: reference('a contract').meta({ description: 'The contract whose rows it makes' }),
  format: format.meta({ description: 'How the source is written' }),
  where: formula().meta({ description: 'Only records on which it is true are rows' }).exactOptional(),
  columns: named('names of the contract’s columns with where they come from', column).meta({
    description: 'Where each column comes from',
  }),
  blind: text('a sentence').meta({ description: 'What this source cannot see' }).exactOptional(),
}).meta({ title: 'Mapping', description: 'How a source’s records become rows of a contract' })
export type WrittenMapping = z.infer<typeof mappingSchema>
