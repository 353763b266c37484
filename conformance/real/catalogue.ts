import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { readCatalogue, type Catalogue } from '@isometric/runner/catalogue'

export const here = fileURLToPath(new URL('.', import.meta.url))

const over = <T>(records: readonly Readonly<Record<string, T>>[]): Readonly<Record<string, T>> =>
  Object.fromEntries(records.flatMap((record) => Object.entries(record)))

/** The product's catalogue with a set's documents over it, and with contracts and mappings of other sets it is read beside. */
export const catalogueFor = async (set: string, others: readonly string[]): Promise<Catalogue> => {
  const own = await readCatalogue(join(here, set))
  const beside = await Promise.all(others.map((other) => readCatalogue(join(here, other))))
  return {
    ...own,
    contracts: over([...beside.map(({ contracts }) => contracts), own.contracts]),
    mappings: over([...beside.map(({ mappings }) => mappings), own.mappings]),
  }
}
