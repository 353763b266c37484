import type { StatusMark } from '@isometric/core/report'
import type { Status } from '@isometric/core/term'
import type { Ink, Paint } from './style.ts'

export const inkOf: Readonly<Record<Status, Ink>> = {
  met: 'good',
  near: 'middling',
  'not met': 'bad',
  'cannot tell': 'unknown',
  stale: 'unknown',
  'no data': 'faint',
  'not computable': 'faint',
}

/** A symbol, a word and a colour, never a colour alone. */
export const statusText = ({ status, symbol, word }: StatusMark, paint: Paint): string =>
  paint(inkOf[status], `${symbol} ${word}`)
