/**
 * The worked example of a construct: its own evidence, collected and measured like any other, in a folder that is gone
 * afterwards. Comes in: a construct's folder. Goes out: results. Like run.ts, no folder knows it.
 */
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { readProgramme, type Library, type Programme } from '@isometric/core/construct'
import { recordSql } from '@isometric/core/sql'
import { instantOf, periodAround, stepped, type Calendar, type Result } from '@isometric/core/term'
import { openEngine } from './engine/index.ts'
import { collectAll, keysIn, readSnapshots, type CollectRequest } from './evidence/index.ts'
import { run, type Measured } from './run.ts'

export type WorkedExample = {
  readonly construct: string
  readonly library: Library
  /** Holds `evidence/<contract>@<day>.csv`. */
  readonly folder: string
  readonly calendar: Calendar
  /** Local dates `[from..to)`. */
  readonly span: { readonly from: string; readonly to: string }
  /** Days by whose start it was known; undefined is the end. */
  readonly knownOn: readonly (string | undefined)[]
}

/** An example is a few rows: to share them out takes longer than to read them. */
const threads = 1

/** What was measured, as known on each day asked for. */
export type MeasuredExample = ReadonlyMap<string | undefined, Measured | undefined>

const dayAfter = (day: string, calendar: Calendar): string => periodAround('day', day, calendar).end
const dayBefore = (day: string, calendar: Calendar): string =>
  stepped(periodAround('day', day, calendar), -1, calendar).start

/** `risks@2026-03-31.csv` shows the risks at the end of that day; without one, at the end of the last period. */
const shownBy = (file: string, lastDay: string): { readonly contract: string; readonly asOf: string } => {
  const [table = '', asOf = lastDay] = basename(file, '.csv').split('@')
  return { contract: table.replaceAll('-', ' '), asOf }
}

/** A file is collected at the start of the day after the one it shows. */
const requestFor = (file: string, { folder, library, calendar, span }: WorkedExample, work: string): CollectRequest => {
  const { contract: name, asOf } = shownBy(file, dayBefore(span.to, calendar))
  const contract = library.contracts[name]
  if (contract === undefined) throw new Error(`${file}: no contract is called “${name}”`)
  return {
    contract,
    contracts: Object.values(library.contracts),
    file: join(folder, 'evidence', file),
    asOf,
    sourceName: contract.name,
    evidence: join(work, 'evidence'),
    calendar,
    now: instantOf(dayAfter(asOf, calendar), calendar.timeZone),
    keys: keysIn(join(work, 'keys')),
    formulaSql: recordSql(calendar.timeZone),
    threads,
  }
}

/** Collects every file, and takes nothing less than all its rows. */
const collectFiles = async (example: WorkedExample, work: string): Promise<void> => {
  const files = (await readdir(join(example.folder, 'evidence'))).toSorted()
  const left = [...files]
  for await (const collected of collectAll(files.map((file) => requestFor(file, example, work)))) {
    const file = left.shift() ?? ''
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

type Request = Parameters<typeof run>[0]

const requestOf = async (example: WorkedExample, work: string): Promise<Request> => {
  const { construct, library, calendar, span } = example
  const snapshots = await readSnapshots(join(work, 'evidence'))
  const tables = Map.groupBy(
    snapshots.map((each) => ({ ...each, file: each.path })),
    ({ contract }) => contract,
  )
  return {
    programme: programmeOf(calendar),
    contracts: library.contracts,
    constructs: library.constructs,
    ids: [construct],
    stored: Object.fromEntries(tables),
    asked: span,
    asKnownOn: undefined,
    now: instantOf(dayAfter(span.to, calendar), calendar.timeZone),
    known: (): Promise<readonly Result[]> => Promise.resolve([]),
  }
}

const measureFrom = async (example: WorkedExample, work: string): Promise<MeasuredExample> => {
  const request = await requestOf(example, work)
  const { timeZone } = example.calendar
  const found = new Map<string | undefined, Measured | undefined>()
  for (const day of new Set(example.knownOn)) {
    const engine = await openEngine({ threads })
    try {
      const asKnownOn = day === undefined ? undefined : instantOf(day, timeZone)
      const { measured, issues } = await run({ ...request, asKnownOn }, engine)
      if (issues.length > 0) throw new Error(issues.map(({ message }) => message).join(' '))
      found.set(day, measured[0])
    } finally {
      engine.close()
    }
  }
  return found
}

/** The whole way from CSV files to judged results. Throws where the example is not in order. */
export const measureExample = async (example: WorkedExample): Promise<MeasuredExample> => {
  const work = await mkdtemp(join(tmpdir(), 'isometric-example-'))
  try {
    await collectFiles(example, work)
    return await measureFrom(example, work)
  } finally {
    await rm(work, { recursive: true, force: true })
  }
}
