import { z } from 'zod'
import { criteriaList, type audiences } from './construct.ts'
import {
  date,
  fields,
  fileName,
  formula,
  listOf,
  mapOf,
  named,
  reference,
  slug,
  someOf,
  text,
  truth,
  whole,
} from './form.ts'

const parameterValue = z.union(
  [
    formula(),
    fields('A value for each level', {
      values: mapOf('levels with their values', formula()).meta({
        description: 'Values of a parameter that has one for each level; levels that are left out keep theirs',
      }),
    }),
  ],
  { error: 'a formula, or { values: … } with a formula for each level' },
)

const adoption = z
  .union(
    [
      z.null(),
      fields('An adoption', {
        from: date().meta({ description: 'The first day that is measured' }).exactOptional(),
        parameters: named('names of parameters with their values', parameterValue)
          .meta({ description: 'Values that replace those of the construct' })
          .exactOptional(),
        criteria: criteriaList.meta({ description: 'Criteria that replace those of the construct' }).exactOptional(),
      }),
    ],
    { error: 'keys with values (from, parameters, criteria), or nothing' },
  )
  .meta({ description: 'How it is adopted; nothing: as published' })

const source = fields('A source', {
  contract: reference('a contract').meta({ description: 'The contract it feeds' }),
  name: fileName('a short name of letters and digits').meta({
    description: 'What it is called: a contract may have several sources',
  }),
  path: text('a path').meta({ description: 'The file, or a pattern of files, from the workspace' }),
  mapping: fileName('the name of a mapping')
    .meta({
      description: 'The mapping that turns its records into rows; none where the headers are the contract’s columns',
    })
    .exactOptional(),
  'as of': date().meta({ description: 'The day the file shows; otherwise the day it was collected' }).exactOptional(),
})

const person = fields('A person', {
  name: text('a name').meta({ description: 'The full name' }),
  roles: listOf('a list of roles', text('a role'))
    .meta({ description: 'Roles in the organisation or the programme' })
    .exactOptional(),
})

const audience = fields('An audience', {
  people: listOf('a list of people', text('the short name of a person'))
    .meta({ description: 'Who belongs to it, by the short names under people' })
    .exactOptional(),
  indicators: someOf('a list of constructs', text('the id of a construct'))
    .meta({
      description: 'What it is shown, in this order; without it all indicators whose construct reports to it',
    })
    .exactOptional(),
})

/** The programme of a workspace, `isometric.yaml` (language.md 1). */
export const programmeSchema = fields('A programme', {
  organisation: text('a name').meta({ description: 'The organisation’s name' }),
  'time zone': text('a time zone such as Europe/Berlin').meta({ description: 'Where its days begin and end' }),
  'first month': whole(1, 12, 'a month from 1 to 12')
    .meta({ description: 'The month its year begins in; 1 unless said otherwise' })
    .exactOptional(),
  sample: truth().meta({ description: 'Whether the organisation is simulated: every page says so' }).exactOptional(),
  adopts: z
    .record(z.string().meta({ pattern: '^[a-z][a-z0-9]*(-[a-z0-9]+)*$' }), adoption, { error: 'ids of constructs' })
    .meta({ description: 'The constructs it has adopted' })
    .exactOptional(),
  sources: listOf('a list of sources', source).meta({ description: 'Which file feeds which contract' }).exactOptional(),
  people: mapOf('short names of people', person).meta({ description: 'People and their roles' }).exactOptional(),
  audiences: fields('“audiences”', {
    board: audience.exactOptional(),
    management: audience.exactOptional(),
    operations: audience.exactOptional(),
    auditor: audience.exactOptional(),
    statement: audience.exactOptional(),
  } satisfies Readonly<Record<(typeof audiences)[number], unknown>>)
    .meta({ description: 'Who is shown what, by the audience that constructs report to' })
    .exactOptional(),
}).meta({ title: 'Programme', description: 'The organisation, and what it has adopted' })
export type WrittenProgramme = z.infer<typeof programmeSchema>
export const adoptionId = slug('the id of a construct')
