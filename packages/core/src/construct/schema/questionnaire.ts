import { z } from 'zod'
import { duration, fields, mapOf, named, reference, someOf, text, whole } from './form.ts'

const question = fields('A question', {
  asks: text('a question').meta({ description: 'What is asked, as it stands on the form' }),
  rubric: mapOf('levels with what each of them means', text('what the level means'))
    .meta({ description: 'For each level of the column what an object is like that reaches it' })
    .exactOptional(),
})

const agreement = fields('“agreement”', {
  of: someOf('a list of columns', reference('a column'))
    .meta({ description: 'The columns whose ratings are compared; all that are asked for unless said otherwise' })
    .exactOptional(),
  'at least': z
    .number({ error: 'a number from 0 to 1' })
    .min(0, { error: 'a number from 0 to 1' })
    .max(1, { error: 'a number from 0 to 1' })
    .meta({ description: 'Krippendorff’s alpha below which no result is published as quantitative' }),
})

/** How people fill a table: who judges what, by which questions (language.md 1). */
export const questionnaire = fields('“form”', {
  object: someOf('a list of at least one column', reference('a column')).meta({
    description: 'The columns that say what is judged',
  }),
  rater: reference('a column').meta({ description: 'The column that says who judged' }),
  'answered by': text('who answers').meta({ description: 'Who answers, in words' }),
  raters: whole(1, 100, 'a whole number from 1 to 100')
    .meta({ description: 'How many raters an object needs; 1 unless said otherwise, 2 where they are compared' })
    .exactOptional(),
  valid: duration()
    .meta({ description: 'How long an answer counts when raters are compared; the period unless said otherwise' })
    .exactOptional(),
  agreement: agreement.meta({ description: 'How far raters must agree' }).exactOptional(),
  questions: named('names of columns with their questions', question).meta({
    description: 'A question for each column that is answered; what may be answered is the column’s type',
  }),
})
