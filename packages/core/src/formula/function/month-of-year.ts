import { aDay, scalar } from '../operand.ts'

const names = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const

/** The English name of its month. */
export const monthOfYear = scalar({
  name: 'month of year',
  clause: '10.3.4.8',
  parameters: [['date']],
  takes: [aDay],
  gives: { kind: 'level', scale: 'nominal', levels: names },
  sql: ([x = '']) => `monthname(${x})`,
  compute: (day) => names[(day.kind === 'date' ? day.date : day.at).month - 1] ?? null,
  examples: [['month of year(@"2019-09-17")', 'September']],
})
