import { refuse, type Refusal } from '../function.ts'
import { number } from '../type.ts'
import { aText, optional, scalar } from '../operand.ts'

const groupings: readonly string[] = [' ', ',', '.']
const digits = /^[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?$/

const separated = (text: string, grouping: string, point: string): string => {
  const joined = grouping === '' ? text : text.replaceAll(grouping, '')
  return point === '.' ? joined : joined.replaceAll('.', '?').replaceAll(point, '.')
}

const numberOf = (text: string, grouping: string, point: string): number | Refusal => {
  if (grouping !== '' && !groupings.includes(grouping))
    return refuse('needs a space, a comma or a point between thousands')
  if (point !== '.' && point !== ',') return refuse('needs a point or a comma before the decimals')
  if (grouping === point) return refuse('needs two different signs between thousands and before the decimals')
  const plain = separated(text, grouping, point)
  return digits.test(plain) ? Number(plain) : refuse(`cannot read “${text}” as a number`)
}

/** A text read as a number; the signs between thousands and before the decimals may be named. */
export const numberFunction = scalar({
  name: 'number',
  clause: '10.3.4.1',
  parameters: [['from', 'grouping separator?', 'decimal separator?']],
  takes: [aText, optional(aText), optional(aText)],
  gives: number(),
  sql: ([text = '', grouping, point]) => {
    const joined = grouping === undefined ? text : `replace(${text}, ${grouping}, '')`
    return `TRY_CAST(${point === undefined ? joined : `replace(${joined}, ${point}, '.')`} AS DOUBLE)`
  },
  compute: (text, grouping = '', point = '.') => numberOf(text, grouping, point),
  examples: [
    ['number("1 000,5", " ", ",")', '1000.5'],
    ['number("12.5")', '12.5'],
  ],
})
