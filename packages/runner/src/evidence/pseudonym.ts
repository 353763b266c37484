import type { Engine } from '../engine/index.ts'
import type { Keys } from './keys.ts'

/** A staged column holding persons, by its number, and the contract whose key hides them. */
export type PersonalColumn = { readonly column: number; readonly key: string }

const block = 64
const padded = (key: Uint8Array, byte: number): string =>
  Buffer.from(Array.from({ length: block }, (_, i) => (key[i] ?? 0) ^ byte)).toString('hex')

/** HMAC-SHA256 (RFC 2104) of a text, of which the first half is kept; `$1` and `$2` are the padded key. */
const hmac = (text: string): string => `left(sha256(unhex($2) || unhex(sha256(unhex($1) || encode(${text})))), 32)`

const tableOf = (key: number): string => `pseudonyms_${key}`

/**
 * Makes a table of pseudonyms per key from the distinct persons of the sound rows, in the engine: the plain value
 * never leaves its memory, and the key goes in as a parameter, not as text.
 */
export const pseudonymise = async (
  engine: Engine,
  staged: string,
  personal: readonly PersonalColumn[],
  keys: Keys,
): Promise<ReadonlyMap<number, string>> => {
  const names = [...new Set(personal.map(({ key }) => key))]
  for (const [i, name] of names.entries()) {
    const key = await keys.keyOf(name)
    const columns = personal
      .filter((one) => one.key === name)
      .map(({ column }) => `SELECT v${column} AS plain FROM ${staged} WHERE faults IS NULL`)
    await engine.run(
      `CREATE TEMP TABLE ${tableOf(i)} AS SELECT plain, ${hmac('plain')} AS pseudonym FROM (SELECT DISTINCT plain FROM (${columns.join(' UNION ALL ')}) WHERE plain IS NOT NULL)`,
      [padded(key, 0x36), padded(key, 0x5c)],
    )
  }
  return new Map(personal.map(({ column, key }) => [column, tableOf(names.indexOf(key))]))
}
