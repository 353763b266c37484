import { issueOf, nearest, type Issue } from '@isometric/core/issue'
import type { Contract } from '@isometric/core/construct'
import type { Engine } from '../engine/index.ts'
import { numberIn, textIn } from './answer.ts'
import { expectation, hintFor } from './cell.ts'
import type { Matched } from './matched.ts'
import type { RejectedCount } from './manifest.ts'
import { placeText, type Place } from './place.ts'
import { nowhere, type Reading } from './reading.ts'
import { quoted } from './sql-text.ts'
import { rowRules, ruleFault, stagedTable } from './staged.ts'

/** How many rejected rows get a sentence of their own, and how many of one kind; all are in the list beside the manifest. */
const sentences = 20
const ofAKind = 5

type About = {
  readonly contract: Contract
  readonly matches: readonly Matched[]
  readonly reading: Reading
  readonly personal: (match: Matched) => boolean
}
type Fault = { readonly place: string; readonly column: number; readonly reason: string; readonly text: string | null }

/** Another case is what most often is wrong with a level; next comes a slip of the finger. */
const closest = (text: string, known: readonly string[]): string | undefined =>
  known.find((one) => one.toLowerCase() === text.toLowerCase()) ?? nearest(text, known)

const wrongValue = (fault: Fault, match: Matched, hidden: boolean): Issue => {
  const { place } = fault
  const column = match.column.name
  const { type } = match.column
  const text = hidden ? '(a person’s, not shown)' : (fault.text ?? '')
  if (fault.reason === 'missing-value') return issueOf('missing-value', { place, column }, nowhere)
  if (fault.reason === 'unlisted-value')
    return issueOf(
      'unlisted-value',
      { place, column, text, near: closest(text, Object.keys(match.values ?? {})) },
      nowhere,
    )
  if (type.kind === 'nominal' || type.kind === 'ordinal')
    return issueOf(
      'not-a-level',
      { place, column, text, levels: type.levels, near: closest(text, type.levels) },
      nowhere,
    )
  return issueOf(
    'wrong-cell',
    { place, column, text, expected: expectation(type, match.manner), hint: hintFor(text, type, match.manner) },
    nowhere,
  )
}

const wholeRecord = ({ place, reason, text }: Fault, reading: Reading): Issue => {
  const expected = reading.fields.length
  if (reason === 'too-few-fields') return issueOf('too-few-fields', { place, expected }, nowhere)
  if (reason === 'too-many-fields') return issueOf('too-many-fields', { place, expected }, nowhere)
  if (reason === 'pattern-mismatch') return issueOf('pattern-mismatch', { place, text: text ?? '' }, nowhere)
  if (reason === 'not-json') return issueOf('not-json', { place }, nowhere)
  if (reason === 'not-a-record') return issueOf('not-a-record', { place }, nowhere)
  return issueOf('row-repeated', { place, key: text ?? '' }, nowhere)
}

const sentenceFor = (fault: Fault, { contract, matches, reading, personal }: About): Issue => {
  const match = matches[fault.column]
  if (match !== undefined) return wrongValue(fault, match, personal(match))
  const rule = rowRules(contract).find((_, i) => ruleFault(i) === fault.column)
  return rule === undefined
    ? wholeRecord(fault, reading)
    : issueOf('rule-broken', { place: fault.place, rule: rule.rule }, nowhere)
}

const each = `SELECT record, unnest(faults) AS f FROM ${stagedTable} WHERE faults IS NOT NULL`

/** A fault's number as the column's name, or the sentence of the rule; the whole record has none. */
const nameIn = (fault: number, { contract, matches }: About): string | null =>
  matches[fault]?.column.name ?? rowRules(contract).find((_, i) => ruleFault(i) === fault)?.rule ?? null

const nameOf = ({ contract, matches }: About): string => {
  const names = matches.map(({ column }, i) => `WHEN ${i} THEN ${quoted(column.name)}`)
  const rules = rowRules(contract).map(({ rule }, i) => `WHEN ${ruleFault(i)} THEN ${quoted(rule)}`)
  return `CASE f.c ${[...names, ...rules].join(' ')} END`
}

export const rejectedByReason = async (engine: Engine, about: About): Promise<readonly RejectedCount[]> => {
  const rows = await engine.rows(
    `SELECT f.r AS reason, ${nameOf(about)} AS name, count(*) AS n FROM (${each}) GROUP BY ALL ORDER BY n DESC, reason, name`,
  )
  return rows.map((row) => ({
    reason: textIn(row, 'reason') ?? '',
    column: textIn(row, 'name'),
    rows: numberIn(row, 'n'),
  }))
}

type Some = {
  readonly issues: readonly Issue[]
  readonly shown: readonly { readonly reason: string; readonly column: number }[]
}

/** The first rows of each kind of fault, each with its sentence, in the order of the file; every kind gets a turn. */
const someRejected = async (engine: Engine, place: Place, about: About): Promise<Some> => {
  const turns = `SELECT record, f.c AS c, f.r AS r, f.t AS t, row_number() OVER (PARTITION BY f.c, f.r ORDER BY record) AS turn FROM (${each})`
  const some = `SELECT * FROM (${turns}) WHERE turn <= ${ofAKind} ORDER BY turn, record LIMIT ${sentences}`
  const rows = await engine.rows(`SELECT * FROM (${await place.numbered(some)}) ORDER BY record, c`)
  const faults = rows.map((row) => ({
    place: placeText(about.reading, numberIn(row, 'place')),
    column: numberIn(row, 'c'),
    reason: textIn(row, 'r') ?? '',
    text: textIn(row, 't'),
  }))
  return { issues: faults.map((fault) => sentenceFor(fault, about)), shown: faults }
}

/** Sentences for some rejected rows of each kind, and of how many more there are of it. */
export const rejectedIssues = async (engine: Engine, place: Place, about: About): Promise<readonly Issue[]> => {
  const { issues, shown } = await someRejected(engine, place, about)
  const kinds = await rejectedByReason(engine, about)
  const more = kinds.flatMap(({ reason, column, rows }) => {
    const said = shown.filter((one) => one.reason === reason && nameIn(one.column, about) === column).length
    return rows > said ? [issueOf('more-rejected', { reason, column, rows: rows - said }, nowhere)] : []
  })
  return [...issues, ...more]
}

/** Writes every rejected row with place, column, text and reason; a person's text is left out. */
export const writeRejected = async (engine: Engine, place: Place, about: About, file: string): Promise<void> => {
  const found = `SELECT place AS ${about.reading.unit}, ${nameOf(about)} AS "column", f.t AS text, f.r AS reason FROM (${await place.numbered(each)}) ORDER BY record, f.c`
  await engine.run(`COPY (${found}) TO ${quoted(file)} (FORMAT json)`)
}
