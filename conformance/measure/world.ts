import { maybe, pick, whole, type Draw } from './draw.ts'
import { Temporal } from 'temporal-polyfill'
import { readContract, type Column, type Contract } from '@isometric/core/construct'
import type { Value } from '@isometric/core/formula'
import { instantOf, type Calendar, type Snapshot } from '@isometric/core/term'

/**
 * Small organisations made at random: four tables of the four kinds, each known through a few snapshots, with rows
 * that sit on boundaries, come late, vanish, come back and lack values. When a machine began, and a review was, is computed.
 */
const texts = [
  `contract: machines
entity: machine
describes: { records: { from: began on, to: gone on } }
delivers: full
key: [machine]
columns:
  machine: { type: text }
  zone: { type: nominal, levels: [dmz, lan], role: dimension, optional: true }
  critical: { type: boolean, optional: true }
  grade: { type: ordinal, levels: [low, mid, high], optional: true, changes: true }
  weight: { type: number, unit: kg, optional: true }
  start on: { type: date, optional: true }
  gone on: { type: date, optional: true }
  due on: { type: date, optional: true }
  began on: { type: date, is: if due on != null and due on < start on then due on else start on, optional: true }
`,
  `contract: reviews
entity: review
describes: { events: { at: seen at } }
delivers: full
key: [review]
subject: [machine]
columns:
  review: { type: text }
  machine: { type: text, of: machines, optional: true }
  done at: { type: date and time }
  seen at: { type: date and time, is: done at }
  hours: { type: number, unit: h, optional: true }
  passed: { type: boolean, optional: true }
`,
  `contract: readings
entity: reading
describes: state
key: [machine, line]
columns:
  machine: { type: text }
  line: { type: text }
  zone: { type: nominal, levels: [dmz, lan], role: dimension, optional: true }
  amount: { type: number, unit: unit, optional: true }
  taken at: { type: date and time, optional: true }
`,
  `contract: costs
entity: cost
describes: { part: { of: machines } }
key: [cost]
columns:
  cost: { type: text }
  machine: { type: text, of: machines }
  price: { type: money, currency: EUR, optional: true }
`,
]

const contractOf = (text: string): Contract => {
  const outcome = readContract('contract.yaml', text)
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.issues))
  return outcome.value
}

export const contracts: Readonly<Record<string, Contract>> = Object.fromEntries(
  texts.map(contractOf).map((contract) => [contract.name, contract]),
)
export const calendar: Calendar = { timeZone: 'Europe/Berlin', firstMonth: 1 }

export type Delivered = { readonly snapshot: number; readonly row: Readonly<Record<string, Value>> }
export type World = {
  readonly tables: Readonly<Record<string, readonly Delivered[]>>
  readonly snapshots: Readonly<Record<string, readonly Snapshot[]>>
}

/** Days on and around the bounds of the months measured. */
const days = [
  '2025-11-10',
  '2025-12-31',
  '2026-01-01',
  '2026-01-15',
  '2026-01-31',
  '2026-02-01',
  '2026-02-14',
  '2026-02-28',
  '2026-03-01',
  '2026-03-28',
  '2026-03-29',
  '2026-03-31',
  '2026-04-01',
  '2026-04-20',
]
const clocks = ['00:00:00', '00:30:00', '12:00:00', '23:59:59']

const dateValue = (day: string): Value => ({ kind: 'date', date: Temporal.PlainDate.from(day) })
const instantValue = (draw: Draw): Value => ({
  kind: 'date and time',
  at: Temporal.PlainDateTime.from(`${pick(draw, days)}T${pick(draw, clocks)}`),
  zone: calendar.timeZone,
})

const valueFor = (column: Column, draw: Draw): Value => {
  if (column.optional && maybe(draw)) return null
  switch (column.type.kind) {
    case 'boolean':
      return pick(draw, [true, false])
    case 'number':
      return pick(draw, [0, 1, 2, 2.5, 7, 10])
    case 'money':
      return pick(draw, [0, 10, 12.5, 99.99])
    case 'nominal':
    case 'ordinal':
      return pick(draw, column.type.levels)
    case 'date':
      return dateValue(pick(draw, days))
    case 'date and time':
      return instantValue(draw)
    case 'text':
    case 'duration':
      return null
  }
}

const names: Readonly<Record<string, readonly string[]>> = {
  machine: ['a', 'b', 'c', 'd', 'e'],
  review: ['1', '2', '3', '4', '5', '6'],
  line: ['x', 'y'],
  cost: ['k1', 'k2', 'k3', 'k4'],
}

const rowFor = (contract: Contract, key: readonly string[], draw: Draw): Readonly<Record<string, Value>> =>
  Object.fromEntries(
    contract.columns
      .filter(({ is }) => is === undefined)
      .map((column): readonly [string, Value] => {
        const at = contract.key.indexOf(column.name)
        if (at >= 0) return [column.name, key[at] ?? null]
        if (column.of !== undefined)
          return [column.name, column.optional && maybe(draw) ? null : pick(draw, [...(names['machine'] ?? []), 'zz'])]
        return [column.name, valueFor(column, draw)]
      }),
  )

const keysOf = (contract: Contract): readonly (readonly string[])[] =>
  contract.key.reduce<readonly (readonly string[])[]>(
    (keys, column) => keys.flatMap((key) => (names[column] ?? []).map((name) => [...key, name])),
    [[]],
  )

const dayAfter = (day: string): string => Temporal.PlainDate.from(day).add({ days: 1 }).toString()
const lastSecond = (day: string): string =>
  Temporal.Instant.from(instantOf(dayAfter(day), calendar.timeZone))
    .subtract({ seconds: 1 })
    .toString()

const asOfDays = ['2026-01-20', '2026-01-31', '2026-02-04', '2026-02-28', '2026-03-02', '2026-03-31', '2026-04-10']

const snapshotsOf = (contract: Contract, draw: Draw): readonly Snapshot[] => {
  const chosen = [
    ...new Set(Array.from({ length: whole(draw, 0, 3) + (maybe(draw, 0.9) ? 1 : 0) }, () => pick(draw, asOfDays))),
  ].sort()
  return chosen.map((day, i): Snapshot => {
    const from =
      contract.describes.kind === 'events' && maybe(draw, 0.3)
        ? instantOf(pick(draw, ['2026-01-01', '2026-02-01']), calendar.timeZone)
        : null
    return {
      digest: `${contract.name} ${i}`,
      contract: contract.name,
      source: contract.describes.kind === 'part' ? 'one' : pick(draw, ['one', 'one', 'one', 'two']),
      asOf: lastSecond(day),
      covers: { from, to: instantOf(dayAfter(day), calendar.timeZone) },
      collectedAt: `2026-05-01T00:00:0${i}Z`,
      rows: 0,
      rejected: 0,
    }
  })
}

const rowsOf = (contract: Contract, snapshots: readonly Snapshot[], draw: Draw): readonly Delivered[] => {
  const most = contract.key.length === 1 ? 1 : 0.6
  return snapshots.flatMap((_, snapshot) =>
    keysOf(contract)
      .filter(() => maybe(draw, 0.7 * most))
      .map((key) => ({ snapshot, row: rowFor(contract, key, draw) })),
  )
}

export const worldOf = (draw: Draw): World => {
  const made = Object.values(contracts).map((contract) => {
    const snapshots = snapshotsOf(contract, draw)
    return { contract, snapshots, rows: rowsOf(contract, snapshots, draw) }
  })
  return {
    snapshots: Object.fromEntries(made.map((each) => [each.contract.name, each.snapshots])),
    tables: Object.fromEntries(made.map((each) => [each.contract.name, each.rows])),
  }
}
