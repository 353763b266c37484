import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { openEngine, type Engine, type Limits } from '@isometric/runner/engine'
import { collect } from '@isometric/runner/evidence'
import { requestFor, type Export } from './evidence.ts'
import { contracts, placeIn, type Place } from './place.ts'
import type { Answer, Timed } from './task.ts'
import { exportTo, lastDay, logonsSql, months, type World } from './world.ts'

const types: Readonly<Record<string, string>> = {
  logon: 'VARCHAR',
  at: 'TIMESTAMP',
  person: 'VARCHAR',
  unit: 'VARCHAR',
  outcome: 'VARCHAR',
  seconds: 'DOUBLE',
}

const text = (value: string): string => `'${value.replaceAll("'", "''")}'`

/** C: nothing is guessed, nothing is checked, and the order needs no third column, for no two logons share a name. */
const copySql = (file: string, target: string): string => {
  const columns = Object.entries(types).map(([name, type]) => `${text(name)}: ${text(type)}`)
  return `COPY (SELECT * FROM read_csv(${text(file)}, header = true, auto_detect = false, columns = {${columns.join(', ')}}) ORDER BY "at", logon)
    TO ${text(target)} (FORMAT parquet)`
}

const timed = async (act: () => Promise<void>): Promise<{ readonly seconds: number; readonly cpu: number }> => {
  const [began, before] = [performance.now(), process.cpuUsage()]
  await act()
  const { user, system } = process.cpuUsage(before)
  return { seconds: (performance.now() - began) / 1000, cpu: (user + system) / 1e6 }
}

const countOf = async (engine: Engine, sql: string): Promise<number> => {
  const [row] = await engine.rows(`SELECT count(*) AS n FROM (${sql})`)
  return Number(row?.['n'])
}

/** Both files hold the same rows in the same order; only persons are hidden, as many as there were. */
const differing = async (ours: string, theirs: string, rows: number): Promise<string | undefined> => {
  const engine = await openEngine({})
  const read = (file: string): string => `read_parquet(${text(file)}, file_row_number = true)`
  const plain = Object.keys(types).filter((name) => name !== 'person')
  const same = plain.map((name) => `a."${name}" IS NOT DISTINCT FROM b."${name}"`)
  try {
    const both = `SELECT 1 FROM ${read(ours)} a JOIN ${read(theirs)} b USING (file_row_number)`
    const equal = await countOf(engine, `${both} WHERE ${same.join(' AND ')}`)
    if (equal !== rows) return `${rows - equal} of ${rows} collected rows differ from those of C`
    const [persons, pairs] = [
      await countOf(engine, `SELECT DISTINCT person FROM ${read(theirs)}`),
      await countOf(
        engine,
        `SELECT DISTINCT a.person, b.person FROM ${read(ours)} a JOIN ${read(theirs)} b USING (file_row_number)`,
      ),
    ]
    return persons === pairs ? undefined : `${persons} persons have ${pairs} pseudonyms`
  } finally {
    engine.close()
  }
}

type Setting = { readonly place: Place; readonly file: string; readonly world: World; readonly limits: Limits }
type Once = { readonly timed: Timed; readonly difference: string | undefined }

/** Ours into a folder with nothing in it, then C: each from an engine that is closed to one that is closed again. */
const once = async ({ place, file, world, limits }: Setting): Promise<Once> => {
  const scratch = mkdtempSync(join(place.folder, 'run-'))
  const day = lastDay(months.at(-1) ?? '')
  const one: Export = { contract: 'logons', sql: '', day, covers: undefined }
  const request = requestFor({ folder: scratch }, await contracts(), file, one, limits)
  try {
    let path = ''
    const mine = await timed(async () => {
      const collected = await collect(request)
      if (collected.kind !== 'stored') throw new Error(collected.issues.map(({ message }) => message).join(' '))
      path = collected.snapshot.path
    })
    const target = join(scratch, 'copy.parquet')
    const other = await timed(async () => {
      const engine = await openEngine(limits)
      await engine.run(copySql(file, target))
      engine.close()
    })
    return {
      timed: { ours: mine.seconds, rival: other.seconds, oursCpu: mine.cpu, rivalCpu: other.cpu },
      difference: await differing(path, target, world.rows),
    }
  } finally {
    rmSync(scratch, { recursive: true })
  }
}

/** A CSV of logons, collected and copied in turn. */
export const collecting = async (
  folder: string,
  world: World,
  limits: Limits,
  runs: number,
  say: (text: string) => void,
): Promise<Answer> => {
  const place = await placeIn(mkdtempSync(`${folder}-`))
  try {
    const file = join(place.folder, 'logons.csv')
    const engine = await openEngine(limits)
    await exportTo(engine, logonsSql(world), file)
    engine.close()
    say(`${world.rows} rows, ${Math.round(statSync(file).size / 1e6)} MB; warm-up`)
    const setting = { place, file, world, limits }
    const { difference } = await once(setting)
    if (difference !== undefined) return { runs: [], difference }
    const done: Timed[] = []
    for (let i = 0; i < runs; i++) {
      const { timed: one } = await once(setting)
      say(`collect ${one.ours?.toFixed(2)} s, C ${one.rival?.toFixed(2)} s`)
      done.push(one)
    }
    return { runs: done }
  } finally {
    rmSync(place.folder, { recursive: true })
  }
}
