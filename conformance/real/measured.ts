import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { readProgramme, type Construct, type Programme } from '@isometric/core/construct'
import type { Issue } from '@isometric/core/issue'
import { recordSql } from '@isometric/core/sql'
import { instantOf, periodAround, type Calendar, type Period, type Result } from '@isometric/core/term'
import { productFolder, type Catalogue } from '@isometric/runner/catalogue'
import { openEngine, type Engine } from '@isometric/runner/engine'
import { collect, keysIn, readSnapshots, type Collected } from '@isometric/runner/evidence'
import { run } from '@isometric/runner/run'
import { convert } from './convert.ts'
import type { Collection, Expectation, ExpectedResult } from './expected.ts'

/** Where the real data lies; it is read in place and never copied. */
export const dataFolder = join(process.env['ISOMETRIC_SHARED'] ?? resolve(productFolder, '..', 'shared'), 'data')

/** What came of every collection and every measurement, by the name of its test. */
export type Found = {
  readonly collected: ReadonlyMap<string, Collected>
  readonly measured: ReadonlyMap<string, Measured>
}
/** What one construct gave. */
type Measured = { readonly results: readonly Result[]; readonly issues: readonly Issue[] }
type Case = Expectation & { readonly set: string; readonly catalogue: Catalogue }

const dayAfter = (day: string, calendar: Calendar): string => periodAround('day', day, calendar).end

const collectOne = async (wanted: Collection, given: Case, work: string): Promise<Collected> => {
  const { catalogue, calendar } = given
  const mapping = wanted.mapping === undefined ? undefined : catalogue.mappings[wanted.mapping]
  const contract = catalogue.contracts[mapping?.contract ?? wanted.contract ?? '']
  if (contract === undefined) throw new Error(`${wanted.name}: there is no contract for it`)
  const asIs = join(dataFolder, given.data, wanted.file)
  return collect({
    contract,
    contracts: Object.values(catalogue.contracts),
    file: wanted.convert === undefined ? asIs : await convert(given.set, wanted.convert, asIs, work),
    mapping,
    asOf: wanted['as of'],
    sourceName: wanted.source ?? contract.name,
    evidence: join(work, wanted.aside ? 'aside' : 'evidence'),
    calendar,
    now: instantOf(dayAfter(wanted['as of'].slice(0, 10), calendar), calendar.timeZone),
    keys: keysIn(join(work, 'keys')),
    formulaSql: recordSql(calendar.timeZone),
  })
}

const programmeOf = ({ timeZone, firstMonth }: Calendar): Programme => {
  const lines = ['organisation: Example', `time zone: ${timeZone}`, `first month: ${firstMonth}`]
  const read = readProgramme('isometric.yaml', `${lines.join('\n')}\n`)
  if (!read.ok) throw new Error(read.issues.map(({ message }) => message).join(' '))
  return read.value
}

/** Periods that follow each other are measured in one go. */
const stretches = (periods: readonly Period[]): readonly (readonly [Period, ...Period[]])[] => {
  const found: [Period, ...Period[]][] = []
  const each = new Map(periods.map((period) => [period.start, period]))
  for (const period of [...each.values()].toSorted((a, b) => (a.start < b.start ? -1 : 1))) {
    const last = found.at(-1)
    if (last?.at(-1)?.end === period.start) last.push(period)
    else found.push([period])
  }
  return found
}

const measureOne = async (
  construct: Construct,
  wanted: readonly ExpectedResult[],
  given: Case,
  work: string,
  engine: Engine,
): Promise<Measured> => {
  const { catalogue, calendar } = given
  const snapshots = await readSnapshots(join(work, 'evidence'))
  const stored = Map.groupBy(
    snapshots.map((each) => ({ ...each, file: each.path })),
    ({ contract }) => contract,
  )
  const results: Result[] = []
  const issues: Issue[] = []
  for (const stretch of stretches(wanted.map(({ period }) => period))) {
    const [from, to] = [stretch[0].start, stretch.at(-1)?.end ?? '']
    const latest =
      [...snapshots.map(({ collectedAt }) => collectedAt), instantOf(dayAfter(to, calendar), calendar.timeZone)]
        .toSorted()
        .at(-1) ?? ''
    const found = await run(
      {
        programme: programmeOf(calendar),
        contracts: catalogue.contracts,
        constructs: catalogue.constructs,
        ids: [construct.id],
        stored: Object.fromEntries(stored),
        asked: { from, to },
        asKnownOn: undefined,
        now: latest,
        known: () => Promise.resolve([]),
      },
      engine,
    )
    issues.push(...found.issues)
    results.push(...(found.measured[0]?.results ?? []))
  }
  return { results, issues }
}

const measureAll = async (given: Case, work: string): Promise<Found['measured']> => {
  const found = new Map<string, Measured>()
  const engine = await openEngine()
  for (const [id, wanted] of Map.groupBy(given.results, (each) => each.construct)) {
    const construct = given.catalogue.constructs[id]
    if (construct === undefined) throw new Error(`there is no construct “${id}”`)
    found.set(id, await measureOne(construct, wanted, given, work, engine))
  }
  engine.close()
  return found
}

/** The whole way from files as they are to measured values, in a folder that is gone afterwards. */
export const measuredFrom = async (given: Case): Promise<Found> => {
  const work = await mkdtemp(join(tmpdir(), 'isometric-real-'))
  try {
    const collected = new Map<string, Collected>()
    for (const wanted of given.collections) collected.set(wanted.name, await collectOne(wanted, given, work))
    return { collected, measured: await measureAll(given, work) }
  } finally {
    await rm(work, { recursive: true, force: true })
  }
}
