import { text } from '../type.ts'
import { aText, scalar } from '../operand.ts'

/** What stands before the first match; nothing where there is none. */
export const substringBefore = scalar({
  name: 'substring before',
  clause: '10.3.4.3',
  parameters: [['string', 'match']],
  takes: [aText, aText],
  gives: text,
  sql: ([x = '', match = '']) =>
    `CASE WHEN strpos(${x}, ${match}) > 0 THEN substring(${x}, 1, strpos(${x}, ${match}) - 1) WHEN (${x}) IS NOT NULL AND (${match}) IS NOT NULL THEN '' END`,
  compute: (x, match) => x.slice(0, Math.max(0, x.indexOf(match))),
  examples: [
    ['substring before("foobar", "bar")', 'foo'],
    ['substring before("foobar", "x")', ''],
  ],
})
