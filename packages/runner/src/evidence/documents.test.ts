import { join } from 'node:path'
import { readFileSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openEngine } from '../engine/index.ts'
import type { Collected } from './work.ts'
import { contractOf, mappingOf, rowsOf, storedOf, workspace } from './fixture.ts'

const findings = contractOf(`
contract: findings
entity: finding
describes: state
delivers: full
key: [asset, reference]
columns:
  asset:      { type: text }
  reference:  { type: text }
  severity:   { type: ordinal, levels: [low, medium, high], optional: true }
  score:      { type: number, optional: true }
  seen at:    { type: date and time, optional: true }
  image:      { type: text, optional: true }
`)

let place: ReturnType<typeof workspace>
beforeEach(() => {
  place = workspace(findings)
})
afterEach(() => place.remove())

const codes = (collected: Collected): readonly string[] => collected.issues.map(({ code }) => code)
const messages = (collected: Collected): string => collected.issues.map(({ message }) => message).join('\n')
const row = (asset: string, reference: string, more: object = {}) => ({
  asset,
  reference,
  severity: null,
  score: null,
  seen_at: null,
  image: null,
  ...more,
})

const mapping = (columns: string, format: string, rest = '') =>
  mappingOf(`mapping: m\ncontract: findings\nformat: ${format}\ncolumns:\n${columns}\n${rest}`)
const scanner = mapping(
  `  asset: { from: Results.Target }
  reference: { from: VulnerabilityID }
  severity: { from: Severity, values: { LOW: low, HIGH: high, UNKNOWN: null } }
  score: { from: CVSS.nvd.V3Score }
  image: { from: ArtifactName }`,
  '{ json: { rows: "Results[].Vulnerabilities[]" } }',
)
const report = {
  ArtifactName: 'shop',
  Severity: 'the report’s, not a finding’s',
  Results: [
    {
      Target: 'a',
      Vulnerabilities: [
        { VulnerabilityID: 'V1', Severity: 'HIGH', CVSS: { nvd: { V3Score: 7.5 } } },
        { VulnerabilityID: 'V2', Severity: 'UNKNOWN', CVSS: {} },
        { VulnerabilityID: 'V3' },
        { VulnerabilityID: 'V4', Severity: 'High' },
      ],
    },
    { Target: 'b', Vulnerabilities: [{ VulnerabilityID: 'V1', Severity: 'LOW', CVSS: { nvd: { V3Score: 1 } } }] },
    { Target: 'c', Vulnerabilities: null },
    { Target: 'd' },
  ],
}

describe('JSON', () => {
  test('gives the records a way leads to, with what stands on the way', async () => {
    const collected = storedOf(await place.collect('scan.json', JSON.stringify(report), { mapping: scanner }))
    expect(await rowsOf(collected)).toEqual([
      row('a', 'V1', { severity: 'high', score: 7.5, image: 'shop' }),
      row('a', 'V2', { image: 'shop' }),
      row('a', 'V3', { image: 'shop' }),
      row('b', 'V1', { severity: 'low', score: 1, image: 'shop' }),
    ])
    expect(place.rejects(collected)).toEqual([
      { record: 4, column: 'severity', text: 'High', reason: 'unlisted-value' },
    ])
  })

  test.each([
    [
      'two findings',
      [
        { asset: 'a', reference: 1 },
        { asset: 'a', reference: 2, score: 1e5 },
      ],
      [row('a', '1'), row('a', '2', { score: 100_000 })],
    ],
    ['an empty list', [], []],
    [
      'one finding',
      { asset: 'a', reference: 'x', 'seen at': '2026-01-01T00:00:00Z' },
      [row('a', 'x', { seen_at: '2026-01-01T00:00:00Z' })],
    ],
    [
      'names with underscores',
      [{ asset: 'a', reference: 'x', seen_at: '2026-01-01T00:00:00Z' }],
      [row('a', 'x', { seen_at: '2026-01-01T00:00:00Z' })],
    ],
    ['null as a value', [{ asset: 'a', reference: 'x', severity: null }], [row('a', 'x')]],
  ])('of %s needs no mapping', async (_, document, expected) => {
    expect(await rowsOf(storedOf(await place.collect('findings.json', JSON.stringify(document))))).toEqual(expected)
  })

  test('that found nothing is evidence of nothing', async () => {
    const nothing = { ArtifactName: 'shop', Results: [{ Target: 'a' }] }
    const collected = storedOf(await place.collect('scan.json', JSON.stringify(nothing), { mapping: scanner }))
    expect([collected.snapshot.rows, collected.snapshot.rejected]).toEqual([0, 0])
  })

  test('goes through the entries of an object by their names', async () => {
    const keyed = mapping(
      '  asset: { from: "findings.*" }\n  reference: { from: details.id }',
      '{ json: { rows: "findings.*" } }',
    )
    const document = { findings: { srv1: { details: { id: 'V1' } }, srv2: { details: { id: 'V2' } } } }
    const collected = storedOf(await place.collect('f.json', JSON.stringify(document), { mapping: keyed }))
    expect(await rowsOf(collected)).toEqual([row('srv1', 'V1'), row('srv2', 'V2')])
  })

  test('reaches the first item of a list, names with dots and slashes', async () => {
    const odd = mapping('  asset: { from: "a/b.c" }\n  reference: { from: "ids[0].value" }', '{ json: { rows: "[]" } }')
    const document = [{ 'a/b.c': 'srv1', ids: [{ value: 'V1' }, { value: 'V2' }] }]
    const collected = storedOf(await place.collect('f.json', JSON.stringify(document), { mapping: odd }))
    expect(await rowsOf(collected)).toEqual([row('srv1', 'V1')])
  })

  test('behind lines of something else is read from where the mapping says, and its lines stay the same', async () => {
    const behind = mapping(
      '  asset: { from: asset }\n  reference: { from: reference }',
      '{ json: { rows: "[]", skip: 2 } }',
    )
    const lines = 'var results =\n// made by a scanner\n[{"asset":"a","reference":"1"},\n{"asset":"b","reference":"2"}'
    const collected = storedOf(await place.collect('scan.json', `${lines}]\n`, { mapping: behind }))
    expect((await rowsOf(collected)).map(({ asset }) => asset)).toEqual(['a', 'b'])
    const cut = await place.collect('cut.json', `${lines},\n`, { mapping: behind })
    expect(messages(cut)).toContain('it ends on line 5, and what opens with [ on line 3 is not closed')
  })

  test('that has one record where others have a list takes it as a list of one', async () => {
    const one = { ...report, Results: { Target: 'a', Vulnerabilities: { VulnerabilityID: 'V9', Severity: 'LOW' } } }
    const collected = storedOf(await place.collect('scan.json', JSON.stringify(one), { mapping: scanner }))
    expect((await rowsOf(collected)).map(({ asset, reference }) => [asset, reference])).toEqual([['a', 'V9']])
  })

  test('computes with the fields, their names cleaned to words', async () => {
    const written = mapping(
      '  asset: { is: \'Results Target + ":" + VulnerabilityID\' }\n  reference: { from: VulnerabilityID }',
      '{ json: { rows: "Results[].Vulnerabilities[]" } }',
    )
    const collected = storedOf(await place.collect('scan.json', JSON.stringify(report), { mapping: written }))
    expect((await rowsOf(collected)).map(({ asset }) => asset)).toEqual(['a:V1', 'a:V2', 'a:V3', 'a:V4', 'b:V1'])
  })

  test('computes with a record’s own field where the report has one of the same name', async () => {
    const own = mapping(
      '  asset: { from: Results.Target }\n  reference: { from: VulnerabilityID }\n  image: { is: Severity }',
      '{ json: { rows: "Results[].Vulnerabilities[]" } }',
    )
    const collected = storedOf(await place.collect('scan.json', JSON.stringify(report), { mapping: own }))
    expect((await rowsOf(collected)).map(({ image }) => image)).toEqual(['HIGH', 'UNKNOWN', null, 'High', 'LOW'])
  })

  test('without an optional field in any record is taken as empty, and that is said', async () => {
    const collected = storedOf(
      await place.collect(
        'scan.json',
        JSON.stringify({ Results: [{ Target: 'a', Vulnerabilities: [{ VulnerabilityID: 'V1' }] }] }),
        { mapping: scanner },
      ),
    )
    expect(messages(collected)).toBe(
      'No record of the file has “Severity”, “CVSS.nvd.V3Score” and “ArtifactName”; it was taken as empty.',
    )
  })

  test.each([
    [
      'cut short',
      JSON.stringify(report).slice(0, 120),
      'file-damaged',
      /ends on line 1, and what opens with \{ on line 1/,
    ],
    [
      'cut short between two records',
      `[\n${'{"asset":"a","reference":"1"},\n'.repeat(40)}`,
      'file-damaged',
      /ends on line 42, and what opens with \[ on line 1 is not closed: it was cut short/,
    ],
    ['not JSON', '{ this: is not }', 'file-damaged', /on line 1, column 3, “this” stands where a name in quotes or }/],
    [
      'broken in the middle',
      `[\n${'{"asset":"a","reference":"1"},\n'.repeat(40)}{asset:"a"}]`,
      'file-damaged',
      /on line 42, column 2, “asset”/,
    ],
    ['a table', 'a,b\n1,2\n', 'file-damaged', /begins with “a”/],
    ['empty', '', 'file-empty', /empty/],
    ['another document', JSON.stringify({ runs: [] }), 'rows-not-found', /ends at “Results”/],
    [
      'without a required field',
      JSON.stringify({ Results: [{ Target: 'a', Vulnerabilities: [{ id: 1 }] }] }),
      'source-column-missing',
      /“reference” comes from “VulnerabilityID”.*It has “id”/,
    ],
  ])('%s goes to quarantine', async (_, text, code, message) => {
    const collected = await place.collect('scan.json', text, { mapping: scanner })
    expect([collected.kind, codes(collected)[0]]).toEqual(['quarantined', code])
    expect(messages(collected)).toMatch(message)
  })

  test('with single values among the records rejects these', async () => {
    const collected = storedOf(
      await place.collect('f.json', '[{"asset":"a","reference":"1"},{"asset":"a","reference":"2"},7]'),
    )
    expect(place.rejects(collected)).toEqual([expect.objectContaining({ record: 3, reason: 'not-a-record' })])
  })

  test('in UTF-16 is read, and so is a file without an ending', async () => {
    const text = Buffer.from(`\ufeff${JSON.stringify([{ asset: 'Zürich', reference: '1' }])}`, 'utf16le')
    expect(await rowsOf(storedOf(await place.collect('f.json', text)))).toEqual([row('Zürich', '1')])
    expect(await rowsOf(storedOf(await place.collect('export', '[{"asset":"a","reference":"1"}]')))).toEqual([
      row('a', '1'),
    ])
  })
})

describe('NDJSON', () => {
  const line = (reference: number, more: object = {}): string => JSON.stringify({ asset: 'a', reference, ...more })
  test('has a record on every line, and names lines', async () => {
    const text = [line(1), '', line(2, { score: 'x' }), '{broken', line(3), line(4), '5', line(6), ''].join('\n')
    const collected = storedOf(await place.collect('f.ndjson', text))
    expect((await rowsOf(collected)).map(({ reference }) => reference)).toEqual(['1', '3', '4', '6'])
    expect(place.rejects(collected).map(({ line: at, reason }) => [at, reason])).toEqual([
      [3, 'wrong-cell'],
      [4, 'not-json'],
      [7, 'not-a-record'],
    ])
  })
  test('cut short goes to quarantine', async () => {
    const collected = await place.collect('f.ndjson', `${line(1)}\n${line(2)}\n{"asset":"a","re`)
    expect([collected.kind, codes(collected)]).toEqual(['quarantined', ['file-truncated']])
    expect(messages(collected)).toMatch(/middle of line 3/)
  })
})

describe('Parquet', () => {
  const written = async (sql: string): Promise<Uint8Array> => {
    const engine = await openEngine({ threads: 1 })
    const path = join(place.folder, 'made.parquet')
    await engine.run(`COPY (${sql}) TO '${path}' (FORMAT parquet)`)
    engine.close()
    return readFileSync(path)
  }
  test('keeps its values through the types of the contract', async () => {
    const bytes = await written(
      `SELECT 'a' AS asset, 1 AS reference, 'low' AS severity, 0.1::DOUBLE AS score, TIMESTAMP '2026-07-01 00:00:00' AS "seen at"
       UNION ALL SELECT 'a', 2, 'none', 1e300, NULL UNION ALL SELECT 'a', 3, NULL, 'nan'::DOUBLE, NULL UNION ALL SELECT 'a', 4, NULL, NULL, NULL`,
    )
    const collected = storedOf(await place.collect('f.parquet', bytes))
    // A time without a zone is the organisation's: midnight in Berlin.
    expect(await rowsOf(collected)).toEqual([
      row('a', '1', { severity: 'low', score: 0.1, seen_at: '2026-06-30T22:00:00Z' }),
      row('a', '4'),
    ])
    expect(place.rejects(collected).map(({ record, column }) => [record, column])).toEqual([
      [2, 'severity'],
      [3, 'score'],
    ])
  })
  test('with a zone is the instant it says', async () => {
    const bytes = await written(
      `SELECT 'a' AS asset, 'x' AS reference, TIMESTAMPTZ '2026-07-01 00:00:00+00' AS "seen at"`,
    )
    expect(await rowsOf(storedOf(await place.collect('f.parquet', bytes)))).toEqual([
      row('a', 'x', { seen_at: '2026-07-01T00:00:00Z' }),
    ])
  })
  test.each([
    ['cut short', (bytes: Uint8Array) => bytes.subarray(0, bytes.length - 40)],
    ['nothing', () => new Uint8Array()],
    ['garbage', () => Buffer.from('PAR1 and then nothing of the kind PAR1')],
    [
      'with flipped bytes in its footer',
      (bytes: Uint8Array) =>
        bytes.map((byte, i) => (i > bytes.length - 60 && i < bytes.length - 9 ? byte ^ 0xff : byte)),
    ],
  ])('%s goes to quarantine', async (_, broken) => {
    const bytes = await written(`SELECT 'a' AS asset, 'x' AS reference`)
    const collected = await place.collect('f.parquet', broken(bytes))
    expect([collected.kind, codes(collected)]).toEqual(['quarantined', ['file-damaged']])
  })
})
