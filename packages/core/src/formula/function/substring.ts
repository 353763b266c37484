import { text } from '../type.ts'
import { aText, aWhole, optional, scalar } from '../operand.ts'
import { refuse } from '../function.ts'

const cut = (characters: readonly string[], start: number, length: number | undefined): string => {
  const from = start < 0 ? Math.max(0, characters.length + start) : start - 1
  return characters.slice(from, length === undefined ? undefined : from + Math.max(0, length)).join('')
}

/** From a position counted from 1, or backwards from the end. */
export const substring = scalar({
  name: 'substring',
  clause: '10.3.4.3',
  parameters: [['string', 'start position', 'length?']],
  takes: [aText, aWhole, optional(aWhole)],
  gives: text,
  sql: ([x = '', start = '', length]) => {
    const at = `CAST(trunc(${start}) AS BIGINT)`
    const from = `CASE WHEN ${at} > 0 THEN ${at} WHEN ${at} < 0 THEN greatest(1, length(${x}) + ${at} + 1) END`
    return `substring(${x}, ${from}${length === undefined ? '' : `, greatest(0, CAST(trunc(${length}) AS BIGINT))`})`
  },
  compute: (of, start, length) =>
    start === 0
      ? refuse('counts positions from 1, or from -1 backwards, not from 0')
      : cut(Array.from(of), start, length),
  examples: [
    ['substring("foobar", 3)', 'obar'],
    ['substring("foobar", -2, 1)', 'a'],
    ['substring("\\U01F40Eab", 2)', 'ab'],
  ],
})
