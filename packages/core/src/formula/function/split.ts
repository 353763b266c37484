import { isRefusal } from '../function.ts'
import { aText, scalar } from '../operand.ts'
import { patternOf, sqlPattern } from '../pattern.ts'

/** The parts between the matches of a pattern. */
export const split = scalar({
  name: 'split',
  clause: '10.3.4.3',
  parameters: [['string', 'delimiter']],
  takes: [aText, aText],
  gives: { kind: 'list', of: { kind: 'text' } },
  sql: ([x = '', delimiter = '']) => `regexp_split_to_array(${x}, ${sqlPattern(delimiter, undefined)})`,
  compute: (x, delimiter) => {
    const compiled = patternOf(delimiter, '')
    return isRefusal(compiled) ? compiled : partsOf(x, compiled)
  },
  examples: [['split("a;b;;c", ";")', '["a", "b", "", "c"]']],
})

/** `String.split` would put what brackets of the pattern held among the parts. */
const partsOf = (x: string, pattern: RegExp): readonly string[] => {
  const parts: string[] = []
  let from = 0
  for (const match of x.matchAll(new RegExp(pattern.source, `${pattern.flags}g`))) {
    if (match[0] === '') continue
    parts.push(x.slice(from, match.index))
    from = match.index + match[0].length
  }
  return [...parts, x.slice(from)]
}
