import { createReadStream, createWriteStream } from 'node:fs'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { bytesOf } from './bytes.ts'

/** A carriage return at a chunk's end may belong to a pair: it waits for the next chunk. */
const withLineFeeds = () => {
  let waiting = ''
  return {
    feed: (text: string): string => {
      const whole = waiting + text
      waiting = whole.endsWith('\r') ? '\r' : ''
      return (waiting === '' ? whole : whole.slice(0, -1)).replaceAll(/\r\n?/g, '\n')
    },
    end: (): string => (waiting === '' ? '' : '\n'),
  }
}

/** Throws a TypeError where bytes mean nothing in the encoding. */
const textsOf = async function* (
  from: { readonly file: string; readonly encoding: string; readonly start: number },
  onLines: (lines: number) => void,
) {
  const decoder = new TextDecoder(from.encoding, { fatal: true, ignoreBOM: true })
  const lines = withLineFeeds()
  for await (const chunk of createReadStream(from.file, { start: from.start, highWaterMark: 2 ** 16 })) {
    if (!Buffer.isBuffer(chunk)) throw new Error('a file was read as something other than bytes')
    const text = lines.feed(decoder.decode(chunk, { stream: true }))
    yield text
    onLines(text.split('\n').length - 1)
  }
  yield lines.feed(decoder.decode()) + lines.end()
}

const lf = 10

async function* withBlankLines(file: string, lines: number): AsyncGenerator<Uint8Array, void, void> {
  let left = lines
  for await (const chunk of bytesOf(file, 2 ** 20)) {
    let at = 0
    for (; left > 0 && at < chunk.length;) {
      const end = chunk.indexOf(lf, at)
      at = end < 0 ? chunk.length : end + 1
      if (end < 0) continue
      left -= 1
      yield Buffer.of(lf)
    }
    if (at < chunk.length) yield chunk.subarray(at)
  }
}

/** Writes a text again with nothing on its first lines: what follows stays on the line it stood on. */
export const blankLines = (file: string, lines: number, to: string): Promise<void> =>
  pipeline(Readable.from(withBlankLines(file, lines)), createWriteStream(to))

/**
 * Writes a text again as UTF-8 with line feeds, chunk by chunk; the number of lines stays what it was. Where a byte
 * means nothing in the encoding, the answer is the line at or shortly before it.
 */
export const rewrite = async (
  from: { readonly file: string; readonly encoding: string; readonly start: number },
  to: string,
): Promise<{ readonly ok: true } | { readonly ok: false; readonly line: number }> => {
  let line = 1
  try {
    await pipeline(Readable.from(textsOf(from, (more) => (line += more))), createWriteStream(to))
    return { ok: true }
  } catch (thrown) {
    if (!(thrown instanceof TypeError)) throw thrown
    return { ok: false, line }
  }
}
