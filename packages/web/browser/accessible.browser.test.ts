import { source } from 'axe-core'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { open, openServed, type Served } from './served.ts'

// A scan of a long page takes seconds, and many on a machine that does other things too.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 })

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

declare const axe: { readonly run: (context: Document, options: object) => Promise<Scanned> }

/** The scanner runs in the page's own world, beside its policy and not against it. */
const scan = async (page: Page): Promise<Scanned> => {
  await page.evaluate(source)
  return page.evaluate<Scanned, readonly string[]>(
    (tags) => axe.run(document, { runOnly: { type: 'tag', values: tags } }),
    rules,
  )
}

const schemes = ['light', 'dark'] as const
const widths = [1280, 390]
const looks = schemes.flatMap((scheme) => widths.map((width) => ({ scheme, width })))

const violationsOf = async (page: Page): Promise<readonly string[]> => {
  const { violations, passes } = await scan(page)
  expect(passes.length).toBeGreaterThan(10)
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)
}

test.each(['/', '/indicators/firewall-rules', '/evidence', '/actions', '/nowhere'])(
  '%s is accessible, light and dark, wide and narrow',
  async (path) => {
    const { page } = await open(served, path)
    for (const { scheme, width } of looks) {
      await page.setViewportSize({ width, height: 900 })
      await page.emulateMedia({ colorScheme: scheme })
      await page.locator(`html[data-mantine-color-scheme=${scheme}]`).waitFor()
      expect(await violationsOf(page), `${scheme} at ${width}`).toEqual([])
    }
    await page.locator('details').evaluateAll((all) => all.forEach((one) => one.setAttribute('open', '')))
    expect(await violationsOf(page), 'with what is folded away').toEqual([])
    await page.close()
  },
)

test('the scan sees what is wrong', async () => {
  const { page } = await open(served, '/nowhere')
  await page.locator('h1').evaluate((heading) => {
    heading.style.color = '#eeeeee'
  })
  expect((await violationsOf(page)).map((violation) => violation.split(':')[0])).toContain('color-contrast')
  await page.close()
})
