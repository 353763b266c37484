import { text } from '../type.ts'
import { aText, scalar } from '../operand.ts'

/** What stands after the first match; nothing where there is none. */
export const substringAfter = scalar({
  name: 'substring after',
  clause: '10.3.4.3',
  parameters: [['string', 'match']],
  takes: [aText, aText],
  gives: text,
  sql: ([x = '', match = '']) =>
    `CASE WHEN (${match}) = '' THEN (${x}) WHEN strpos(${x}, ${match}) > 0 THEN substring(${x}, strpos(${x}, ${match}) + length(${match})) WHEN (${x}) IS NOT NULL AND (${match}) IS NOT NULL THEN '' END`,
  compute: (x, match) => (x.includes(match) ? x.slice(x.indexOf(match) + match.length) : ''),
  examples: [
    ['substring after("foobar", "ob")', 'ar'],
    ['substring after("foobar", "x")', ''],
  ],
})
