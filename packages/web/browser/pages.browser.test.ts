import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { newWorkspace, seededWorkspace } from '../../../conformance/page/workspace.ts'
import { open, openServed, serve, type Served } from './served.ts'

// A page takes a second, and many on a machine that does other things too.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

let served: Served
beforeAll(async () => {
  served = await openServed()
})
afterAll(() => served[Symbol.asyncDispose]())

describe('the overview', () => {
  test('answers every question, what needs attention first', async () => {
    const { page, complaints } = await open(served, '/')
    expect(await page.title()).toBe('Overview – Isometric')
    expect(await page.locator('.answer').textContent()).toContain('Of 10 indicators 4 are met, 2 are not met')
    expect(await page.locator('.item').count()).toBe(10)
    expect(await page.locator('.item .status').first().textContent()).toBe('not met')
    expect(await page.locator('.item .status .status-symbol').count()).toBe(10)
    expect(await page.getByText('Simulated data').isVisible()).toBe(true)
    expect(complaints).toEqual([])
    await page.close()
  })

  test('loads less than 300 kB of compressed script, and no chart library', async () => {
    const page = await served.browser.context.newPage()
    const sizes = new Map<string, Promise<number>>()
    page.on('response', (response) => {
      if (!new URL(response.url()).pathname.endsWith('.js')) return
      sizes.set(
        response.url(),
        response.body().then((body) => gzipSync(body).length),
      )
    })
    await page.goto(served.url, { waitUntil: 'networkidle' })
    await page.locator('.item').first().waitFor()
    const total = (await Promise.all(sizes.values())).reduce((sum, size) => sum + size, 0)
    expect(total).toBeGreaterThan(50_000)
    expect(total).toBeLessThan(300_000)
    expect([...sizes.keys()].filter((url) => url.includes('figure'))).toEqual([])
    await page.close()
  })
})

const steps = ['Evidence', 'Base measures', 'Derived measures', 'Criteria', 'Verdict', 'Result']

describe('the page of an indicator', () => {
  test('shows question, sentence, chart, tables and how we know', async () => {
    const { page, complaints } = await open(served, '/indicators/firewall-rules')
    expect(await page.title()).toBe('Are all border firewall rules still needed? – Isometric')
    expect(await page.locator('.answer').textContent()).toBe(
      'In October 2026, there were 9 unused rules; the criterion is 0\u00A0rules.',
    )
    await page.locator('.chart-place svg text').first().waitFor()
    expect(await page.locator('figcaption').textContent()).toContain('Chart from November 2024 to October 2026')
    expect(await page.locator('.chart-place svg').textContent()).toContain('met: at most 10')
    expect(await page.locator('.chart-place svg').textContent()).toContain('limits of chance')
    expect(await page.locator('.verdict').textContent()).toMatch(/Improving.*Will miss the target.*not met/)
    expect(await page.locator('main').textContent()).toContain('Improving: October 2026 (9\u00A0rules) is below')
    expect(await page.getByRole('region', { name: 'Values' }).locator('tbody tr').count()).toBe(24)
    expect(await page.getByRole('region', { name: 'By firewall' }).locator('tbody tr').count()).toBe(4)
    expect(await page.locator('.step h3').allTextContents()).toEqual(steps)
    expect(await page.locator('.step .digest').count()).toBe(3)
    expect(await page.getByRole('region', { name: 'What was said before' }).textContent()).toContain('July 2026')
    expect(complaints).toEqual([])
    await page.close()
  })

  test('compares with earlier, says which groups moved it, and opens their table', async () => {
    const { page, complaints } = await open(served, '/indicators/firewall-rules')
    const compared = page
      .locator('section')
      .filter({ has: page.getByRole('heading', { name: 'Compared with earlier' }) })
    await compared.first().waitFor()
    expect(await compared.first().textContent()).toContain(
      'Compared with September 2026 (11\u00A0rules): 2\u00A0rules fewer',
    )
    expect(await compared.first().textContent()).toContain('since September 2026: fw-amsterdam −1, fw-cork −1.')
    await page.getByText('What moved it since October 2025').first().click()
    const table = page.getByRole('region', { name: 'What moved it since October 2025' })
    expect(await table.locator('tbody tr').first().textContent()).toContain('fw-amsterdam')
    await table.getByRole('link', { name: 'fw-berlin' }).click()
    await page.waitForURL(/group=firewall%3Dfw-berlin/)
    expect(complaints).toEqual([])
    await page.close()
  })

  test('looks rows up only when asked, and says why there are none to see', async () => {
    const { page } = await open(served, '/indicators/firewall-rules')
    const asked: string[] = []
    page.on('request', (request) => asked.push(new URL(request.url()).pathname))
    const show = page.getByRole('button', { name: 'Show the rows' })
    await show.waitFor()
    expect(asked.filter((path) => path.endsWith('/rows'))).toEqual([])
    await show.click()
    // These results were made by nobody: no evidence lies behind them.
    await page.getByText('no longer in the workspace').or(page.getByText('Measure it again')).first().waitFor()
    expect(asked.filter((path) => path.endsWith('/rows')).length).toBeGreaterThan(0)
    await page.close()
  })

  test('says each period under the pointer, with its value, unit and status', async () => {
    const { page } = await open(served, '/indicators/awareness-training')
    await page.locator('.chart-place svg text').first().waitFor()
    await page.locator('.chart-place').hover({ position: { x: 60, y: 140 } })
    const said = page.locator('.chart-place svg text', { hasText: 'November 2024' })
    await said.waitFor()
    expect(await said.textContent()).toBe('November 2024: 139\u00A0people, not met')
    await page.close()
  })

  test('keeps the chosen group in the address', async () => {
    const { page } = await open(served, '/indicators/firewall-rules')
    await page.getByRole('combobox', { name: 'Group' }).selectOption({ label: 'fw-cork' })
    await page.waitForURL(/group=/)
    await page.getByText('there were 3 unused rules').waitFor()
    await page.reload()
    await page.getByText('there were 3 unused rules').waitFor()
    await page.getByRole('combobox', { name: 'Group' }).selectOption({ label: 'All together' })
    await page.getByText('there were 9 unused rules').waitFor()
    expect(page.url()).not.toContain('group')
    await page.close()
  })

  test('can be seen as it was known on a day, and so can where one goes from there', async () => {
    const { page } = await open(served, '/indicators/firewall-rules?asKnownOn=2026-08-02')
    await page.getByText('As it was known on 2 Aug 2026.').waitFor()
    await page.getByText('In July 2026, there were 4 unused rules').waitFor()
    await page.getByRole('link', { name: 'Overview' }).click()
    await page.waitForURL(/\/\?asKnownOn=2026-08-02$/)
    await page.getByRole('button', { name: 'Show what is known now' }).click()
    await page.getByText('there were 9 unused rules').waitFor()
    expect(page.url()).not.toContain('asKnownOn')
    await page.close()
  })

  test('does not move when data arrive', async () => {
    const { page } = await open(served, '/indicators/access-review')
    await page.locator('.chart-place svg text').first().waitFor()
    const moved = await page.evaluate(
      () =>
        new Promise<number>((resolve) => {
          let sum = 0
          new PerformanceObserver((list) => {
            for (const entry of list.getEntries())
              sum += 'value' in entry && typeof entry.value === 'number' ? entry.value : 0
          }).observe({ type: 'layout-shift', buffered: true })
          setTimeout(() => resolve(sum), 300)
        }),
    )
    expect(moved).toBeLessThan(0.1)
    await page.close()
  })
})

test('the page of evidence says on asking why rows were rejected', async () => {
  const { page, complaints } = await open(served, '/evidence')
  const first = page.locator('details.rejected').first()
  await first.locator('summary').click()
  expect(await first.locator('li').allInnerTexts()).toEqual([
    '6\u00A0rows: “severity” is none of its levels',
    '2\u00A0rows: a rule does not hold: a finding is not fixed before it was seen',
  ])
  expect(complaints).toEqual([])
  await page.close()
})

describe('the page of actions', () => {
  test('tells what asks for an answer, what was decided and whether it helped', async () => {
    const { page, complaints } = await open(served, '/actions')
    expect(await page.title()).toBe('Actions – Isometric')
    expect(await page.locator('.answer').textContent()).toBe(
      '1 breach asks for an answer and 1 acceptance has lapsed. Of 1 action checked, 1 worked.',
    )
    const section = (name: string) => page.locator('section', { has: page.getByRole('heading', { level: 2, name }) })
    expect(await section('Asks for an answer').locator('.decision').allInnerTexts()).toEqual([
      expect.stringContaining('Not met since January 2026, told by two periods in a row.'),
    ])
    expect(await section('Actions').locator('.decision .status').allInnerTexts()).toEqual([
      '→\nplanned',
      '✓\neffective',
    ])
    expect(await section('Accepted deviations').textContent()).toContain('was accepted until 31 Jul 2026; lapsed')
    expect(await page.getByRole('region', { name: 'How fast people react' }).locator('tbody tr').count()).toBe(7)
    expect(complaints).toEqual([])
    await page.close()
  })

  test('leads to the indicator and the group that a decision is about', async () => {
    const { page } = await open(served, '/actions')
    await page.locator('.decision', { hasText: 'Every rule without traffic' }).getByRole('link').click()
    await page.waitForURL(/\/indicators\/firewall-rules\?group=/)
    await page.getByRole('heading', { level: 2, name: 'What was decided' }).waitFor()
    expect(await page.locator('.decision').allInnerTexts()).toEqual([
      expect.stringContaining('acted on'),
      expect.stringContaining('Every rule without traffic is removed or explained by its owner.'),
    ])
    await page.close()
  })

  test('takes an answer, and says what is wrong with one', async () => {
    await using workspace = await seededWorkspace()
    const server = await serve(workspace.folder)
    const { page, complaints } = await open({ ...served, url: server.url }, '/actions')
    await page.getByText('Answer it').click()
    await page.getByLabel('Act on it').check()
    await page.getByLabel('What is done').fill('The rules of each owner are read to them.')
    await page.getByLabel('Decided by').selectOption({ label: 'Tom Okafor' })
    await page.getByLabel('Owner').selectOption({ label: 'Ines Wolff' })
    await page.getByLabel('Due').fill('2099-06-30')
    await page.getByLabel('Looked at on').fill('2099-01-31')
    await page.getByLabel('Level expected by then (rules)').fill('0')
    await page.getByRole('button', { name: 'Put it into the record' }).click()
    expect(await page.getByRole('alert').textContent()).toBe(
      '“check.on” is 2099-01-31, and “due” is 2099-06-30: it cannot lie before that.',
    )
    await page.getByLabel('Looked at on').fill('2099-12-31')
    await page.getByRole('button', { name: 'Put it into the record' }).click()
    await page.getByText('No breach asks for an answer').waitFor()
    const action = page.locator('.decision', { hasText: 'The rules of each owner are read to them.' })
    expect(await action.innerText()).toContain('at most 0\u00A0rules is expected')
    expect(await page.locator('.decision', { hasText: 'planned' }).count()).toBe(2)
    // The refusal is all the console tells of.
    expect(complaints.filter((complaint) => !complaint.includes('422'))).toEqual([])
    await page.close()
    await server.close()
  })

  test('is as it was on a day: accepted then', async () => {
    const { page } = await open(served, '/actions?asKnownOn=2026-07-15')
    await page.getByText('accepted until 31 Jul 2026').waitFor()
    expect(await page.getByText('Answer it').count()).toBe(0)
    expect(await page.locator('.answer').textContent()).not.toContain('lapsed')
    await page.close()
  })
})

test('the page of an indicator says where limits begin anew, and what analysts make of it', async () => {
  const { page } = await open(served, '/indicators/firewall-rules')
  await page.locator('.chart-place svg text', { hasText: 'limits begin anew' }).waitFor()
  const said = (await page.locator('main').textContent()) ?? ''
  expect(said).toContain('Signed by Felix Hartmann, 2 Aug 2026')
  expect(said).toContain('The result it speaks of says something else since.')
  expect(said).toContain('Limits are taken from November 2025 on and begin anew with November 2025.')
  await page.goto(`${served.url}/indicators/patch-latency`)
  await page.locator('.chart-place svg text', { hasText: 'action done' }).waitFor()
  await page.close()
})

describe('every page', () => {
  test.each(['/', '/indicators/firewall-rules', '/evidence', '/actions'])('%s fits a narrow screen', async (path) => {
    const { page } = await open(served, path, 390)
    const width = await page.evaluate(() => document.documentElement.scrollWidth)
    expect(width).toBeLessThanOrEqual(390)
    await page.close()
  })

  test('can be reached and read with the keyboard alone', async () => {
    const { page } = await open(served, '/')
    await page.keyboard.press('Tab')
    expect(await page.locator(':focus').textContent()).toBe('Skip to the content')
    await page.keyboard.press('Enter')
    await page.keyboard.press('Tab')
    expect(await page.locator(':focus').textContent()).toBe('Are all border firewall rules still needed?')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { level: 1, name: 'Are all border firewall rules still needed?' }).waitFor()
    expect(await page.locator(':focus').evaluate((element) => element.tagName)).toBe('MAIN')
    await page.close()
  })

  test('is dark where the reader wants it, and stays so', async () => {
    const { page } = await open(served, '/')
    const paper = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor)
    expect(await paper()).toBe('rgb(255, 255, 255)')
    await page.getByLabel('Colours').selectOption('dark')
    expect(await paper()).toBe('rgb(21, 24, 28)')
    await page.reload()
    await page.getByRole('heading', { level: 1 }).waitFor()
    expect(await paper()).toBe('rgb(21, 24, 28)')
    await page.emulateMedia({ media: 'print' })
    expect(await paper()).toBe('rgb(255, 255, 255)')
    expect(await page.getByRole('navigation').isVisible()).toBe(false)
    await page.emulateMedia({ media: 'screen' })
    await page.getByLabel('Colours').selectOption('auto')
    await page.close()
  })
})

describe('where nothing can be shown', () => {
  test('an unknown indicator says so and leads back', async () => {
    const { page } = await open(served, '/indicators/firewal-rules')
    expect(await page.getByRole('alert').textContent()).toContain('Did you mean “firewall-rules”?')
    await page.getByRole('link', { name: 'Go to the overview' }).click()
    await page.locator('.item').first().waitFor()
    await page.close()
  })

  test('an unknown address says so', async () => {
    const { page } = await open(served, '/nowhere')
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('There is no such page')
    await page.close()
  })

  test('a new workspace says what to do first', async () => {
    await using workspace = await newWorkspace()
    const server = await serve(workspace.folder)
    const page = await served.browser.context.newPage()
    await page.goto(server.url)
    await page.getByText('No results yet').waitFor()
    expect(await page.locator('pre').textContent()).toBe('npx isometric collect\nnpx isometric measure')
    await page.close()
    await server.close()
  })

  test('a server that stopped is told from a fault, and nothing is lost', async () => {
    await using workspace = await newWorkspace()
    const server = await serve(workspace.folder)
    const { page } = await open({ ...served, url: server.url }, '/')
    await server.close()
    await page.getByRole('link', { name: 'Evidence' }).click()
    await page.getByRole('heading', { name: 'This could not be loaded' }).waitFor()
    expect(await page.getByRole('alert').textContent()).toContain('npx isometric serve')
    expect(await page.getByRole('button', { name: 'Try again' }).isVisible()).toBe(true)
    await page.close()
  })
})
