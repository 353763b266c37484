import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { readCatalogue, type Catalogue } from '@isometric/runner/catalogue'

export const here = fileURLToPath(new URL('.', import.meta.url))

/** The product's catalogue with a set's documents over it, and with contracts and mappings of other sets it is read beside. */
export const catalogueFor = async (set: string, others: readonly string[]): Promise<Catalogue> => {
  const own = await readCatalogue(join(here, set))
  const beside = await Promise.all(others.map((other) => readCatalogue(join(here, other))))
  const added = beside.map(({ contracts, mappings }) => ({ contracts, mappings }))
  return {
    ...own,
    contracts: Object.assign({}, ...added.map(({ contracts }) => contracts), own.contracts),
    mappings: Object.assign({}, ...added.map(({ mappings }) => mappings), own.mappings),
  }
}
