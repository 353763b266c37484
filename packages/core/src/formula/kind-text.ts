import { kindOf, type Value } from './value.ts'

const words: Readonly<Record<string, string>> = {
  null: 'nothing',
  boolean: 'true or false',
  number: 'a number',
  string: 'a text',
  date: 'a date',
  time: 'a time',
  'date and time': 'a date and time',
  days: 'a duration',
  months: 'a duration of months',
  range: 'a range',
  context: 'a context',
  list: 'a list',
}

/** What a value is, for sentences: "a date", "true or false". */
export const kindText = (value: Value): string => words[kindOf(value)] ?? kindOf(value)
