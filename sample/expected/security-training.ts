/** B.12: people in scope who completed the yearly training within a year. */
import { addMonths } from '../calendar.ts'
import { type Person, worksOn } from '../people.ts'
import type { Assignment } from '../training.ts'
import { type Expect, grouped, share } from './expected.ts'

export const securityTraining: Expect = ({ people, assignments, truth }, { last, next }) => {
  const since = addMonths(next, -12)
  const standing = assignments.filter(
    ({ kind, assigned, cancelled }) =>
      kind === 'annual_security' && assigned < next && (cancelled === undefined || cancelled >= next),
  )
  const isTrained = ({ completed }: Assignment): boolean =>
    completed !== undefined && completed >= since && completed < next
  const assigned = new Set(standing.map(({ person }) => person))
  const trained = new Set(standing.filter(isTrained).map(({ person }) => person))
  return grouped(
    people.filter((person: Person) => person.scoped && worksOn(person, last) && assigned.has(person.id)),
    truth.units.map(({ name }) => name),
    ({ unit }) => unit,
    (needing) => {
      const done = needing.filter(({ id }) => trained.has(id)).length
      return { 'people to train': needing.length, 'people trained': done, 'trained share': share(done, needing.length) }
    },
  )
}
