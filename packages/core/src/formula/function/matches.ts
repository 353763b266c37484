import { boolean } from '../type.ts'
import { isRefusal } from '../function.ts'
import { aText, optional, scalar } from '../operand.ts'
import { patternOf, sqlPattern } from '../pattern.ts'

/** Whether a pattern (XML Schema's, with XPath's flags) matches somewhere in a text. */
export const matches = scalar({
  name: 'matches',
  clause: '10.3.4.3',
  parameters: [['input', 'pattern', 'flags?']],
  takes: [aText, aText, optional(aText)],
  gives: boolean,
  sql: ([x = '', pattern = '', flags]) => `regexp_matches(${x}, ${sqlPattern(pattern, flags)})`,
  compute: (x, pattern, flags = '') => {
    const compiled = patternOf(pattern, flags)
    return isRefusal(compiled) ? compiled : compiled.test(x)
  },
  examples: [
    ['matches("CVE-2026-1234", "^CVE-[0-9]{4}-[0-9]+$")', 'true'],
    ['matches("abc", "B", "i")', 'true'],
  ],
})
