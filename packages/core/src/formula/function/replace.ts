import { text } from '../type.ts'
import { isRefusal } from '../function.ts'
import { aText, optional, scalar } from '../operand.ts'
import { patternOf, replacementOf, sqlPattern } from '../pattern.ts'

/** Every match of a pattern replaced; `$1` stands for what its first brackets held. */
export const replace = scalar({
  name: 'replace',
  clause: '10.3.4.3',
  parameters: [['input', 'pattern', 'replacement', 'flags?']],
  takes: [aText, aText, aText, optional(aText)],
  gives: text,
  sql: ([x = '', pattern = '', replacement = '', flags]) =>
    `regexp_replace(${x}, ${sqlPattern(pattern, flags)}, replace(${replacement}, '$', '\\'), 'g')`,
  compute: (x, pattern, replacement, flags = '') => {
    const compiled = patternOf(pattern, `${flags}`, 'g')
    return isRefusal(compiled) ? compiled : x.replace(compiled, replacementOf(replacement))
  },
  examples: [
    ['replace("abracadabra", "a(.)", "a$1$1")', 'abbraccaddabbra'],
    ['replace("abc", "[B]", "#", "i")', 'a#c'],
  ],
})
