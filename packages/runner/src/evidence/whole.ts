import { open } from 'node:fs/promises'

const mark = 'PAR1'

/**
 * Whether a file still looks like a table of evidence: it is there, and begins and ends as Parquet does. Asked where
 * nothing else is read of it; that no byte has changed is more than this can tell.
 */
export const looksWhole = async (file: string): Promise<boolean> => {
  try {
    const opened = await open(file, 'r')
    try {
      const { size } = await opened.stat()
      const ends = [0, Math.max(0, size - mark.length)]
      const read = await Promise.all(ends.map((at) => opened.read(Buffer.alloc(mark.length), 0, mark.length, at)))
      return size > 2 * mark.length && read.every(({ buffer }) => buffer.toString('latin1') === mark)
    } finally {
      await opened.close()
    }
  } catch {
    return false
  }
}
