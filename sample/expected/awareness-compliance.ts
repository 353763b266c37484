/** B.13: awareness training and signatures against what the plan of the last year asks for by now. */
import { addMonths } from '../calendar.ts'
import { worksOn } from '../people.ts'
import { stepOn } from '../training.ts'
import { type Expect, share } from './expected.ts'

export const awarenessCompliance: Expect = ({ people, assignments, acknowledgements, truth }, { last, next }) => {
  const since = addMonths(next, -12)
  const here = new Map(
    people.filter((person) => person.scoped && worksOn(person, last)).map(({ id, unit }) => [id, unit]),
  )
  const trainings = assignments.filter(
    ({ kind, assigned, cancelled, due, exempt, person }) =>
      (kind === 'isms_awareness' || kind === 'annual_security') &&
      !exempt &&
      here.has(person) &&
      assigned < next &&
      (cancelled === undefined || cancelled >= next) &&
      due >= since,
  )
  const requests = acknowledgements.filter(
    ({ asked, withdrawn, due, person }) =>
      here.has(person) && asked < next && (withdrawn === undefined || withdrawn >= next) && due >= since,
  )
  const measure = (isThere: (person: string) => boolean) => {
    const mine = trainings.filter(({ person }) => isThere(person))
    const due = mine.filter((one) => one.due < next).length
    const done = mine.reduce((percent, one) => percent + stepOn(one, last).percent, 0) / 100
    const asked = requests.filter(({ person }) => isThere(person))
    const toSign = asked.filter((one) => one.due < next).length
    const signed = asked.filter((one) => one.signed !== undefined && one.signed < next).length
    return {
      'trainings due': due,
      'trainings done': done,
      'to sign': toSign,
      signed,
      progress: share(done, due),
      signing: share(signed, toSign),
      'missing signatures': toSign - signed,
    }
  }
  return {
    total: measure(() => true),
    groups: Object.fromEntries(truth.units.map(({ name }) => [name, measure((person) => here.get(person) === name)])),
  }
}
