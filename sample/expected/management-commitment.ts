/** B.4: reviews by management held in the year so far, and how many of the managers came to those of the last twelve months. */
import { addMonths } from '../calendar.ts'
import { type Meeting, meetingStatusOn } from '../meetings.ts'
import { type Expect, mean, share, yearStart } from './expected.ts'

/** Chance that Student's t with so many degrees of freedom lies within the angle whose tangent is t / sqrt(freedom). */
const chanceWithin = (angle: number, freedom: number): number => {
  const [sine, cosine] = [Math.sin(angle), Math.cos(angle)]
  const odd = freedom % 2 === 1
  let term = odd ? cosine : 1
  let sum = freedom === 1 ? 0 : term
  for (let power = odd ? 3 : 2; power <= freedom - 2; power += 2) {
    term *= (cosine * cosine * (power - 1)) / power
    sum += term
  }
  return odd ? (2 / Math.PI) * (angle + sine * sum) : sine * sum
}

/** The t that lies in the middle of 95 %, by halving. */
const middle95 = (freedom: number): number => {
  let [low, high] = [0, Math.PI / 2]
  for (let step = 0; step < 60; step++) {
    const angle = (low + high) / 2
    if (chanceWithin(angle, freedom) < 0.95) low = angle
    else high = angle
  }
  return Math.sqrt(freedom) * Math.tan(low)
}

const deviation = (values: readonly number[]): number | null => {
  const centre = mean(values)
  if (centre === null || values.length < 2) return null
  return Math.sqrt(values.reduce((sum, value) => sum + (value - centre) ** 2, 0) / (values.length - 1))
}

const managers = ({ places }: Meeting) => places.filter(({ role }) => role === 'manager')
const invitedTo = (meeting: Meeting): readonly string[] =>
  managers(meeting)
    .filter(({ invited }) => invited)
    .map(({ person }) => person)

/** Managers who came for each one expected; without invitations those of the planned meetings are. */
const ratesOf = (held: readonly Meeting[]): readonly number[] => {
  const standing = new Set(held.filter(({ kind }) => kind === 'planned').flatMap(invitedTo)).size
  return held
    .filter((meeting) => meeting.minuted !== undefined && managers(meeting).length > 0)
    .map((meeting) => managers(meeting).filter(({ came }) => came).length / (invitedTo(meeting).length || standing))
}

const attendance = (rates: readonly number[]) => {
  const [centre, spread] = [mean(rates), deviation(rates)]
  const half = spread === null ? null : (middle95(rates.length - 1) * spread) / Math.sqrt(rates.length)
  const low = centre === null || half === null ? null : Math.max(0, centre - half)
  const high = centre === null || half === null ? null : Math.min(1, centre + half)
  return {
    'minuted meetings': rates.length,
    participation: centre,
    spread,
    'lowest participation': low,
    'highest participation': high,
    'participation width': low === null || high === null ? null : high - low,
  }
}

export const managementCommitment: Expect = ({ meetings }, { first, next, last }) => {
  const year = yearStart(first)
  const isIn = (day: number | undefined, from: number): boolean => day !== undefined && day >= from && day < next
  const planned = meetings.filter((meeting) => meeting.kind === 'planned' && isIn(meeting.planned, year))
  // A meeting that took the place of another of this year is the same one again.
  const replacing = new Set(
    planned.flatMap(({ putOff }) => (putOff !== undefined && putOff.on <= last ? [putOff.to] : [])),
  )
  const scheduled = planned.filter(({ id }) => !replacing.has(id)).length
  const held = meetings.filter((meeting) => isIn(meeting.held, year))
  return {
    total: {
      'scheduled meetings': scheduled,
      'meetings held as planned': held.filter(({ kind }) => kind === 'planned').length,
      'unplanned meetings held': held.filter(({ kind }) => kind === 'adhoc').length,
      'rescheduled meetings': planned.filter((meeting) => meetingStatusOn(meeting, last) === 'rescheduled').length,
      'meetings held': held.length,
      'held ratio': share(held.length, scheduled),
      ...attendance(ratesOf(meetings.filter((meeting) => isIn(meeting.held, addMonths(next, -12))))),
    },
    groups: {},
  }
}
