/**
 * The sample organisation through the real product. In: a day and a seed, or a workspace in which it has been measured.
 * Out: what the product stored, and what it said of a closed quarter as the ledger came in.
 */
import { mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Result } from '@isometric/core/term'
import { openStore } from '@isometric/runner/store'
import { initWorkspace, layoutOf } from '@isometric/runner/workspace'
import { isometric } from '../../packages/cli/src/child.ts'
import { addMonths, calendarOf, dayOf, isoDay, monthOfYear, type Calendar } from '../../sample/calendar.ts'
import { generateSample } from '../../sample/generate.ts'
import { truth } from '../../sample/truth.ts'
import type { KnownThen, Measured } from './measured.ts'

export type Asked = { readonly until: string; readonly seed: number }
export type Found = { readonly measured: Measured; readonly calendar: Calendar }

type Tell = (what: string) => void

const inWorkspace = async <T>(folder: string, ...args: readonly string[]): Promise<T> => {
  const ran = await isometric(['--workspace', folder, ...args, '--json'])
  if (ran.exit !== 0) throw new Error(`isometric ${args.join(' ')} ended with ${ran.exit}:\n${ran.err}`)
  return JSON.parse(ran.out) as T
}

/** Everything that is stored of an organisation. */
const storedIn = async (folder: string): Promise<Omit<Measured, 'knownThen'>> => {
  const opened = await openStore(layoutOf(folder).store, 'read')
  if (!opened.ok) throw new Error(opened.issues[0]?.message)
  try {
    return { cards: await opened.value.cards(), results: await opened.value.results({}) }
  } finally {
    await opened.value.close()
  }
}

/**
 * A quarter as it was known when it closed and at the end of those after it: files of the ledger that came later are put
 * aside, and put back one quarter after another.
 */
const watched = async (folder: string, aside: string, calendar: Calendar): Promise<readonly KnownThen[]> => {
  const month = addMonths(calendar.start, truth.effects.lateCost.month - 1)
  const start = addMonths(month, -((monthOfYear(month) - 1) % 3))
  const ends = [3, 6, 9, 12].map((later) => addMonths(start, later)).filter((end) => end <= calendar.end)
  const ledger = join(folder, 'exports', 'incident-costs')
  mkdirSync(aside)
  for (const file of readdirSync(ledger)) renameSync(join(ledger, file), join(aside, file))
  const known: KnownThen[] = []
  for (const end of ends) {
    const there = readdirSync(aside).filter((file) => file.slice(0, 10) < isoDay(end))
    for (const file of there) renameSync(join(aside, file), join(ledger, file))
    await inWorkspace(folder, 'collect', 'incidents', 'incident costs')
    const period = isoDay(addMonths(start, 3) - 1).slice(0, 7)
    type Answer = { readonly results: readonly Result[] }
    const { results } = await inWorkspace<Answer>(folder, 'measure', 'incident-cost', '--period', period)
    const total = results.find(({ group }) => Object.keys(group).length === 0)?.measures['total cost']
    known.push({ period: { start: isoDay(addMonths(end, -3)), end: isoDay(end) }, value: Number(total) })
  }
  for (const file of readdirSync(aside)) renameSync(join(aside, file), join(ledger, file))
  return known
}

/** Makes the organisation in a folder of its own, collects and measures it, and leaves nothing behind. */
export const newSample = async ({ until, seed }: Asked, tell: Tell): Promise<Found> => {
  const parent = mkdtempSync(join(tmpdir(), 'isometric-truth-'))
  const folder = join(parent, 'workspace')
  try {
    tell('Making the sample organisation')
    const made = await initWorkspace(folder, {
      timeZone: truth.timeZone,
      fill: async (into) => {
        await generateSample(into, { until, seed })
      },
    })
    if (!made.ok) throw new Error(made.issues[0]?.message)
    const calendar = calendarOf(dayOf(until), truth.months, truth.history)
    tell('Watching a quarter close')
    const knownThen = await watched(folder, join(parent, 'later'), calendar)
    tell('Collecting its evidence')
    await inWorkspace(folder, 'collect')
    tell('Measuring')
    await inWorkspace(folder, 'measure')
    return { measured: { ...(await storedIn(folder)), knownThen }, calendar }
  } finally {
    rmSync(parent, { recursive: true, force: true })
  }
}

/** A workspace of the sample organisation as it is: its months end with the last one that was measured. */
export const givenSample = async (folder: string): Promise<Found> => {
  const stored = await storedIn(folder)
  const ends = stored.results.flatMap(({ construct, period }) => (construct === 'incident-trend' ? [period.end] : []))
  const last = ends.toSorted().at(-1)
  if (last === undefined) throw new Error(`Nothing of the sample organisation has been measured in ${folder}.`)
  return {
    measured: { ...stored, knownThen: [] },
    calendar: calendarOf(dayOf(last), truth.months, truth.history),
  }
}
