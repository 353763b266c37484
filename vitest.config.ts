import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'

// Workers inherit this: dates in a test never depend on where it runs.
process.env['TZ'] = 'UTC'

const nightly = process.env['NIGHTLY'] === '1'
const testTimeout = nightly ? 600_000 : 60_000

const project = (name: string, include: readonly string[], exclude: readonly string[] = []) => ({
  test: {
    name,
    include: [...include],
    exclude: ['**/node_modules/**', '**/dist/**', ...exclude],
    environment: 'node' as const,
    // By day the files of a worker share what they import, which is most of what a small one costs. At night each has a
    // world of its own, so that none comes to need what another left behind.
    isolate: nightly,
    env: { TZ: 'UTC' },
    testTimeout,
    hookTimeout: testTimeout,
  },
})

export default defineConfig({
  test: {
    // Left to itself it keeps a core for its own work, which is hardly any: on two cores it would use one.
    maxWorkers: availableParallelism(),
    projects: [
      project('unit', ['packages/*/src/**/*.test.{ts,tsx}', 'sample/**/*.test.ts'], ['**/*.browser.test.ts']),
      project('structure', ['structure/**/*.test.ts']),
      project('conformance', ['conformance/**/*.test.ts']),
      project('browser', ['packages/web/**/*.browser.test.ts']),
    ],
  },
})
