import { beyond, isRefusal, refuse, type Refusal } from './function.ts'

/** Character classes of XML Schema that JavaScript lacks; blocks of Unicode are named by their ranges. */
const escapesOfSchema: Readonly<Record<string, string>> = { i: '\\p{L}_:', c: '\\p{L}\\p{N}_:.\\-·' }
const blocks: Readonly<Record<string, string>> = {
  IsBasicLatin: '\\u{0}-\\u{7F}',
  'IsLatin-1Supplement': '\\u{80}-\\u{FF}',
  'IsLatinExtended-A': '\\u{100}-\\u{17F}',
  'IsLatinExtended-B': '\\u{180}-\\u{24F}',
  IsGreek: '\\u{370}-\\u{3FF}',
  IsCyrillic: '\\u{400}-\\u{4FF}',
  IsHebrew: '\\u{590}-\\u{5FF}',
  IsArabic: '\\u{600}-\\u{6FF}',
}

/** Signs that are plain inside brackets of XML Schema and not in JavaScript's. */
const plainInClass = new Set([
  '(',
  ')',
  '{',
  '}',
  '/',
  '|',
  '&',
  '!',
  '#',
  '$',
  '%',
  '*',
  '+',
  ',',
  '.',
  ':',
  ';',
  '<',
  '=',
  '>',
  '?',
  '@',
  '`',
  '~',
])

type Reader = { readonly text: string; at: number }

const escapeAt = (reader: Reader, inClass: boolean): string | Refusal => {
  const next = reader.text[reader.at + 1] ?? ''
  if (next === 'p' || next === 'P') return propertyAt(reader, next, inClass)
  reader.at += 2
  const schema = escapesOfSchema[next]
  if (schema !== undefined) return inClass ? schema : `[${schema}]`
  if (/[dDsSwWnrt\\|.?*+(){}[\]^$-]/.test(next)) return `\\${next}`
  if (/[1-9]/.test(next) && !inClass) return `\\${next}`
  return refuse(`cannot read “\\${next}” in the pattern “${reader.text}”`)
}

const propertyAt = (reader: Reader, letter: string, inClass: boolean): string | Refusal => {
  const [whole = '', name = ''] = /^\\[pP]\{([^}\s]*)\}/.exec(reader.text.slice(reader.at)) ?? []
  if (whole === '') return refuse(`cannot read “\\${letter}” in the pattern “${reader.text}”`)
  reader.at += whole.length
  if (!name.startsWith('Is')) return `\\${letter}{${name}}`
  const block = blocks[name]
  if (block === undefined) return beyond('unsupported-pattern', reader.text)
  return inClass && letter === 'p' ? block : `[${letter === 'P' ? '^' : ''}${block}]`
}

/** `[A-Z-[OI]]`: a class, perhaps without what another holds. JavaScript writes `[[A-Z]--[OI]]`. */
const classAt = (reader: Reader): string | Refusal => {
  reader.at += 1
  const negated = reader.text[reader.at] === '^'
  if (negated) reader.at += 1
  let body = ''
  for (;;) {
    const sign = reader.text[reader.at]
    if (sign === undefined) return refuse(`cannot read the pattern “${reader.text}”: a bracket is not closed`)
    if (sign === ']' && body !== '') {
      reader.at += 1
      return `[${negated ? '^' : ''}${body}]`
    }
    if (sign === '-' && reader.text[reader.at + 1] === '[') return withoutClass(reader, negated, body)
    const part = classPart(reader, sign, body === '')
    if (isRefusal(part)) return part
    body += part
  }
}

const withoutClass = (reader: Reader, negated: boolean, body: string): string | Refusal => {
  reader.at += 1
  const inner = classAt(reader)
  if (isRefusal(inner)) return inner
  if (reader.text[reader.at] !== ']') return refuse(`cannot read the pattern “${reader.text}”: a bracket is not closed`)
  reader.at += 1
  return `[[${negated ? '^' : ''}${body}]--${inner}]`
}

const classPart = (reader: Reader, sign: string, first: boolean): string | Refusal => {
  if (sign === '\\') return escapeAt(reader, true)
  if (sign === '[') return refuse(`cannot read the pattern “${reader.text}”: write \\[ inside brackets`)
  const last = reader.text[reader.at + 1] === ']'
  reader.at += 1
  if (sign === '-' && (first || last)) return '\\-'
  return plainInClass.has(sign) ? `\\${sign}` : sign
}

/** The flag `x`: spaces outside brackets are not part of the pattern. */
const withoutSpaces = (text: string): string => {
  let kept = ''
  let depth = 0
  for (const [i, sign] of Array.from(text).entries()) {
    const escaped = kept.endsWith('\\') && Array.from(text)[i - 1] === '\\' && !kept.endsWith('\\\\')
    if (depth === 0 && /\s/.test(sign)) continue
    if (sign === '[' && !escaped) depth += 1
    if (sign === ']' && !escaped && depth > 0) depth -= 1
    kept += sign
  }
  return kept
}

/** A pattern of XML Schema in JavaScript's writing, or why it is none. */
const translated = (text: string): string | Refusal => {
  const reader: Reader = { text, at: 0 }
  let pattern = ''
  while (reader.at < text.length) {
    const sign = text[reader.at] ?? ''
    const part = sign === '\\' ? escapeAt(reader, false) : sign === '[' ? classAt(reader) : outside(reader, sign)
    if (isRefusal(part)) return part
    pattern += part
  }
  return pattern
}

const outside = (reader: Reader, sign: string): string => {
  reader.at += 1
  return sign === '/' ? '\\/' : sign
}

/**
 * A regular expression of XPath (`s` `m` `i` `x` `q`). Groups that look ahead or are named do not exist there, and
 * neither does what an engine could not do.
 */
export const patternOf = (pattern: string, flags: string, also: 'g' | '' = ''): RegExp | Refusal => {
  if (!/^[smixq]*$/.test(flags)) return refuse(`knows the flags s, m, i, x and q, not “${flags}”`)
  if (!flags.includes('q') && /\(\?[^:]/.test(pattern)) return refuse(`cannot read the pattern “${pattern}”`)
  const body = flags.includes('q')
    ? pattern.replaceAll(/[.*+?^${}()|[\]\\/-]/g, '\\$&')
    : translated(flags.includes('x') ? withoutSpaces(pattern) : pattern)
  if (isRefusal(body)) return body
  const kept = [...new Set(flags)].filter((flag) => 'smi'.includes(flag)).join('')
  try {
    return new RegExp(body, `v${kept}${also}`)
  } catch {
    return refuse(`cannot read the pattern “${pattern}”`)
  }
}

/** `$1` and `$0` mean what brackets held; a sign of JavaScript's own (`$&`) means itself. */
export const replacementOf = (replacement: string): string =>
  replacement.replaceAll(/\\\$|\\\\|\$(\d)?/g, (found, digit: string | undefined) => {
    if (found === '\\$') return '$$'
    if (found === '\\\\') return '\\'
    return digit === undefined ? '$$' : digit === '0' ? '$&' : `$${digit}`
  })

/** The pattern as the engine takes it: flags stand before it. Only `s`, `m` and `i` have a meaning there. */
export const sqlPattern = (pattern: string, flags: string | undefined): string =>
  flags === undefined ? pattern : `(CASE WHEN ${flags} = '' THEN '' ELSE '(?' || ${flags} || ')' END || ${pattern})`
