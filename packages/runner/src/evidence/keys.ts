import { randomBytes } from 'node:crypto'
import { mkdir, open, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { sqlName, type Column, type Contract } from '@isometric/core/construct'

/** Secret keys by the contract whose persons they hide. */
export type Keys = { readonly keyOf: (contract: string) => Promise<Uint8Array> }

const length = 32

const existing = async (file: string): Promise<Uint8Array | undefined> => {
  try {
    const key = await readFile(file)
    if (key.length !== length)
      throw new Error(`${file} is not a key: it should hold ${length} bytes and holds ${key.length}`)
    return key
  } catch (thrown) {
    if (thrown instanceof Error && 'code' in thrown && thrown.code === 'ENOENT') return undefined
    throw thrown
  }
}

/** Whoever comes second finds the first one's key: a key is never written over. */
const created = async (folder: string, file: string): Promise<Uint8Array> => {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const key = randomBytes(length)
  try {
    const handle = await open(file, 'wx', 0o600)
    try {
      await handle.writeFile(key)
      await handle.sync()
    } finally {
      await handle.close()
    }
    return key
  } catch (thrown) {
    const other = await existing(file)
    if (other === undefined) throw thrown
    return other
  }
}

/**
 * Keys as files `keys/<contract>.key`, made at first use, readable by their owner only. Destroying a file makes its
 * pseudonyms anonymous for good (architecture.md 6).
 */
export const keysIn = (folder: string): Keys => ({
  keyOf: async (contract) => {
    const file = join(folder, `${sqlName(contract)}.key`)
    return (await existing(file)) ?? created(folder, file)
  },
})

/**
 * The contract whose key hides a column's persons, or undefined where it holds none. A reference has the key of the
 * contract it refers to, so that both still meet; it is personal if what it refers to is.
 */
export const keyContract = (column: Column, contract: Contract, contracts: readonly Contract[]): string | undefined => {
  const seen = new Set<string>()
  let [current, home] = [column, contract]
  let personal = column.role === 'personal'
  while (current.of !== undefined && !seen.has(current.of)) {
    const next = contracts.find(({ name }) => name === current.of)
    seen.add(current.of)
    if (next === undefined) return personal ? current.of : undefined
    const key = next.columns.find(({ name }) => name === next.key[0])
    if (next.key.length !== 1 || key === undefined) return personal ? next.name : undefined
    ;[current, home] = [key, next]
    personal ||= key.role === 'personal'
  }
  return personal ? home.name : undefined
}
