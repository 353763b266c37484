/** What stands for nothing known: people and programs write it in several ways. */
const nothing = new Set(['', 'nan', 'na', 'n/a', 'null', 'none', '-', '–'])

const plain = /^[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?$/i
const withComma = /^[+-]?\d*,\d+$/
/** 1,234 may be a thousand or a little more than one. */
const grouped = /^[+-]?\d{1,3}(,\d{3})+$/

/** A comma is a decimal sign where no value has a point and at least one cannot be a grouped thousand. */
export const decimalIn = (texts: Iterable<string>): '.' | ',' => {
  let seen = false
  for (const text of texts) {
    const trimmed = text.trim()
    if (trimmed.includes('.')) return '.'
    if (withComma.test(trimmed) && !grouped.test(trimmed)) seen = true
  }
  return seen ? ',' : '.'
}

/** A number as written, null for what says that nothing is known, undefined for what is no number. */
export const numberIn = (text: string, decimal: '.' | ','): number | null | undefined => {
  const trimmed = text.trim().replace('−', '-')
  if (nothing.has(trimmed.toLowerCase())) return null
  const pointed = decimal === ',' && withComma.test(trimmed) ? trimmed.replace(',', '.') : trimmed
  if (!plain.test(pointed)) return undefined
  const number = Number(pointed)
  return Number.isFinite(number) ? number : undefined
}

/** Half a unit of the last written decimal: how far a rounded number may lie from what it was rounded from. */
export const roundingOf = (text: string): number => {
  const [, decimals = ''] = /[.,](\d*)$/.exec(text.trim()) ?? []
  return 0.5 * 10 ** -decimals.length
}
