import { totalmem } from 'node:os'
import { describe, expect, test } from 'vitest'
import { bytesOf, halfOfMachine } from './memory.ts'

describe('how much memory may be used', () => {
  test.each([
    ['4GB', 4e9],
    ['1.5 gb', 1.5e9],
    ['512MiB', 536_870_912],
    ['1TiB', 2 ** 40],
    ['100MB', 1e8],
    ['99MB', undefined],
    ['1000KB', undefined],
    ['4', undefined],
    ['-4GB', undefined],
    ['4 GB of it', undefined],
    ['', undefined],
  ])('%s', (text, bytes) => expect(bytesOf(text)).toBe(bytes))

  test('without a word, half of the machine', () => {
    expect(halfOfMachine()).toBeGreaterThan(0)
    expect(halfOfMachine()).toBeLessThanOrEqual(totalmem() / 2)
  })
})
