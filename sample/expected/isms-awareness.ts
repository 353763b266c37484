/** B.11: people whose awareness training fell due and who ever had one; people in scope who had one within a year. */
import { addMonths } from '../calendar.ts'
import { type Person, worksOn } from '../people.ts'
import type { Assignment } from '../training.ts'
import { type Expect, grouped, share } from './expected.ts'

const peopleOf = (assignments: readonly Assignment[]): ReadonlySet<string> =>
  new Set(assignments.map(({ person }) => person))

export const ismsAwareness: Expect = ({ people, assignments, truth }, { last, next }) => {
  const courses = assignments.filter(({ kind, assigned }) => kind === 'isms_awareness' && assigned < next)
  const standing = courses.filter(({ cancelled, exempt }) => !exempt && (cancelled === undefined || cancelled >= next))
  const done = courses.filter(({ completed }) => completed !== undefined && completed < next)
  const obliged = peopleOf(standing.filter(({ due }) => due < next))
  const trained = peopleOf(done)
  const renewed = peopleOf(done.filter(({ completed }) => (completed ?? next) >= addMonths(next, -12)))
  return grouped(
    people.filter((person: Person) => person.scoped && worksOn(person, last)),
    truth.units.map(({ name }) => name),
    ({ unit }) => unit,
    (there) => {
      const must = there.filter(({ id }) => obliged.has(id))
      const had = must.filter(({ id }) => trained.has(id)).length
      const fresh = there.filter(({ id }) => renewed.has(id)).length
      return {
        'people obliged': must.length,
        'people trained': had,
        headcount: there.length,
        'people renewed': fresh,
        'trained share': share(had, must.length),
        'renewed share': share(fresh, there.length),
      }
    },
  )
}
