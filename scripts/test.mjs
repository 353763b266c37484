// npm test: everything that must hold, in the order in which a mistake is cheapest to see.
// `npm test -- lint types` runs only the named steps.
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { buildWebIfStale, heading, installIfMissing, root, run, runNode, tool } from './house.mjs'

const ci = process.env['CI'] === 'true'
const tally = { passed: 0, failed: 0, skipped: 0 }
const scratch = mkdtempSync(join(tmpdir(), 'isometric-test-'))

const countTests = (file) => {
  if (!existsSync(file)) return
  const { numPassedTests, numFailedTests, numPendingTests, numTodoTests } = JSON.parse(readFileSync(file, 'utf8'))
  tally.passed += numPassedTests
  tally.failed += numFailedTests
  tally.skipped += numPendingTests + numTodoTests
}

const vitest = async (...projects) => {
  const report = join(scratch, `${projects.join('-')}.json`)
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
  const code = await runNode([
    tool('vitest'),
    'run',
    '--passWithNoTests',
    ...reporters,
    ...projects.flatMap((name) => ['--project', name]),
  ])
  countTests(report)
  return code
}

const inOrder = async (...acts) => {
  for (const act of acts) {
    const code = await act()
    if (code !== 0) return code
  }
  return 0
}

const typesOf = (project) => () => runNode([tool('typescript', 'tsc'), '-p', join(root, project)])

const chromium = process.env['CHROMIUM'] ?? '/usr/bin/chromium'
const howToGetChromium =
  'Install it (Debian: apt-get install chromium fonts-liberation), or name one with CHROMIUM=/path/to/chromium.'

const installChromium = () =>
  inOrder(
    () => run('apt-get', ['update', '-qq']),
    () =>
      run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium', 'fonts-liberation'], {
        env: { DEBIAN_FRONTEND: 'noninteractive' },
      }),
  )

const browser = async () => {
  const canInstall = process.getuid?.() === 0 && existsSync('/etc/debian_version')
  if (!existsSync(chromium) && ci && canInstall) await installChromium()
  if (existsSync(chromium)) return vitest('browser')
  process.stdout.write(`No Chromium at ${chromium}. ${howToGetChromium}\n`)
  if (ci) return 1
  tally.skipped += 1
  return 0
}

const steps = {
  format: ['Format', () => runNode([tool('oxfmt'), '--check', '.'])],
  lint: ['Lint', () => runNode([tool('oxlint'), '.'])],
  types: [
    'Types',
    () =>
      inOrder(
        ...['core', 'runner', 'server', 'cli', 'web']
          .map((name) => `packages/${name}`)
          .filter((path) => existsSync(join(root, path, 'src')))
          .map(typesOf),
        typesOf('.'),
      ),
  ],
  // Before the tests: some serve the pages.
  web: ['Pages', buildWebIfStale],
  unit: ['Unit, structure and conformance tests', () => vitest('unit', 'structure', 'conformance')],
  browser: ['Browser tests', browser],
}

const named = process.argv.slice(2)
const unknown = named.filter((name) => !Object.hasOwn(steps, name))
if (unknown.length > 0) {
  process.stderr.write(`There is no step ${unknown.join(', ')}. Steps: ${Object.keys(steps).join(', ')}.\n`)
  process.exit(2)
}

const main = async () => {
  const installed = await installIfMissing()
  if (installed !== 0) return installed
  for (const [name, [title, act]] of Object.entries(steps)) {
    if (named.length > 0 && !named.includes(name)) continue
    heading(title)
    const start = performance.now()
    const code = await act()
    const seconds = ((performance.now() - start) / 1000).toFixed(1)
    process.stdout.write(`${code === 0 ? '✓' : '✗'} ${title} (${seconds} s)\n`)
    if (code !== 0) {
      process.stderr.write(`\nnpm test stopped at: ${title}. Again alone: npm test -- ${name}\n`)
      return code
    }
  }
  return 0
}

const code = await main()
rmSync(scratch, { recursive: true, force: true })
if (tally.passed + tally.failed + tally.skipped > 0) {
  process.stdout.write(`\n${tally.passed} passed, ${tally.failed} failed, ${tally.skipped} skipped\n`)
}
process.exit(code)
