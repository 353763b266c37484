/**
 * Every `@example` line of the core is true: `call //=> value` is run with the exports of its own file.
 * In: the sources. Out: one test an example. An example that cannot run is a failure, not a skip.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { runInNewContext } from 'node:vm'
import { describe, expect, test } from 'vitest'

const root = new URL('../packages/core/src/', import.meta.url).pathname

const sources = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter(
  (path) => path.endsWith('.ts') && !path.endsWith('.test.ts'),
)

type Example = { readonly path: string; readonly call: string; readonly value: string }

const examples = sources.flatMap((path): readonly Example[] =>
  [...readFileSync(join(root, path), 'utf8').matchAll(/@example (.+?) \/\/=> (.+?)(?: \*\/)?$/gm)].map(
    ([, call = '', value = '']) => ({ path, call, value: value.trim() }),
  ),
)

/** Runs a text of our own sources with names in reach. */
const evaluated = (text: string, names: Readonly<Record<string, unknown>>): unknown =>
  runInNewContext(`(${text})`, { ...names })

describe('examples', () => {
  test.each(examples)('$path: $call', async ({ path, call, value }) => {
    const module = (await import(join(root, path))) as Readonly<Record<string, unknown>>
    expect(JSON.stringify(evaluated(call, module))).toBe(JSON.stringify(evaluated(value, {})))
  })
  test('there are some', () => expect(examples.length).toBeGreaterThan(15))
})
