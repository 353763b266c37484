import { relative } from 'node:path'
import type { Issue } from '@isometric/core/issue'

/** A file's path as short as it can be said from here. */
export const shortPath = (path: string): string => {
  const short = relative('.', path)
  return short === '' || short.startsWith('..') ? path : short
}

export type Texts = ReadonlyMap<string, string>

/** Issues and their documents' texts, with the names shortened. */
export const shortened = (
  issues: readonly Issue[],
  texts: Texts,
): { readonly issues: readonly Issue[]; readonly texts: Texts } => ({
  issues: issues.map((issue) =>
    issue.document === undefined ? issue : { ...issue, document: shortPath(issue.document) },
  ),
  texts: new Map([...texts].map(([name, text]) => [shortPath(name), text])),
})

/** Why a file could not be read, for the end of a sentence. */
export const whyUnread = (thrown: unknown): string => {
  if (!(thrown instanceof Error)) return String(thrown)
  const code = 'code' in thrown ? thrown.code : undefined
  if (code === 'ENOENT') return 'there is no such file. Check its path'
  if (code === 'EISDIR') return 'it is a folder'
  if (code === 'EACCES' || code === 'EPERM') return 'this user may not read it'
  return thrown.message
}
