import { constants } from 'node:fs'
import { access, mkdir, realpath, rm, stat } from 'node:fs/promises'
import { totalmem } from 'node:os'
import { join } from 'node:path'
import { issueOf, type Outcome } from '@isometric/core/issue'
import { openEngine, type Engine } from '../engine/index.ts'
import { textIn } from './answer.ts'
import { leaveWord, scratchIn, sweep } from './folder.ts'
import { nowhere, refused } from './reading.ts'
import { named } from './sql-text.ts'

export type File = { readonly file: string; readonly bytes: number }

/** A file under the name the engine knows it by: the walls around it look through links. */
export const found = async (written: string): Promise<Outcome<File>> => {
  try {
    const file = await realpath(written)
    const { size, isFile } = await stat(file).then((stats) => ({ size: stats.size, isFile: stats.isFile() }))
    if (!isFile)
      return refused(
        issueOf('file-unreadable', { file: written, why: 'it is a folder or a device. Name a file' }, nowhere),
      )
    await access(file, constants.R_OK)
    return { ok: true, value: { file, bytes: size }, issues: [] }
  } catch (thrown) {
    const code = thrown instanceof Error && 'code' in thrown ? thrown.code : undefined
    if (code === 'ENOENT') return refused(issueOf('file-not-found', { file: written }, nowhere))
    if (code === 'EACCES')
      return refused(issueOf('file-unreadable', { file: written, why: 'its permissions do not allow it' }, nowhere))
    throw thrown
  }
}

/** An interruption hits only a running statement: it is repeated until one is hit. */
export const stopOn = (signal: AbortSignal | undefined, engine: Engine): { readonly end: () => void } => {
  let clock: NodeJS.Timeout | undefined
  const stop = (): void => {
    clock = setInterval(engine.interrupt, 20)
  }
  if (signal?.aborted === true) stop()
  signal?.addEventListener('abort', stop)
  return {
    end: () => {
      signal?.removeEventListener('abort', stop)
      clearInterval(clock)
    },
  }
}

/** Half of the machine, and never more than sorting a large table needs. */
const share = (): number => Math.min(4 * 2 ** 30, Math.floor(totalmem() / 2))

/** What the files of one run share: an engine that may read them and nothing else, and a folder to work in. */
export type Bench = { readonly engine: Engine; readonly evidence: string; readonly scratch: string }
type Run = {
  readonly evidence: string
  readonly memoryBytes?: number | undefined
  readonly threads?: number | undefined
}

export const benchFor = async (
  { evidence: folder, memoryBytes, threads }: Run,
  files: readonly string[],
): Promise<Bench> => {
  await mkdir(folder, { recursive: true })
  const evidence = await realpath(folder)
  // Asked for a folder on a disk that can only be read, Node says that there is none (ENOENT).
  await access(evidence, constants.W_OK)
  await sweep(evidence)
  const scratch = await scratchIn(evidence)
  const limits = { memoryBytes: memoryBytes ?? share(), threads, tempFolder: join(scratch, 'spill') }
  return { engine: await openEngine({ ...limits, only: [...files, evidence] }), evidence, scratch }
}

/** No row of a file is there for the next one to see. */
export const emptied = async (engine: Engine): Promise<void> => {
  const tables = await engine.rows('SELECT table_name AS name FROM duckdb_tables() WHERE temporary')
  const views = await engine.rows('SELECT view_name AS name FROM duckdb_views() WHERE temporary AND NOT internal')
  for (const row of views) await engine.run(`DROP VIEW ${named(textIn(row, 'name') ?? '')}`)
  for (const row of tables) await engine.run(`DROP TABLE ${named(textIn(row, 'name') ?? '')}`)
}

/**
 * Ends a run. Room is made before word is left: on a full disk there is none until then. Where nothing can be written
 * any more, what lies there is found by a later run.
 */
export const cleared = async ({ engine, evidence, scratch }: Bench, failed: boolean): Promise<void> => {
  engine.close()
  try {
    await rm(scratch, { recursive: true, force: true })
    if (failed) await leaveWord(evidence)
  } catch (thrown) {
    if (!failed) throw thrown
  }
}
