import { createHash } from 'node:crypto'
import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises'
import { readdirSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import {
  programmeReferences,
  readConstruct,
  readContract,
  readDecisions,
  readMapping,
  readProgramme,
  type Document,
} from '@isometric/core/construct'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { dayOf } from './calendar.ts'
import { decisionsText } from './decisions.ts'
import { expectedConstructs } from './expected/index.ts'
import { tables } from './export/index.ts'
import { generateSample } from './generate.ts'

let folder = ''
let rows = 0
const until = '2026-11-22'

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'linden-'))
  rows = (await generateSample(join(folder, 'first'), { until })).rows
})
afterAll(() => rm(folder, { recursive: true }))

const filesIn = async (name: string): Promise<readonly string[]> => {
  const entries = await readdir(join(folder, name), { recursive: true, withFileTypes: true })
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(join(folder, name).length + 1))
    .toSorted()
}
const digestOf = async (name: string): Promise<string> => {
  const hash = createHash('sha256')
  for (const file of await filesIn(name)) hash.update(`${file}\n`).update(await readFile(join(folder, name, file)))
  return hash.digest('hex')
}

test('the same options write the same bytes, and another seed others', async () => {
  const counted = await generateSample(join(folder, 'one'), { until, months: 3, seed: 1 })
  await generateSample(join(folder, 'same'), { until, months: 3, seed: 1 })
  await generateSample(join(folder, 'other'), { until, months: 3, seed: 2 })
  expect(await digestOf('same')).toBe(await digestOf('one'))
  expect(await digestOf('other')).not.toBe(await digestOf('one'))
  expect(counted.files).toBe((await filesIn('one')).length)
})

test('it stays small: files, rows and bytes have their bounds', async () => {
  const files = await filesIn('first')
  const sizes = await Promise.all(files.map(async (file) => (await stat(join(folder, 'first', file))).size))
  expect(files.length).toBeLessThan(650)
  expect(rows).toBeLessThan(900_000)
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(120_000_000)
  expect(sizes.filter((size) => size === 0)).toEqual([])
})

const wellFormed = <T extends Document>(
  where: URL,
  files: readonly string[],
  read: (name: string, text: string) => { readonly ok: boolean; readonly value?: T },
): readonly T[] =>
  files.map((file) => {
    const { value } = read(file, readFileSync(new URL(file, where), 'utf8'))
    if (value === undefined) throw new Error(`${file} is not well-formed.`)
    return value
  })

test('the programme is read without an issue, and names what exists', async () => {
  const outcome = readProgramme('isometric.yaml', await readFile(join(folder, 'first', 'isometric.yaml'), 'utf8'))
  expect(outcome.issues).toEqual([])
  if (!outcome.ok) throw new Error('There would be an issue.')
  const [contractsAt, constructsAt] = [
    new URL('../contracts/', import.meta.url),
    new URL('../constructs/', import.meta.url),
  ]
  const contracts = wellFormed(
    contractsAt,
    readdirSync(contractsAt).filter((name) => name.endsWith('.yaml')),
    readContract,
  )
  const files = expectedConstructs.map((id) => `${id}/construct.yaml`)
  const constructs = wellFormed(constructsAt, files, readConstruct)
  const mappingsAt = pathToFileURL(`${join(folder, 'first', 'mappings')}/`)
  const mappings = wellFormed(mappingsAt, readdirSync(mappingsAt), readMapping)
  const library = {
    contracts: Object.fromEntries(contracts.map((contract) => [contract.name, contract])),
    constructs: Object.fromEntries(constructs.map((construct) => [construct.id, construct])),
    mappings: Object.fromEntries(mappings.map((mapping) => [mapping.name, mapping])),
  }
  expect(programmeReferences(outcome.value, library)).toEqual([])
  expect(outcome.value).toMatchObject({ organisation: 'Linden & Hale', timeZone: 'Europe/Berlin', sample: true })
  expect(outcome.value.adopts.map(({ construct }) => construct).toSorted()).toEqual(expectedConstructs.toSorted())
})

const starts = Array.from({ length: 12 }, (_, month) => `2023-${String(month + 1).padStart(2, '0')}-01`)

test.each(starts)('what was decided is read without an issue, where the months begin on %s', (start) => {
  const read = readDecisions('decisions.yaml', decisionsText({ start: dayOf(start) }))
  expect(read.issues).toEqual([])
  const decided = read.ok ? read.value.all : []
  // Nobody decides about a period before it is over.
  const early = decided.filter((one) => 'period' in one && one.at < one.period.end)
  expect(early.map(({ id }) => id)).toEqual([])
})

test('every source of the programme finds its files, and every file a source', async () => {
  const text = await readFile(join(folder, 'first', 'isometric.yaml'), 'utf8')
  const paths = Array.from(text.matchAll(/path: (\S+)\/\*(\.\w+)[ ,]/g), ([, path, ending]) => ({ path, ending }))
  const files = (await filesIn('first')).filter((file) => file.startsWith('exports/'))
  const isBound = (file: string): boolean =>
    paths.some(({ path = '', ending = '' }) => new RegExp(`^${path}/\\d{4}-\\d\\d-\\d\\d\\${ending}$`).test(file))
  expect(paths.length).toBe(tables.length)
  expect(files.filter((file) => !isBound(file))).toEqual([])
  expect(paths.filter(({ path = '' }) => !files.some((file) => file.startsWith(`${path}/`)))).toEqual([])
})
