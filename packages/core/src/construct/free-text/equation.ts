import { issueOf, type Issue } from '../../issue/index.ts'
import type { Placed } from '../scalar-text.ts'
import { joined, sliced, spanOfPlaced, trimmed, type Line } from './placed.ts'

/** `name = formula`: what stands on the left, and the formula over all its lines. */
export type Equation = { readonly name: Placed; readonly formula: Placed }

const begins = (line: Line): boolean => /^\S/.test(line.text)
/** The lines of an equation are indented by two; what stands further in is the formula's own. */
const outdented = (line: Line): Placed => sliced(line, Math.min(2, /^ */.exec(line.text)?.[0].length ?? 0))

const equationOf = (lines: readonly Line[]): Equation | undefined => {
  const [first, ...more] = lines
  const [, name = '', rest] = /^([^=]*[^=\s])[ \t]*=(.*)$/.exec(first?.text ?? '') ?? []
  if (first === undefined || rest === undefined) return undefined
  const formula = trimmed(joined([sliced(first, first.text.length - rest.length), ...more.map(outdented)], '\n'))
  return { name: sliced(first, 0, name.length), formula }
}

/** The equations of a block: each begins at the start of a line. */
export const equationsIn = (
  lines: readonly Line[],
): { readonly equations: readonly Equation[]; readonly issues: readonly Issue[] } => {
  const starts = lines.flatMap((line, i) => (begins(line) ? [i] : []))
  const [first = lines.length] = starts
  const stray = lines.slice(0, first).filter(({ text }) => text.trim() !== '')
  const read = starts.map((start, i) => {
    const own = lines.slice(start, starts[i + 1])
    return { own, equation: equationOf(own) }
  })
  const unread = [
    ...stray.slice(0, 1),
    ...read.flatMap(({ own, equation }) => (equation === undefined ? own.slice(0, 1) : [])),
  ]
  return {
    equations: read.flatMap(({ equation }) => equation ?? []),
    issues: unread.map((line) => issueOf('not-an-equation', {}, spanOfPlaced(trimmed(line)))),
  }
}

const mostInline = 60
/** A short method stands in the table of symbols; everything else has an equation. */
export const needsEquation = (kind: 'method' | 'function', formula: string): boolean =>
  kind === 'function' || formula.length > mostInline || /[\n`|]/.test(formula)

const fits = 100

/** @example equationText('a', 'b + c') //=> 'a = b + c' */
export const equationText = (name: string, formula: string): string => {
  const line = `${name} = ${formula}`
  if (!formula.includes('\n') && line.length <= fits) return line
  const lines = formula.split('\n').map((each) => (each === '' ? '' : `  ${each}`))
  return [`${name} =`, ...lines].join('\n')
}
