import { isAscii, isUtf8 } from 'node:buffer'
import { open } from 'node:fs/promises'

/** The first bytes of a file, from which its kind is told before anything else is read. */
export const headOf = async (file: string, bytes = 2 ** 20): Promise<Buffer> => {
  const handle = await open(file, 'r')
  try {
    const buffer = Buffer.alloc(Math.max(1, Math.min(bytes, (await handle.stat()).size)))
    const { bytesRead } = await handle.read(buffer, 0, buffer.length, 0)
    return buffer.subarray(0, bytesRead)
  } finally {
    await handle.close()
  }
}

/** The last bytes of a UTF-8 text, by which one that was cut short is told. */
export const tailOf = async (file: string, bytes = 2 ** 12): Promise<string> => {
  const handle = await open(file, 'r')
  try {
    const { size } = await handle.stat()
    const buffer = Buffer.alloc(Math.min(bytes, size))
    await handle.read(buffer, 0, buffer.length, size - buffer.length)
    return buffer.toString('utf8')
  } finally {
    await handle.close()
  }
}

/** How a file's characters are written; `mark` is the length of a byte order mark. */
export type Encoding = { readonly name: string; readonly mark: number; readonly sure: boolean }

const marks: readonly (readonly [mark: readonly number[], name: string])[] = [
  [[0xef, 0xbb, 0xbf], 'utf-8'],
  [[0xff, 0xfe], 'utf-16le'],
  [[0xfe, 0xff], 'utf-16be'],
]

const zeroShare = (head: Buffer, parity: 0 | 1): number => {
  let zeros = 0
  const length = Math.min(head.length, 4096)
  for (let i = parity; i < length; i += 2) if (head[i] === 0) zeros += 1
  return length < 2 ? 0 : zeros / (length / 2)
}

/** A cut at the end of the head may split a character: up to three bytes are forgiven. */
const utf8Start = (head: Buffer): boolean =>
  [0, 1, 2, 3].some((cut) => isUtf8(head.subarray(0, Math.max(0, head.length - cut))))

/** A letter of several bytes as UTF-8 writes it; as Windows-1252 it would be an unlikely pair of signs. */
const letters = /[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}/

/**
 * The encoding of a text by its first bytes: a mark, the zeros of UTF-16, UTF-8 if it is, and else Windows-1252, which
 * covers Latin-1. Plain ASCII is UTF-8, but not surely: a later byte may tell.
 */
export const encodingOf = (head: Buffer): Encoding => {
  const marked = marks.find(([mark]) => mark.every((byte, i) => head[i] === byte))
  if (marked !== undefined) return { name: marked[1], mark: marked[0].length, sure: true }
  if (zeroShare(head, 1) > 0.3 && zeroShare(head, 0) < 0.1) return { name: 'utf-16le', mark: 0, sure: false }
  if (zeroShare(head, 0) > 0.3 && zeroShare(head, 1) < 0.1) return { name: 'utf-16be', mark: 0, sure: false }
  if (utf8Start(head)) return { name: 'utf-8', mark: 0, sure: !isAscii(head) }
  // A text that is UTF-8 in places is a broken one, to be refused where it breaks, and not another encoding.
  const isBroken = letters.test(head.toString('latin1'))
  return isBroken ? { name: 'utf-8', mark: 0, sure: true } : { name: 'windows-1252', mark: 0, sure: false }
}

/** Whether a name is an encoding this platform can read. */
export const isEncoding = (name: string): boolean => {
  try {
    return new TextDecoder(name).encoding.length > 0
  } catch {
    return false
  }
}

/** The head as text; what the cut at its end split is left out. */
export const decoded = (head: Buffer, encoding: Encoding): string =>
  new TextDecoder(encoding.name, { fatal: false }).decode(head.subarray(encoding.mark), { stream: true })

/** Signs a text does not hold: control characters that are no blank. */
const strange = /(?!\s)\p{Cc}/gu

/** Whether the decoded head is something people wrote, not bytes of another kind of file. */
export const looksLikeText = (text: string): boolean =>
  !text.includes('\u0000') && (text.match(strange)?.length ?? 0) <= text.length / 1000
