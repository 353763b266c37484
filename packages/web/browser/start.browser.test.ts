import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { preview } from 'vite'
import { openChromium } from './chromium.ts'

test('the bundle opens in a browser without an error', async () => {
  const server = await preview({
    root: fileURLToPath(new URL('..', import.meta.url)),
    logLevel: 'silent',
    preview: { host: '127.0.0.1', port: 0 },
  })
  try {
    await using browser = await openChromium()
    const page = await browser.context.newPage()
    const errors: string[] = []
    page.on('pageerror', (error) => errors.push(error.message))
    await page.goto(server.resolvedUrls?.local[0] ?? '')
    await page.getByRole('heading', { level: 1 }).waitFor()
    expect(await page.title()).toBe('Isometric')
    expect(errors).toEqual([])
  } finally {
    await server.close()
  }
})
