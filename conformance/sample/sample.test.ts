/**
 * The sample organisation through the whole product: exported, collected, measured by the real command line, and
 * every value of every period and group compared with what the simulator knows of itself. In: nothing. Out: what the
 * files hold, one test a construct, and which indicators have a value in the end.
 */
import { mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { assurances, variations } from '@isometric/core/analyse'
import type { IndicatorPage } from '@isometric/core/report'
import type { Result } from '@isometric/core/term'
import { initWorkspace } from '@isometric/runner/workspace'
import { createApp } from '@isometric/server/app'
import { isometric } from '../../packages/cli/src/child.ts'
import { isometricOn } from '../../packages/cli/src/inside.ts'
import { openSource } from '../../packages/server/src/workspace-source.ts'
import { addMonths, isoDay, monthOfYear, weekday } from '../../sample/calendar.ts'
import { type ConstructId, type Expectation, expectedConstructs, expectedOf } from '../../sample/expected/index.ts'
import { exportsOf, tables } from '../../sample/export/index.ts'
import { generateSample } from '../../sample/generate.ts'
import { simulate } from '../../sample/organisation.ts'
import type { Truth } from '../../sample/truth.ts'
import { comparisonOf } from './compare.ts'

const until = '2026-07-01'
const folder = mkdtempSync(join(tmpdir(), 'isometric-sample-'))
const workspace = join(folder, 'w')
const organisation = simulate({ until })
const { calendar } = organisation
const shown = calendar.months.filter(({ index }) => index >= 1)

type Snapshot = {
  readonly contract: string
  readonly file: string
  readonly rows: number
  readonly rejected: number
  readonly quality: readonly { readonly rule: string; readonly broken: number }[]
}
type Measured = { readonly results: readonly Result[] }
type Collection = { readonly snapshots: readonly Snapshot[]; readonly quarantined: readonly unknown[] }

let collection: Collection = { snapshots: [], quarantined: [] }
let results: readonly Result[] = []
let atClosing: readonly Result[] = []

const run = async <T>(...args: readonly string[]): Promise<T> => {
  const ran = await isometric(['--workspace', workspace, ...args, '--json'])
  if (ran.exit !== 0) throw new Error(ran.err)
  return JSON.parse(ran.out) as T
}

/** The quarter of the incident whose invoice comes long after. */
const closed = (() => {
  const month = addMonths(calendar.start, organisation.truth.effects.lateCost.month - 1)
  const first = addMonths(month, -((monthOfYear(month) - 1) % 3))
  return { first, next: addMonths(first, 3) }
})()

/** What its incidents had cost as far as anybody knew when it ended: later files of the ledger are not there yet. */
const measuredAtClosing = async (): Promise<readonly Result[]> => {
  const ledger = join(workspace, 'exports', 'incident-costs')
  const later = readdirSync(ledger).filter((file) => file.slice(0, 10) >= isoDay(closed.next))
  mkdirSync(join(folder, 'later'))
  for (const file of later) renameSync(join(ledger, file), join(folder, 'later', file))
  await run('collect', 'incidents', 'incident costs')
  const period = isoDay(closed.next - 1).slice(0, 7)
  const { results: found } = await run<Measured>('measure', 'incident-cost', '--period', period)
  for (const file of later) renameSync(join(folder, 'later', file), join(ledger, file))
  return found
}

beforeAll(async () => {
  const made = await initWorkspace(workspace, {
    timeZone: 'Europe/Berlin',
    fill: async (into) => {
      await generateSample(into, { until })
    },
  })
  if (!made.ok) throw new Error(JSON.stringify(made.issues))
  atClosing = await measuredAtClosing()
  collection = await run<Collection>('collect')
  const [first, last] = [shown.at(0), shown.at(-1)].map((month) => isoDay(month?.first ?? 0).slice(0, 7))
  const measured = await run<Measured>('measure', '--period', `${first}..${last}`)
  results = measured.results
}, 1_200_000)

afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('what the products exported', () => {
  test('is accepted to the last row', () => {
    expect(collection.quarantined).toEqual([])
    expect(collection.snapshots.filter(({ rejected }) => rejected > 0)).toEqual([])
    const broken = collection.snapshots.flatMap(({ file, quality }) =>
      quality.filter((rule) => rule.broken > 0).map(({ rule }) => `${file}: ${rule}`),
    )
    expect(broken).toEqual([])
  })

  test.each(tables)('has the rows of $contract', (table) => {
    const kept = collection.snapshots.filter(({ contract }) => contract === table.contract)
    const wanted = exportsOf(organisation, table).map(({ path, rows }) => `${path} ${rows.length}`)
    expect(kept.map(({ file, rows }) => `${file.slice(file.indexOf('exports/'))} ${rows}`).toSorted()).toEqual(
      wanted.toSorted(),
    )
  })
})

const ofConstruct = (id: ConstructId): readonly Result[] => results.filter(({ construct }) => construct === id)
const isTotal = ({ group }: Result): boolean => Object.keys(group).length === 0

const spanOf = ({ period }: Result): string => `${period.start}/${period.end}`

/** Months, quarters, halves and years that end in the months shown. */
const spansOf = (months: number): readonly string[] =>
  shown
    .map(({ next }) => next)
    .filter((next) => new Date(next * 86_400_000).getUTCMonth() % months === 0)
    .map((next) => `${isoDay(addMonths(next, -months))}/${isoDay(next)}`)

/** Weeks that end in them. */
const weekSpans = (): readonly string[] => {
  const days = Array.from({ length: calendar.end - calendar.start }, (_, at) => calendar.start + 1 + at)
  return days.filter((day) => weekday(day) === 1).map((day) => `${isoDay(day - 7)}/${isoDay(day)}`)
}

const kinds = [weekSpans(), spansOf(1), spansOf(3), spansOf(6), spansOf(12)]

describe.each(expectedConstructs)('%s', (id) => {
  const known = new Map<string, Expectation>()
  const expectationIn = ({ start, end }: Result['period']): Expectation => {
    const found = known.get(`${start}/${end}`) ?? expectedOf(id, organisation, start, end)
    known.set(`${start}/${end}`, found)
    return found
  }

  test('has every period of the months shown', () => {
    const measured = ofConstruct(id).filter(isTotal).map(spanOf)
    const kind = kinds.find((spans) => spans.includes(measured[0] ?? ''))
    expect(measured).toEqual(kind)
  })

  test('agrees with the simulator in every period and group', () => {
    const compared = comparisonOf(ofConstruct(id), expectationIn)
    expect(compared.apart).toEqual([])
    expect(compared.strangers).toEqual([])
    expect(compared.lost).toEqual([])
    expect(compared.unexpected).toEqual([])
    expect(compared.values).toBeGreaterThan(compared.hidden)
  })
})

test('a cost that came late restates a closed quarter', () => {
  const soon = { ...organisation, calendar: { ...calendar, end: closed.next } }
  const expected = expectedOf('incident-cost', soon, isoDay(closed.first), isoDay(closed.next)).total['total cost']
  const cost = (from: readonly Result[]): unknown =>
    from.find((one) => one.period.start === isoDay(closed.first) && isTotal(one))?.measures['total cost']
  expect(cost(atClosing)).toBe(expected)
  expect(Number(cost(ofConstruct('incident-cost'))) - Number(expected)).toBeGreaterThanOrEqual(
    organisation.truth.effects.lateCost.amount,
  )
})

/** Indicators that have no value in the end, and the planted effect that takes it from them. */
const withheld: Partial<Record<ConstructId, keyof Truth['effects']>> = { 'anti-malware': 'silentConsole' }

test('every indicator has a value for the last complete period, but for those that an effect withholds', () => {
  const valueless = expectedConstructs.filter((id) => {
    const last = ofConstruct(id).findLast(isTotal)
    return last === undefined || last.indicator.value === null
  })
  expect(valueless).toEqual(Object.keys(withheld))
})

type Shown = {
  readonly decided: {
    readonly breach: {
      readonly isOpen: boolean
      readonly mark: { readonly word: string }
      readonly sentences: readonly string[]
    }
    readonly actions: readonly Decided[]
    readonly deviations: readonly Decided[]
  }
}
type Decided = { readonly id: string; readonly mark: { readonly word: string }; readonly sentences: readonly string[] }

/** A share of several half-years together, as the simulator knows it, in percent with one decimal. */
const pooledShare = (months: readonly number[]): string => {
  const halves = months.map((month) => {
    const first = addMonths(calendar.start, month - 1)
    const start = addMonths(first, -((monthOfYear(first) - 1) % 6))
    return expectedOf('password-quality-manual', organisation, isoDay(start), isoDay(addMonths(start, 6))).total
  })
  const sumOf = (measure: string): number => halves.reduce((sum, half) => sum + Number(half[measure]), 0)
  return ((100 * sumOf('compliant passwords')) / sumOf('registered passwords')).toFixed(1)
}

describe('what its people decided', () => {
  const shown = (id: ConstructId): Promise<Shown> => run<Shown>('show', id)

  test('goes into the record, once', async () => {
    const apply = () =>
      run<{ changes: readonly { change: string; about: readonly string[] }[] }>('apply', join(workspace, 'decisions'))
    const { changes } = await apply()
    expect(new Set(changes.map(({ change }) => change))).toEqual(new Set(['added']))
    expect(changes.filter(({ about }) => about.length === 0)).toEqual([])
    expect(new Set((await apply()).changes.map(({ change }) => change))).toEqual(new Set(['unchanged']))
  })

  test('a breach leads through an action to an effectiveness verdict', async () => {
    const { decided } = await shown('password-quality-manual')
    const [action] = decided.actions
    expect(action).toMatchObject({ id: 'password-rules', mark: { word: 'effective' } })
    // Done in the fourteenth month, a half-year to take hold, looked at in the thirty-third.
    const [before, after] = [pooledShare([1, 7]), pooledShare([25])]
    const compared = action?.sentences[0]?.replaceAll('\u00A0', ' ') ?? ''
    expect(compared).toContain(
      `Before it was ${before} % (2 periods together), after it ${after} % (1 period together): up by`,
    )
    expect(action?.sentences[1]?.replaceAll('\u00A0', ' ')).toBe('Expected was at least 85 %: reached.')
    expect(action?.sentences.join(' ')).not.toContain('The comparison alone')
    expect(decided.breach).toMatchObject({ isOpen: false, mark: { word: 'ended' } })
  })

  test('what did not work, what lapsed and what is overdue is told, and the breach asks again', async () => {
    const [availability, rules, doors] = [
      await shown('availability'),
      await shown('firewall-rules'),
      await shown('entry-controls'),
    ]
    expect(availability.decided.actions).toMatchObject([{ id: 'portal-moved', mark: { word: 'not effective' } }])
    expect(availability.decided.breach).toMatchObject({ isOpen: true })
    expect(availability.decided.breach.sentences).toContain('What was done about it did not work.')
    expect(rules.decided.deviations).toMatchObject([{ id: 'berlin-replacement', mark: { word: 'lapsed' } }])
    expect(rules.decided.breach).toMatchObject({ isOpen: true })
    expect(doors.decided.actions).toMatchObject([{ id: 'hamburg-doors', mark: { word: 'overdue' } }])
    expect(doors.decided.breach).toMatchObject({ isOpen: false, mark: { word: 'acted on' } })
  })
})

type Catalogue = { readonly constructs: readonly Entry[] }
type Entry = {
  readonly id: string
  readonly annexB: string | null
  readonly latest: { readonly value: unknown; readonly notes: readonly { readonly message: string }[] } | null
}

test('the catalogue lists all of Annex B with where it stands, and names the source that fell silent', async () => {
  const { constructs } = await run<Catalogue>('catalogue')
  const annex = constructs.filter(({ annexB }) => annexB !== null)
  expect(annex.map(({ annexB }) => annexB)).toEqual(Array.from({ length: 36 }, (_, at) => `B.${at + 2}`))
  const lacking = annex.filter(({ latest }) => (latest?.value ?? null) === null)
  expect(lacking.map(({ id }) => id)).toEqual(Object.keys(withheld))
  expect(lacking.map(({ latest }) => latest?.notes.map(({ message }) => message).join(' '))).toEqual([
    expect.stringContaining('The source “console” of “endpoint protection” last spoke for'),
  ])
})

describe('what everybody is shown', () => {
  let opened: Awaited<ReturnType<typeof openSource>> | undefined
  let app: Awaited<ReturnType<typeof createApp>> | undefined
  beforeAll(async () => {
    opened = await openSource(workspace)
    if (!opened.ok) throw new Error(opened.issues[0]?.message)
    app = await createApp({ source: opened.value.source, version: 'test' })
  })
  afterAll(async () => {
    await app?.close()
    if (opened?.ok === true) await opened.value.close()
  })

  const pageOf = async (id: ConstructId): Promise<IndicatorPage> => {
    const answer = await app?.inject(`/api/v1/indicators/${id}`)
    expect(answer?.statusCode).toBe(200)
    return (JSON.parse(answer?.body ?? '') as { readonly page: IndicatorPage }).page
  }
  /** Words of programs and of formulas, and two units or two stops in a row. */
  const strange = /undefined|null|NaN|Infinity|[<>≥≤=_“”{}]|\.\.|;;| {2}|\b(\w+) \1\b/

  test.each(expectedConstructs)('%s: both verdicts in words, on its page and in the terminal', async (id) => {
    const { answer, analysis } = await pageOf(id)
    const marks = [analysis?.variation, analysis?.assurance].flatMap((mark) => mark ?? [])
    const [variation, assurance] = marks.map(({ verdict }) => verdict)
    expect(variations).toContain(variation)
    expect(assurances).toContain(assurance)
    const { out } = await isometricOn(until, ['--workspace', workspace, 'show', id])
    const shown = out.replaceAll(/\s+/g, ' ')
    for (const { word, sentence } of marks) {
      expect([sentence.startsWith(`${word}: `), sentence.endsWith('.')]).toEqual([true, true])
      expect(shown).toContain(`${sentence.replaceAll(/\s+/g, ' ')} `)
    }
    const said = [
      answer,
      ...marks.map(({ sentence }) => sentence),
      ...(analysis?.figures ?? []),
      ...(analysis?.notes ?? []),
    ]
    expect(said.filter((sentence) => strange.test(sentence.replaceAll('\u00A0', ' ')))).toEqual([])
  })
})
