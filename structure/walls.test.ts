import { beforeAll, describe, expect, test } from 'vitest'
import { emptyTree, oxlint, tsc, type Ran } from './lint.ts'
import { filesOfGit, root } from './tree.ts'

const importing = (path: string): string => `import { x } from '${path}'\n\nexport const y = [x]\n`

/** Written out again on purpose: a wall that somebody moved in walls.ts is seen here. */
const order = [
  'term',
  'issue',
  'unit',
  'record',
  'formula',
  'construct',
  'check',
  'plan',
  'sql',
  'measure',
  'analyse',
  'evaluate',
  'decide',
  'programme',
  'report',
]
const resultSide = ['measure', 'analyse', 'evaluate', 'decide', 'programme', 'report']
const syntaxSide = ['construct', 'check', 'sql']
const isAllowed = (from: string, to: string): boolean =>
  order.indexOf(to) < order.indexOf(from) &&
  !(resultSide.includes(from) && syntaxSide.includes(to)) &&
  !(from === 'record' && (to === 'term' || to === 'unit'))

describe('every pair of core folders', () => {
  const pairs = order.flatMap((from) => order.filter((to) => to !== from).map((to) => ({ from, to })))
  const folderOf = (from: string, to: string, deep: boolean): string =>
    `packages/core/src/${from}/${deep ? 'deep/' : ''}uses-${to}.ts`

  test.each([{ deep: false }, { deep: true }])('is walled as the order says (deep: $deep)', async ({ deep }) => {
    await using matrix = await emptyTree()
    await matrix.write(
      Object.fromEntries(
        pairs.map(({ from, to }) => [folderOf(from, to, deep), importing(`${deep ? '../..' : '..'}/${to}/index.ts`)]),
      ),
    )
    const { output } = await oxlint(matrix.path, '-f', 'unix', 'packages')
    const refused = pairs.filter(({ from, to }) => output.includes(`${folderOf(from, to, deep)}:`))
    expect(refused).toEqual(pairs.filter(({ from, to }) => !isAllowed(from, to)))
  })
})

const core = 'packages/core/src'

describe('a violation of each rule fires', () => {
  const seeds: readonly (readonly [name: string, file: string, text: string, rule: string])[] = [
    ['core from the left', `${core}/term/seed.ts`, importing('../report/index.ts'), 'no-restricted-imports'],
    ['results from syntax', `${core}/report/seed.ts`, importing('../check/index.ts'), 'no-restricted-imports'],
    ['record from terms', `${core}/record/seed.ts`, importing('../term/index.ts'), 'no-restricted-imports'],
    ['core with files', `${core}/plan/seed.ts`, importing('node:fs'), 'no-restricted-imports'],
    ['core with bare fs', `${core}/plan/seed2.ts`, importing('fs/promises'), 'no-restricted-imports'],
    ['core with an engine', `${core}/sql/seed.ts`, importing('@duckdb/node-api'), 'no-restricted-imports'],
    ['core from runner', `${core}/sql/seed2.ts`, importing('@isometric/runner/store'), 'no-restricted-imports'],
    [
      'core from runner by path',
      `${core}/sql/seed3.ts`,
      importing('../../../runner/src/run.ts'),
      'no-restricted-imports',
    ],
    ['core with the oracle', `${core}/formula/seed.ts`, importing('feelin'), 'no-restricted-imports'],
    ['sibling dialects', `${core}/sql/dialect/seed.ts`, importing('./duckdb.ts'), 'no-restricted-imports'],
    ['sibling functions', `${core}/formula/function/seed.ts`, importing('./sum.ts'), 'no-restricted-imports'],
    ['sibling models', `${core}/analyse/model/seed.ts`, importing('./xmr.ts'), 'no-restricted-imports'],
    ['sibling formats', `${core}/report/format/seed.ts`, importing('./csv.ts'), 'no-restricted-imports'],
    [
      'a dialect over the wall',
      `${core}/sql/dialect/up.ts`,
      importing('../../report/index.ts'),
      'no-restricted-imports',
    ],
    ['sibling sources', 'packages/runner/src/evidence/source/seed.ts', importing('./csv.ts'), 'no-restricted-imports'],
    ['sibling engines', 'packages/runner/src/engine/seed.ts', importing('./duckdb.ts'), 'no-restricted-imports'],
    ['sibling routes', 'packages/server/src/route/seed.ts', importing('./results.ts'), 'no-restricted-imports'],
    ['sibling commands', 'packages/cli/src/command/seed.ts', importing('./measure.ts'), 'no-restricted-imports'],
    ['sibling pages', 'packages/web/src/page/needs/seed.tsx', importing('../tasks/list.tsx'), 'no-restricted-imports'],
    [
      'a chart from a page',
      'packages/web/src/chart/seed.tsx',
      importing('../page/needs/list.tsx'),
      'no-restricted-imports',
    ],
    ['web from runner', 'packages/web/src/seed.ts', importing('@isometric/runner/store'), 'no-restricted-imports'],
    ['web with Node', 'packages/web/src/seed2.ts', importing('node:path'), 'no-restricted-imports'],
    ['runner from server', 'packages/runner/src/seed.ts', importing('@isometric/server/app'), 'no-restricted-imports'],
    ['runner from cli', 'packages/runner/src/seed2.ts', importing('@isometric/cli/main'), 'no-restricted-imports'],
    ['server from cli', 'packages/server/src/seed.ts', importing('@isometric/cli/main'), 'no-restricted-imports'],
    ['cli from web', 'packages/cli/src/seed.ts', importing('@isometric/web/main'), 'no-restricted-imports'],
    [
      'engine from store',
      'packages/runner/src/engine/left.ts',
      importing('../store/index.ts'),
      'no-restricted-imports',
    ],
    [
      'store from engine',
      'packages/runner/src/store/seed.ts',
      importing('../engine/index.ts'),
      'no-restricted-imports',
    ],
    ['a folder from run.ts', 'packages/runner/src/evidence/seed.ts', importing('../run.ts'), 'no-restricted-imports'],
    ['an undeclared package', 'packages/server/src/seed2.ts', importing('pino'), 'no-restricted-imports'],
    ['a test over the wall', `${core}/term/seed.test.ts`, importing('../report/index.ts'), 'no-restricted-imports'],
    ['the sample from core', 'sample/seed.ts', importing('@isometric/core/term'), 'no-restricted-imports'],
    [
      'the sample from core by path',
      'sample/seed2.ts',
      importing('../packages/core/src/term/index.ts'),
      'no-restricted-imports',
    ],
    ['the yardstick from core', 'sample/expected/seed.ts', importing('@isometric/core/term'), 'no-restricted-imports'],
    ['the yardstick from files', 'sample/expected/seed2.ts', importing('../export/index.ts'), 'no-restricted-imports'],
    ['the clock', `${core}/plan/clock.ts`, 'export const now = () => Date.now()\n', 'no-restricted-properties'],
    ['chance', `${core}/plan/chance.ts`, 'export const any = () => Math.random()\n', 'no-restricted-properties'],
    [
      'a timer',
      `${core}/plan/timer.ts`,
      'export const wait = () => setTimeout(() => {}, 1)\n',
      'no-restricted-globals',
    ],
    ['the process', `${core}/plan/process.ts`, 'export const at = () => process.cwd()\n', 'no-restricted-globals'],
    ['the console', 'packages/server/src/console.ts', "console.log('here')\n\nexport {}\n", 'no-console'],
    ['a default export', 'packages/server/src/default.ts', 'export default 1\n', 'no-default-export'],
    ['any', 'packages/server/src/any.ts', 'export const f = (x: any): unknown => x\n', 'no-explicit-any'],
    [
      'a value import of a type',
      'packages/server/src/type.ts',
      "import { Stats } from 'node:fs'\n\nexport type S = Stats\n",
      'consistent-type-imports',
    ],
    [
      'a forgotten case',
      'packages/server/src/switch.ts',
      "export const f = (x: 'a' | 'b'): number => {\n  switch (x) {\n    case 'a':\n      return 1\n  }\n  return 0\n}\n",
      'switch-exhaustiveness-check',
    ],
    [
      'a forgotten promise',
      'packages/server/src/promise.ts',
      'const f = async (): Promise<number> => Promise.resolve(1)\n\nexport const g = (): void => {\n  f()\n}\n',
      'no-floating-promises',
    ],
  ]

  let ran: Ran

  beforeAll(async () => {
    await using seeded = await emptyTree()
    await seeded.write(Object.fromEntries(seeds.map(([, file, text]) => [file, text])))
    ran = await oxlint(seeded.path, '-f', 'unix', 'packages', 'sample')
  })

  test('and the linter says no', () => expect(ran.code).toBe(1))

  test.each(seeds)('%s', (_name, file, _text, rule) => {
    const said = ran.output.split('\n').filter((line) => line.startsWith(`${file}:`))
    expect(said).toContainEqual(expect.stringMatching(new RegExp(`\\[Error/.*\\(${rule}\\)\\]$`)))
  })

  test('a cycle', async () => {
    await using cycle = await emptyTree()
    await cycle.write({
      [`${core}/plan/one.ts`]: "import { two } from './two.ts'\n\nexport const one = (): number => two()\n",
      [`${core}/plan/two.ts`]: "import { one } from './one.ts'\n\nexport const two = (): number => one()\n",
    })
    const { code, output } = await oxlint(cycle.path, '-f', 'unix', 'packages')
    expect(output).toContain('no-cycle')
    expect(code).not.toBe(0)
  })

  test('nothing fires where nothing is wrong', async () => {
    await using sound = await emptyTree()
    const name = 'export const x = 1\n'
    await sound.write({
      [`${core}/term/index.ts`]: name,
      [`${core}/term/x.test.ts`]: importing('vitest').replace('{ x }', '{ test as x }'),
      [`${core}/formula/function/index.ts`]: importing('./sum.ts'),
      [`${core}/formula/function/sum.ts`]: importing('../../term/index.ts'),
      [`${core}/report/index.ts`]: importing('../measure/index.ts'),
      [`${core}/measure/index.ts`]: name,
      'packages/runner/src/store/index.ts': importing('@isometric/core/term'),
      'packages/runner/src/store/clock.ts': 'export const now = (): number => Date.now()\n',
      'packages/web/src/page/needs/list.tsx': importing('../../chart/index.tsx'),
      'packages/web/src/chart/index.tsx': importing('@isometric/core/report'),
    })
    expect(await oxlint(sound.path, 'packages')).toMatchObject({ code: 0 })
  })
})

describe('core is pure: the compiler refuses', () => {
  const impure = {
    console: "console.log('x')",
    process: 'process.exit(1)',
    timers: 'setTimeout(() => undefined, 1)',
    network: "await fetch('x')",
    'the page': "document.getElementById('x')",
    files: "await import('node:fs')",
  }

  const uses = ['yaml', 'zod', 'lezer-feel'].map((name) => `import '${name}'\n`).join('')
  let ran: Ran

  beforeAll(async () => {
    await using seeded = await emptyTree()
    const fileOf = ([name, line]: readonly [string, string]): [string, string] => [
      `${core}/plan/${name.replace(' ', '-')}.ts`,
      `${uses}${line}\n\nexport {}\n`,
    ]
    await seeded.write(Object.fromEntries(Object.entries(impure).map(fileOf)))
    ran = await tsc(seeded.path, 'packages/core')
  })

  test('and says so with its exit code', () => expect(ran.code).not.toBe(0))

  test.each(Object.keys(impure))('%s', (name) => {
    expect(ran.output).toContain(`plan/${name.replace(' ', '-')}.ts(4,`)
  })

  test('and nothing where nothing is impure', async () => {
    await using sound = await emptyTree()
    await sound.write({
      [`${core}/plan/seed.ts`]: "import 'yaml'\nimport 'zod'\nimport 'lezer-feel'\n\nexport {}\n",
    })
    expect(await tsc(sound.path, 'packages/core')).toMatchObject({ code: 0 })
  })
})

test('the linter sees every source file that git sees', async () => {
  const { output } = await oxlint(root, '--debug=files', '.')
  const seen = new Set(output.split('\n').map((line) => line.trim().replace(/^\.\//, '')))
  const sources = filesOfGit('*.ts', '*.tsx', '*.js', '*.mjs')
  expect(sources.length).toBeGreaterThan(10)
  expect(sources.filter((path) => !seen.has(path))).toEqual([])
})
