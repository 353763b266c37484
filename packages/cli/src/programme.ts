import { readFile } from 'node:fs/promises'
import { relative } from 'node:path'
import { readProgramme, type Programme } from '@isometric/core/construct'
import type { Outcome } from '@isometric/core/issue'
import { instantOf } from '@isometric/core/term'
import type { Workspace } from '@isometric/runner/workspace'
import { problem } from './request.ts'

/** A file's path as short as it can be said from here. */
export const shortPath = (path: string): string => {
  const short = relative('.', path)
  return short === '' || short.startsWith('..') ? path : short
}

export type Texts = ReadonlyMap<string, string>

/** The programme of a workspace, with the text its issues stand in. */
export const programmeOf = async (
  workspace: Workspace,
): Promise<{ readonly outcome: Outcome<Programme>; readonly texts: Texts }> => {
  const name = shortPath(workspace.programme)
  const text = await readFile(workspace.programme, 'utf8')
  return { outcome: readProgramme(name, text), texts: new Map([[name, text]]) }
}

const isDate = /^\d{4}-\d{2}-\d{2}$/
const isInstant = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/

const dayAfter = (date: string): string =>
  new Date(Date.parse(`${date}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10)

/** The last moment of a local date, or an instant as it is; undefined where the text is neither. */
export const knownBy = (text: string, timeZone: string): string | undefined => {
  const parsed = Date.parse(isDate.test(text) ? `${text}T00:00:00Z` : text)
  if (Number.isNaN(parsed)) return undefined
  if (isInstant.test(text)) return new Date(parsed).toISOString()
  // A day that does not exist (31 February) is read as another one.
  if (!isDate.test(text) || new Date(parsed).toISOString().slice(0, 10) !== text) return undefined
  return new Date(Date.parse(instantOf(dayAfter(text), timeZone)) - 1).toISOString()
}

export const badDate = (option: string, found: string) =>
  problem('bad-argument', {
    option,
    found,
    expected: 'a date such as 2026-06-30, or an instant such as 2026-06-30T12:00:00Z',
  })
