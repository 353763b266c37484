import { source } from 'axe-core'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { open, openServed, type Served } from './served.ts'

let served: Served
beforeAll(async () => {
  served = await openServed()
})
afterAll(() => served[Symbol.asyncDispose]())

type Scanned = {
  readonly violations: readonly { readonly id: string; readonly nodes: readonly { readonly html: string }[] }[]
  readonly passes: readonly unknown[]
}

const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/** The scanner runs in the page's own world, beside its policy and not against it. */
const scan = async (page: Page): Promise<Scanned> => {
  await page.evaluate(source)
  return page.evaluate<Scanned, readonly string[]>(
    (tags) => Reflect.get(window, 'axe').run(document, { runOnly: { type: 'tag', values: tags } }) as Promise<Scanned>,
    rules,
  )
}

const paths = [
  '/',
  '/indicators/firewall-rules',
  '/indicators/access-review',
  '/indicators/awareness-training',
  '/evidence',
  '/nowhere',
]
const cases = paths.flatMap((path) =>
  (['light', 'dark'] as const).flatMap((scheme) => [1280, 390].map((width) => ({ path, scheme, width }))),
)

test.each(cases)('$path in $scheme at $width is accessible', async ({ path, scheme, width }) => {
  const { page } = await open(served, path, width)
  await page.emulateMedia({ colorScheme: scheme })
  await page.waitForFunction((wanted) => document.documentElement.dataset['mantineColorScheme'] === wanted, scheme)
  const { violations, passes } = await scan(page)
  expect(passes.length).toBeGreaterThan(10)
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([])
  await page.close()
})
