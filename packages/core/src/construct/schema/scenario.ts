import { z } from 'zod'
import { fields, formula, mapOf, named, someOf, text } from './form.ts'

const cost = fields('“cost”', {
  amount: z
    .number({ error: 'a number from 0 on' })
    .min(0, { error: 'a number from 0 on' })
    .meta({ description: 'What the whole alternative costs' }),
  unit: text('a currency such as EUR, or what is counted, such as person day').meta({
    description: 'Of what: a currency by its three letters, or a noun in the singular',
  }),
})

const change = fields('A change', {
  drop: formula().meta({ description: 'Rows on which this is true are taken out' }).exactOptional(),
  where: formula().meta({ description: 'Which rows `set` changes; all of them without it' }).exactOptional(),
  set: named('names of columns with formulas', formula())
    .meta({ description: 'Columns with what they hold instead, computed from the row as it was' })
    .exactOptional(),
})

const alternative = fields('An alternative', {
  meaning: text('a sentence').meta({ description: 'What would be done' }).exactOptional(),
  cost: cost.meta({ description: 'What it costs; without it no cost per effect is given' }).exactOptional(),
  evidence: mapOf('names of contracts with lists of changes', someOf('a list of at least one change', change)).meta({
    description: 'By contract, what becomes of its rows, one change after the other',
  }),
})

/** What could be done, and what evidence would be like then (clause 8.6). */
export const scenarioSchema = fields('A scenario', {
  scenario: text('a title').meta({ description: 'The question, as a title' }),
  alternatives: mapOf('names of alternatives with what changes', alternative).meta({
    description: 'What could be done, by name; each is measured and compared with the evidence as it is',
  }),
}).meta({ title: 'Scenario', description: 'What could be done, and what evidence would be like then' })
export type WrittenScenario = z.infer<typeof scenarioSchema>
