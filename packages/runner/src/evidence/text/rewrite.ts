import { createReadStream, createWriteStream } from 'node:fs'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'

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
