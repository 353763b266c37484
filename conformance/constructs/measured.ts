import type { Catalogue } from '@isometric/runner/catalogue'
import type { Result } from '@isometric/core/term'
import { measureExample } from '@isometric/runner/example'
import type { Expectation } from './expected.ts'

/** Results under each `known on` of the expectation; what is known in the end stands under `undefined`. */
export type Found = ReadonlyMap<string | undefined, readonly Result[]>

type Case = Expectation & { readonly construct: string; readonly folder: string; readonly catalogue: Catalogue }

/** The whole way from CSV files to judged results, in a folder that is gone afterwards. */
export const measuredFrom = async ({ construct, folder, catalogue, calendar, rows }: Case): Promise<Found> => {
  const bounds = rows.flatMap(({ period }) => [period.start, period.end]).toSorted()
  const found = await measureExample({
    construct,
    library: catalogue,
    folder,
    calendar,
    span: { from: bounds[0] ?? '', to: bounds.at(-1) ?? '' },
    knownOn: rows.map((row) => row.knownOn),
  })
  return new Map([...found].map(([day, measured]) => [day, measured?.results ?? []]))
}
