import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import { DatabaseSync } from 'node:sqlite'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import {
  done,
  errorsIn,
  isometric,
  issuesIn,
  picture,
  placeCalled,
  product,
  type Place,
  type Ran,
} from './isometric.ts'

vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 })

const samples = join(product, 'constructs/firewall-rules/evidence')
const rules = join(samples, 'firewall-rules@2026-06-30.csv')
const show = ['show', 'firewall-rules']
const measure = ['measure', 'firewall-rules', '--period', '2026-06']
const explain = ['explain', 'firewall-rules']
const serve = ['serve', '--port', '0']
const collect = ['collect', 'firewall rules', '--from', rules, '--as-of', '2026-06-30']

let place: Place
const at = (...names: readonly string[]): string => join(place.folder, ...names)
const run = (workspace: string, args: readonly string[], before: readonly string[] = []): Promise<Ran> =>
  isometric(['--workspace', workspace, ...args], { cwd: place.folder, before })

type Refusal = { readonly exit: number; readonly code: string; readonly says: string }

/** A refusal is a sentence, for people and machines, and never our inside. */
const refuses = async (
  workspace: string,
  verb: readonly string[],
  { exit, code, says }: Refusal,
  before: readonly string[] = [],
): Promise<void> => {
  const ran = await run(workspace, [...verb, '--json'], before)
  const [issue] = errorsIn(ran.out)
  expect({ verb: verb[0], exit: ran.exit, code: issue?.code }).toEqual({ verb: verb[0], exit, code })
  expect(issue?.message).toContain(says)
  expect(ran.err).not.toContain('    at ')
}

/** A workspace with evidence and a measured indicator: something to lose. */
beforeAll(async () => {
  place = await placeCalled('workspaces')
  const w = place.workspace('measured')
  writeFileSync(
    at(w, 'isometric.yaml'),
    'organisation: Ours\ntime zone: Europe/Berlin\nadopts:\n  firewall-rules: {}\n',
  )
  for (const file of readdirSync(samples).filter((name) => name.endsWith('2026-06-30.csv'))) {
    const contract = file.replace(/@.*/, '').replaceAll('-', ' ')
    await done(run(w, ['collect', contract, '--from', join(samples, file), '--as-of', '2026-06-30']))
  }
  await done(run(w, measure))
})
afterAll(() => place.remove())
const measured = (name: string): string => place.copy('measured', name)

/** What makes a workspace unusable, and what each verb then answers. */
type Case = Refusal & {
  readonly name: string
  readonly make: (name: string) => void
  readonly verbs: readonly (readonly string[])[]
}

const spoilt = (spoil: (name: string) => void) => (name: string) => spoil(measured(name))
const store = (name: string): string => at(name, 'store.sqlite')
const inStore = (file: string, sql: string): void => {
  const database = new DatabaseSync(file)
  database.exec(sql)
  database.close()
}
const evidenceFile = (name: string, ending: string): string => {
  const folder = at(name, 'evidence', 'firewall_rules')
  return join(folder, readdirSync(folder).find((file) => file.endsWith(ending)) ?? '')
}

const cases: readonly Case[] = [
  {
    name: 'a folder that is no workspace',
    make: (name) => {
      mkdirSync(at(name))
      writeFileSync(at(name, 'thesis.txt'), 'years of work')
    },
    verbs: [show, measure, serve, ['check']],
    exit: 2,
    code: 'not-a-workspace',
    says: 'it has no isometric.yaml. Name the right folder with --workspace, or make one with “isometric init”.',
  },
  {
    name: 'a missing folder',
    make: () => undefined,
    verbs: [show, collect, explain, ['check']],
    exit: 2,
    code: 'workspace-missing',
    says: 'Make a workspace there with “isometric init',
  },
  {
    name: 'a file',
    make: (name) => writeFileSync(at(name), 'a file'),
    verbs: [measure, collect, ['init']],
    exit: 2,
    code: 'workspace-not-a-folder',
    says: 'A workspace is a folder; name another with --workspace.',
  },
  {
    name: 'from a newer version',
    make: spoilt((name) => writeFileSync(at(name, 'workspace.json'), '{"format": 99}')),
    verbs: [show, measure, collect, ['check'], ['init']],
    exit: 2,
    code: 'workspace-newer',
    says: '(workspace format 99; this version knows 1). Nothing was changed; use that version or a later one.',
  },
  {
    name: 'a damaged workspace.json',
    make: spoilt((name) => writeFileSync(at(name, 'workspace.json'), '{"for')),
    verbs: [show, measure],
    exit: 3,
    code: 'workspace-unreadable',
    says: 'Restore it from a backup; nothing was changed.',
  },
  {
    name: 'a store from a newer version',
    make: spoilt((name) => inStore(store(name), 'pragma user_version = 99')),
    verbs: [show, measure],
    exit: 2,
    code: 'store-newer',
    says: '(schema 99; this version knows 4). Nothing was changed; use that version or a later one.',
  },
  {
    name: 'a store of another program',
    make: spoilt((name) => {
      rmSync(store(name))
      inStore(store(name), 'create table song (title text)')
    }),
    verbs: [show, measure],
    exit: 2,
    code: 'store-not-ours',
    says: 'is not a store of Isometric. Move it away',
  },
  {
    name: 'a store cut short',
    make: spoilt((name) => truncateSync(store(name), 5000)),
    verbs: [show, measure, serve],
    exit: 3,
    code: 'store-damaged',
    says: 'Restore it from a backup, or move it away and measure again; nothing was changed.',
  },
  {
    name: 'a store of other bytes',
    make: spoilt((name) => writeFileSync(store(name), Buffer.alloc(20_000, 'garbage'))),
    verbs: [show, measure],
    exit: 3,
    code: 'store-damaged',
    says: '(file is not a database). Restore it from a backup',
  },
  {
    name: 'evidence that is gone',
    make: spoilt((name) => rmSync(evidenceFile(name, '.parquet'))),
    verbs: [measure],
    exit: 3,
    code: 'evidence-damaged',
    says: '(the file is gone). Restore it from a backup; or put it away with the manifest (.json) that names it',
  },
  {
    name: 'evidence of other bytes',
    make: spoilt((name) => writeFileSync(evidenceFile(name, '.parquet'), 'damaged')),
    verbs: [measure],
    exit: 3,
    code: 'evidence-damaged',
    says: '(its bytes have changed). Restore it from a backup',
  },
  {
    name: 'a manifest cut short',
    make: spoilt((name) => truncateSync(evidenceFile(name, '.json'), 20)),
    verbs: [measure],
    exit: 3,
    code: 'evidence-damaged',
    says: '(it is not a whole manifest). Restore it from a backup',
  },
]

const pictureOf = (name: string) => {
  const path = at(name)
  if (!existsSync(path)) return 'nothing'
  return readdirSync(place.folder, { withFileTypes: true }).some((entry) => entry.name === name && entry.isFile())
    ? readFileSync(path, 'utf8')
    : picture(path)
}

describe('a workspace that cannot be used', () => {
  test.each(cases)('$name', async ({ name: said, make, verbs, ...refusal }) => {
    const name = said.replaceAll(' ', '-')
    make(name)
    const before = pictureOf(name)
    for (const verb of verbs) await refuses(name, verb, refusal)
    expect(pictureOf(name)).toEqual(before)
  })

  test('a folder of somebody else is not made one', async () => {
    mkdirSync(at('home'))
    writeFileSync(at('home', 'thesis.txt'), 'years of work')
    const says = '(it holds thesis.txt) and is not a workspace. Name a new or an empty folder'
    await refuses('home', ['init', 'home'], { exit: 2, code: 'folder-not-empty', says })
    expect(readdirSync(at('home'))).toEqual(['thesis.txt'])
  })

  test('a store that is empty or gone has measured nothing, and is filled again', async () => {
    const name = measured('emptied')
    const results = (await run(name, [...measure, '--json'])).out
    const says = 'Run “isometric collect” and “isometric measure firewall-rules”.'
    truncateSync(store(name), 0)
    await refuses(name, show, { exit: 2, code: 'nothing-measured', says })
    rmSync(store(name))
    await refuses(name, show, { exit: 2, code: 'nothing-measured', says })
    await refuses(name, measure, { exit: 3, code: 'log-damaged', says: 'the store does not know of it' })
    rmSync(at(name, 'log'), { recursive: true })
    const again = await run(name, [...measure, '--json'])
    const values = (out: string) =>
      (JSON.parse(out) as { readonly results: readonly { readonly measures: unknown }[] }).results.map(
        (one) => one.measures,
      )
    expect(again.exit).toBe(0)
    expect(values(again.out)).toEqual(values(results))
    expect((await run(name, show)).exit).toBe(0)
  })
})

describe('a programme that is wrong: where, and nothing is measured', () => {
  const written = (name: string, more: string): string => {
    const w = measured(name)
    writeFileSync(at(w, 'isometric.yaml'), `organisation: Ours\ntime zone: Europe/Berlin\n${more}`)
    return w
  }
  type Wrong = readonly [
    name: string,
    more: string,
    line: number,
    column: number,
    code: string,
    says: string,
    verbs: readonly (readonly string[])[],
  ]
  const programmes: readonly Wrong[] = [
    [
      'a missing colon',
      'adopts\n  firewall-rules: {}\n',
      3,
      1,
      'yaml-syntax',
      'Is a “:” missing?',
      [measure, collect, show, explain],
    ],
    [
      'a misspelt key',
      'adopt:\n  firewall-rules: {}\n',
      3,
      1,
      'unknown-key',
      'Did you mean “adopts”?',
      [measure, collect],
    ],
    ['a month of none', 'first month: 13\n', 3, 14, 'bad-value', 'a month from 1 to 12', [measure]],
    [
      'an unknown construct',
      'adopts:\n  firewal-rules: {}\n',
      4,
      3,
      'unknown-construct',
      'There is no construct “firewal-rules”. Did you mean “firewall-rules”?',
      [['measure']],
    ],
    [
      'an unknown parameter',
      'adopts:\n  firewall-rules: { parameters: { windw: duration("P3M") } }\n',
      4,
      35,
      'unknown-parameter',
      '“firewall-rules” has no parameter “windw”. Did you mean “window”?',
      [['measure']],
    ],
  ]
  test.each(programmes)('%s', async (name, more, line, column, code, says, verbs) => {
    const w = written(name.replaceAll(' ', '-'), more)
    const before = picture(at(w))
    for (const verb of verbs) {
      const { exit, out, err } = await run(w, [...verb, '--json'])
      const [issue] = errorsIn(out)
      expect({ verb: verb[0], exit, code: issue?.code, file: issue?.file, line: issue?.line }).toEqual({
        verb: verb[0],
        exit: 2,
        code,
        file: join(w, 'isometric.yaml'),
        line,
      })
      expect(issue?.message).toContain(says)
      expect(err).toContain(`${join(w, 'isometric.yaml')}:${line}:${column} error ${code}`)
      expect(err).toContain(`  ${line} │ ${more.split('\n')[line - 3]}`)
    }
    const { exit, out } = await run(w, ['check', '--json'])
    expect([exit, errorsIn(out)]).toEqual([1, [expect.objectContaining({ code, line, column })]])
    expect(picture(at(w))).toEqual(before)
  })

  test('sources that name what is not there, all at once', async () => {
    const w = written(
      'sources',
      'sources:\n  - { contract: firewal rules, name: a, path: exports/a.csv }\n  - { contract: firewall rules, name: b, mapping: none, path: exports/b.csv }\n',
    )
    const { exit, out } = await run(w, ['check', join(w, 'isometric.yaml'), '--json'])
    expect([exit, errorsIn(out).map(({ code, line }) => `${code} ${line}`)]).toEqual([
      1,
      ['unknown-contract 4', 'unknown-mapping 5'],
    ])
    const collected = await run(w, ['collect'])
    expect(collected.exit).toBe(2)
    const file = join(w, 'isometric.yaml')
    expect(collected.err).toContain(`${file}:4:17 error unknown-contract There is no contract “firewal rules”.`)
    expect(collected.err).toContain(`${file}:5:51 error unknown-mapping`)
    expect(errorsIn((await run(w, ['collect', '--json'])).out).map(({ code, line }) => `${code} ${line}`)).toEqual([
      'unknown-contract 4',
      'unknown-mapping 5',
    ])
  })
})

/** A test that fails leaves none behind. */
const holders: ChildProcess[] = []
afterAll(() => {
  for (const child of holders) child.kill('SIGKILL')
})

/** Holds something of a workspace in a process of its own until it is killed. */
const holding = async (script: string): Promise<ChildProcess> => {
  const held = `${script}\nprocess.stdout.write('held')\nsetInterval(() => {}, 1000)`
  const child = spawn(process.execPath, ['--input-type=module', '-e', held], { stdio: ['ignore', 'pipe', 'inherit'] })
  holders.push(child)
  const said: unknown[] = await once(child.stdout ?? child, 'data')
  expect(String(said[0])).toBe('held')
  return child
}
const killed = async (child: ChildProcess): Promise<void> => {
  child.kill('SIGKILL')
  await once(child, 'exit')
}

describe('in use', () => {
  test('by a writer: others wait their turn, readers read, and nothing stays locked', async () => {
    const w = measured('busy')
    const workspaces = new URL('../../packages/runner/src/workspace/index.ts', import.meta.url).href
    const child = await holding(`const { openWorkspace } = await import(${JSON.stringify(workspaces)})
      const opened = await openWorkspace(${JSON.stringify(at(w))}, 'write')
      if (!opened.ok) throw new Error(opened.issues[0].message)`)
    const before = picture(at(w))
    const says = `is in use by another process (${child.pid}). Wait until that is done and try again`
    for (const verb of [measure, collect]) await refuses(w, verb, { exit: 3, code: 'workspace-in-use', says })
    for (const verb of [show, explain, ['check']]) expect((await run(w, verb)).exit).toBe(0)
    expect(picture(at(w))).toEqual(before)
    await killed(child)
    expect((await run(w, measure)).exit).toBe(0)
  })

  test('the store alone, by a process that hangs', async () => {
    const w = measured('hanging')
    const child = await holding(`const { DatabaseSync } = await import('node:sqlite')
      globalThis.database = new DatabaseSync(${JSON.stringify(store(w))})
      globalThis.database.exec('begin immediate')`)
    const evidence = picture(at(w, 'evidence'))
    const says = 'Wait until that is done and try again; nothing was changed.'
    // Something new is to be written; what is known already needs no store but to read.
    const more = ['measure', 'firewall-rules', '--period', '2026-05..2026-06']
    await refuses(w, more, { exit: 3, code: 'store-in-use', says })
    await killed(child)
    expect(picture(at(w, 'evidence'))).toEqual(evidence)
    expect((await run(w, show)).exit).toBe(0)
  })
})

/**
 * A folder is read-only for a user without rights, but never for the superuser: for that one it is mounted again,
 * read-only and seen by the command alone.
 */
const superuser = process.getuid?.() === 0
const mounted = (folder: string): readonly string[] => [
  'unshare',
  '-m',
  'sh',
  '-c',
  'mount --bind "$0" "$0" && mount -o remount,ro,bind "$0" && exec "$@"',
  folder,
]
const canMount = superuser && spawnSync('unshare', [...mounted('/tmp').slice(1), 'true']).status === 0
const canBeReadOnly = canMount || !superuser

describe.skipIf(!canBeReadOnly)(
  'read-only (for the superuser it needs the right to mount: run as another user, or with unshare)',
  () => {
    const modes = (folder: string, mode: number): void => {
      const below = readdirSync(folder, { recursive: true, withFileTypes: true })
      for (const entry of below)
        chmodSync(join(entry.parentPath, entry.name), entry.isDirectory() ? mode : mode & 0o666)
      chmodSync(folder, mode)
    }
    test('a writer is refused, a reader reads', async () => {
      const w = measured('read-only')
      const before = picture(at(w))
      if (!superuser) modes(at(w), 0o555)
      const wrap = superuser ? mounted(at(w)) : []
      try {
        const says = 'Give this user the right to write there, or use a copy; reading (show, explain) still works.'
        for (const verb of [measure, collect])
          await refuses(w, verb, { exit: 3, code: 'workspace-read-only', says }, wrap)
        for (const verb of [show, explain, ['check']]) {
          const { exit, err } = await run(w, verb, wrap)
          expect([verb[0], exit, err]).toEqual([verb[0], 0, ''])
        }
        const init = ['init', join(w, 'inner')]
        await refuses(w, init, { exit: 3, code: 'folder-cannot-be-made', says: 'cannot be made' }, wrap)
      } finally {
        if (!superuser) modes(at(w), 0o755)
      }
      expect(picture(at(w))).toEqual(before)
    })
  },
)

test('a construct of the workspace with a fault: it is named, the others are measured', async () => {
  const w = measured('own')
  mkdirSync(at(w, 'constructs', 'mine'), { recursive: true })
  const text = readFileSync(join(product, 'constructs/firewall-rules/construct.yaml'), 'utf8')
  const mine = text.replace('construct: firewall-rules', 'construct: mine').replace('waived until !=', 'waived untl !=')
  writeFileSync(at(w, 'constructs', 'mine', 'construct.yaml'), mine)
  const line = mine.split('\n').findIndex((one) => one.includes('waived untl')) + 1
  const checked = await run(w, ['check', '--json'])
  expect([checked.exit, errorsIn(checked.out)]).toEqual([
    1,
    [expect.objectContaining({ code: 'unknown-column', line })],
  ])
  const wrong = await run(w, ['measure', 'mine', '--period', '2026-06'])
  expect(wrong.exit).toBe(1)
  expect(wrong.err).toContain(`${join(w, 'constructs/mine/construct.yaml')}:${line}:`)
  expect(wrong.out).toContain('Nothing was measured.')
  const right = await run(w, [...measure, '--json'])
  expect([right.exit, right.err]).toEqual([0, ''])
  expect(issuesIn(checked.out).length).toBeGreaterThan(0)
})
