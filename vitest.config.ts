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
    env: { TZ: 'UTC' },
    testTimeout,
    hookTimeout: testTimeout,
  },
})

export default defineConfig({
  test: {
    projects: [
      project('unit', ['packages/*/src/**/*.test.{ts,tsx}', 'sample/**/*.test.ts'], ['**/*.browser.test.ts']),
      project('structure', ['structure/**/*.test.ts']),
      project('conformance', ['conformance/**/*.test.ts']),
      project('browser', ['packages/web/**/*.browser.test.ts']),
    ],
  },
})
