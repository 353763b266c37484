import { number } from '../type.ts'
import { aDay, scalar } from '../operand.ts'

/** Which day of its year, from 1. */
export const dayOfYear = scalar({
  name: 'day of year',
  clause: '10.3.4.8',
  parameters: [['date']],
  takes: [aDay],
  gives: number({}, 'interval'),
  sql: ([x = '']) => `dayofyear(${x})`,
  compute: (day) => (day.kind === 'date' ? day.date : day.at).dayOfYear,
  examples: [['day of year(@"2020-12-31")', '366']],
})
