import { open } from 'node:fs/promises'
import { bytesOf } from './bytes.ts'

const lf = 10
const cr = 13

type Form = { readonly quote: number; readonly separator: number }

/**
 * Follows a CSV file record by record, to say on which line each begins. Values may hold line ends, and empty lines
 * are no records, so the two counts drift apart; `shift` hears each time they do.
 */
const recordWatch = ({ quote, separator }: Form, shift: (record: number, extra: number) => void) => {
  let records = 0
  let line = 0
  let heard = 0
  let empty = true
  let state: 'start' | 'plain' | 'in' | 'after' = 'start'
  const begin = (): void => {
    records += 1
    empty = false
    const extra = line - (records - 1)
    if (extra !== heard) shift(records, extra)
    heard = extra
  }
  const outside = (byte: number): void => {
    if (byte === lf) [line, empty, state] = [line + 1, true, 'start']
    else if (byte !== cr || !empty) {
      if (empty) begin()
      state = byte === separator ? 'start' : byte === quote && state === 'start' ? 'in' : 'plain'
    }
  }
  const inside = (byte: number): void => {
    if (byte === lf) line += 1
    else if (byte === quote) state = 'after'
  }
  return {
    feed: (chunk: Buffer): void => {
      for (const byte of chunk) {
        if (state === 'in') inside(byte)
        else if (state === 'after' && byte === quote) state = 'in'
        else outside(byte)
      }
    },
    records: () => records,
  }
}

/**
 * Writes `record,extra` lines to `to`: from this record on, so many more lines than records have passed. Called only
 * when a record has to be named, because it looks at every byte.
 */
export const recordLines = async (
  file: string,
  form: { readonly start: number; readonly quote: string; readonly separator: string },
  to: string,
): Promise<number> => {
  const out = await open(to, 'w')
  try {
    let pending = '1,0\n'
    const watch = recordWatch(
      { quote: form.quote === '' ? -1 : form.quote.charCodeAt(0), separator: form.separator.charCodeAt(0) },
      (record, extra) => {
        pending = record === 1 ? `1,${extra}\n` : `${pending}${record},${extra}\n`
      },
    )
    for await (const chunk of bytesOf(file, 2 ** 20, { start: form.start })) {
      watch.feed(chunk)
      if (pending.length > 2 ** 20) {
        await out.write(pending)
        pending = ''
      }
    }
    await out.write(pending)
    return watch.records()
  } finally {
    await out.close()
  }
}
