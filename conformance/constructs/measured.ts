import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { readProgramme, type Programme } from '@isometric/core/construct'
import { recordSql } from '@isometric/core/sql'
import { instantOf, periodAround, stepped, type Calendar, type Result } from '@isometric/core/term'
import { openEngine } from '@isometric/runner/engine'
import { collect, keysIn, readSnapshots } from '@isometric/runner/evidence'
import { run } from '@isometric/runner/run'
import type { Catalogue } from '@isometric/runner/catalogue'
import type { Expectation } from './expected.ts'

/** Results under each `known on` of the expectation; what is known in the end stands under `undefined`. */
export type Found = ReadonlyMap<string | undefined, readonly Result[]>

type Case = Expectation & { readonly construct: string; readonly folder: string; readonly catalogue: Catalogue }

const dayAfter = (day: string, calendar: Calendar): string => periodAround('day', day, calendar).end
const dayBefore = (day: string, calendar: Calendar): string =>
  stepped(periodAround('day', day, calendar), -1, calendar).start

/** `risks@2026-03-31.csv` shows the risks at the end of that day; without one, at the end of the last period. */
const partsOf = (file: string, lastDay: string): { readonly contract: string; readonly asOf: string } => {
  const [table = '', asOf = lastDay] = basename(file, '.csv').split('@')
  return { contract: table.replaceAll('-', ' '), asOf }
}

/** Collects every file at the start of the day after the one it shows, and takes nothing less than all its rows. */
const collectAll = async ({ folder, catalogue, calendar, rows }: Case, work: string): Promise<void> => {
  const end = rows.map(({ period }) => period.end).toSorted().at(-1) ?? ''
  const files = await readdir(join(folder, 'evidence'))
  for (const file of files.toSorted()) {
    const parts = partsOf(file, dayBefore(end, calendar))
    const contract = catalogue.contracts[parts.contract]
    if (contract === undefined) throw new Error(`${file}: no contract is called “${parts.contract}”`)
    const collected = await collect({
      contract,
      contracts: Object.values(catalogue.contracts),
      file: join(folder, 'evidence', file),
      asOf: parts.asOf,
      sourceName: contract.name,
      evidence: join(work, 'evidence'),
      calendar,
      now: instantOf(dayAfter(parts.asOf, calendar), calendar.timeZone),
      keys: keysIn(join(work, 'keys')),
      formulaSql: recordSql(calendar.timeZone),
    })
    if (collected.kind !== 'stored' || collected.snapshot.rejected > 0)
      throw new Error(`${file}: ${collected.kind}: ${collected.issues.map(({ message }) => message).join(' ')}`)
  }
}

const programmeOf = ({ timeZone, firstMonth }: Calendar): Programme => {
  const lines = ['organisation: Example', `time zone: ${timeZone}`, `first month: ${firstMonth}`]
  const read = readProgramme('isometric.yaml', `${lines.join('\n')}\n`)
  if (!read.ok) throw new Error(read.issues.map(({ message }) => message).join(' '))
  return read.value
}

const measureAll = async (given: Case, work: string): Promise<Found> => {
  const { catalogue, calendar, construct, rows } = given
  const snapshots = await readSnapshots(join(work, 'evidence'))
  const tables = Map.groupBy(snapshots.map((each) => ({ ...each, file: each.path })), ({ contract }) => contract)
  const bounds = rows.flatMap(({ period }) => [period.start, period.end]).toSorted()
  const [from = '', to = ''] = [bounds[0], bounds.at(-1)]
  const found = new Map<string | undefined, readonly Result[]>()
  for (const knownOn of new Set(rows.map((row) => row.knownOn))) {
    const engine = await openEngine()
    const { measured, issues } = await run(
      {
        programme: programmeOf(calendar),
        contracts: catalogue.contracts,
        constructs: catalogue.constructs,
        ids: [construct],
        stored: Object.fromEntries(tables),
        asked: { from, to },
        asKnownOn: knownOn === undefined ? undefined : instantOf(knownOn, calendar.timeZone),
        now: instantOf(dayAfter(to, calendar), calendar.timeZone),
        known: () => Promise.resolve([]),
      },
      engine,
    )
    engine.close()
    if (issues.length > 0) throw new Error(issues.map(({ message }) => message).join(' '))
    found.set(knownOn, measured[0]?.results ?? [])
  }
  return found
}

/** The whole way from CSV files to judged results, in a folder that is gone afterwards. */
export const measuredFrom = async (given: Case): Promise<Found> => {
  const work = await mkdtemp(join(tmpdir(), 'isometric-construct-'))
  try {
    await collectAll(given, work)
    return await measureAll(given, work)
  } finally {
    await rm(work, { recursive: true, force: true })
  }
}
