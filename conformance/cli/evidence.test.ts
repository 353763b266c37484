import { closeSync, mkdirSync, openSync, readFileSync, rmSync, statfsSync, truncateSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import {
  done,
  isometric,
  isometricApart,
  issuesIn,
  picture,
  placeCalled,
  type Place,
  type Ran,
  type RanApart,
} from './isometric.ts'

const nightly = process.env['NIGHTLY'] === '1'
vi.setConfig({ testTimeout: nightly ? 600_000 : 120_000, hookTimeout: 120_000 })

const header = 'firewall,rule,action,enabled,is border\n'
const lines = (count: number, line = (n: number): string => `fw1,r${n},allow,true,true\n`): string =>
  Array.from({ length: count }, (_, n) => line(n)).join('')
/** Ten rows, one of them with letters that every encoding writes in its own way. */
const sound = `${header}${lines(9)}fw1,Größe,allow,true,true\n`

/** Bytes of a seeded generator: the same nonsense every time. */
const noise = (bytes: number): Buffer => {
  let state = 27_004
  return Buffer.from(Array.from({ length: bytes }, () => (state = Math.imul(state, 48_271) >>> 0) >>> 13))
}

type Content = string | Uint8Array

/** What must come of a file: stored as so many rows, kept in quarantine, or refused where it is. */
type Case = {
  readonly file: string
  readonly content: Content
  readonly becomes: 'stored' | 'quarantined'
  readonly rows?: number
  readonly rejected?: number
  /** It says the same as the sound file, so it is that snapshot. */
  readonly same?: true
  readonly codes: readonly string[]
  readonly says?: string
}

const jsonRow = { firewall: 'fw1', rule: 'r1', action: 'allow', enabled: true, 'is border': true }

const cases: readonly Case[] = [
  {
    file: 'missing-column.csv',
    content: 'firewall,rule,action,enabled\nfw1,r1,allow,true\n',
    becomes: 'quarantined',
    codes: ['column-missing'],
    says: 'The file has no column “is border”. It has “firewall”, “rule”, “action” and “enabled”. Rename',
  },
  {
    file: 'misspelt-column.csv',
    content: sound.replace('is border', 'is bordr'),
    becomes: 'quarantined',
    codes: ['column-missing'],
    says: 'Is it “is bordr”?',
  },
  {
    // Rows that break the contract are turned away and said, the rest is stored: no refusal of the file (interface.md).
    file: 'wrong-type.csv',
    content: header + lines(80_000, (n) => `fw1,r${n},allow,${n === 69_998 ? 'perhaps' : 'true'},true\n`),
    becomes: 'stored',
    rows: 79_999,
    rejected: 1,
    codes: ['wrong-cell', 'rows-rejected'],
    says: 'On line 70,000, “enabled” is “perhaps”, where true or false (or yes, no, 1, 0) is expected.',
  },
  {
    file: 'duplicate-key.csv',
    content: `${sound}fw1,r3,deny,true,true\n`,
    becomes: 'quarantined',
    codes: ['key-repeated'],
    says: '(firewall, rule): fw1, r3 on line 5 and line 12, with different values. Remove what is repeated',
  },
  {
    file: 'truncated.csv',
    content: `${sound}fw1,r10,al`,
    becomes: 'quarantined',
    codes: ['file-truncated'],
    says: 'The file ends in the middle of line 12: it was cut short. Export it again.',
  },
  {
    file: 'truncated-in-quotes.csv',
    content: `${sound}fw1,"r10,al`,
    becomes: 'quarantined',
    codes: ['quote-unterminated'],
    says: 'on line 12 never closes: the file is cut short',
  },
  {
    file: 'truncated.ndjson',
    content: `${JSON.stringify(jsonRow)}\n{"firewall":"fw`,
    becomes: 'quarantined',
    codes: ['file-truncated'],
    says: 'in the middle of line 2',
  },
  {
    file: 'truncated.json',
    content: JSON.stringify([jsonRow, { ...jsonRow, rule: 'r2' }]).slice(0, -20),
    becomes: 'quarantined',
    codes: ['file-damaged'],
    says: 'This is not a whole JSON file',
  },
  {
    file: 'truncated.parquet',
    content: Buffer.concat([Buffer.from('PAR1'), noise(5000)]),
    becomes: 'quarantined',
    codes: ['file-damaged'],
    says: 'This is not a whole Parquet file',
  },
  {
    file: 'utf16.csv',
    content: Buffer.from(`\ufeff${sound}`, 'utf16le'),
    becomes: 'stored',
    rows: 10,
    same: true,
    codes: [],
  },
  {
    file: 'utf16-unmarked.csv',
    content: Buffer.from(sound, 'utf16le'),
    becomes: 'stored',
    rows: 10,
    same: true,
    codes: ['encoding-guessed'],
    says: 'was read as utf-16le. If letters look wrong, say its encoding in a mapping.',
  },
  {
    file: 'windows-1252.csv',
    content: Buffer.from(sound, 'latin1'),
    becomes: 'stored',
    rows: 10,
    same: true,
    codes: ['encoding-guessed'],
    says: 'was read as windows-1252',
  },
  { file: 'crlf.csv', content: sound.replaceAll('\n', '\r\n'), becomes: 'stored', rows: 10, same: true, codes: [] },
  { file: 'header-only.csv', content: header, becomes: 'stored', rows: 0, codes: [] },
  {
    file: 'quotes.csv',
    content: `${header}"fw1","a rule\nof two ""lines""",allow,true,true\n${lines(9)}fw1,last,permit,true,true\n`,
    becomes: 'stored',
    rows: 10,
    rejected: 1,
    codes: ['not-a-level', 'rows-rejected'],
    says: 'On line 13, “action” is “permit”, which is none of “allow” and “deny”.',
  },
  {
    file: 'odd-rows.csv',
    content: `${sound}fw1,x1,allow,,true\nfw1,x2,allow,true\nfw1,x3,allow,true,true,x\n`,
    becomes: 'stored',
    rows: 10,
    rejected: 3,
    codes: ['missing-value', 'too-few-fields', 'too-many-fields', 'rows-rejected'],
    says: 'On line 12, “enabled” is empty, and the contract requires it.',
  },
  {
    file: 'endless-value.csv',
    content: `${sound}fw1,x1,allow,${'x'.repeat(1_000_000)},true\n`,
    becomes: 'stored',
    rows: 10,
    rejected: 1,
    codes: ['wrong-cell', 'rows-rejected'],
    says: 'On line 12, “enabled” is “xxx',
  },
  {
    file: 'another-table.csv',
    content: header + lines(4, (n) => `fw1,r${n},permit,true,true\n`),
    becomes: 'quarantined',
    codes: ['not-a-level', 'mostly-rejected'],
    says: 'this looks like another table. Collect it for the contract it belongs to, or write a mapping.',
  },
  {
    file: 'column-twice.csv',
    content: 'firewall,rule,action,enabled,is border,Rule\nfw1,r1,allow,true,true,r2\n',
    becomes: 'quarantined',
    codes: ['column-twice'],
    says: 'Several columns of the file are called “rule”: “rule” and “Rule”. Take one away',
  },
  {
    file: 'empty.csv',
    content: '',
    becomes: 'quarantined',
    codes: ['file-empty'],
    says: 'is empty: it has not even a header. Export it again.',
  },
  {
    file: 'nonsense.csv',
    content: noise(100_000),
    becomes: 'quarantined',
    codes: ['file-not-text'],
    says: 'is not a text: it holds bytes no text holds. Export it again',
  },
  {
    file: 'lorem.csv',
    content: 'lorem ipsum\n'.repeat(5000),
    becomes: 'quarantined',
    codes: ['column-missing'],
    says: 'It has “lorem ipsum”. Rename what is meant, or write a mapping.',
  },
]

type Collected = {
  readonly snapshots: readonly {
    readonly file: string
    readonly digest: string
    readonly rows: number
    readonly rejected: number
    readonly known: boolean
  }[]
  readonly quarantined: readonly {
    readonly file: string
    readonly path: string
    readonly issues: readonly { readonly code: string; readonly message: string }[]
  }[]
  readonly refused: readonly { readonly file: string; readonly issues: readonly { readonly code: string }[] }[]
}

let place: Place
let known = ''
const collect = (workspace: string, ...args: readonly string[]): Promise<Ran> =>
  isometric(['--workspace', workspace, 'collect', ...args, '--json'], { cwd: place.folder })
const collectApart = (workspace: string, ...args: readonly string[]): Promise<RanApart> =>
  isometricApart(['--workspace', workspace, 'collect', ...args, '--json'], { cwd: place.folder })
const rulesFrom = (workspace: string, file: string): Promise<RanApart> =>
  collectApart(workspace, 'firewall rules', '--from', file, '--as-of', '2026-06-30')
const collectedIn = (out: string): Collected => JSON.parse(out) as Collected

/** A workspace that holds the sound file already: something that could be lost. */
const held = (name: string): string => place.copy('held', name)

beforeAll(async () => {
  place = await placeCalled('evidence')
  place.write('sound.csv', sound)
  known = collectedIn(await done(rulesFrom(place.workspace('held'), 'sound.csv'))).snapshots[0]?.digest ?? ''
})
afterAll(() => place.remove())

const baseName = (path: string): string => path.split('/').at(-1) ?? path

/** What became of the files of one kind, handed over together and collected in one run. */
type Outcome = {
  readonly exit: number | null
  readonly err: string
  readonly collected: Collected
  readonly before: Readonly<Record<string, string>>
  readonly after: Readonly<Record<string, string>>
}

const handedOver = async (kind: Case['becomes']): Promise<Outcome> => {
  const workspace = held(kind)
  const at = join(place.folder, workspace)
  const source = '{ contract: firewall rules, name: file, path: exports/* }'
  place.write(
    join(workspace, 'isometric.yaml'),
    `${readFileSync(join(at, 'isometric.yaml'), 'utf8')}sources: [${source}]\n`,
  )
  for (const { file, content, becomes } of cases)
    if (becomes === kind) place.write(join(workspace, 'exports', file), content)
  const before = picture(at)
  const { exit, out, err } = await collectApart(workspace, '--as-of', '2026-06-30')
  return { exit, err, collected: collectedIn(out), before, after: picture(at) }
}

/** What grows with every snapshot; whether nothing of it was lost, only the record itself can say. */
const isOfRecord = (file: string): boolean => file.startsWith('store.sqlite') || file.startsWith('log/')

/** What was said of one file: it stands before each sentence. */
const saidOf = ({ file }: Case, err: string) => {
  const lines = err.split('\n').filter((line) => line.startsWith(`${join(kindOf(file), 'exports', file)}: `))
  const codes = lines.map((line) => /: (?:error|warning|notice) (\S+)/.exec(line)?.[1])
  return { text: lines.join('\n'), codes: [...new Set(codes)] }
}
const kindOf = (file: string): string => cases.find((one) => one.file === file)?.becomes ?? ''

describe('files that can be used: exit 0, and what is left out is said', () => {
  let outcome: Outcome
  beforeAll(async () => {
    outcome = await handedOver('stored')
  })
  test.each(cases.filter(({ becomes }) => becomes === 'stored'))('$file', (one) => {
    const said = saidOf(one, outcome.err)
    expect(said.codes).toEqual(one.codes)
    expect(said.text).toContain(one.says ?? '')
    expect(said.text.length).toBeLessThan(5000)
    const snapshot = outcome.collected.snapshots.find(({ file }) => baseName(file) === one.file)
    expect(snapshot).toMatchObject({ rows: one.rows, rejected: one.rejected ?? 0, known: one.same === true })
    expect(snapshot?.digest === known).toBe(one.same === true)
  })
  test('nothing is lost: neither the files nor what was known', () => {
    expect([outcome.exit, outcome.collected.quarantined, outcome.collected.refused]).toEqual([0, [], []])
    const kept = Object.fromEntries(Object.entries(outcome.before).filter(([file]) => !isOfRecord(file)))
    expect(outcome.after).toMatchObject(kept)
  })
  test('the record has grown, and holds', async () => {
    const { exit, out } = await isometric(['--workspace', 'stored', 'verify', '--json'], { cwd: place.folder })
    expect([exit, JSON.parse(out)]).toEqual([0, expect.objectContaining({ problems: [] })])
  })
})

describe('files that cannot: exit 1, and each is kept as it came, with the reasons', () => {
  let outcome: Outcome
  beforeAll(async () => {
    outcome = await handedOver('quarantined')
  })
  test.each(cases.filter(({ becomes }) => becomes === 'quarantined'))('$file', (one) => {
    const said = saidOf(one, outcome.err)
    expect(said.codes).toEqual(one.codes)
    expect(said.text).toContain(one.says ?? '')
    expect(said.text.length).toBeLessThan(5000)
    const kept = outcome.collected.quarantined.find(({ file }) => baseName(file) === one.file)
    expect(readFileSync(kept?.path ?? '').equals(Buffer.from(one.content))).toBe(true)
    expect(readFileSync(`${kept?.path}.json`, 'utf8')).toContain(JSON.stringify(kept?.issues.at(-1)?.message))
  })
  test('nothing is lost, and nothing else is added', () => {
    const { exit, collected, before, after, err } = outcome
    expect([exit, collected.snapshots, collected.refused]).toEqual([1, [], []])
    expect(after).toMatchObject(before)
    const added = Object.keys(after).filter((file) => before[file] === undefined)
    expect(added).toHaveLength(2 * collected.quarantined.length)
    expect(err).not.toContain('    at ')
  })
})

describe('a request for evidence that is none: exit 2, nothing changes', () => {
  beforeAll(() => {
    mkdirSync(join(place.folder, 'folder.csv'))
    place.write('rules.dat', noise(1000))
  })
  const from = (file: string): readonly string[] => ['firewall rules', '--from', file]
  const requests: readonly (readonly [string, readonly string[], string, string])[] = [
    ['a folder', from('folder.csv'), 'file-unreadable', 'it is a folder or a device. Name a file.'],
    ['no file', from('nothing.csv'), 'file-not-found', 'There is no file nothing.csv. Check its name'],
    ['a file of no format', from('rules.dat'), 'format-unknown', 'Name it with an ending such as .csv'],
    [
      'an unknown contract',
      ['firewal rules', '--from', 'sound.csv'],
      'unknown-contract',
      'Did you mean “firewall rules”?',
    ],
    [
      'a contract like none',
      ['bananas', '--from', 'sound.csv'],
      'unknown-contract',
      '“isometric catalogue” lists them.',
    ],
    ['no contract', ['--from', 'sound.csv'], 'missing-argument', 'See “isometric collect --help”.'],
    ['no mapping', [...from('sound.csv'), '--mapping', 'none'], 'mapping-not-found', 'folder mappings'],
    ['no day', [...from('sound.csv'), '--as-of', '2026-06-31'], 'as-of-invalid', 'Write a day (2026-06-30)'],
    ['a day to come', [...from('sound.csv'), '--as-of', '2999-01-01'], 'as-of-in-future', 'has not come yet'],
    ['no period', [...from('sound.csv'), '--covers', 'never'], 'bad-argument', 'it is a period such as 2026-06'],
  ]
  test.each(requests)('%s', async (name, args, code, says) => {
    const workspace = held(`w-${name}`)
    const before = picture(join(place.folder, workspace))
    const ran = await collect(workspace, ...args)
    expect(ran.exit).toBe(2)
    expect(ran.err).toContain(says)
    const codes = ran.out.includes('"refused"')
      ? collectedIn(ran.out).refused.flatMap(({ issues }) => issues.map((issue) => issue.code))
      : issuesIn(ran.out).map((issue) => issue.code)
    expect(codes).toEqual([code])
    expect(picture(join(place.folder, workspace))).toEqual(before)
  })
})

/** Fifty megabytes for everybody, ten gigabytes at night. */
const size = nightly ? 10 * 2 ** 30 : 50 * 2 ** 20

const written = (name: string, start: string, block: Buffer): string => {
  const handle = openSync(join(place.folder, name), 'w')
  let bytes = writeSync(handle, start)
  while (bytes < size) bytes += writeSync(handle, block)
  closeSync(handle)
  return name
}

const repeated = (record: (n: number) => string, bytes: number): Buffer => {
  const some = lines(2000, record)
  return Buffer.from(some.repeat(Math.ceil(bytes / some.length)))
}

/** A hole in a file: zeros that need no disk. */
const hole = (): string => {
  const name = place.write('hole.csv', header)
  truncateSync(join(place.folder, name), size)
  return name
}

const monsters: readonly (readonly [string, () => string, readonly string[], string])[] = [
  ['random bytes', () => written('random.csv', '', noise(2 ** 20)), ['file-not-text'], 'Export it again'],
  ['zeros behind a good header', hole, ['file-not-text'], 'Export it again'],
  [
    'lines of another kind behind a good header',
    () =>
      written(
        'lines.csv',
        header,
        repeated((n) => `nothing of the kind ${n}\n`, 2 ** 20),
      ),
    ['mostly-rejected'],
    '100,000 of the first 100,000 records do not fit the contract',
  ],
  ['one endless line', () => written('endless.csv', '', Buffer.alloc(2 ** 20, 'x')), ['column-missing'], 'It has “xxx'],
]
const room = statfsSync('/tmp')
const enough = room.bavail * room.bsize > 2 * size

describe.skipIf(!enough)(
  `nonsense of ${size / 2 ** 20} MB is answered soon and in little memory (it needs twice the disk)`,
  () => {
    test.each(monsters)('%s', async (_, make, codes, says) => {
      const file = make()
      const workspace = held(`w-${file}`)
      const ran = await rulesFrom(workspace, file)
      for (const name of [file, workspace]) rmSync(join(place.folder, name), { recursive: true })
      expect(ran.exit).toBe(1)
      expect(collectedIn(ran.out).quarantined.flatMap(({ issues }) => issues.map(({ code }) => code))).toEqual(codes)
      expect(ran.err).toContain(says)
      expect(ran.err.length).toBeLessThan(1000)
      expect(ran.megabytes).toBeGreaterThan(20)
      expect(ran.megabytes).toBeLessThan(1024)
    })
  },
)
