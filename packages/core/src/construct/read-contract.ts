import { issueOf, type Issue, type Outcome } from '../issue/index.ts'
import type { Column, ColumnType, Contract, Describes, QualityRule } from './contract.ts'
import { nameIssues, sharedNames } from './name.ts'
import { formulaIfAny, wordAt } from './place.ts'
import { checkForm, formOf } from './read-form.ts'
import { readAs, type Reader } from './reader.ts'
import { allSaid, repeatedEntries, saidOf, unknownColumns, type Said } from './reference.ts'
import { contractSchema, namePattern, type WrittenContract } from './schema/index.ts'
import { entriesOf, entryAt, itemsOf, nodeAt, wordOf, type Entry, type Node } from './tree.ts'

type WrittenColumn = WrittenContract['columns'][string]
const times = ['events', 'records', 'part'] as const

/** “every firewall rule is unique by firewall and rule”: the one rule that is understood in words. */
const uniqueBy = (rule: string): readonly string[] | undefined =>
  /^every .+ is unique by (.+)$/
    .exec(rule.trim())?.[1]
    ?.split(/, | and /)
    .map((column) => column.trim())

// ── checks ──────────────────────────────────────────────────────────────────────────────────────────────────────────

const columnEntries = (root: Node): readonly Entry[] => entriesOf(nodeAt(root, ['columns']))
const typeOfColumn = (root: Node, column: string): string | undefined =>
  wordOf(nodeAt(root, ['columns', column, 'type']))

/** `describes: { events: … }` and `events: …` say the same. */
const timeOf = (root: Node): Node | undefined =>
  nodeAt(root, ['describes'])?.kind === 'map' ? nodeAt(root, ['describes']) : root

const checkNames = (root: Node, text: string): readonly Issue[] => {
  const declared = columnEntries(root).map(({ key, keySpan }) => ({ name: key, what: 'a column', span: keySpan }))
  const entity = saidOf(nodeAt(root, ['entity'])).filter((said) => !namePattern.test(said.text))
  return [
    ...saidOf(nodeAt(root, ['contract'])).flatMap((said) => nameIssues(said.text, said.span)),
    ...entity.map((said) => issueOf('bad-name', { name: said.text }, said.span)),
    ...declared.flatMap(({ name, span }) => nameIssues(name, span)),
    ...sharedNames(text, declared),
  ]
}

const checkDescribes = (root: Node): readonly Issue[] => {
  const top = entriesOf(root).filter(({ key }) => key === 'describes' || times.some((time) => time === key))
  const nested = nodeAt(root, ['describes'])
  const [first, second] = top
  const head = entriesOf(root)[0]?.keySpan ?? root.span
  if (first === undefined) return [issueOf('missing-one-of', { of: 'The document', keys: ['describes'] }, head)]
  const [one, other] = second === undefined ? entriesOf(nested) : top
  if (one !== undefined && other !== undefined)
    return [issueOf('conflicting-keys', { of: 'A contract', keys: [one.key, other.key] }, other.keySpan)]
  const isEmpty = second === undefined && nested?.kind === 'map' && nested.entries.length === 0
  return isEmpty ? [issueOf('missing-one-of', { of: '“describes”', keys: times }, first.keySpan)] : []
}

const checkDateColumn = (root: Node, key: string, said: Said, lastDay: boolean): readonly Issue[] => {
  const type = typeOfColumn(root, said.text)
  if (type === undefined) return []
  if (type !== 'date' && type !== 'date and time')
    return [issueOf('not-a-date-column', { column: said.text, type, key }, said.span)]
  return lastDay && type !== 'date' ? [issueOf('last-day-needs-date', { column: said.text, type }, said.span)] : []
}

const checkTimes = (root: Node): readonly Issue[] => {
  const time = timeOf(root)
  const to = nodeAt(time, ['records', 'to'])
  const isLong = to?.kind === 'map'
  const lastDay = isLong && wordOf(nodeAt(to, ['last day'])) === 'true'
  const places = [
    { key: 'at', node: nodeAt(time, ['events', 'at']), lastDay: false },
    { key: 'from', node: nodeAt(time, ['records', 'from']), lastDay: false },
    { key: 'to', node: isLong ? nodeAt(to, ['column']) : to, lastDay },
  ]
  return places.flatMap(({ key, node, lastDay }) =>
    saidOf(node).flatMap((said) => checkDateColumn(root, key, said, lastDay)),
  )
}

const columnsNamed = (root: Node): readonly Said[] => {
  const time = timeOf(root)
  const to = nodeAt(time, ['records', 'to'])
  return [
    ...['key', 'subject'].flatMap((list) => allSaid(nodeAt(root, [list]))),
    ...[
      nodeAt(time, ['events', 'at']),
      nodeAt(time, ['records', 'from']),
      to?.kind === 'map' ? nodeAt(to, ['column']) : to,
    ].flatMap(saidOf),
    ...itemsOf(nodeAt(root, ['quality'])).flatMap((rule) => allSaid(nodeAt(rule, ['unique']))),
    ...columnEntries(root).flatMap(({ value }) => saidOf(nodeAt(value, ['currency column']))),
  ]
}

const checkKey = (root: Node): readonly Issue[] =>
  allSaid(nodeAt(root, ['key'])).flatMap(({ text, span }) => [
    ...(wordOf(nodeAt(root, ['columns', text, 'optional'])) === 'true'
      ? [issueOf('optional-key-column', { column: text }, span)]
      : []),
    ...(nodeAt(root, ['columns', text, 'is']) === undefined
      ? []
      : [issueOf('computed-key-column', { column: text }, span)]),
  ])

/** A repeated key that is only warned of would be stored, and one of its rows would vanish when versions are merged. */
const checkKeyRules = (root: Node): readonly Issue[] => {
  const key = allSaid(nodeAt(root, ['key'])).map(({ text }) => text)
  return itemsOf(nodeAt(root, ['quality'])).flatMap((rule) => {
    const level = nodeAt(rule, ['level'])
    const unique = allSaid(nodeAt(rule, ['unique'])).map(({ text }) => text)
    const isKey = unique.length === key.length && unique.every((column) => key.includes(column))
    return isKey && level !== undefined && wordOf(level) === 'warn' ? [issueOf('key-only-warned', {}, level.span)] : []
  })
}

const checkColumn = (root: Node, { value }: Entry): readonly Issue[] => {
  const currency = entryAt(value, 'currency')
  const column = entryAt(value, 'currency column')
  const isMoney = wordOf(nodeAt(value, ['type'])) === 'money'
  const named = saidOf(column?.value).filter(
    ({ text }) => !['text', 'nominal', undefined].includes(typeOfColumn(root, text)),
  )
  return [
    ...repeatedEntries('“levels”', allSaid(nodeAt(value, ['levels']))),
    ...(currency !== undefined && column !== undefined
      ? [issueOf('conflicting-keys', { of: 'A money column', keys: ['currency', 'currency column'] }, column.keySpan)]
      : []),
    ...(isMoney && currency === undefined && column === undefined
      ? [issueOf('missing-one-of', { of: 'A money column', keys: ['currency', 'currency column'] }, value.span)]
      : []),
    ...named.map(({ text, span }) =>
      issueOf(
        'not-a-text-column',
        { column: text, type: typeOfColumn(root, text) ?? '', key: 'currency column' },
        span,
      ),
    ),
  ]
}

const checkRule = (contract: string, columns: readonly string[], rule: Node): readonly Issue[] => {
  const said = saidOf(nodeAt(rule, ['rule']))[0]
  if (said === undefined || entryAt(rule, 'holds') !== undefined || entryAt(rule, 'unique') !== undefined) return []
  const unique = uniqueBy(said.text)
  if (unique === undefined) return [issueOf('rule-without-condition', { rule: said.text }, said.span)]
  return unknownColumns(
    contract,
    columns,
    unique.map((text) => ({ text, span: said.span })),
  )
}

const check = (root: Node, text: string): readonly Issue[] => {
  const contract = wordOf(nodeAt(root, ['contract'])) ?? 'The contract'
  const columns = columnEntries(root).map(({ key }) => key)
  return [
    ...checkNames(root, text),
    ...checkDescribes(root),
    ...(columns.length === 0 ? [] : unknownColumns(contract, columns, columnsNamed(root))),
    ...checkTimes(root),
    ...['key', 'subject'].flatMap((list) => repeatedEntries(`“${list}”`, allSaid(nodeAt(root, [list])))),
    ...checkKey(root),
    ...checkKeyRules(root),
    ...columnEntries(root).flatMap((entry) => checkColumn(root, entry)),
    ...itemsOf(nodeAt(root, ['quality'])).flatMap((rule) => checkRule(contract, columns, rule)),
    ...checkForm(root, contract, columns),
    ...(nodeAt(root, ['columns'])?.kind === 'map' && columns.length === 0
      ? [
          issueOf(
            'too-few',
            { of: '“columns”', expected: 'at least one column' },
            entryAt(root, 'columns')?.keySpan ?? root.span,
          ),
        ]
      : []),
  ]
}

// ── building ────────────────────────────────────────────────────────────────────────────────────────────────────────

const typeOf = (root: Node, name: string, column: WrittenColumn): ColumnType => {
  switch (column.type) {
    case 'number':
      return {
        kind: 'number',
        scale: column.scale ?? 'ratio',
        ...(column.unit === undefined ? {} : { unit: column.unit }),
      }
    case 'nominal':
    case 'ordinal':
      return { kind: column.type, levels: column.levels.map((_, i) => wordAt(root, ['columns', name, 'levels', i])) }
    case 'money': {
      const { currency, 'currency column': currencyColumn } = column
      return {
        kind: 'money',
        ...(currency === undefined ? {} : { currency }),
        ...(currencyColumn === undefined ? {} : { currencyColumn }),
      }
    }
    case 'text':
    case 'boolean':
    case 'date':
    case 'date and time':
    case 'duration':
      return { kind: column.type }
  }
}

const columnOf = (root: Node, name: string, column: WrittenColumn): Column => {
  const is = formulaIfAny(root, ['columns', name, 'is'])
  return {
    name,
    type: typeOf(root, name, column),
    optional: column.optional ?? false,
    changes: column.changes ?? false,
    ...(column.role === undefined ? {} : { role: column.role }),
    ...(column.of === undefined ? {} : { of: column.of }),
    ...(is === undefined ? {} : { is }),
  }
}

const describesOf = (written: WrittenContract): Describes => {
  const { events, records, part } = typeof written.describes === 'object' ? written.describes : written
  if (events !== undefined) return { kind: 'events', at: events.at }
  if (part !== undefined) return { kind: 'part', of: part.of }
  if (records === undefined) return { kind: 'state' }
  const { from, to } = records
  if (to === undefined) return { kind: 'records', from, lastDay: false }
  return typeof to === 'string'
    ? { kind: 'records', from, to, lastDay: false }
    : { kind: 'records', from, to: to.column, lastDay: to['last day'] ?? false }
}

const ruleOf = (
  root: Node,
  { rule, unique, level }: NonNullable<WrittenContract['quality']>[number],
  i: number,
): QualityRule => {
  const holds = formulaIfAny(root, ['quality', i, 'holds'])
  const columns = unique ?? (holds === undefined ? uniqueBy(rule) : undefined)
  return {
    rule,
    level,
    ...(holds === undefined ? {} : { holds }),
    ...(columns === undefined ? {} : { unique: columns }),
  }
}

const sampleOf = (sample: WrittenContract['sample of']): Pick<Contract, 'sampleOf'> => {
  if (sample === undefined) return {}
  return { sampleOf: typeof sample === 'string' ? { contract: sample } : sample }
}

const contractReader: Reader<typeof contractSchema, Contract> = {
  kind: 'contract',
  schema: contractSchema,
  check,
  build: (written, root, source) => {
    const describes = describesOf(written)
    const columns = Object.entries(written.columns).map(([name, column]) => columnOf(root, name, column))
    return {
      kind: 'contract',
      name: written.contract,
      entity: written.entity,
      describes,
      delivers: written.delivers ?? (describes.kind === 'events' ? 'changes' : 'full'),
      key: written.key,
      columns,
      quality: (written.quality ?? []).map((rule, i) => ruleOf(root, rule, i)),
      settle: written.settle ?? 'P5D',
      ...(written.domain === undefined ? {} : { domain: written.domain }),
      ...(written.subject === undefined ? {} : { subject: written.subject }),
      ...(written.tolerance === undefined ? {} : { tolerance: written.tolerance }),
      ...sampleOf(written['sample of']),
      ...formOf(written.form, columns),
      source,
    }
  },
}

/** A data contract from its text. */
export const readContract = (name: string, text: string): Outcome<Contract> => readAs(contractReader, name, text)
