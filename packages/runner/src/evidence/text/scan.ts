import { isAscii, isUtf8 } from 'node:buffer'
import { bytesOf } from './bytes.ts'

/** What one pass over the bytes of a text tells before the engine reads it. Offsets are bytes of the file. */
export type Scan = {
  readonly ascii: boolean
  /** Where the text stops being UTF-8. */
  readonly invalidAt: number | null
  readonly nullAt: number | null
  readonly lineEnds: 'lf' | 'crlf' | 'mixed'
  readonly endsWithLineEnd: boolean
}

/** A quoted value that never ends, or goes on after its closing quote. */
export type QuoteFault = { readonly kind: 'unterminated' | 'broken'; readonly at: number }

/** How a table is quoted. `plain`: no value holds a line end, and no sign of quoting stands within one that is not quoted. */
export type Quoting = { readonly fault: QuoteFault | null; readonly plain: boolean }

const lf = 10
const cr = 13
const chunkBytes = 2 ** 22

/** The length of a character that the chunk's end cuts in two. */
const cutTail = (chunk: Buffer): number => {
  for (let back = 1; back <= Math.min(3, chunk.length); back++) {
    const byte = chunk[chunk.length - back] ?? 0
    if (byte < 0x80) return 0
    if (byte >= 0xc0) return back < (byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2) ? back : 0
  }
  return 0
}

const firstInvalid = (chunk: Buffer): number => {
  let low = 0
  let high = chunk.length
  while (high - low > 1) {
    const middle = (low + high) >> 1
    const part = chunk.subarray(0, middle)
    if (isUtf8(part.subarray(0, part.length - cutTail(part)))) low = middle
    else high = middle
  }
  return low - cutTail(chunk.subarray(0, low))
}

/** Is the text UTF-8? Fed with chunks, carries a split character over. */
const utf8Watch = () => {
  let carried: Buffer = Buffer.alloc(0)
  let ascii = true
  let invalidAt: number | null = null
  return {
    feed: (chunk: Buffer, at: number): void => {
      if (invalidAt !== null) return
      if (carried.length === 0 && isAscii(chunk)) return
      ascii = false
      const whole = carried.length === 0 ? chunk : Buffer.concat([carried, chunk])
      const tail = cutTail(whole)
      const body = whole.subarray(0, whole.length - tail)
      if (!isUtf8(body)) invalidAt = at - carried.length + firstInvalid(body)
      carried = Buffer.from(whole.subarray(whole.length - tail))
    },
    ascii: () => ascii,
    invalidAt: (end: number) => invalidAt ?? (carried.length > 0 ? end - carried.length : null),
  }
}

/** Which line ends are there? Looks from one to the next, never at the bytes between. */
const lineEndWatch = () => {
  let feeds = 0
  let pairs = 0
  let returns = 0
  let before = 0
  return {
    feed: (chunk: Buffer): void => {
      const first = chunk.indexOf(cr)
      if (first < 0 && before !== cr && returns === 0) {
        if (feeds === 0 && chunk.includes(lf)) feeds = 1
        before = chunk.at(-1) ?? before
        return
      }
      for (let i = chunk.indexOf(lf); i >= 0; i = chunk.indexOf(lf, i + 1)) {
        feeds += 1
        if ((i === 0 ? before : chunk[i - 1]) === cr) pairs += 1
      }
      for (let i = first; i >= 0; i = chunk.indexOf(cr, i + 1)) returns += 1
      before = chunk.at(-1) ?? before
    },
    kind: (): Scan['lineEnds'] => (returns === 0 ? 'lf' : returns === pairs && feeds === pairs ? 'crlf' : 'mixed'),
    last: () => before,
  }
}

async function* chunksOf(
  file: string,
  start: number,
  end?: number,
): AsyncIterable<{ readonly chunk: Buffer; readonly at: number }> {
  let at = start
  for await (const chunk of bytesOf(file, chunkBytes, { start, ...(end === undefined ? {} : { end }) })) {
    yield { chunk, at }
    at += chunk.length
  }
}

/** One pass over a text from byte `start`, past a mark. */
export const scan = async (file: string, start: number, onBytes: (done: number) => void): Promise<Scan> => {
  const utf8 = utf8Watch()
  const lineEnds = lineEndWatch()
  let end = start
  let nullAt: number | null = null
  for await (const { chunk, at } of chunksOf(file, start)) {
    utf8.feed(chunk, at)
    lineEnds.feed(chunk)
    const zero: number = nullAt === null ? chunk.indexOf(0) : -1
    if (zero >= 0) nullAt = at + zero
    end = at + chunk.length
    onBytes(end)
  }
  return {
    ascii: utf8.ascii(),
    invalidAt: utf8.invalidAt(end),
    nullAt,
    lineEnds: lineEnds.kind(),
    endsWithLineEnd: end === start || lineEnds.last() === lf || lineEnds.last() === cr,
  }
}

const linesEndIn = (chunk: Buffer, from: number, to: number): boolean => {
  const end = chunk.indexOf(lf, from)
  return end >= 0 && end < to
}

/** Do quotes pair up? Looks from quote to quote. A quote inside an unquoted value is a sign like any other. */
const quoteWatch = (quote: number, separator: number) => {
  let state: 'out' | 'in' | 'after' = 'out'
  let before = lf
  let openedAt = 0
  let plain = true
  let fault: QuoteFault | null = null
  const ends = (byte: number | undefined): boolean => byte === separator || byte === lf || byte === cr
  const step = (chunk: Buffer, i: number, at: number): number => {
    if (state === 'after') {
      const byte = chunk[i]
      if (byte === quote) state = 'in'
      else if (ends(byte)) state = 'out'
      else fault = { kind: 'broken', at: at + i }
      return i + 1
    }
    const found = chunk.indexOf(quote, i)
    const next = found < 0 ? chunk.length : found
    if (state === 'in' && plain) plain = !linesEndIn(chunk, i, next)
    if (found < 0) return next
    if (state === 'in') state = 'after'
    else if (ends(next === 0 ? before : chunk[next - 1])) [state, openedAt] = ['in', at + next]
    else plain = false
    return next + 1
  }
  return {
    feed: (chunk: Buffer, at: number): void => {
      for (let i = 0; i < chunk.length && fault === null;) i = step(chunk, i, at)
      before = chunk.at(-1) ?? before
    },
    quoting: (): Quoting => ({
      fault: fault ?? (state === 'in' ? { kind: 'unterminated', at: openedAt } : null),
      plain,
    }),
  }
}

/** The quoting of a table whose header begins at byte `start`, with its first fault. */
export const quotingOf = async (
  file: string,
  form: { readonly start: number; readonly quote: string; readonly separator: string },
): Promise<Quoting> => {
  if (form.quote === '') return { fault: null, plain: true }
  const quotes = quoteWatch(form.quote.charCodeAt(0), form.separator.charCodeAt(0))
  for await (const { chunk, at } of chunksOf(file, form.start)) quotes.feed(chunk, at)
  return quotes.quoting()
}

/** The first fault in the quoting, or null. */
export const quoteFault = async (file: string, form: Parameters<typeof quotingOf>[1]): Promise<QuoteFault | null> =>
  (await quotingOf(file, form)).fault

/** The line, counted from 1, on which a byte of a file stands. */
export const lineAt = async (file: string, offset: number): Promise<number> => {
  if (offset === 0) return 1
  let line = 1
  for await (const { chunk } of chunksOf(file, 0, offset - 1))
    for (let i = chunk.indexOf(lf); i >= 0; i = chunk.indexOf(lf, i + 1)) line += 1
  return line
}
