import { existsSync, mkdirSync, readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { positionAt } from '@isometric/core/issue'
import { collectAll } from './collect.ts'
import type { Collected } from './work.ts'
import { contractOf, filesBelow, mappingOf, rowsOf, storedOf, workspace } from './fixture.ts'
import { readSnapshots } from './snapshots.ts'

const rules = contractOf(`
contract: firewall rules
entity: rule
describes: state
delivers: full
key: [firewall, rule]
columns:
  firewall:   { type: text, role: dimension }
  rule:       { type: text }
  action:     { type: nominal, levels: [allow, deny] }
  is border:  { type: boolean }
  hits:       { type: number, optional: true }
  expires on: { type: date, optional: true }
  old:        { type: boolean, is: hits = 0 }
`)

const header = 'firewall,rule,action,is border,hits,expires on\n'
const sound = `${header}fw1,r1,allow,yes,3,2026-12-31\nfw1,r2,deny,no,,\n`

let place: ReturnType<typeof workspace>
beforeEach(() => {
  place = workspace(rules)
})
afterEach(() => place.remove())

const codes = (collected: Collected): readonly string[] => collected.issues.map(({ code }) => code)
const messages = (collected: Collected): string => collected.issues.map(({ message }) => message).join('\n')
const stored = [
  { firewall: 'fw1', rule: 'r1', action: 'allow', is_border: true, hits: 3, expires_on: '2026-12-31' },
  { firewall: 'fw1', rule: 'r2', action: 'deny', is_border: false, hits: null, expires_on: null },
]

describe('a file whose headers are the contract’s columns', () => {
  test.each([
    ['as they are', sound],
    ['with underscores', sound.replace('is border', 'is_border').replace('expires on', 'expires_on')],
    ['in another case', sound.replace('firewall,rule', 'Firewall,RULE')],
    [
      'in another order',
      'rule,firewall,expires on,hits,action,is border\nr1,fw1,2026-12-31,3,allow,yes\nr2,fw1,,,deny,no\n',
    ],
    ['with blanks around', sound.replace('firewall,rule', ' firewall , rule')],
    ['with rows in another order', `${header}fw1,r2,deny,no,,\nfw1,r1,allow,yes,3,2026-12-31\n`],
    ['quoted', `${header}"fw1","r1","allow","yes","3","2026-12-31"\n"fw1","r2","deny","no","",""\n`],
    ['without a last line end', sound.trimEnd()],
    ['with empty lines', sound.replaceAll('\n', '\n\n')],
    ['with lines ending in CR LF', sound.replaceAll('\n', '\r\n')],
    ['with lines ending in CR', sound.replaceAll('\n', '\r')],
    ['with mixed line ends', sound.replace('\n', '\r\n')],
    ['with a separator at the end of each line', sound.replaceAll('\n', ',\n')],
    ['with a separator at the end of rows only', sound.replace('yes,3,2026-12-31', 'yes,3,2026-12-31,')],
  ])('%s', async (_, text) => {
    const collected = storedOf(await place.collect('rules.csv', text))
    expect(await rowsOf(collected)).toEqual(stored)
    expect(collected.snapshot.rejected).toBe(0)
  })

  test.each([
    [';', '.csv'],
    ['\t', '.tsv'],
    ['|', '.csv'],
  ])('separated by %j', async (separator, ending) => {
    const collected = await place.collect(`rules${ending}`, sound.replaceAll(',', separator))
    expect(await rowsOf(storedOf(collected))).toEqual(stored)
  })

  test.each([
    ['UTF-8 with a mark', (text: string) => Buffer.from(`\ufeff${text}`)],
    ['UTF-16 LE', (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le')],
    ['UTF-16 BE', (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le').swap16()],
    ['UTF-16 LE without a mark', (text: string) => Buffer.from(text, 'utf16le')],
    ['Windows-1252', (text: string) => Buffer.from(text.replace('€', '\x80'), 'latin1')],
    [
      'Windows-1252 beyond the first megabyte',
      (text: string) =>
        Buffer.concat([
          Buffer.from(text.replace('Zürich €', 'x').replace(/r1/, 'r0')),
          Buffer.from(' \n'.repeat(0)),
          Buffer.from('fw2,r,allow,no,,\n'.repeat(1)),
          Buffer.from('\n'.repeat(1_100_000)),
          Buffer.from('Zürich \x80,r1,allow,yes,3,2026-12-31\n', 'latin1'),
        ]),
    ],
  ])('in %s', async (_, encoded) => {
    const text = sound.replace('fw1,r1', 'Zürich €,r1')
    const rows = await rowsOf(storedOf(await place.collect('rules.csv', encoded(text))))
    expect(rows).toContainEqual({ ...stored[0], firewall: 'Zürich €' })
  })

  test('a guessed encoding is said', async () => {
    const collected = await place.collect('rules.csv', Buffer.from(sound.replace('fw1', 'Zürich'), 'latin1'))
    expect(codes(collected)).toEqual(['encoding-guessed'])
  })

  test('a column that is computed is neither needed nor stored, and others are named and left aside', async () => {
    const collected = storedOf(
      await place.collect('rules.csv', `${header.trim()},old,Remark\nfw1,r1,allow,yes,0,,false,x\n`),
    )
    expect(messages(collected)).toBe('Not in the contract and left aside: “old” and “Remark”.')
    expect(Object.keys((await rowsOf(collected))[0] ?? {})).not.toContain('old')
  })

  test('a header without rows is evidence of nothing', async () => {
    const collected = storedOf(await place.collect('rules.csv', header))
    expect(collected.snapshot).toMatchObject({ rows: 0, rejected: 0 })
    expect(await rowsOf(collected)).toEqual([])
  })
})

describe('when a row is may be computed', () => {
  const usage = (describes: string): string => `
contract: usage
entity: line
describes: ${describes}
key: [year, month]
columns:
  year:    { type: number, scale: interval }
  month:   { type: number, scale: interval }
  used on: { type: date, is: "date(year, month, 1)" }
`
  const lines = 'year,month\n2026,7\n2026,3\n2025,11\n'

  test('events speak for the time from the month of the earliest, and none comes after what the file shows', async () => {
    const other = workspace(contractOf(usage('{ events: { at: used on } }')))
    const collected = storedOf(await other.collect('usage.csv', lines))
    expect(collected.snapshot.covers.from).toBe('2025-10-31T23:00:00Z')
    expect(messages(collected)).toContain('“used on” lies after 2026-06-30T21:59:59Z')
    other.remove()
  })

  test('a record may begin later: it is planned', async () => {
    const other = workspace(contractOf(usage('{ records: { from: used on } }')))
    expect(codes(await other.collect('usage.csv', lines))).toEqual([])
    other.remove()
  })
})

describe('a file that cannot be used goes to quarantine and changes nothing', () => {
  const random = Buffer.from(Array.from({ length: 20_000 }, (_, i) => (i * i * 7919 + 13 * i) % 256))
  const zip = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), random])
  test.each([
    ['empty', '', 'file-empty', /not even a header/],
    ['only empty lines', '\n\n\n', 'file-empty', /not even a header/],
    [
      'a missing column',
      'firewal,rule,action,is border\nfw1,r1,allow,yes\n',
      'column-missing',
      /no column “firewall”\. Is it “firewal”\? It has “firewal”, “rule”/,
    ],
    [
      'two columns of one name',
      `firewall,${header}x,fw1,r1,allow,yes,3,\n`,
      'column-twice',
      /“firewall” and “firewall \(2\)”/,
    ],
    ['bytes that are no text', random, 'file-not-text', /not a text/],
    ['an archive', zip, 'file-not-text', /not a text/],
    [
      'a text with a NUL far in',
      `${sound}${'fw2,r1,allow,no,,\n'.repeat(70_000)}fw\0,r1,allow,no,,\n`,
      'file-not-text',
      /not a text/,
    ],
    [
      'broken UTF-8 after sound UTF-8',
      Buffer.concat([Buffer.from(sound.replace('fw1', 'Zürich')), Buffer.from('Z\xfcrich,r3,allow,no,,\n', 'latin1')]),
      'encoding-broken',
      /From line 4 on/,
    ],
    ['a quote that never closes', `${sound}fw1,"r3,allow,no,,\nfw1,r4,allow,no,,\n`, 'quote-unterminated', /line 4/],
    ['a value going on after its quote', `${sound}fw1,"r"3,allow,no,,\n`, 'quoting-broken', /line 4/],
    ['an end in the middle of a row', `${sound}fw1,r3,al`, 'file-truncated', /middle of line 4/],
    ['a much wider row', `${sound}fw1${',x'.repeat(40)}\n`, 'line-too-wide', /line 4/],
    [
      'a key that comes twice, alike',
      `${sound}\nfw1,r2,deny,no,,\n`,
      'key-repeated',
      /fw1, r2 on line 3 and line 5, each time with the same values/,
    ],
    [
      'a key that comes twice, unlike',
      `${sound}fw1,r2,allow,no,,\n`,
      'key-repeated',
      /fw1, r2 on line 3 and line 4, with different values/,
    ],
    [
      'mostly other things',
      `${header}fw1,r1,allow,yes,3,\nfw1,r2,permit,no,,\nfw1,r3,x,no,,\n`,
      'mostly-rejected',
      /2 of the 3 records/,
    ],
  ] as const)('%s', async (_, content, code, message) => {
    await place.collect('before.csv', sound)
    const before = await readSnapshots(place.evidence)
    const collected = await place.collect('rules.csv', content)
    expect(codes(collected)).toContain(code)
    expect(messages(collected)).toMatch(message)
    expect(messages(collected)).toMatch(/Nothing was stored; the file is kept in quarantine\./)
    if (collected.kind !== 'quarantined') throw new Error('it was not quarantined')
    expect(readFileSync(collected.path)).toEqual(Buffer.from(content))
    const report: unknown = JSON.parse(readFileSync(`${collected.path}.json`, 'utf8'))
    expect(report).toMatchObject({ contract: 'firewall rules', source: 'test', refusedAt: '2026-07-01T10:00:00Z' })
    expect(await readSnapshots(place.evidence)).toEqual(before)
    expect(readdirSync(join(place.evidence, 'tmp'))).toEqual([])
  })

  test('the same file is kept once', async () => {
    await place.collect('rules.csv', 'x\n1\n')
    await place.collect('rules.csv', 'x\n1\n')
    expect(readdirSync(join(place.evidence, 'quarantine')).length).toBe(2)
  })
})

describe('a request that is wrong leaves everything as it is', () => {
  test('no such file', async () => {
    const { collect } = await import('./collect.ts')
    const collected = await collect(place.request(join(place.folder, 'none.csv')))
    expect([collected.kind, codes(collected)]).toEqual(['refused', ['file-not-found']])
  })
  test('a folder', async () => {
    const { collect } = await import('./collect.ts')
    mkdirSync(join(place.folder, 'sub.csv'))
    const collected = await collect(place.request(join(place.folder, 'sub.csv')))
    expect([collected.kind, codes(collected)]).toEqual(['refused', ['file-unreadable']])
  })
  test.each(['2026-13-01', '2026-02-30', 'yesterday', '2026-06-30T22:00:00'])('as of %s', async (asOf) => {
    const collected = await place.collect('rules.csv', sound, { asOf })
    expect([collected.kind, codes(collected)]).toEqual(['refused', ['as-of-invalid']])
  })
  test('as of a day to come', async () => {
    const collected = await place.collect('rules.csv', sound, { asOf: '2026-07-02' })
    expect([collected.kind, codes(collected)]).toEqual(['refused', ['as-of-in-future']])
  })
  test('a name that says nothing about the format', async () => {
    const collected = await place.collect('rules.dat', sound)
    expect([collected.kind, codes(collected)]).toEqual(['refused', ['format-unknown']])
    expect(existsSync(join(place.evidence, 'quarantine'))).toBe(false)
  })
})

describe('a row that does not fit is rejected with its line, column, text and reason', () => {
  const around = (row: string): string => `${header}fw1,r1,allow,yes,3,\n${row}\nfw1,r8,deny,no,,\nfw1,r9,deny,no,,\n`
  test.each([
    [
      'fw1,r2,allow,yes,many,',
      'wrong-cell',
      'hits',
      'many',
      /On line 3, “hits” is “many”, where a number such as 1234\.5 is expected/,
    ],
    ['fw1,r2,allow,yes,"1,5",', 'wrong-cell', 'hits', '1,5', /Say the decimal sign/],
    ['fw1,r2,allow,perhaps,,', 'wrong-cell', 'is border', 'perhaps', /where true or false/],
    ['fw1,r2,allow,yes,,31/12/2026', 'wrong-cell', 'expires on', '31/12/2026', /day and month/],
    ['fw1,r2,Allow,yes,,', 'not-a-level', 'action', 'Allow', /none of “allow” and “deny”\. Did you mean “allow”/],
    ['fw1,,allow,yes,,', 'missing-value', 'rule', null, /On line 3, “rule” is empty/],
    ['fw1,"  ",allow,yes,,', 'missing-value', 'rule', null, /On line 3, “rule” is empty/],
    ['fw1,r2,allow', 'too-few-fields', null, null, /fewer values than the 6 columns/],
    ['fw1,r2,allow,yes,1,,2026-01-01', 'too-many-fields', null, null, /more values than the 6 columns/],
  ] as const)('%s', async (row, reason, column, text, message) => {
    const collected = storedOf(await place.collect('rules.csv', around(row)))
    expect(messages(collected)).toMatch(message)
    expect(collected.snapshot).toMatchObject({ rows: 3, rejected: 1 })
    expect(collected.manifest.rejected.byReason).toEqual([{ reason, column, rows: 1 }])
    expect(place.rejects(collected)).toEqual([{ line: 3, column, text, reason }])
  })

  test('several faults of one row are all said, and counted as one row', async () => {
    const collected = storedOf(await place.collect('rules.csv', around('fw1,,permit,yes,many,')))
    expect(codes(collected)).toEqual(['missing-value', 'not-a-level', 'wrong-cell', 'rows-rejected'])
    expect(collected.snapshot).toMatchObject({ rows: 3, rejected: 1 })
  })

  test('lines are those of the file, whatever values hold and however many lines are empty', async () => {
    const text = `\n${header}\n\nfw1,"r\n1",allow,yes,3,\nfw1,r2,allow,yes,many,\n\n"fw\r\n\n1",r3,allow,yes,3,\nfw1,r4,allow,yes,many,\nfw1,r5,deny,no,,\n`
    const collected = storedOf(await place.collect('rules.csv', text))
    expect(place.rejects(collected).map(({ line }) => line)).toEqual([7, 12])
  })

  test('a wrong type on line 70,000 is found there', async () => {
    const rows = Array.from({ length: 80_000 }, (_, i) => `fw1,r${i},allow,yes,${i === 69_998 ? 'oops' : i},\n`)
    const collected = storedOf(await place.collect('rules.csv', header + rows.join('')))
    expect(collected.issues[0]?.message).toBe(
      'On line 70,000, “hits” is “oops”, where a number such as 1234.5 is expected.',
    )
    expect(collected.snapshot).toMatchObject({ rows: 79_999, rejected: 1 })
  })

  test('a hundred faults are counted by reason, and a few are told', async () => {
    const rows = Array.from({ length: 300 }, (_, i) => `fw1,r${i},${i % 3 === 0 ? 'permit' : 'allow'},yes,,\n`)
    const collected = storedOf(await place.collect('rules.csv', header + rows.join('')))
    expect(codes(collected)).toEqual([...Array<string>(5).fill('not-a-level'), 'more-rejected', 'rows-rejected'])
    expect(messages(collected)).toContain('95 more rows rejected for the same reason: not-a-level (“action”).')
    expect(collected.manifest.rejected.byReason).toEqual([{ reason: 'not-a-level', column: 'action', rows: 100 }])
    expect(place.rejects(collected).length).toBe(100)
    expect(messages(collected)).toMatch(/100 rows of 300 rejected/)
  })

  test('a fault of another kind is told however many others stand before it', async () => {
    const rows = Array.from({ length: 400 }, (_, i) => `fw1,r${i},${i < 150 ? 'permit' : 'allow'},yes,,\n`)
    const text = `${header}${rows.join('')}fw1,r400,allow,yes,many,\nfw1,,allow,yes,,\n`
    const collected = storedOf(await place.collect('rules.csv', text))
    const told = codes(collected)
    expect(told).toEqual([
      ...Array<string>(5).fill('not-a-level'),
      'wrong-cell',
      'missing-value',
      'more-rejected',
      'rows-rejected',
    ])
    expect(messages(collected)).toMatch(/On line 402, “hits” is “many”/)
    expect(messages(collected)).toContain('145 more rows rejected for the same reason: not-a-level (“action”).')
  })
})

describe('a snapshot', () => {
  test('is named by its content: the same file again is known already', async () => {
    const first = storedOf(await place.collect('rules.csv', sound))
    const files = filesBelow(place.evidence)
    const second = storedOf(await place.collect('other-name.csv', sound, { now: '2026-07-01T12:00:00Z', threads: 2 }))
    expect([first.known, second.known]).toEqual([false, true])
    expect(second.manifest).toEqual(first.manifest)
    expect(codes(second)).toEqual(['already-known'])
    expect(filesBelow(place.evidence)).toEqual(files)
  })

  test.each([
    [
      'another order of rows and another way of writing',
      `${header}fw1,r2,deny,0,,\nfw1,r1,allow,TRUE,3.0,2026-12-31\n`,
      {},
      true,
    ],
    ['another value', sound.replace(',3,', ',4,'), {}, false],
    ['another moment', sound, { asOf: '2026-06-29' }, false],
    ['another source', sound, { sourceName: 'other' }, false],
    ['a rejected row more', `${sound}fw1,r3,x,no,,\n`, {}, false],
  ] as const)('with %s', async (_, text, more, same) => {
    const first = storedOf(await place.collect('rules.csv', sound))
    const second = storedOf(await place.collect('rules.csv', text, more))
    expect(second.manifest.digest === first.manifest.digest).toBe(same)
  })

  test('two moments with the same rows share one table', async () => {
    await place.collect('rules.csv', sound)
    await place.collect('rules.csv', sound, { asOf: '2026-05-31' })
    const files = readdirSync(join(place.evidence, 'firewall_rules'))
    expect(files.filter((name) => name.endsWith('.parquet')).length).toBe(1)
    expect(files.filter((name) => name.endsWith('.json')).length).toBe(2)
    expect((await readSnapshots(place.evidence, 'firewall rules')).map(({ asOf }) => asOf)).toEqual([
      '2026-05-31T21:59:59Z',
      '2026-06-30T21:59:59Z',
    ])
  })

  test('has a manifest that says where it came from', async () => {
    const { manifest, snapshot } = storedOf(await place.collect('rules.csv', sound))
    expect(JSON.parse(readFileSync(snapshot.manifestPath, 'utf8'))).toEqual(manifest)
    expect(manifest).toMatchObject({
      contract: { name: 'firewall rules' },
      source: { name: 'test' },
      asOf: '2026-06-30T21:59:59Z',
      covers: { from: null, to: '2026-06-30T22:00:00Z' },
      collectedAt: '2026-07-01T10:00:00Z',
      rows: 2,
      rejected: { total: 0, byReason: [], file: null },
      leftOut: 0,
      origin: { file: 'rules.csv', bytes: sound.length },
    })
    const { createHash } = await import('node:crypto')
    expect(manifest.fileDigest).toBe(`sha256:${createHash('sha256').update(readFileSync(snapshot.path)).digest('hex')}`)
  })

  test('of a contract that means the same, however it is written, has the same contract digest', async () => {
    const reworded = { ...rules, source: { ...rules.source, text: '# a comment' } }
    const first = storedOf(await place.collect('rules.csv', sound))
    const second = storedOf(await place.collect('rules.csv', sound, { contract: reworded, asOf: '2026-06-29' }))
    const third = storedOf(
      await place.collect('rules.csv', sound, { contract: { ...rules, settle: 'P9D' }, asOf: '2026-06-28' }),
    )
    expect(second.manifest.contract).toEqual(first.manifest.contract)
    expect(third.manifest.contract).not.toEqual(first.manifest.contract)
  })
})

describe('the rules of a contract', () => {
  const ruled = (level: string, rule: string) =>
    contractOf(`
contract: firewall rules
entity: rule
describes: state
delivers: full
key: [firewall, rule]
columns:
  firewall:  { type: text }
  rule:      { type: text }
  hits:      { type: number, optional: true }
quality:
  - { rule: the rule of the test, ${rule}, level: ${level} }
`)
  const body = 'firewall,rule,hits\nfw1,r1,1\nfw1,r2,-1\nfw1,r3,\nfw1,r4,2\n'

  test.each([
    ['warn', 'stored', 4, 0, 'rule-warned', /does not hold for 1 row \(first on line 3\)/],
    ['reject', 'stored', 3, 1, 'rule-broken', /On line 3 a rule/],
    ['fail', 'quarantined', 0, 0, 'rule-failed', /first on line 3/],
  ] as const)('about a row, %s; what is unknown breaks no rule', async (level, kind, rows, rejected, code, message) => {
    const collected = await place.collect('rules.csv', body, { contract: ruled(level, 'holds: hits >= 0') })
    expect([collected.kind, codes(collected)[0]]).toEqual([kind, code])
    expect(messages(collected)).toMatch(message)
    if (collected.kind !== 'stored') return
    expect(collected.snapshot).toMatchObject({ rows, rejected })
    expect(collected.manifest.quality).toContainEqual({ rule: 'the rule of the test', level, broken: 1 })
  })

  const repeated = 'firewall,rule,hits\nfw1,r1,1\nfw1,r1,1\nfw1,r2,2\nfw1,r2,3\nfw1,r3,\nfw1,r4,4\n'
  test.each([
    // Of rows alike one stays; of rows that contradict each other none does.
    ['the key', '[firewall, rule]', 'reject', 3, 3],
    // Two rows have 1 and are not alike; what is unknown equals nothing.
    ['other columns', '[rule, hits]', 'warn', 6, 0],
    ['other columns', '[hits]', 'reject', 4, 2],
  ] as const)('about %s: %s, %s', async (what, unique, level, rows, rejected) => {
    const text =
      what === 'the key' ? repeated : 'firewall,rule,hits\nfw1,r1,1\nfw2,r1,1\nfw1,r2,2\nfw1,r3,\nfw1,r3b,\nfw1,r4,4\n'
    const collected = storedOf(await place.collect('rules.csv', text, { contract: ruled(level, `unique: ${unique}`) }))
    expect(collected.snapshot).toMatchObject({ rows, rejected })
  })

  test('about the key, fail', async () => {
    const collected = await place.collect('rules.csv', repeated, {
      contract: ruled('fail', 'unique: [firewall, rule]'),
    })
    expect(collected.kind).toBe('quarantined')
    expect(messages(collected)).toMatch(
      /2 keys stand more than once .*fw1, r2 on line 4 and line 5, with different values/,
    )
  })
})

describe('a mapping', () => {
  const mapping = (columns: string, format = 'csv', rest = '') =>
    mappingOf(`mapping: m\ncontract: firewall rules\nformat: ${format}\ncolumns:\n${columns}\n${rest}`)
  const columns = `  firewall: { from: Device }
  rule: { is: 'Device + "/" + Rule No' }
  action: { from: Act, values: { permit: allow, drop: deny, reject: deny, n/a: null } }
  is border: { from: Zone, values: { ext: 'true', int: 'false' } }
  hits: { from: Hits, empty: ["-", none] }
  expires on: { from: Until, format: ["%d.%m.%Y", "%d/%m/%Y"] }`
  const text = `Device;Rule No;Act;Zone;Hits;Until
fw1;1;permit;ext;1.234,5;31.12.2026
fw1;2;drop;int;-;31/12/2026
fw1;3;log;ext;1;
fw1;4;n/a;ext;1;
fw1;5;reject;ext;none;
`
  test('renames, translates, reads formats, computes, and refuses what it does not list', async () => {
    const collected = storedOf(
      await place.collect('rules.csv', text, { mapping: mapping(columns, '{ csv: { decimal: "," } }') }),
    )
    expect(await rowsOf(collected)).toEqual([
      { firewall: 'fw1', rule: 'fw1/1', action: 'allow', is_border: true, hits: 1234.5, expires_on: '2026-12-31' },
      { firewall: 'fw1', rule: 'fw1/2', action: 'deny', is_border: false, hits: null, expires_on: '2026-12-31' },
      { firewall: 'fw1', rule: 'fw1/5', action: 'deny', is_border: true, hits: null, expires_on: null },
    ])
    expect(codes(collected)).toEqual(['unlisted-value', 'missing-value', 'rows-rejected'])
    expect(messages(collected)).toMatch(/On line 4, “action” is “log”, which the mapping does not list/)
    expect(messages(collected)).toMatch(/On line 5, “action” is empty/)
  })

  test('leaves out records on which where is not true, and counts them', async () => {
    const where = mapping(columns, 'csv', `where: Zone = "ext" and Act != "log" and Act != "n/a"`)
    const collected = storedOf(await place.collect('rules.csv', text.replace('1.234,5', '1'), { mapping: where }))
    expect(collected.snapshot.rows).toBe(2)
    expect(collected.manifest.leftOut).toBe(3)
    expect(codes(collected)).toEqual(['rows-left-out'])
  })

  test('lines are right when rows were left out before', async () => {
    const where = mapping(columns, 'csv', `where: Rule No != "1" and Rule No != "2"`)
    const collected = storedOf(
      await place.collect('rules.csv', `${text}fw1;6;drop;int;-;\nfw1;7;drop;int;-;\nfw1;8;x;int;-;\n`, {
        mapping: where,
      }),
    )
    expect(place.rejects(collected).map(({ line }) => line)).toEqual([4, 5, 9])
  })

  test.each([
    [
      'a column the file does not have',
      columns.replace('from: Device', 'from: Devise'),
      'quarantined',
      'source-column-missing Devise',
      /“firewall” comes from “Devise”.*Is it “Device”/,
    ],
    [
      'a column the contract does not have',
      `${columns}\n  rulle: { from: Act }`,
      'refused',
      'column-unknown rulle',
      /no column “rulle”.*“rule”/,
    ],
    [
      'no word on a required column',
      columns.replace(/ {2}action.*\n/, ''),
      'refused',
      'column-unmapped columns',
      /“action”/,
    ],
    [
      'a formula over an unknown name',
      columns.replace('+ Rule No', '+ Rule Nr'),
      'refused',
      'unknown-column Rule Nr',
      /Rule N/,
    ],
  ])('with %s', async (_, written, kind, code, message) => {
    const wrong = mapping(written)
    const collected = await place.collect('rules.csv', text, { mapping: wrong })
    const [issue] = collected.issues
    const at = wrong.source.text.slice(issue?.span.from, issue?.span.to)
    expect([collected.kind, `${issue?.code} ${at}`, issue?.document]).toEqual([kind, code, 'mapping.yaml'])
    expect(messages(collected)).toMatch(message)
  })

  test.each([
    ['a column', columns.replace('+ Rule No', '+ Rule Nr'), '', 'unknown-column', '6:31'],
    ['where', columns, 'where: Zone = "ext" and\n  Akt != "log"', 'unknown-column', '12:3'],
    ['where, of another type', columns, 'where: Zone', 'record-type', '11:8'],
    ['a column, of another type', columns.replace('Device + "/" + Rule No', 'number(Hits)'), '', 'record-type', '6:16'],
  ])('has its fault in the formula of %s where it is written', async (_, written, rest, code, where) => {
    const wrong = mapping(written, 'csv', rest)
    const collected = await place.collect('rules.csv', text, { mapping: wrong })
    const [issue] = collected.issues
    expect([collected.kind, codes(collected), issue?.document]).toEqual(['refused', [code], 'mapping.yaml'])
    const { line, column } = positionAt(wrong.source.text, issue?.span.from ?? 0)
    expect(`${line}:${column}`).toBe(where)
  })

  describe('with a formula over blank cells', () => {
    const own = (hits: string, rest = '') =>
      mapping(
        `  firewall: { from: firewall }\n  rule: { from: rule }\n  action: { from: action }\n  is border: { from: is border }\n  hits: ${hits}`,
        'csv',
        rest,
      )
    const blank =
      'firewall,rule,action,is border,owner\nfw1,r1,allow,yes,\nfw1,r2,allow,yes,""\nfw1,r3,allow,yes,  \nfw1,r4,allow,yes,it\nfw1,r5,allow,yes,-\n'
    test.each([
      ['{ is: "if owner = null then 1 else 2" }', [1, 1, 1, 2, 2], ''],
      ['{ is: "if owner = null then 1 else 2", empty: "-" }', [1, 1, 1, 2, 1], ''],
      ['{ is: "if owner = \\"\\" then 1 else 2" }', [2, 2, 2, 2, 2], '“owner” = "" never holds'],
      ['{ is: "if owner != \\"\\" then 1 else 2" }', [1, 1, 1, 1, 1], 'Write != null.'],
      ['{ is: "string length(owner)" }', [null, null, null, 2, 1], ''],
    ])('%s', async (hits, expected, says) => {
      const collected = storedOf(await place.collect('rules.csv', blank, { mapping: own(hits) }))
      expect((await rowsOf(collected)).map((row) => row['hits'])).toEqual(expected)
      expect(codes(collected)).toEqual(says === '' ? [] : ['blank-is-null'])
      expect(messages(collected)).toContain(says)
    })

    test('where compares with nothing: it is warned of where it is written', async () => {
      const where = own('{ from: rule, values: { r1: "1" } }', 'where: owner != ""')
      const { issues } = await place.collect('rules.csv', blank, { mapping: where })
      const warned = issues.filter(({ code }) => code === 'blank-is-null')
      expect(warned.map(({ span }) => where.source.text.slice(span.from, span.to))).toEqual(['owner != ""'])
    })

    test('where', async () => {
      const collected = storedOf(
        await place.collect('rules.csv', blank, { mapping: own('{ from: owner }', 'where: owner = null') }),
      )
      expect([collected.snapshot.rows, collected.manifest.leftOut, codes(collected)]).toEqual([3, 2, ['rows-left-out']])
    })
  })

  describe('whose formula gives nothing although all it reads is there', () => {
    const dated = (is: string, rest = '') =>
      mapping(
        `  firewall: { from: firewall }\n  rule: { from: rule }\n  action: { from: action }\n  is border: { from: is border }\n  expires on: { is: '${is}' }`,
        'csv',
        rest,
      )
    const days = ['2023-04-30', '2023-04-31', '', '-', '2023-06-31', '2023-02-30']
    const dates = `firewall,rule,action,is border,until\n${days.map((day, i) => `fw1,r${i},allow,yes,${day}\n`).join('')}`
    const column = 'The formula of “expires on” gives nothing for'
    test.each([
      ['date(until)', `${column} 4 records although all it reads is there (first on line 3, line 5, line 6)`],
      ['if until = "-" then null else date(until)', `${column} 3 records`],
      ['if matches(until, "^2023") then date(until) else null', `${column} 3 records`],
      [
        'if matches(until, "^2023-0[25]") then date(until) else null',
        `${column} 1 record although all it reads is there (first on line 7)`,
      ],
      ['if date(until) > date("2020-01-01") then date("2023-01-01") else null', `${column} 4 records`],
    ])('%s: it is said', async (is, sentence) => {
      const written = dated(is)
      const collected = storedOf(await place.collect('rules.csv', dates, { mapping: written }))
      expect(collected.snapshot).toMatchObject({ rows: 6, rejected: 0 })
      expect(codes(collected)).toEqual(['formula-silent'])
      expect(messages(collected)).toContain(sentence)
      const span = collected.issues[0]?.span
      expect(written.source.text.slice(span?.from, span?.to)).toBe(is)
    })

    test.each(['null', 'if matches(until, "^2023-04-30$") then date(until) else null'])(
      '%s: null is meant',
      async (is) => {
        const collected = storedOf(await place.collect('rules.csv', dates, { mapping: dated(is) }))
        expect(codes(collected)).toEqual([])
      },
    )

    test('in where, on records that are left out', async () => {
      const where = dated('null', 'where: date(until) > date("2020-01-01")')
      const collected = storedOf(await place.collect('rules.csv', dates, { mapping: where }))
      expect(collected.manifest).toMatchObject({ rows: 1, leftOut: 5 })
      expect(codes(collected)).toEqual(['formula-silent', 'rows-left-out'])
      expect(messages(collected)).toContain(
        'The formula of the mapping’s “where” gives nothing for 4 records although all it reads is there (first on line 3, line 5, line 6)',
      )
    })

    test('in a required column the row is rejected, and nothing else said', async () => {
      const required = mapping(
        "  firewall: { from: firewall }\n  rule: { is: 'string(date(until))' }\n  action: { from: action }\n  is border: { from: is border }",
      )
      const collected = storedOf(
        await place.collect(
          'rules.csv',
          `firewall,action,is border,until\nfw1,allow,yes,2023-04-30\nfw1,allow,yes,2023-05-30\nfw1,allow,yes,2023-04-31\n`,
          { mapping: required },
        ),
      )
      expect(codes(collected)).toEqual(['missing-value', 'rows-rejected'])
    })
  })

  test('names the columns of a file without a header, and skips what stands before', async () => {
    const named = mapping(
      '  firewall: { from: a }\n  rule: { from: b }\n  action: { from: c }\n  is border: { from: d }',
      '{ csv: { header: [a, b, c, d], skip: 2 } }',
    )
    const collected = storedOf(
      await place.collect('rules.csv', 'Report "of\n30 June\nfw1,r1,allow,yes\nfw1,r2,x,yes\nfw1,r3,deny,no\n', {
        mapping: named,
      }),
    )
    expect(collected.snapshot.rows).toBe(2)
    expect(place.rejects(collected)).toEqual([expect.objectContaining({ line: 4, text: 'x' })])
  })

  test('takes lines apart by a pattern', async () => {
    const lines = mapping(
      '  firewall: { from: device }\n  rule: { from: rule }\n  action: { from: action }\n  is border: { is: "true" }\n  hits: { from: hits }',
      String.raw`{ csv: { skip: 1, header: [device, rule, action, hits], pattern: '^(\S+)\s+line (\d+) (\w+).*hitcnt=(\d+)' } }`,
    )
    const text = 'access list\nfw1  line 1 allow any, "any" hitcnt=12\n\nfw1 line 2 deny any hitcnt=0\nsomething else\n'
    const collected = storedOf(await place.collect('show.txt', text, { mapping: lines }))
    expect(await rowsOf(collected)).toEqual([
      { firewall: 'fw1', rule: '1', action: 'allow', is_border: true, hits: 12, expires_on: null },
      { firewall: 'fw1', rule: '2', action: 'deny', is_border: true, hits: 0, expires_on: null },
    ])
    expect(place.rejects(collected)).toEqual([
      { line: 5, column: null, text: 'something else', reason: 'pattern-mismatch' },
    ])
  })

  test('lets a formula see what a group of a pattern matched, also where that is nothing', async () => {
    const lines = mapping(
      '  firewall: { from: device }\n  rule: { from: rule }\n  action: { from: action }\n  is border: { is: "true" }',
      String.raw`{ csv: { header: [indent, device, rule, action], pattern: '^( *)(\S+) (\S+) (\w+)' } }`,
      'where: indent = ""',
    )
    const text = 'fw1 r1 allow\n  fw1 r1 allow\nfw1 r2 deny\n'
    const collected = storedOf(await place.collect('show.txt', text, { mapping: lines }))
    expect((await rowsOf(collected)).map(({ rule }) => rule)).toEqual(['r1', 'r2'])
  })

  test.each(['^(a)(b)$', '(?<=x)(a)(b)(c)(d)'])('with the unusable pattern %s is refused', async (pattern) => {
    const lines = mapping(
      '  firewall: { from: a }\n  rule: { from: b }\n  action: { from: c }\n  is border: { from: d }',
      `{ csv: { header: [a, b, c, d], pattern: '${pattern}' } }`,
    )
    const collected = await place.collect('rules.txt', 'x\n', { mapping: lines })
    expect([collected.kind, codes(collected)]).toEqual(['refused', ['pattern-unusable']])
  })

  test('declares an encoding, and one that does not exist is refused', async () => {
    const of = (encoding: string) =>
      mapping(
        '  firewall: { from: firewall }\n  rule: { from: rule }\n  action: { from: action }\n  is border: { from: is border }',
        `{ csv: { encoding: ${encoding} } }`,
      )
    const cyrillic = Buffer.concat([Buffer.from(header), Buffer.from([0xcc, 0xee]), Buffer.from(',r1,allow,yes,,\n')])
    const collected = storedOf(await place.collect('rules.csv', cyrillic, { mapping: of('windows-1251') }))
    expect((await rowsOf(collected))[0]).toMatchObject({ firewall: 'Мо' })
    expect(codes(await place.collect('rules.csv', sound, { mapping: of('klingon') }))).toContain('encoding-unknown')
  })

  test('that values are not quoted', async () => {
    const unquoted = mapping(
      '  firewall: { from: firewall }\n  rule: { from: rule }\n  action: { from: action }\n  is border: { from: is border }',
      '{ csv: { quote: "" } }',
    )
    const collected = storedOf(
      await place.collect('rules.csv', `${header}fw1,"r1,allow,yes,,\n`, { mapping: unquoted }),
    )
    expect((await rowsOf(collected))[0]).toMatchObject({ rule: '"r1' })
  })
})

describe('several files in one run', () => {
  const all = async (requests: Parameters<typeof collectAll>[0]): Promise<readonly Collected[]> => {
    const done: Collected[] = []
    for await (const one of collectAll(requests)) done.push(one)
    return done
  }
  const ofDay = (day: number, text: string) =>
    place.request(place.write(`rules-${day}.csv`, text), { asOf: `2026-06-0${day}` })
  const repeated = `${header}fw1,r1,allow,yes,3,\nfw1,r1,deny,yes,3,\n`
  const wrong = `${header}fw1,r1,allow,yes,many,\nfw1,r2,deny,no,,\nfw1,r3,deny,no,,\n`

  test('are what each is alone, whatever became of those before', async () => {
    const texts = [sound, repeated, wrong, 'something else\n1\n', wrong, sound]
    const requests = texts.map((text, i) => ofDay(i + 1, text))
    const missing = place.request(join(place.folder, 'none.csv'))
    const together = await all([...requests.slice(0, 2), missing, ...requests.slice(2)])
    expect(together.map(({ kind }) => kind)).toEqual([
      'stored',
      'quarantined',
      'refused',
      'stored',
      'quarantined',
      'stored',
      'stored',
    ])
    const other = workspace(rules)
    try {
      const alone: Collected[] = []
      for (const request of requests) alone.push(...(await all([{ ...request, evidence: other.evidence }])))
      const digests = (found: readonly Collected[]) =>
        found.map((one) => (one.kind === 'stored' ? one.manifest.digest : codes(one)))
      expect(digests(together.filter(({ kind }) => kind !== 'refused'))).toEqual(digests(alone))
    } finally {
      other.remove()
    }
    expect(readdirSync(join(place.evidence, 'tmp'))).toEqual([])
  })

  test('that are stopped half-way leave what is stored and nothing else', async () => {
    for await (const one of collectAll([ofDay(1, sound), ofDay(2, wrong)])) {
      expect(one.kind).toBe('stored')
      break
    }
    expect((await readSnapshots(place.evidence)).length).toBe(1)
    expect(readdirSync(join(place.evidence, 'tmp'))).toEqual([])
  })

  test('of none there is nothing to say', async () => {
    expect(await all([])).toEqual([])
    expect(existsSync(place.evidence)).toBe(false)
  })
})
