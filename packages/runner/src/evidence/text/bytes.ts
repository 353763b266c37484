import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'

type Range = { readonly start?: number; readonly end?: number }

/**
 * A file's bytes in chunks of at most `most`. A small file gets small chunks: room for a large one, file after file,
 * keeps the collector of garbage busier than all the reading.
 */
export async function* bytesOf(file: string, most: number, range: Range = {}): AsyncGenerator<Buffer, void, void> {
  const { size } = await stat(file)
  const highWaterMark = Math.min(most, Math.max(2 ** 12, size))
  for await (const chunk of createReadStream(file, { ...range, highWaterMark })) {
    if (!Buffer.isBuffer(chunk)) throw new Error('a file was read as something other than bytes')
    yield chunk
  }
}
