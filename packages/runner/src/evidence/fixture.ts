import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readContract, readMapping, type Contract, type Mapping } from '@isometric/core/construct'
import type { Outcome } from '@isometric/core/issue'
import { recordSql } from '@isometric/core/sql'
import { openEngine, type Row } from '../engine/index.ts'
import { collect } from './collect.ts'
import type { Collected, CollectRequest } from './work.ts'
import { keysIn } from './keys.ts'

/** Only for tests: a workspace in a temporary folder, and documents written in a line or two. */

const good = <T>(outcome: Outcome<T>): T => {
  if (!outcome.ok) throw new Error(outcome.issues.map(({ message }) => message).join('\n'))
  return outcome.value
}
export const contractOf = (text: string): Contract => good(readContract('contract.yaml', text))
export const mappingOf = (text: string): Mapping => good(readMapping('mapping.yaml', text))

export type Stored = Extract<Collected, { readonly kind: 'stored' }>
export const storedOf = (collected: Collected): Stored => {
  if (collected.kind !== 'stored') throw new Error(collected.issues.map(({ message }) => message).join('\n'))
  return collected
}

const recordOf = (line: string): Record<string, unknown> => {
  const value: unknown = JSON.parse(line)
  return typeof value === 'object' && value !== null ? { ...value } : {}
}

/** Every file below a folder. */
export const filesBelow = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile())
    .toSorted()

export const berlin = { timeZone: 'Europe/Berlin', firstMonth: 1 }
export const noon = '2026-07-01T10:00:00Z'

export const workspace = (contract: Contract, others: readonly Contract[] = []) =>
  workspaceIn(mkdtempSync(join(tmpdir(), 'isometric-evidence-')), contract, others)

export const workspaceIn = (folder: string, contract: Contract, others: readonly Contract[] = []) => {
  const evidence = join(folder, 'evidence')
  const request = (file: string, more: Partial<CollectRequest> = {}): CollectRequest => ({
    contract,
    contracts: [contract, ...others],
    file,
    sourceName: 'test',
    evidence,
    calendar: berlin,
    now: noon,
    asOf: '2026-06-30',
    keys: keysIn(join(folder, 'keys')),
    formulaSql: recordSql('Europe/Berlin'),
    threads: 1,
    ...more,
  })
  const write = (name: string, content: string | Uint8Array): string => {
    const path = join(folder, name)
    writeFileSync(path, content)
    return path
  }
  return {
    folder,
    evidence,
    request,
    write,
    collect: (name: string, content: string | Uint8Array, more: Partial<CollectRequest> = {}): Promise<Collected> =>
      collect(request(write(name, content), more)),
    rejects: (stored: Stored): readonly Record<string, unknown>[] => {
      const { file } = stored.manifest.rejected
      if (file === null) return []
      const text = readFileSync(join(stored.snapshot.manifestPath, '..', file), 'utf8')
      return text.trim().split('\n').map(recordOf)
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  }
}

/** The rows of a stored table, in its order. */
export const rowsOf = async (stored: Stored): Promise<readonly Row[]> => {
  const engine = await openEngine({ threads: 1 })
  try {
    return await engine.rows(`SELECT * FROM read_parquet('${stored.snapshot.path}')`)
  } finally {
    engine.close()
  }
}
