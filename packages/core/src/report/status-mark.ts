import type { Status } from '../term/index.ts'
import { en } from './message/index.ts'

/** A status is always a symbol, a word and a colour, never a colour alone (visual.md, Signal before status). */
export type StatusMark = { readonly status: Status; readonly symbol: string; readonly word: string }

const symbols: Readonly<Record<Status, string>> = {
  met: '✓',
  near: '◐',
  'not met': '✕',
  'cannot tell': '?',
  stale: '◷',
  'no data': '–',
  'not computable': '∅',
}

/** @example statusMark('near').symbol //=> '◐' */
export const statusMark = (status: Status): StatusMark => ({
  status,
  symbol: symbols[status],
  word: en.statuses[status],
})

/** What asks for somebody's attention first; met asks for none. */
export const bySeverity: readonly Status[] = [
  ...(['not met', 'near', 'cannot tell', 'stale', 'not computable', 'no data', 'met'] as const),
]
export const severity = (status: Status): number => bySeverity.indexOf(status)
