import { createReadStream, createWriteStream } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'

/** Reads one file and writes another that a source can read; the only steps outside the product (see each folder's README). */
export type Conversion = (from: string, to: string) => Promise<void>

/** Rewrites a text line by line, holding one line at a time; a line may become none or several. */
export const byLine = async (
  from: string,
  to: string,
  rewrite: (line: string, number: number) => readonly string[],
): Promise<void> => {
  const lines = createInterface({ input: createReadStream(from, 'utf8'), crlfDelay: Infinity })
  const written = async function* (): AsyncGenerator<string> {
    let number = 0
    for await (const line of lines) for (const out of rewrite(line, ++number)) yield `${out}\n`
  }
  await pipeline(Readable.from(written()), createWriteStream(to))
}

/** A log may say the same thing twice. Where its rows have no key of their own, the line they stand on is one. */
export const numbered: Conversion = (from, to) =>
  byLine(from, to, (line, number) => [`${number === 1 ? 'line' : number},${line}`])

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
