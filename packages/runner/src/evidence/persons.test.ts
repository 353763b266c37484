import { createHmac } from 'node:crypto'
import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { collect } from './collect.ts'
import { contractOf, filesBelow, rowsOf, storedOf, workspace } from './fixture.ts'
import { keyContract, keysIn } from './keys.ts'

const people = contractOf(`
contract: people
entity: person
describes: state
delivers: full
key: [person]
columns:
  person: { type: text, role: personal }
  unit:   { type: text, role: dimension }
`)
const accounts = contractOf(`
contract: accounts
entity: account
describes: state
delivers: full
key: [account]
columns:
  account: { type: text }
  owner:   { type: text, of: people, optional: true }
  deputy:  { type: text, of: people, role: personal, optional: true }
  note:    { type: text, role: personal, optional: true }
`)
const reviews = contractOf(`
contract: reviews
entity: review
describes: { events: { at: at } }
delivers: changes
key: [account, at]
columns:
  account: { type: text, of: accounts }
  at:      { type: date }
`)
const all = [people, accounts, reviews]

let place: ReturnType<typeof workspace>
beforeEach(() => {
  place = workspace(people, [accounts, reviews])
})
afterEach(() => place.remove())

describe('whose key hides a column', () => {
  test.each([
    [people, 'person', 'people'],
    [people, 'unit', undefined],
    [accounts, 'account', undefined],
    [accounts, 'owner', 'people'],
    [accounts, 'deputy', 'people'],
    [accounts, 'note', 'accounts'],
    [reviews, 'account', undefined],
  ] as const)('%s.%s', (contract, name, expected) => {
    const column = contract.columns.find((one) => one.name === name)
    if (column === undefined) throw new Error(`no column ${name}`)
    expect(keyContract(column, contract, all)).toBe(expected)
  })

  test('a reference to itself ends', () => {
    const self = contractOf(`
contract: staff
entity: person
describes: state
delivers: full
key: [person]
columns:
  person:  { type: text, role: personal }
  manager: { type: text, of: staff, optional: true }
`)
    const manager = self.columns.find(({ name }) => name === 'manager')
    if (manager === undefined) throw new Error('no column')
    expect(keyContract(manager, self, [self])).toBe('staff')
  })
})

describe('persons', () => {
  const names = ['Zoë Ångström', 'B. Müller-Lüdenscheidt', 'x']
  const peopleText = `person,unit\n${names.map((name) => `${name},it`).join('\n')}\n`
  const accountsText = `account,owner,deputy,note\na1,${names[0]}, ${names[0]} ,${names[0]}\na2,${names[1]},,\na3,,${names[2]},\n`
  const asAccounts = { contract: accounts, contracts: all, sourceName: 'directory' }

  test('are hidden by HMAC-SHA256 with the key of their contract', async () => {
    const rows = await rowsOf(storedOf(await place.collect('people.csv', peopleText)))
    const key = readFileSync(join(place.folder, 'keys', 'people.key'))
    const expected = names.map((name) => createHmac('sha256', key).update(name).digest('hex').slice(0, 32))
    expect(new Set(rows.map(({ person }) => person))).toEqual(new Set(expected))
  })

  test('have the same pseudonym wherever their contract is meant, and another elsewhere', async () => {
    const persons = await rowsOf(storedOf(await place.collect('people.csv', peopleText)))
    const [a1, a2, a3] = await rowsOf(storedOf(await place.collect('accounts.csv', accountsText, asAccounts)))
    const known = persons.map(({ person }) => person)
    expect(known).toContain(a1?.['owner'])
    expect(a1?.['deputy']).toBe(a1?.['owner'])
    expect(known).toContain(a2?.['owner'])
    expect(known).toContain(a3?.['deputy'])
    expect([a2?.['deputy'], a3?.['owner']]).toEqual([null, null])
    expect(known).not.toContain(a1?.['note'])
  })

  test('keep their pseudonym in a later collection, and lose it with the key', async () => {
    const first = storedOf(await place.collect('people.csv', peopleText))
    const later = storedOf(await place.collect('people.csv', peopleText, { asOf: '2026-06-29' }))
    expect(await rowsOf(later)).toEqual(await rowsOf(first))
    const other = storedOf(
      await place.collect('people.csv', peopleText, {
        asOf: '2026-06-28',
        keys: keysIn(join(place.folder, 'other-keys')),
      }),
    )
    expect(await rowsOf(other)).not.toEqual(await rowsOf(first))
  })

  test('reach the disk nowhere: not in tables, rejected rows, manifests or sentences', async () => {
    const text = `${accountsText}a4,${names[1]},y,\n,${names[0]},,${names[0]}\na5,${names[0]}\n`
    const collected = storedOf(await place.collect('accounts.csv', text, asAccounts))
    expect(collected.snapshot.rejected).toBe(2)
    const written = filesBelow(place.evidence).map((path) => readFileSync(path).toString('latin1'))
    const plain = names.slice(0, 2).map((name) => Buffer.from(name).toString('latin1'))
    expect(plain.filter((name) => written.some((bytes) => bytes.includes(name)))).toEqual([])
    expect(collected.issues.filter(({ message }) => names.slice(0, 2).some((name) => message.includes(name)))).toEqual(
      [],
    )
  })

  test('are not named where a key is repeated', async () => {
    const collected = await collect(place.request(place.write('people.csv', `${peopleText}${names[0]},hr\n`)))
    expect(collected.issues.map(({ message }) => message).join()).toMatch(/\(a person\) on line 2 and line 5/)
  })
})

test('a key is made once, for its owner only, and never written over', async () => {
  const folder = join(place.folder, 'keys')
  const keys = await Promise.all(Array.from({ length: 5 }, () => keysIn(folder).keyOf('relevant people')))
  expect(new Set(keys.map((key) => Buffer.from(key).toString('hex'))).size).toBe(1)
  expect(keys[0]?.length).toBe(32)
  expect(statSync(join(folder, 'relevant_people.key')).mode & 0o777).toBe(0o600)
  expect(Buffer.from(await keysIn(folder).keyOf('other')).equals(Buffer.from(keys[0] ?? []))).toBe(false)
})
