import { describe, expect, test } from 'vitest'
import { isEnabled } from './accounts.ts'
import { servesOn } from './assets.ts'
import { dayAt, dayOf, moment } from './calendar.ts'
import { simulate } from './organisation.ts'
import { worksOn } from './people.ts'

const organisation = simulate({ until: '2026-11-22' })
const { calendar, people, assets, truth } = organisation

test('the same options give the same organisation', () => {
  const small = { until: '2026-07-01', months: 3, seed: 5 }
  expect(simulate(small)).toEqual(simulate(small))
})

test('any day of a month gives the same organisation, but for the weeks since', () => {
  const [early, late] = ['2026-07-01', '2026-07-31'].map((until) => simulate({ until, months: 3 }))
  const before = late?.passwordChecks.filter(({ at }) => at < moment(late.calendar.end))
  expect({ ...late, calendar: early?.calendar, passwordChecks: before }).toEqual(early)
  expect([late?.calendar.week, late?.calendar.months]).toEqual([dayOf('2026-07-27'), early?.calendar.months])
})

test('another seed gives another organisation', () => {
  const [one, other] = [5, 6].map((seed) => simulate({ until: '2026-07-01', months: 3, seed }))
  expect(one?.people).not.toEqual(other?.people)
  expect(one?.incidents).not.toEqual(other?.incidents)
})

test('it is as large as it should be', () => {
  const present = people.filter((person) => worksOn(person, calendar.end - 1)).length
  const serving = assets.filter((asset) => servesOn(asset, calendar.end - 1)).length
  expect(present).toBeGreaterThan(1300)
  expect(present).toBeLessThan(1500)
  expect(serving).toBeGreaterThan(850)
  expect(serving).toBeLessThan(1000)
})

describe('what exists once has one name', () => {
  test.each([
    ['people', people],
    ['assignments', organisation.assignments],
    ['assets', assets],
    ['deployments', organisation.deployments],
    ['access reviews', organisation.accessReviews],
    ['rules', organisation.rules.map(({ firewall, id }) => ({ id: `${firewall}/${id}` }))],
    ['policies', organisation.policies],
    ['risks', organisation.risks],
    ['incidents', organisation.incidents],
    ['actions', organisation.actions],
    ['services', organisation.services],
    ['assessments', organisation.assessments],
    ['findings', organisation.findings],
    ['maintenance', organisation.maintenance],
    ['detections', organisation.detections],
    ['endpoints', organisation.endpoints],
    ['logs', organisation.logs],
    ['configurations', organisation.configurations],
    ['acknowledgements', organisation.acknowledgements],
    ['sittings', organisation.sittings],
    ['attempts', organisation.attempts],
    ['reports', organisation.reports],
    ['accounts', organisation.accounts],
    ['password checks', organisation.passwordChecks],
    ['entries', organisation.entries],
    ['badge events', organisation.badgeEvents],
    ['agreements', organisation.agreements],
    ['audits', organisation.audits],
    ['meetings', organisation.meetings],
    ['lines of the budget', organisation.budget],
    ['lines of usage', organisation.usage],
  ])('%s', (_, list) => {
    expect(list.length).toBeGreaterThan(0)
    expect(new Set(list.map(({ id }) => id)).size).toBe(list.length)
  })
})

const assetOf = new Map(assets.map((asset) => [asset.id, asset]))
const personOf = new Map(people.map((person) => [person.id, person]))
const works = (id: string, day: number): boolean => {
  const person = personOf.get(id)
  return person !== undefined && worksOn(person, day)
}
const serves = (id: string, day: number): boolean => {
  const asset = assetOf.get(id)
  return asset !== undefined && servesOn(asset, day)
}

describe('nothing happens outside a lifetime', () => {
  test('people are assigned and complete training while they work here', () => {
    const stray = organisation.assignments.filter(
      ({ person, assigned, begun, completed }) =>
        !works(person, assigned) ||
        (begun !== undefined && !works(person, begun)) ||
        (completed !== undefined && !works(person, completed)),
    )
    expect(stray).toEqual([])
  })

  test('an assignment that lasts belongs to somebody who is here, or was completed', () => {
    const stray = organisation.assignments.filter(
      ({ person, cancelled, completed }) =>
        cancelled === undefined && completed === undefined && !works(person, calendar.end - 1),
    )
    expect(stray).toEqual([])
  })

  test('people review, record, sign, answer and report while they work here', () => {
    const acts = [
      ...organisation.policies.flatMap(({ reviews }) => reviews.map(({ reviewer, on }) => [reviewer, on] as const)),
      ...organisation.risks.flatMap(({ updates }) => updates.map(({ author, at }) => [author, dayAt(at)] as const)),
      ...organisation.logs.flatMap(({ reviews }) =>
        reviews.flatMap(({ reviewer, to }) => (reviewer === undefined ? [] : [[reviewer, dayAt(to)] as const])),
      ),
      ...organisation.accessReviews.map(({ reviewer, scheduled }) => [reviewer, scheduled] as const),
      ...organisation.acknowledgements.flatMap(({ person, asked, signed }) =>
        [asked, signed ?? asked].map((day) => [person, day] as const),
      ),
      ...organisation.sittings.map(({ person, at }) => [person, dayAt(at)] as const),
      ...organisation.attempts.flatMap(({ person, sent, clicked, disclosed, reported }) =>
        [sent, clicked, disclosed, reported].flatMap((at) => (at === undefined ? [] : [[person, dayAt(at)] as const])),
      ),
      ...organisation.reports.flatMap(({ reporter, at }) =>
        reporter === undefined ? [] : [[reporter, dayAt(at)] as const],
      ),
    ]
    expect(acts.filter(([person, day]) => !works(person, day))).toEqual([])
  })

  test('systems go live, are reviewed and are scanned while they serve', () => {
    const strangers = new Set(truth.effects.unlistedHosts.hosts)
    const acts = [
      ...organisation.deployments.map(({ asset, live }) => [asset, live] as const),
      ...organisation.accessReviews.flatMap(({ system, completed }) =>
        completed === undefined ? [] : [[system, completed] as const],
      ),
      ...organisation.assessments.flatMap(({ scope, started }) => scope.map(({ asset }) => [asset, started] as const)),
      ...organisation.maintenance.flatMap(({ asset, scheduled, performed }) =>
        [scheduled, performed ?? scheduled].map((day) => [asset, day] as const),
      ),
      ...[...organisation.detections, ...organisation.configurations].map(
        ({ asset, at }) => [asset, dayAt(at)] as const,
      ),
      ...organisation.logs.flatMap(({ asset, reviews }) =>
        reviews.flatMap(({ reviewed }) => (reviewed === undefined ? [] : [[asset, dayAt(reviewed)] as const])),
      ),
      ...organisation.findings.flatMap(({ asset, seen }) => seen.map((at) => [asset, dayAt(at)] as const)),
    ]
    expect(acts.filter(([asset, day]) => !strangers.has(asset) && !serves(asset, day))).toEqual([])
  })

  test('a finding is seen, then fixed, and only fixed by a scan or by the end of its system', () => {
    const scans = new Set(organisation.assessments.map(({ finished }) => finished))
    const wrong = organisation.findings.filter(({ asset, seen, fixed }) => {
      const last = seen.at(-1)
      const gone = assetOf.get(asset)?.retired
      if (last === undefined || seen.some((at, n) => at <= (seen[n - 1] ?? 0))) return true
      return fixed !== undefined && (fixed <= last || !(scans.has(dayAt(fixed)) || dayAt(fixed) === gone))
    })
    expect(wrong).toEqual([])
  })

  test('risks are looked at between opening and closing', () => {
    const stray = organisation.risks.filter(({ opened, closed, updates }) =>
      updates.some(({ at }) => dayAt(at) < opened || dayAt(at) > (closed ?? calendar.end)),
    )
    expect(stray).toEqual([])
  })

  test('actions follow what has happened, and end after they began', () => {
    const incidents = new Map(organisation.incidents.map((one) => [one.id, dayAt(one.detected)]))
    const risks = new Map(organisation.risks.map((one) => [one.id, one.opened]))
    const wrong = organisation.actions.filter(({ origin, originRecord, planned, done, cancelled, due }) => {
      const cause = originRecord === undefined ? planned : (incidents.get(originRecord) ?? risks.get(originRecord))
      const named = (origin === 'incident' || origin === 'risk') === (originRecord !== undefined)
      return (
        !named ||
        cause === undefined ||
        cause > planned ||
        due < planned ||
        (done ?? planned) < planned ||
        (cancelled ?? planned) < planned
      )
    })
    expect(wrong).toEqual([])
  })

  test('accounts are used from their creation until they are switched off', () => {
    const accountOf = new Map(organisation.accounts.map((account) => [account.id, account]))
    const isOn = (id: string, day: number): boolean => {
      const account = accountOf.get(id)
      return account !== undefined && isEnabled(account, day)
    }
    expect(organisation.passwordChecks.filter(({ account, at }) => !isOn(account, dayAt(at)))).toEqual([])
    const wrong = organisation.accounts.filter(({ passwords, created }) =>
      passwords.some(({ set }, at) => dayAt(set) < created || set <= (passwords[at - 1]?.set ?? -Infinity)),
    )
    expect(wrong).toEqual([])
  })

  test('badges are held to doors that are ours, by people who are here', () => {
    const entryOf = new Map(organisation.entries.map((entry) => [entry.id, entry]))
    const isOurs = (id: string, day: number): boolean => day < (entryOf.get(id)?.closed ?? calendar.end)
    const stray = organisation.badgeEvents.filter(
      ({ entry, at, person }) => !isOurs(entry, dayAt(at)) || (person !== undefined && !works(person, dayAt(at))),
    )
    expect(stray).toEqual([])
    expect(organisation.inspections.filter(({ entry, on }) => !isOurs(entry, on))).toEqual([])
  })

  test('an agreement is registered after it was signed, read after that, and amended after that', () => {
    const wrong = organisation.agreements.filter(
      ({ signed, ends, registered, points }) =>
        registered < signed ||
        (ends ?? signed) < signed ||
        points.some(({ read, amended }) => read < registered || (amended ?? read) < read),
    )
    expect(wrong).toEqual([])
  })

  test('an audit is planned when it is written down, and ends once', () => {
    const wrong = organisation.audits.filter(
      ({ entered, plans, performed, cancelled, reported }) =>
        (plans[0]?.on ?? entered) !== entered ||
        plans.some(({ on }, at) => on < (plans[at - 1]?.on ?? entered)) ||
        (performed !== undefined && cancelled !== undefined) ||
        (performed ?? entered) < entered ||
        (reported !== undefined && (performed === undefined || reported < performed)),
    )
    expect(wrong).toEqual([])
  })

  test('a meeting that is put off is followed by the one in its place, and only people who work here come', () => {
    const meetingOf = new Map(organisation.meetings.map((meeting) => [meeting.id, meeting]))
    const wrong = organisation.meetings.filter(({ putOff, held, planned, places }) => {
      const next = putOff === undefined ? undefined : meetingOf.get(putOff.to)
      const follows = putOff === undefined || (next?.entered === putOff.on && (next.planned ?? 0) > (planned ?? 0))
      return !follows || (held !== undefined && places.some(({ person, came }) => came && !works(person, held)))
    })
    expect(wrong).toEqual([])
  })

  test('what is used is booked after its month has begun', () => {
    expect(organisation.usage.filter(({ month, booked }) => booked < month)).toEqual([])
  })

  test('nothing is known from after the end', () => {
    const days = [
      ...people.flatMap(({ start, end }) => [start, end ?? start]),
      ...assets.flatMap(({ start, retired }) => [start, retired ?? start]),
      ...organisation.assignments.flatMap(({ assigned, completed, begun }) => [assigned, completed ?? 0, begun ?? 0]),
      ...organisation.assessments.map(({ started }) => started),
      ...organisation.policies.flatMap(({ reviews }) => reviews.map(({ on }) => on)),
      ...organisation.actions.flatMap(({ planned, done }) => [planned, done ?? planned]),
      ...organisation.incidents.flatMap(({ costs }) => costs.flatMap(({ versions }) => versions.map(({ on }) => on))),
      ...organisation.accounts.flatMap(({ created, disabled }) => [created, disabled ?? created]),
      ...organisation.inspections.map(({ on }) => on),
      ...organisation.agreements.map(({ registered }) => registered),
      ...organisation.audits.flatMap((one) => [one.entered, one.performed ?? 0, one.cancelled ?? 0, one.reported ?? 0]),
      ...organisation.meetings.flatMap((one) => [one.entered, one.held ?? 0, one.putOff?.on ?? 0, one.minuted ?? 0]),
      ...organisation.usage.map(({ booked }) => booked),
    ]
    const moments = [
      ...organisation.incidents.flatMap((one) => [one.detected, one.reported, one.resolved ?? 0, one.closed ?? 0]),
      ...organisation.rules.flatMap(({ readings, created }) => [created, ...readings.map(({ to }) => to)]),
      ...organisation.services.flatMap(({ intervals }) => intervals.flatMap(({ from, to }) => [from, to ?? from])),
      ...organisation.findings.flatMap(({ seen, fixed }) => [...seen, fixed ?? 0]),
      ...organisation.accounts.flatMap(({ passwords }) => passwords.map(({ set }) => set)),
      ...organisation.badgeEvents.map(({ at }) => at),
    ]
    expect(days.filter((day) => day >= calendar.end)).toEqual([])
    expect(moments.filter((at) => at >= moment(calendar.end))).toEqual([])
    // What is watched weekly goes on to the last whole week.
    expect(organisation.passwordChecks.filter(({ at }) => at >= moment(calendar.week))).toEqual([])
  })
})

describe('time is told without gaps', () => {
  test.each(organisation.services)('$id is watched all the time, in one state at a time', ({ intervals }) => {
    const watched = intervals.filter(({ probe }) => probe === 'end_to_end')
    expect(watched[0]?.from).toBe(moment(calendar.historyStart))
    expect(watched.at(-1)?.to).toBeUndefined()
    expect(watched.slice(1).map(({ from }) => from)).toEqual(watched.slice(0, -1).map(({ to }) => to))
    expect(watched.filter(({ from, to }) => to !== undefined && to <= from)).toEqual([])
  })

  test.each(organisation.services)('the windows of $id follow each other', ({ windows }) => {
    const sorted = windows.toSorted((a, b) => a.from - b.from)
    expect(sorted.filter(({ from }, at) => from < (sorted[at - 1]?.to ?? 0))).toEqual([])
  })

  test('each counter is read from where it was read before', () => {
    const wrong = organisation.rules.filter(({ readings }) =>
      ['a', 'b', undefined].some((name) => {
        const own = readings.filter(({ member }) => member === name)
        return own.some(({ from, to }, at) => from >= to || (at > 0 && from !== own[at - 1]?.to))
      }),
    )
    expect(wrong).toEqual([])
  })
})
