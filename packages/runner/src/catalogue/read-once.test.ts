import { expect, test } from 'vitest'
import { readOnce } from './read-once.ts'

test('a text is read again only when it, or its name, is another', () => {
  const asked: string[] = []
  const read = readOnce((name, text) => {
    asked.push(`${name}: ${text}`)
    return { ok: true as const, value: text.toUpperCase(), issues: [] }
  })
  const values = [
    ['a', 'one'],
    ['a', 'one'],
    ['b', 'one'],
    ['a', 'two'],
    ['a', 'two'],
    ['a', 'one'],
  ].map(([name = '', text = '']) => read(name, text))
  expect(values.map((outcome) => (outcome.ok ? outcome.value : ''))).toEqual(['ONE', 'ONE', 'ONE', 'TWO', 'TWO', 'ONE'])
  expect(asked).toEqual(['a: one', 'b: one', 'a: two', 'a: one'])
})
