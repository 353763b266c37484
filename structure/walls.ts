/**
 * Who may import whom (ARCHITECTURE.md, "The walls"), as data.
 *
 * In: nothing. Out: one `Wall` per set of files, which `oxlint.config.ts` turns into lint rules and
 * `walls.test.ts` seeds with violations. The linter lets the last matching entry of a rule replace
 * the earlier ones, so each wall carries everything that holds for its files.
 */
import { readFileSync } from 'node:fs'

/** Imports matching `pattern` (a regular expression without look-around) are refused. */
export type Ban = { readonly pattern: string; readonly message: string }

export type Wall = {
  readonly name: string
  readonly files: readonly string[]
  readonly except: readonly string[]
  readonly bans: readonly Ban[]
  /** Packages and Node modules that may be imported; anything else that is not a relative path is refused. */
  readonly packages: readonly string[]
}

/** The folders of `packages/core/src`, in import order: each imports only from folders to its left. */
export const coreOrder = [
  'term',
  'issue',
  'unit',
  'record',
  'distribution',
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
] as const

/** Results outlive syntax: these never look back at the language. */
const resultSide: readonly string[] = ['measure', 'analyse', 'evaluate', 'decide', 'programme', 'report']
const syntaxSide: readonly string[] = ['construct', 'check', 'sql']

/** The folders of `packages/runner/src`, in import order; `run.ts` knows them all. */
export const runnerOrder = [
  'engine',
  'log',
  'store',
  'catalogue',
  'evidence',
  'workspace',
  'measure',
  'verify',
  'witness',
  'backup',
  'schedule',
] as const

/** Which packages of ours each package may import. */
export const packageOrder = {
  core: [],
  runner: ['core'],
  server: ['core', 'runner'],
  cli: ['core', 'runner', 'server'],
  web: ['core'],
} as const satisfies Record<string, readonly string[]>

export type Package = keyof typeof packageOrder

/** Folders whose files (or folders) are strangers to each other; only `index.ts`, or the file that lists them, knows all. */
export const strangers: readonly {
  readonly of: Package
  readonly folder: string
  readonly each: 'file' | 'folder'
}[] = [
  { of: 'core', folder: 'formula/function', each: 'file' },
  { of: 'core', folder: 'sql/dialect', each: 'file' },
  { of: 'core', folder: 'analyse/model', each: 'file' },
  { of: 'core', folder: 'analyse/rule', each: 'file' },
  { of: 'core', folder: 'report/format', each: 'file' },
  { of: 'runner', folder: 'evidence/source', each: 'file' },
  { of: 'runner', folder: 'engine', each: 'file' },
  { of: 'server', folder: 'route', each: 'file' },
  { of: 'cli', folder: 'command', each: 'file' },
  { of: 'web', folder: 'page', each: 'folder' },
]

const testTools = ['vitest', 'vite', 'fast-check', 'feelin', 'playwright-core', 'node:*', 'node:*/**']

/** Browser tests open the pages as the real server serves them, and scan them. */
const browserTools = ['@isometric/server/**', 'axe-core']

const dependenciesOf = (of: Package): readonly string[] => {
  const manifest: unknown = JSON.parse(readFileSync(new URL(`../packages/${of}/package.json`, import.meta.url), 'utf8'))
  const { dependencies = {} } = manifest as { dependencies?: Record<string, string> }
  return Object.keys(dependencies)
    .filter((name) => !name.startsWith('@isometric/'))
    .flatMap((name) => [name, `${name}/**`])
}

const hasNode = (of: Package): boolean => of !== 'core' && of !== 'web'

/** What a file of the package may import by name. */
const packagesOf = (of: Package): readonly string[] => [
  ...(hasNode(of) ? ['node:*', 'node:*/**'] : []),
  ...packageOrder[of].map((name) => `@isometric/${name}/**`),
  ...dependenciesOf(of),
]

const outside: Ban = {
  pattern: '(^|/)(packages/|(core|runner|server|cli|web)/src/)',
  message: 'Another package is imported by its name, as @isometric/<package>/<folder>.',
}

const folderBan = (from: string, to: readonly string[], why: string): Ban => ({
  pattern: `^(\\./|(\\.\\./)+)(${to.join('|')})(/|$)`,
  message: `${from} does not import ${to.join(', ')}: ${why}`,
})

const coreBans = (folder: string): readonly Ban[] => {
  const right = coreOrder.slice(coreOrder.findIndex((name) => name === folder) + 1)
  return [
    ...(right.length > 0 ? [folderBan(folder, right, 'each folder imports only from folders to its left.')] : []),
    ...(resultSide.includes(folder) ? [folderBan(folder, syntaxSide, 'results outlive syntax.')] : []),
    ...(folder === 'record' ? [folderBan(folder, ['term', 'unit'], 'the record knows no domain type.')] : []),
  ]
}

const runnerBans = (folder: string): readonly Ban[] => {
  const right = runnerOrder.slice(runnerOrder.findIndex((name) => name === folder) + 1)
  return [
    ...(right.length > 0 ? [folderBan(folder, right, 'each folder imports only from folders to its left.')] : []),
    ...(folder === 'store'
      ? [folderBan(folder, ['engine'], 'results do not depend on where they were computed.')]
      : []),
    { pattern: '^(\\.\\./)+run(\\.|$)', message: 'run.ts tells the order; no folder knows it.' },
  ]
}

const webBans = (folder: string): readonly Ban[] =>
  folder === 'chart' || folder === 'form'
    ? [folderBan(folder, ['page'], 'pages use charts and forms, not the other way round.')]
    : []

/** The folders with walls of their own. */
const foldersOf: { readonly [of in Package]: readonly string[] } = {
  core: coreOrder,
  runner: runnerOrder,
  server: [],
  cli: [],
  web: ['chart', 'form'],
}

const bansOf = (of: Package, folder: string): readonly Ban[] =>
  of === 'core' ? coreBans(folder) : of === 'runner' ? runnerBans(folder) : of === 'web' ? webBans(folder) : []

const strangerBan = (folder: string, each: 'file' | 'folder'): Ban => ({
  pattern: each === 'file' ? '^\\./' : '^\\.\\./[^./]',
  message: `The members of ${folder} are strangers: what two of them need goes one folder up.`,
})

const topFolder = (folder: string): string => folder.split('/')[0] ?? folder

const ofProduct: Ban = {
  pattern: '(^|/)(packages|conformance|constructs)/',
  message: 'The sample knows nothing of the product: a fault of the product must not hide in its own yardstick.',
}

/** The sample organisation: its tests may read contracts and mappings as the product does. */
const sampleWalls: readonly Wall[] = [
  { folder: 'sample', bans: [ofProduct] },
  {
    folder: 'sample/expected',
    bans: [
      ofProduct,
      { pattern: '(^|/)export/', message: 'What is expected comes from the state, never from the files.' },
    ],
  },
].map(({ folder, bans }) => ({
  name: folder,
  files: [`${folder}/**`],
  except: ['sample/**/*.test.ts'],
  bans,
  packages: ['node:*', 'node:*/**', 'yaml'],
}))

const packageWalls: readonly Wall[] = Object.keys(packageOrder).flatMap((key): readonly Wall[] => {
  const of = key as Package
  const source = `packages/${of}/src`
  const base = { except: [], packages: packagesOf(of) }
  return [
    { ...base, name: of, files: [`packages/${of}/**`], bans: [outside] },
    ...foldersOf[of].map((folder) => ({
      ...base,
      name: `${of}/${folder}`,
      files: [`${source}/${folder}/**`],
      bans: [outside, ...bansOf(of, folder)],
    })),
    ...strangers
      .filter((entry) => entry.of === of)
      .map(({ folder, each }) => ({
        ...base,
        name: `${of}/${folder}/*`,
        files: [each === 'file' ? `${source}/${folder}/*.ts` : `${source}/${folder}/*/**`],
        except: [`${source}/${folder}/index.ts`],
        bans: [outside, ...bansOf(of, topFolder(folder)), strangerBan(folder, each)],
      })),
  ]
})

export const walls: readonly Wall[] = [...packageWalls, ...sampleWalls]

/** Tests stand behind the same walls, but may use Node and the test tools, and import the file they test. */
export const testWalls: readonly Wall[] = packageWalls
  .filter((wall) => !wall.name.endsWith('/*'))
  .map((wall) => ({
    ...wall,
    name: `${wall.name} tests`,
    files: [
      ...wall.files.map((files) => `${files}/*.test.{ts,tsx}`),
      ...(wall.name === 'web' ? ['packages/web/browser/**'] : []),
    ],
    packages: [...wall.packages, ...testTools, ...(wall.name === 'web' ? browserTools : [])],
  }))
