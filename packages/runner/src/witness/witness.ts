import { hash } from 'node:crypto'
import { mkdir, open, readFile, readdir } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Outcome } from '@isometric/core/issue'
import { readCheckpoint } from '@isometric/core/record'
import { bytesIn, checkpointFile, replaceFile } from '../log/index.ts'
import { issueAt } from '../store/index.ts'
import { anchorsIn, type Kept } from '../verify/index.ts'

/** Where checkpoints go: a file that they are added to, or an address they are posted to. */
export type Witness =
  | { readonly kind: 'file'; readonly name: string; readonly path: string }
  | { readonly kind: 'http'; readonly name: string; readonly url: string }

/** What is kept of a checkpoint that was sent: itself, to whom, when, and what came back. */
export type Anchor = {
  readonly checkpoint: string
  readonly witness: string
  readonly at: string
  readonly answer: string
}

/** `known`: the witness had this checkpoint already. */
export type Anchored = { readonly witness: string; readonly size: number; readonly known: boolean }

/** Undefined where a text is neither an address nor a path. */
export const witnessOf = (text: string): Witness | undefined => {
  if (/^https?:\/\/\S+$/.test(text)) return { kind: 'http', name: text, url: text }
  if (text.startsWith('file://')) return { kind: 'file', name: text, path: fileURLToPath(text) }
  return text === '' || /^[a-z][a-z0-9+.-]*:\/\//i.test(text)
    ? undefined
    : { kind: 'file', name: text, path: resolve(text) }
}

/** Longer than that and a witness does not answer. */
const patience = 20_000
/** What is kept of an answer. */
const longest = 16_384

/** Checkpoints follow each other in the file, each as it is; the file is on the disk before it counts. */
const addTo = async (path: string, document: string): Promise<string> => {
  await mkdir(dirname(path), { recursive: true })
  const handle = await open(path, 'a')
  try {
    await handle.writeFile(`${document}\n`)
    await handle.sync()
  } finally {
    await handle.close()
  }
  return ''
}

const post = async (url: string, document: string): Promise<string> => {
  const answer = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'text/plain; charset=utf-8' },
    body: document,
    redirect: 'error',
    signal: AbortSignal.timeout(patience),
  })
  const text = (await answer.text()).slice(0, longest)
  if (!answer.ok) throw new Error(`it answered ${answer.status}`)
  return text
}

const whyOf = (thrown: unknown): string => {
  if (!(thrown instanceof Error)) return String(thrown)
  return thrown.cause instanceof Error ? `${thrown.message}: ${thrown.cause.message}` : thrown.message
}

const isAnchor = (value: unknown): value is Anchor =>
  typeof value === 'object' &&
  value !== null &&
  ['checkpoint', 'witness', 'at', 'answer'].every(
    (key) => key in value && typeof value[key as keyof typeof value] === 'string',
  )

const anchorIn = (text: string): Anchor | undefined => {
  try {
    const value: unknown = JSON.parse(text)
    return isAnchor(value) ? value : undefined
  } catch {
    return undefined
  }
}

/** A file is named by its number and by its digest, so that a changed byte of what came back is seen. */
const nameOf = (number: number, text: string): string =>
  `${String(number).padStart(6, '0')}-${hash('sha256', text)}.json`

const anchorNamed = (name: string, text: string): Anchor | undefined =>
  name === nameOf(Number.parseInt(name, 10), text) ? anchorIn(text) : undefined

/** What was sent of a log, by the files it is kept in; undefined where one cannot be read. */
const anchorFiles = async (log: string): Promise<readonly (readonly [string, Anchor | undefined])[]> => {
  const folder = anchorsIn(log)
  const names = await readdir(folder).catch(() => [])
  const files = names.filter((name) => name.endsWith('.json')).toSorted()
  return Promise.all(
    files.map(async (name) => [name, anchorNamed(name, await readFile(join(folder, name), 'utf8'))] as const),
  )
}

export const anchorsOf = async (log: string): Promise<readonly Anchor[]> =>
  (await anchorFiles(log)).flatMap(([, anchor]) => (anchor === undefined ? [] : [anchor]))

/** Checkpoints as they lie in a file: one after the other. */
const checkpointsIn = (name: string, text: string): readonly Kept[] => {
  const parts = text.split(/\n\n(?!—)/u).filter((part) => part.trim() !== '')
  return parts.map((part, i) => ({
    name: parts.length === 1 ? name : `${name} (${i + 1})`,
    document: `${part.trimEnd()}\n`,
  }))
}

/**
 * Every checkpoint known of a log: those sent, as they are kept beside it, and those that files outside still have,
 * which whoever changes the log may not reach.
 */
export const keptBy = async (log: string): Promise<readonly Kept[]> => {
  const anchors = await anchorFiles(log)
  const own = anchors.map(([name, anchor]) => ({ name: `anchors/${name}`, document: anchor?.checkpoint ?? '' }))
  const outside = [...new Set(anchors.flatMap(([, anchor]) => anchor?.witness ?? []))].flatMap((name) => {
    const witness = witnessOf(name)
    const bytes = witness?.kind === 'file' ? bytesIn(witness.path) : undefined
    return bytes === undefined ? [] : checkpointsIn(name, bytes.toString('utf8'))
  })
  return [...own, ...outside]
}

/** The checkpoints of a file that somebody kept, for `verify --checkpoint`. */
export const keptInFile = checkpointsIn

/** Sends the newest checkpoint to a witness, and keeps what came back. */
export const anchor = async (log: string, witness: Witness, at: string): Promise<Outcome<Anchored>> => {
  const document = bytesIn(checkpointFile(log))?.toString('utf8') ?? ''
  const checkpoint = readCheckpoint(document)
  if (checkpoint === undefined) return { ok: false, issues: [issueAt(log, 'nothing-to-anchor', { folder: log })] }
  const { size } = checkpoint
  const before = await anchorsOf(log)
  const isKnown = before.some((each) => each.witness === witness.name && each.checkpoint === document)
  if (isKnown) return { ok: true, value: { witness: witness.name, size, known: true }, issues: [] }
  try {
    const answer = witness.kind === 'file' ? await addTo(witness.path, document) : await post(witness.url, document)
    const kept: Anchor = { checkpoint: document, witness: witness.name, at, answer }
    const text = `${JSON.stringify(kept, null, 2)}\n`
    await replaceFile(join(anchorsIn(log), nameOf(before.length + 1, text)), text)
    return { ok: true, value: { witness: witness.name, size, known: false }, issues: [] }
  } catch (thrown) {
    return {
      ok: false,
      issues: [issueAt(witness.name, 'witness-failed', { witness: witness.name, why: whyOf(thrown) })],
    }
  }
}
