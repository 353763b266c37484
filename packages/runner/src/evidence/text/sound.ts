import { join } from 'node:path'
import { issueOf, type Issue, type Outcome } from '@isometric/core/issue'
import { nowhere, refused, type ReadRequest } from '../reading.ts'
import { decoded, encodingOf, headOf, isEncoding, looksLikeText, type Encoding } from './head.ts'
import { rewrite } from './rewrite.ts'
import { lineAt, scan } from './scan.ts'

/** A text the engine can read: UTF-8 with one kind of line end; the user's own file, or a copy in the scratch folder. */
export type Sound = {
  readonly file: string
  /** Bytes of the mark before the text. */
  readonly mark: number
  /** How it begins. */
  readonly head: string
  readonly endsWithLineEnd: boolean
  /** Guesses the reader should know of. */
  readonly issues: readonly Issue[]
}

const utf8: Encoding = { name: 'utf-8', mark: 0, sure: true }
const windows: Encoding = { name: 'windows-1252', mark: 0, sure: false }

const notText = (request: ReadRequest) => refused(issueOf('file-not-text', { file: request.file }, nowhere))
const guessed = (encoding: Encoding): readonly Issue[] =>
  encoding.sure || encoding.name === 'utf-8' ? [] : [issueOf('encoding-guessed', { encoding: encoding.name }, nowhere)]

/** Reads the whole text in its encoding into a UTF-8 copy with line feeds. */
const copied = async (request: ReadRequest, encoding: Encoding): Promise<Outcome<Sound>> => {
  const copy = join(request.scratch, 'utf-8.txt')
  const written = await rewrite({ file: request.file, encoding: encoding.name, start: encoding.mark }, copy)
  if (!written.ok)
    return refused(
      issueOf(
        'encoding-broken',
        { encoding: encoding.name, line: `line ${written.line.toLocaleString('en-GB')}` },
        nowhere,
      ),
    )
  const head = decoded(await headOf(copy), utf8)
  const { nullAt, endsWithLineEnd } = await scan(copy, 0, () => {})
  if (nullAt !== null || !looksLikeText(head)) return notText(request)
  return { ok: true, value: { file: copy, mark: 0, head, endsWithLineEnd, issues: guessed(encoding) }, issues: [] }
}

/**
 * Makes a text sound before anything reads it. `declared` is what a mapping says of its encoding; otherwise the bytes
 * tell. Nonsense is refused by its first megabyte, however large it is.
 */
export const sound = async (request: ReadRequest, declared: string | undefined): Promise<Outcome<Sound>> => {
  if (declared !== undefined && !isEncoding(declared))
    return refused(issueOf('encoding-unknown', { encoding: declared }, nowhere))
  const bytes = await headOf(request.file)
  const found = encodingOf(bytes)
  const encoding = declared === undefined ? found : { ...found, name: new TextDecoder(declared).encoding, sure: true }
  const head = decoded(bytes, encoding)
  if (!looksLikeText(head)) return notText(request)
  if (encoding.name !== 'utf-8') return copied(request, encoding)
  const whole = await scan(request.file, encoding.mark, request.onBytes)
  if (whole.nullAt !== null) return notText(request)
  if (whole.invalidAt !== null && !encoding.sure) return copied(request, windows)
  if (whole.invalidAt !== null) {
    const line = `line ${(await lineAt(request.file, whole.invalidAt)).toLocaleString('en-GB')}`
    return refused(issueOf('encoding-broken', { encoding: 'UTF-8', line }, nowhere))
  }
  if (whole.lineEnds === 'mixed') return copied(request, encoding)
  const value = { file: request.file, mark: encoding.mark, head, endsWithLineEnd: whole.endsWithLineEnd, issues: [] }
  return { ok: true, value, issues: [] }
}
