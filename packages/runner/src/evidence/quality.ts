import { issueOf, type Issue } from '@isometric/core/issue'
import type { Contract } from '@isometric/core/construct'
import type { Engine } from '../engine/index.ts'
import { numberIn, textIn } from './answer.ts'
import type { Matched } from './matched.ts'
import type { RuleReport } from './manifest.ts'
import type { Place } from './place.ts'
import { nowhere } from './reading.ts'
import { quoted } from './sql-text.ts'
import { faultRows, rowRules, stagedTable } from './staged.ts'

/** What the rules of a contract found: `failed` keeps the file out. */
export type Quality = {
  readonly failed: readonly Issue[]
  readonly warned: readonly Issue[]
  readonly rules: readonly RuleReport[]
  /** No two of the sound rows have the same key. */
  readonly keyed: boolean
}

type About = {
  readonly contract: Contract
  readonly matches: readonly Matched[]
  readonly personal: (match: Matched) => boolean
}
type Unique = { readonly rule: string; readonly columns: readonly string[]; readonly level: 'fail' | 'reject' | 'warn' }

const sameNames = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((name) => b.includes(name))

/** The key is unique unless the contract says what else to do with a repeated one. */
const uniqueRules = ({ contract }: About): readonly Unique[] => {
  const stated = contract.quality.flatMap(({ rule, unique, level }) =>
    unique === undefined ? [] : [{ rule, columns: unique, level }],
  )
  if (contract.key.length === 0 || stated.some(({ columns }) => sameNames(columns, contract.key))) return stated
  return [{ rule: `a row is unique by ${contract.key.join(', ')}`, columns: contract.key, level: 'fail' }, ...stated]
}

const numbersOf = (columns: readonly string[], matches: readonly Matched[]): readonly number[] =>
  columns.map((name) => {
    const found = matches.findIndex(({ column }) => column.name === name)
    if (found < 0) throw new Error(`a rule speaks of “${name}”, which is no stored column`)
    return found
  })

/** What is unknown equals nothing, except in a key, where its absence is a value like any other. */
const comparable = (unique: Unique, { contract, matches }: About): string =>
  sameNames(unique.columns, contract.key)
    ? ''
    : numbersOf(unique.columns, matches)
        .map((i) => ` AND v${i} IS NOT NULL`)
        .join('')

/** The rows whose key stands more than once, with whether all of a key are alike in every column. */
const findRepeated = async (engine: Engine, unique: Unique, about: About): Promise<number> => {
  const { matches } = about
  const names = numbersOf(unique.columns, matches).map((key) => `v${key}`)
  await engine.run(
    `CREATE OR REPLACE TEMP TABLE repeated_keys AS SELECT ${names.join(', ')} FROM ${stagedTable} WHERE faults IS NULL${comparable(unique, about)} GROUP BY ALL HAVING count(*) > 1`,
  )
  const [row] = await engine.rows('SELECT count(*) AS n FROM repeated_keys')
  const n = numberIn(row, 'n')
  if (n === 0) return 0
  const on = names.map((name) => `s.${name} IS NOT DISTINCT FROM k.${name}`).join(' AND ')
  const all = `struct_pack(${matches.map((_, i) => `v${i} := s.v${i}`).join(', ')})`
  await engine.run(
    `CREATE OR REPLACE TEMP TABLE repeated AS SELECT record, id, min(record) OVER k AS first, min(h) OVER k = max(h) OVER k AS same
       FROM (SELECT s.record, k.id, md5(to_json(${all})::VARCHAR) AS h FROM ${stagedTable} s JOIN (SELECT *, row_number() OVER () AS id FROM repeated_keys) k ON ${on} WHERE s.faults IS NULL)
       WINDOW k AS (PARTITION BY id)`,
  )
  return n
}

/** The first repeated key, with different values before alike, as a sentence. */
const repeatedIssue = async (
  engine: Engine,
  place: Place,
  about: About,
  unique: Unique,
  keys: number,
): Promise<Issue> => {
  const rows = await engine.rows(
    'SELECT id, same, list(record ORDER BY record)[:4] AS records FROM repeated GROUP BY id, same ORDER BY same, min(record) LIMIT 1',
  )
  const records = rows[0]?.['records']
  const numbers = Array.isArray(records) ? records.map(Number) : []
  const places: string[] = []
  for (const record of numbers) places.push(await place.text(record))
  const columns = numbersOf(unique.columns, about.matches)
  const shown = columns.map((i) => {
    const match = about.matches[i]
    return match !== undefined && about.personal(match) ? `'(a person)' AS c${i}` : `v${i}::VARCHAR AS c${i}`
  })
  const [row] = await engine.rows(`SELECT ${shown.join(', ')} FROM ${stagedTable} WHERE record = ${numbers[0] ?? 0}`)
  const values = columns.map((i) => textIn(row, `c${i}`) ?? '(empty)').join(', ')
  return issueOf(
    'key-repeated',
    { key: unique.columns.join(', '), values, places, keys, same: rows[0]?.['same'] === true },
    nowhere,
  )
}

/** Of rows alike the first stays; of rows that contradict each other none is more right than the others. */
const rejectRepeated = (engine: Engine, unique: Unique): Promise<void> =>
  faultRows(
    engine,
    `[{'c': -1, 'r': 'row-repeated', 't': ${quoted(unique.columns.join(', '))}}]`,
    'SELECT record FROM repeated WHERE NOT same OR record <> first',
  )

type Found = Omit<Quality, 'keyed'>

const checkUnique = async (engine: Engine, place: Place, about: About, unique: Unique): Promise<Found> => {
  const keys = await findRepeated(engine, unique, about)
  if (keys === 0) return { failed: [], warned: [], rules: [{ rule: unique.rule, level: unique.level, broken: 0 }] }
  const [row] = await engine.rows('SELECT count(*) AS n, min(record) AS first FROM repeated')
  const broken = numberIn(row, 'n')
  const rules = [{ rule: unique.rule, level: unique.level, broken }]
  if (unique.level === 'fail')
    return { failed: [await repeatedIssue(engine, place, about, unique, keys)], warned: [], rules }
  if (unique.level === 'reject') {
    await rejectRepeated(engine, unique)
    return { failed: [], warned: [], rules }
  }
  const where = await place.text(numberIn(row, 'first'))
  return {
    failed: [],
    warned: [issueOf('rule-warned', { rule: unique.rule, rows: broken, place: where }, nowhere)],
    rules,
  }
}

const checkRow = async (engine: Engine, place: Place, about: About): Promise<Found> => {
  const rules = rowRules(about.contract)
  if (rules.length === 0) return { failed: [], warned: [], rules: [] }
  const counts = rules.map((_, i) => `count(*) FILTER (b${i}) AS n${i}, min(record) FILTER (b${i}) AS r${i}`)
  const [row] = await engine.rows(`SELECT ${counts.join(', ')} FROM ${stagedTable}`)
  const failed: Issue[] = []
  const warned: Issue[] = []
  for (const [i, { rule, level }] of rules.entries()) {
    const rows = numberIn(row, `n${i}`)
    if (rows === 0 || level === 'reject') continue
    const where = await place.text(numberIn(row, `r${i}`))
    if (level === 'fail') failed.push(issueOf('rule-failed', { rule, rows, place: where }, nowhere))
    else warned.push(issueOf('rule-warned', { rule, rows, place: where }, nowhere))
  }
  return { failed, warned, rules: rules.map(({ rule, level }, i) => ({ rule, level, broken: numberIn(row, `n${i}`) })) }
}

/** Checks the staged rows against the contract's rules; rows a rule rejects get a fault. */
export const checkQuality = async (engine: Engine, place: Place, about: About): Promise<Quality> => {
  const found = [await checkRow(engine, place, about)]
  let keyed = false
  for (const unique of uniqueRules(about)) {
    const one = await checkUnique(engine, place, about, unique)
    const single = unique.level === 'reject' || one.rules.every(({ broken }) => broken === 0)
    keyed ||= single && about.contract.key.length > 0 && sameNames(unique.columns, about.contract.key)
    found.push(one)
  }
  return {
    keyed,
    failed: found.flatMap(({ failed }) => failed),
    warned: found.flatMap(({ warned }) => warned),
    rules: found.flatMap(({ rules }) => rules),
  }
}
