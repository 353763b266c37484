import { number } from '../type.ts'
import { aDay, scalar } from '../operand.ts'

/** Its ISO 8601 week. */
export const weekOfYear = scalar({
  name: 'week of year',
  clause: '10.3.4.8',
  parameters: [['date']],
  takes: [aDay],
  gives: number({}, 'interval'),
  sql: ([x = '']) => `weekofyear(${x})`,
  compute: (day) => (day.kind === 'date' ? day.date : day.at).weekOfYear ?? null,
  examples: [['week of year(@"2010-01-01")', '53']],
})
