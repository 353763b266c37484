import { join } from 'node:path'

/** Reads one file and writes another that a source can read; the only steps outside the product (see each folder's README). */
export type Conversion = (from: string, to: string) => Promise<void>

const isConversions = (value: unknown): value is { readonly conversions: Readonly<Record<string, Conversion>> } =>
  typeof value === 'object' && value !== null && 'conversions' in value

/** Runs the conversion of that name in `<set>/convert.ts`; answers where the converted file lies. */
export const convert = async (set: string, name: string, from: string, work: string): Promise<string> => {
  const found: unknown = await import(`./${set}/convert.ts`)
  const conversion = isConversions(found) ? found.conversions[name] : undefined
  if (conversion === undefined) throw new Error(`${set}/convert.ts has no conversion “${name}”`)
  const to = join(work, `${name}.csv`)
  await conversion(from, to)
  return to
}
