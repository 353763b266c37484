import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readConstruct, readContract, readProgramme, type Construct, type Contract } from '@isometric/core/construct'
import type { Outcome } from '@isometric/core/issue'
import { recordSql } from '@isometric/core/sql'
import type { Result } from '@isometric/core/term'
import { openEngine, type Engine } from '@isometric/runner/engine'
import { collect, keysIn, readSnapshots } from '@isometric/runner/evidence'
import { run, type Run } from '@isometric/runner/run'
import { openAnswers, openStore } from '@isometric/runner/store'

export const valueOf = <T>(outcome: Outcome<T>): T => {
  if (!outcome.ok) throw new Error(outcome.issues.map(({ message }) => message).join('\n'))
  return outcome.value
}

export const contractsOf = (texts: readonly string[]): Readonly<Record<string, Contract>> =>
  Object.fromEntries(
    texts.map((text): readonly [string, Contract] => {
      const contract = valueOf(readContract('contract.yaml', text))
      return [contract.name, contract]
    }),
  )

const constructOf = (text: string): Construct => valueOf(readConstruct('construct.yaml', text))

export type Measured = {
  readonly run: Run
  /** Statements that asked for a value. */
  readonly asked: readonly string[]
  /** Every statement, those that lay out what others ask about among them. */
  readonly sent: readonly string[]
  readonly results: readonly Result[]
}

/** A workspace that is measured in again and again, as the command does. */
export type Workplace = {
  readonly work: string
  readonly collectRows: (name: string, asOf: string, lines: readonly string[]) => Promise<void>
  /** With `fresh` nothing that was answered before is looked at. */
  readonly measured: (
    constructs: readonly string[],
    now: string,
    how?: { readonly fresh?: boolean },
  ) => Promise<Measured>
  readonly close: () => Promise<void>
}

type Place = { readonly work: string; readonly contracts: Readonly<Record<string, Contract>>; readonly zone: string }

const collectIn = async (
  { work, contracts, zone }: Place,
  name: string,
  asOf: string,
  lines: readonly string[],
): Promise<void> => {
  const contract = contracts[name]
  if (contract === undefined) throw new Error(name)
  const file = join(work, `${name}.csv`)
  await writeFile(file, `${lines.join('\n')}\n`)
  const collected = await collect({
    contract,
    contracts: Object.values(contracts),
    file,
    asOf,
    sourceName: name,
    evidence: join(work, 'evidence'),
    calendar: { timeZone: zone, firstMonth: 1 },
    now: `${asOf}T23:30:00Z`,
    keys: keysIn(join(work, 'keys')),
    formulaSql: recordSql(zone),
  })
  if (collected.kind !== 'stored' || collected.snapshot.rows !== lines.length - 1)
    throw new Error(`not all of ${name} was stored: ${collected.issues.map(({ message }) => message).join(' ')}`)
}

const measureIn = async (
  { work, contracts, zone }: Place,
  real: Engine,
  constructs: readonly string[],
  now: string,
  fresh: boolean,
): Promise<Measured> => {
  const [asked, sent]: [string[], string[]] = [[], []]
  const engine: Engine = {
    ...real,
    run: (sql, parameters) => {
      sent.push(sql)
      return real.run(sql, parameters)
    },
    rows: (sql) => {
      sent.push(sql)
      if (sql.includes(' AS value')) asked.push(sql)
      return real.rows(sql)
    },
  }
  const store = valueOf(await openStore(join(work, 'store.sqlite')))
  const answers = openAnswers(join(work, 'answers.sqlite'))
  try {
    const snapshots = (await readSnapshots(join(work, 'evidence'))).map((each) => ({ ...each, file: each.path }))
    const done = await run(
      {
        programme: valueOf(readProgramme('isometric.yaml', `organisation: Example\ntime zone: ${zone}\n`)),
        contracts,
        constructs: Object.fromEntries(constructs.map(constructOf).map((each) => [each.id, each])),
        ids: [],
        stored: Object.fromEntries(Map.groupBy(snapshots, ({ contract }) => contract)),
        asked: undefined,
        asKnownOn: undefined,
        now,
        known: () => Promise.resolve([]),
        ...(fresh ? {} : { answers, bases: await store.bases() }),
      },
      engine,
    )
    const [issue] = done.issues
    if (issue !== undefined) throw new Error(issue.message)
    if (!fresh) for (const { results, card, basis } of done.measured) await store.append(results, card, now, basis)
    return { run: done, asked, sent, results: done.measured.flatMap(({ results }) => results) }
  } finally {
    answers?.close()
    await store.close()
  }
}

export const openWorkplace = async (
  contracts: Readonly<Record<string, Contract>>,
  zone: string,
): Promise<Workplace> => {
  const work = await mkdtemp(join(tmpdir(), 'isometric-again-'))
  const engine = await openEngine()
  const place: Place = { work, contracts, zone }
  return {
    work,
    collectRows: (name, asOf, lines) => collectIn(place, name, asOf, lines),
    measured: (constructs, now, { fresh = false } = {}) => measureIn(place, engine, constructs, now, fresh),
    close: async () => {
      engine.close()
      await rm(work, { recursive: true, force: true })
    },
  }
}
