import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { issueOf, type Issue } from '@isometric/core/issue'

/** A file's text, or why there is none; `name` is how issues call it. */
export type Read = { readonly name: string; readonly text: string } | { readonly name: string; readonly issue: Issue }

const codeOf = (thrown: unknown): string =>
  thrown instanceof Error && 'code' in thrown && typeof thrown.code === 'string' ? thrown.code : ''
const isAbsent = (thrown: unknown): boolean => ['ENOENT', 'ENOTDIR'].includes(codeOf(thrown))
const why = (thrown: unknown): string => {
  if (codeOf(thrown) === 'EACCES' || codeOf(thrown) === 'EPERM') return 'this user may not read it'
  if (codeOf(thrown) === 'EISDIR') return 'it is a folder'
  return thrown instanceof Error ? thrown.message : String(thrown)
}
const unreadable = (file: string, thrown: unknown): Read => ({
  name: file,
  issue: { ...issueOf('file-unreadable', { file, why: why(thrown) }, { from: 0, to: 0 }), document: file },
})

/** The file, or undefined where there is none. */
export const readIfAny = async (file: string): Promise<Read | undefined> => {
  try {
    return { name: file, text: await readFile(file, 'utf8') }
  } catch (thrown) {
    return isAbsent(thrown) ? undefined : unreadable(file, thrown)
  }
}

const namesIn = async (folder: string): Promise<readonly string[] | Read> => {
  try {
    return (await readdir(folder)).filter((name) => !name.startsWith('.')).toSorted()
  } catch (thrown) {
    return isAbsent(thrown) ? [] : unreadable(folder, thrown)
  }
}

const readEach = async (folder: string, filesOf: (name: string) => readonly string[]): Promise<readonly Read[]> => {
  const names = await namesIn(folder)
  if ('name' in names) return [names]
  const files = names.flatMap(filesOf)
  return (await Promise.all(files.map((file) => readIfAny(join(folder, file))))).filter((read) => read !== undefined)
}

/** `<folder>/*.yaml`, in the order of their names. */
export const readDocuments = (folder: string): Promise<readonly Read[]> =>
  readEach(folder, (name) => (/\.ya?ml$/.test(name) ? [name] : []))
/** `<folder>/*∕construct.yaml` or, as free text, `construct.md`, in the order of the folders' names. */
export const readFolders = (folder: string): Promise<readonly Read[]> =>
  readEach(folder, (name) => [join(name, 'construct.yaml'), join(name, 'construct.md')])
