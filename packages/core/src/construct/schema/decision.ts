import { z } from 'zod'
import type { DecisionKind } from '../../term/index.ts'
import { date, fields, mapOf, slug, someOf, text, truth, whole, word } from './form.ts'

const level = 'a number such as 90, or a duration of days and hours such as P14D'
const moment = 'a date such as 2026-01-31, or a time such as 2026-01-31T09:30:00+01:00'
const periodForm = 'a period such as 2026-06, 2026-Q2, 2026-W23 or 2026-06-30'

const id = () =>
  slug('a short name of small letters, digits and hyphens, such as patch-week').meta({
    description: 'Its kind, and the short name by which later decisions speak of it',
  })
const of = () => slug('the short name of a decision').meta({ description: 'The decision it speaks of' })
const period = () => word(periodForm).meta({ title: 'a period' })
const day = () => date().meta({ title: 'date' })

const made = {
  by: text('the short name of a person').meta({ description: 'Who decided, by the short names under people' }),
  at: z
    .union([z.iso.date({ error: moment }), z.iso.datetime({ error: moment, offset: true })], { error: moment })
    .meta({ title: 'date, or date and time', description: 'When' }),
  text: text('a sentence').meta({ description: 'Why, or what is to be done' }),
}

const ofResult = {
  construct: slug('the id of a construct').meta({ description: 'The construct whose result is spoken of' }),
  period: period().meta({ description: 'The period of the result' }),
  group: mapOf('dimensions with their values', z.union([word('a value'), z.null()], { error: 'a value' }))
    .meta({ description: 'The group; without it, all together' })
    .exactOptional(),
}

const owner = () => text('the short name of a person').meta({ description: 'Who answers for it' })

const check = fields('“check”', {
  on: day().meta({ description: 'The day on which its effect is looked at' }),
  expects: z.union([z.number({ error: level }), z.iso.duration({ error: level })], { error: level }).meta({
    title: 'number or duration',
    description: 'The level expected by then: percent as 0–100, time as a duration, else the number',
  }),
  since: period()
    .meta({
      description: 'The first period to compare with; without it all since the definition or the baseline began',
    })
    .exactOptional(),
  settling: whole(0, 100, 'a number of periods')
    .meta({ description: 'Periods after it is done that are not compared, while it takes hold' })
    .exactOptional(),
}).meta({ description: 'How it will be seen whether it worked: the same indicator, before and after' })

/** What each kind of decision takes (27004 clause 8.7). */
export const decisionForms = {
  justification: fields('A justification', { justification: id(), ...ofResult, ...made }),
  deviation: fields('A deviation', {
    deviation: id(),
    ...ofResult,
    owner: owner(),
    until: day().meta({ description: 'The last day it is accepted; then it lapses by itself' }),
    ...made,
  }),
  action: fields('An action', {
    action: id(),
    ...ofResult,
    owner: owner(),
    due: day().meta({ description: 'The last day on which it is in time' }),
    check,
    ...made,
  }),
  completion: fields('A completion', {
    completion: id(),
    of: of(),
    on: day().meta({ description: 'The day since which it is done' }),
    ...made,
  }),
  postponement: fields('A postponement', {
    postponement: id(),
    of: of(),
    due: day().meta({ description: 'Another day to be done by' }).exactOptional(),
    check: day().meta({ description: 'Another day to be checked on' }).exactOptional(),
    ...made,
  }),
  conclusion: fields('A conclusion', {
    conclusion: id(),
    of: of(),
    effective: truth().meta({ description: 'Whether the action worked, as a person sees it; the action is closed' }),
    ...made,
  }),
  revocation: fields('A revocation', { revocation: id(), of: of(), ...made }),
  interpretation: fields('An interpretation', {
    interpretation: id(),
    ...ofResult,
    limitations: text('a sentence').meta({ description: 'What the result cannot say' }),
    recommendation: text('a sentence').meta({ description: 'What its author would do' }).exactOptional(),
    ...made,
  }),
  'sign-off': fields('A sign-off', { 'sign-off': id(), of: of(), ...made }),
  baseline: fields('A baseline', {
    baseline: id(),
    construct: ofResult.construct,
    group: ofResult.group,
    periods: text('periods such as 2025-01..2025-12, or 2026-03.. for all that come').meta({
      description: 'The periods that limits are taken from: frozen, or without an end all that come',
    }),
    since: period()
      .meta({ description: 'The period from which limits begin anew; without it they hold for the whole definition' })
      .exactOptional(),
    ...made,
  }),
} as const satisfies Readonly<Record<DecisionKind, z.ZodType>>

/** Decisions of people about results, as a list in the order in which they were made. */
export const decisionSchema = fields('Decisions', {
  decisions: someOf(
    'a list of decisions',
    z.union([
      decisionForms.justification,
      decisionForms.deviation,
      decisionForms.action,
      decisionForms.completion,
      decisionForms.postponement,
      decisionForms.conclusion,
      decisionForms.revocation,
      decisionForms.interpretation,
      decisionForms['sign-off'],
      decisionForms.baseline,
    ]),
  ).meta({ description: 'What was decided, in the order of deciding' }),
}).meta({ title: 'Decisions', description: 'What people decide and say about results' })
