import { startServer } from '@isometric/server/start'
import type { Page } from 'playwright-core'
import { seededWorkspace } from '../../../conformance/page/workspace.ts'
import { openChromium, type Chromium } from './chromium.ts'

/** The real server over a workspace on disk, and a browser that looks at it. */
export type Served = AsyncDisposable & {
  readonly url: string
  readonly browser: Chromium
}

export const serve = async (
  workspace: string,
): Promise<{ readonly url: string; readonly close: () => Promise<void> }> => {
  const started = await startServer({ workspace, host: '127.0.0.1', port: 0 })
  if (!started.ok) throw new Error(started.issues.map(({ message }) => message).join('\n'))
  return started.value
}

export const openServed = async (): Promise<Served> => {
  const workspace = await seededWorkspace()
  const server = await serve(workspace.folder)
  const browser = await openChromium()
  return {
    url: server.url,
    browser,
    [Symbol.asyncDispose]: async () => {
      await browser[Symbol.asyncDispose]()
      await server.close()
      await workspace[Symbol.asyncDispose]()
    },
  }
}

export type Seen = { readonly page: Page; readonly complaints: readonly string[] }

/** A page, and all that its console complains of: errors, refused styles and scripts. */
export const open = async (served: Served, path: string, width = 1280): Promise<Seen> => {
  const page = await served.browser.context.newPage()
  const complaints: string[] = []
  page.on('pageerror', ({ message }) => complaints.push(message))
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text())
  })
  await page.setViewportSize({ width, height: 900 })
  await page.goto(served.url + path)
  await page.getByRole('heading', { level: 1 }).waitFor()
  return { page, complaints }
}
