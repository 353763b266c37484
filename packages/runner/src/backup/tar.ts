/** Tar (POSIX ustar), so that a backup can be looked into with any tool. */
import { createReadStream } from 'node:fs'
import { open, type FileHandle } from 'node:fs/promises'

const block = 512

/** A name of up to 255 bytes is parted at a slash into a prefix and a name. */
const parted = (path: string): readonly [string, string] => {
  if (Buffer.byteLength(path) <= 100) return ['', path]
  const at = path.indexOf('/', path.length - 101)
  if (at <= 0 || Buffer.byteLength(path) > 255) throw new Error(`“${path}” is too long a name for an archive`)
  return [path.slice(0, at), path.slice(at + 1)]
}

const octal = (value: number, width: number): string => `${value.toString(8).padStart(width - 1, '0')}\0`

const headerOf = (path: string, size: number): Buffer => {
  const header = Buffer.alloc(block)
  const [prefix, name] = parted(path)
  header.write(name, 0)
  header.write(octal(0o600, 8) + octal(0, 8) + octal(0, 8) + octal(size, 12) + octal(0, 12), 100, 'latin1')
  header.write(`        0`, 148, 'latin1')
  header.write('ustar\0', 257, 'latin1')
  header.write('00', 263, 'latin1')
  header.write(prefix, 345)
  const sum = header.reduce((total, byte) => total + byte, 0)
  header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148, 'latin1')
  return header
}

const padding = (size: number): Buffer => Buffer.alloc((block - (size % block)) % block)

export const addBytes = async (archive: FileHandle, path: string, bytes: Uint8Array): Promise<void> => {
  await archive.writeFile(Buffer.concat([headerOf(path, bytes.length), bytes, padding(bytes.length)]))
}

/** `size` bytes of a file, which may grow meanwhile. `onChunk` sees what is written. */
export const addFile = async (
  archive: FileHandle,
  path: string,
  file: string,
  size: number,
  onChunk: (bytes: Uint8Array) => void,
): Promise<void> => {
  await archive.writeFile(headerOf(path, size))
  let written = 0
  const chunks: AsyncIterable<Buffer> =
    size === 0 ? (async function* () {})() : createReadStream(file, { end: size - 1, highWaterMark: 1 << 20 })
  for await (const chunk of chunks) {
    onChunk(chunk)
    await archive.writeFile(chunk)
    written += chunk.length
  }
  if (written !== size) throw new Error(`${file} became shorter while it was copied`)
  await archive.writeFile(padding(size))
}

export const endArchive = (archive: FileHandle): Promise<void> => archive.writeFile(Buffer.alloc(2 * block))

/** One file of an archive: its path, and its bytes piece by piece, to be read before the next one. */
export type Entry = { readonly path: string; readonly size: number; readonly chunks: () => AsyncGenerator<Buffer> }

const textAt = (header: Buffer, from: number, length: number): string => {
  const bytes = header.subarray(from, from + length)
  const end = bytes.indexOf(0)
  return bytes.toString('utf8', 0, end < 0 ? length : end)
}

const isHeader = (header: Buffer): boolean => {
  const told = Number.parseInt(textAt(header, 148, 8), 8)
  const blank = Buffer.from(header)
  blank.fill(' ', 148, 156)
  return told === blank.reduce((total, byte) => total + byte, 0)
}

/** The files of an archive in order; ends where it is no more an archive. */
export async function* entriesOf(file: string): AsyncGenerator<Entry, void, void> {
  const archive = await open(file, 'r')
  try {
    const { size: end } = await archive.stat()
    for (let at = 0; at + block <= end;) {
      const header = Buffer.alloc(block)
      await archive.read(header, 0, block, at)
      const size = Number.parseInt(textAt(header, 124, 12), 8)
      if (!isHeader(header) || !Number.isSafeInteger(size) || at + block + size > end) return
      const prefix = textAt(header, 345, 155)
      const start = at + block
      yield {
        path: `${prefix === '' ? '' : `${prefix}/`}${textAt(header, 0, 100)}`,
        size,
        chunks: () => pieces(archive, start, size),
      }
      at = start + size + padding(size).length
    }
  } finally {
    await archive.close()
  }
}

async function* pieces(archive: FileHandle, start: number, size: number): AsyncGenerator<Buffer, void, void> {
  for (let at = 0; at < size;) {
    const piece = Buffer.alloc(Math.min(1 << 20, size - at))
    const { bytesRead } = await archive.read(piece, 0, piece.length, start + at)
    if (bytesRead === 0) return
    at += bytesRead
    yield piece.subarray(0, bytesRead)
  }
}
