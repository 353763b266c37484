import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { readDocument, type Document } from '@isometric/core/construct'
import type { Issue } from '@isometric/core/issue'
import { shortPath, whyUnread, type Texts } from './paths.ts'
import { problem } from './request.ts'

/** Documents as far as they could be read, what is wrong with them, and whether a file could not be read at all. */
export type Documents = {
  readonly documents: readonly Document[]
  readonly issues: readonly Issue[]
  readonly texts: Texts
  readonly unreadable: boolean
}

/** People write documents; what is larger was not written. */
const mostBytes = 10_000_000

const unreadable = (file: string, why: string): Documents => ({
  documents: [],
  issues: [problem('document-unreadable', { file, why })],
  texts: new Map(),
  unreadable: true,
})

const textOf = (bytes: Uint8Array): string | undefined => {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return undefined
  }
}

const readFileAt = async (path: string, size: number): Promise<Documents> => {
  const name = shortPath(path)
  if (size > mostBytes)
    return unreadable(
      name,
      `it has ${Math.round(size / 1_000_000)} MB, and a document has at most ${mostBytes / 1_000_000}`,
    )
  const text = textOf(await readFile(path))
  if (text === undefined) return unreadable(name, 'it is not UTF-8 text. Save it as UTF-8')
  const outcome = readDocument(name, text)
  return {
    documents: outcome.ok ? [outcome.value] : [],
    issues: outcome.issues,
    texts: new Map([[name, text]]),
    unreadable: false,
  }
}

/** Most Markdown is no construct: below a folder only `construct.md` is. */
const isDocument = (name: string): boolean => /\.ya?ml$/.test(name) || name === 'construct.md'

/** The documents below a folder; an `expected.yaml` beside a construct is a test, not a document. */
const filesBelow = async (folder: string): Promise<readonly string[]> =>
  (await readdir(folder, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile() && isDocument(entry.name) && entry.name !== 'expected.yaml')
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted()

const readAt = async (path: string): Promise<Documents> => {
  try {
    const found = await stat(path)
    if (!found.isDirectory()) return await readFileAt(path, found.size)
    const files = await filesBelow(path)
    return files.length === 0
      ? unreadable(shortPath(path), 'there is no .yaml file and no construct.md in it')
      : await readDocuments(files)
  } catch (thrown) {
    return unreadable(shortPath(path), whyUnread(thrown))
  }
}

/** Reads files, and every document below folders; all problems at once. */
export const readDocuments = async (paths: readonly string[]): Promise<Documents> => {
  const all: Documents[] = []
  for (const path of paths) all.push(await readAt(path))
  return {
    documents: all.flatMap(({ documents }) => documents),
    issues: all.flatMap(({ issues }) => issues),
    texts: new Map(all.flatMap(({ texts }) => [...texts])),
    unreadable: all.some((one) => one.unreadable),
  }
}
