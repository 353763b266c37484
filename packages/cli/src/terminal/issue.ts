import { positionAt, type Issue, type Severity } from '@isometric/core/issue'
import type { Ink, Paint } from './style.ts'
import { harmless, shortened, widthOf } from './width.ts'

/** The text of a document by its name, where it is at hand. */
export type TextOf = (document: string) => string | undefined

const inks: Readonly<Record<Severity, Ink>> = { error: 'bad', warning: 'middling', notice: 'unknown' }

/** An issue for machines (interface.md, `check`). */
export type IssueDocument = {
  readonly code: string
  readonly severity: Severity
  readonly file: string | null
  readonly line: number | null
  readonly column: number | null
  readonly endLine: number | null
  readonly endColumn: number | null
  readonly message: string
}

export const issueDocument = (issue: Issue, textOf: TextOf): IssueDocument => {
  const { code, severity, document, message, span } = issue
  const text = document === undefined ? undefined : textOf(document)
  const start = text === undefined ? undefined : positionAt(text, span.from)
  const end = text === undefined ? undefined : positionAt(text, span.to)
  return {
    code,
    severity,
    file: document ?? null,
    line: start?.line ?? null,
    column: start?.column ?? null,
    endLine: end?.line ?? null,
    endColumn: end?.column ?? null,
    message,
  }
}

const most = 100

/** The offending line and a caret under each of its characters; a span over several lines ends with its first. */
const excerpt = (text: string, { span }: Issue, paint: Paint, ink: Ink): readonly string[] => {
  const { line, column } = positionAt(text, span.from)
  const whole = harmless((text.split('\n')[line - 1] ?? '').replaceAll('\t', ' ').replace(/\r$/, ''))
  const cut = Math.max(0, column - 1 - Math.floor(most / 2))
  const shown = shortened(`${cut > 0 ? '…' : ''}${whole.slice(cut > 0 ? cut + 1 : 0)}`, most)
  const before = shown.slice(0, column - 1 - cut)
  const length = Math.min(span.to - span.from, shown.length - before.length)
  const number = String(line)
  const margin = ' '.repeat(number.length)
  const under = '^'.repeat(Math.max(1, widthOf(shown.slice(before.length, before.length + length))))
  return [
    `  ${paint('faint', `${number} │`)} ${shown}`,
    `  ${paint('faint', `${margin} │`)} ${' '.repeat(widthOf(before))}${paint(ink, under)}`,
  ]
}

/** `file.yaml:12:7 error unknown-column …`, then the line with its fault underlined. */
export const issueText = (issue: Issue, textOf: TextOf, paint: Paint): string => {
  const { code, severity, document, message, span } = issue
  const text = document === undefined ? undefined : textOf(document)
  const said = `${paint(inks[severity], severity)} ${paint('strong', code)} ${harmless(message)}`
  if (text === undefined) return said
  const { line, column } = positionAt(text, span.from)
  const head = `${paint('strong', `${document}:${line}:${column}`)} ${said}`
  return [head, ...excerpt(text, issue, paint, inks[severity])].join('\n')
}

/** @example countText({ error: 1, warning: 2, notice: 0 }) //=> '1 error, 2 warnings' */
const countText = (issues: readonly Issue[]): string =>
  (['error', 'warning', 'notice'] as const)
    .map((severity) => ({ severity, n: issues.filter((issue) => issue.severity === severity).length }))
    .filter(({ n }) => n > 0)
    .map(({ severity, n }) => `${n} ${severity}${n === 1 ? '' : 's'}`)
    .join(', ')

/** All issues in the order of their places, and how many there are. */
export const issuesText = (issues: readonly Issue[], textOf: TextOf, paint: Paint): string =>
  [...issues.map((issue) => issueText(issue, textOf, paint)), countText(issues)].join('\n')
