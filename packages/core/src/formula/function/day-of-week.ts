import { aDay, scalar } from '../operand.ts'

const names = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'] as const

/** The English name of its day of the week. */
export const dayOfWeek = scalar({
  name: 'day of week',
  clause: '10.3.4.8',
  parameters: [['date']],
  takes: [aDay],
  gives: { kind: 'level', scale: 'nominal', levels: names },
  sql: ([x = '']) => `dayname(${x})`,
  compute: (day) => names[(day.kind === 'date' ? day.date : day.at).dayOfWeek - 1] ?? null,
  examples: [['day of week(@"2019-09-17")', 'Tuesday']],
})
