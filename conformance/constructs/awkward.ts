import { periodNamed } from '@isometric/core/term'
import type { Construct } from '@isometric/core/construct'
import { awkwardCases, type AwkwardCase, type Expectation, type Expected } from './expected.ts'

/**
 * Whether an example holds the awkward cases it says it holds. Comes in: a construct and the results worked by hand for
 * its example and for its vector. Goes out: sentences on what is not so. Nothing is measured.
 */
export type Example = {
  readonly construct: Pick<Construct, 'baseMeasures' | 'derivedMeasures' | 'by' | 'indicator'>
  readonly main: Expectation
  readonly vector: Expectation | undefined
}

/** What one sentence speaks of: the rows of its period, and all rows of the same example. */
type Place = {
  readonly construct: Example['construct']
  readonly here: readonly Expected[]
  readonly all: readonly Expected[]
}

const isTotal = ({ group }: Expected): boolean => Object.keys(group).length === 0
const isNewest = ({ knownOn }: Expected): boolean => knownOn === undefined

const baseValues = ({ baseMeasures }: Example['construct'], { measures }: Expected): readonly (number | null)[] =>
  baseMeasures.flatMap(({ name }) => measures[name] ?? (name in measures ? [null] : []))

const isNothing = (value: number | null): boolean => value === null || value === 0
/** Says something of the base measures, and of none that there was any. */
const hasNothing = (construct: Example['construct'], row: Expected): boolean => {
  const values = baseValues(construct, row)
  return values.length > 0 && values.every(isNothing)
}

/** Evidence speaks of every base measure: what nobody observed is not nothing. */
const isWhole = ({ baseMeasures }: Example['construct'], { measures, reasons }: Expected): boolean =>
  baseMeasures.every(({ name }) => name in measures && reasons[name] !== 'no-data' && reasons[name] !== 'stale')

const sameGroup = ({ group: a }: Expected, { group: b }: Expected): boolean =>
  Object.keys(a).length === Object.keys(b).length && Object.keys(a).every((path) => path in b && a[path] === b[path])

const differs = (early: Expected, late: Expected): boolean =>
  early.status !== late.status ||
  Object.entries(early.measures).some(([name, value]) => name in late.measures && late.measures[name] !== value)

const divided = new Set(['zero-denominator', 'aggregate-of-nothing'])

/** What holds of the period named, for each case. A value on a limit cannot be told from any other: its reader does. */
const holds: Readonly<Record<AwkwardCase, (place: Place) => boolean>> = {
  'empty period': ({ construct, here }) =>
    here.some((row) => isNewest(row) && isTotal(row) && isWhole(construct, row) && hasNothing(construct, row)),
  'zero denominator': ({ here }) => here.some(({ reasons }) => Object.values(reasons).some((why) => divided.has(why))),
  'late arrival': ({ here }) =>
    here
      .filter((row) => !isNewest(row))
      .some((early) => here.some((late) => isNewest(late) && sameGroup(early, late) && differs(early, late))),
  'boundary value': () => true,
  'vanishing group': ({ construct, here, all }) =>
    here
      .filter((row) => isNewest(row) && !isTotal(row) && hasNothing(construct, row))
      .some((gone) =>
        all.some(
          (row) =>
            isNewest(row) &&
            row.period.start < gone.period.start &&
            sameGroup(row, gone) &&
            !baseValues(construct, row).every(isNothing),
        ),
      ),
}

/** A quotient, or an aggregate that there is none of over nothing. */
const quotient = /\bshare\(| \/ |\b(?:mean|median|mode|min|max|stddev|percentile)\(/
const canBeNone: Readonly<Partial<Record<AwkwardCase, (construct: Example['construct']) => boolean>>> = {
  'zero denominator': ({ baseMeasures, derivedMeasures }) =>
    ![...baseMeasures.map(({ method }) => method), ...derivedMeasures.map((each) => each.function)].some(({ text }) =>
      quotient.test(text),
    ),
  'vanishing group': ({ by }) => by.length === 0,
}

const faultOf = (awkward: AwkwardCase, { construct, main, vector }: Example): string | undefined => {
  const said = main.awkward[awkward]
  if (said === undefined) return 'is not named'
  const [, within, word = '', text = ''] = /^(vector )?([^\s:]+):\s+(\S.*)$/s.exec(said) ?? []
  if (text === '') return `“${said}” is not a period, a colon, and what is there`
  if (word === 'none') return canBeNone[awkward]?.(construct) === true ? undefined : 'cannot be none here'
  const expectation = within === undefined ? main : vector
  const period = expectation && periodNamed(word, expectation.calendar)
  const all = expectation?.rows ?? []
  const here = all.filter((row) => row.period.start === period?.start && row.period.end === period.end)
  if (here.length === 0) return `${word} is no period of the example`
  return holds[awkward]({ construct, here, all }) ? undefined : `${word} holds none`
}

export const awkwardFaults = (example: Example): readonly string[] =>
  awkwardCases.flatMap((awkward) => {
    const fault = faultOf(awkward, example)
    return fault === undefined ? [] : [`${awkward}: ${fault}`]
  })
