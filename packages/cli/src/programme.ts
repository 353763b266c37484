import { readFile } from 'node:fs/promises'
import { readProgramme, type Programme } from '@isometric/core/construct'
import type { Outcome } from '@isometric/core/issue'
import { instantOf, periodNamed, type Calendar } from '@isometric/core/term'
import type { Workspace } from '@isometric/runner/workspace'
import { shortPath, type Texts } from './paths.ts'
import { problem } from './request.ts'

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

const secondsText = (milliseconds: number): string => new Date(milliseconds).toISOString().replace('.000Z', 'Z')

/** The last second of a local date, or an instant as it is; undefined where the text is neither. */
export const knownBy = (text: string, timeZone: string): string | undefined => {
  const parsed = Date.parse(isDate.test(text) ? `${text}T00:00:00Z` : text)
  if (Number.isNaN(parsed)) return undefined
  if (isInstant.test(text)) return secondsText(parsed)
  // A day that does not exist (31 February) is read as another one.
  if (!isDate.test(text) || new Date(parsed).toISOString().slice(0, 10) !== text) return undefined
  return secondsText(Date.parse(instantOf(dayAfter(text), timeZone)) - 1000)
}

/** Local dates `[from..to)` of a period such as `2026-06`, or of several such as `2026-01..2026-06`, the last included. */
export const spanOf = (
  text: string,
  calendar: Calendar,
): { readonly from: string; readonly to: string } | undefined => {
  const [first = '', last = first] = text.split('..')
  const [from, to] = [periodNamed(first, calendar), periodNamed(last, calendar)]
  return from === undefined || to === undefined || to.end <= from.start ? undefined : { from: from.start, to: to.end }
}

export const badSpan = (option: string, found: string) =>
  problem('bad-argument', {
    option,
    found,
    expected: 'a period such as 2026-06, 2026-Q2, 2026-W23 or 2026-06-30, or two of them as 2026-01..2026-06',
  })

export const badDate = (option: string, found: string) =>
  problem('bad-argument', {
    option,
    found,
    expected: 'a date such as 2026-06-30, or an instant such as 2026-06-30T12:00:00Z',
  })
