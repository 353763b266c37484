import { maybe, pick, whole, type Draw } from './draw.ts'

/** Scenarios made at random over the tables of `world.ts`: one to three changes of one to four tables. */
type Table = { readonly conditions: readonly string[]; readonly sets: readonly string[] }

const tables: Readonly<Record<string, Table>> = {
  machines: {
    conditions: [
      'critical',
      'not(critical)',
      'zone = "dmz"',
      'zone = null',
      'grade >= "mid"',
      'weight > 2',
      'weight between 1 and 7 or critical',
      'start on < @"2026-02-01"',
      'began on != start on',
      'gone on = null and critical',
      'due on - start on > duration("P20D")',
      'machine in ("a", "c")',
    ],
    sets: [
      'critical: not(critical)',
      'critical: weight > 2',
      'zone: if critical then "dmz" else zone',
      'zone: "null"',
      'grade: \'"high"\'',
      'grade: if weight > 2 then grade else "low"',
      'weight: weight * 2 + 1',
      'weight: weight / (weight / weight - 1)',
      'start on: start on + duration("P10D")',
      'start on: due on',
      'gone on: due on',
      'gone on: \'@"2026-02-10"\'',
      'due on: "null"',
    ],
  },
  reviews: {
    conditions: [
      'passed',
      'hours > 2',
      'hours = null',
      'machine = "a"',
      'done at < @"2026-02-01T00:00:00Z"',
      'date(done at) >= @"2026-02-14"',
      'passed and hours > 1',
    ],
    sets: [
      'passed: hours > 2',
      'passed: "true"',
      'hours: hours / 2',
      'hours: 7',
      'done at: done at + duration("P7D")',
      'done at: done at - duration("PT30M")',
      'machine: \'"b"\'',
      'machine: "null"',
    ],
  },
  readings: {
    conditions: ['amount > 1', 'zone = "lan"', 'line = "x"', 'taken at = null', 'amount in [2..10)'],
    sets: ['amount: amount - 1', 'amount: abs(amount - 5)', 'zone: \'"lan"\'', 'taken at: \'@"2026-02-01T00:00:00Z"\''],
  },
  costs: {
    conditions: ['price > 10', 'machine = "a" or machine = "b"', 'price = null'],
    sets: ['price: price * 2', 'price: 1', 'machine: \'"c"\''],
  },
}

const columnIn = (set: string): string => set.split(':')[0] ?? set

const changeOf = (table: Table, draw: Draw): string => {
  const where = pick(draw, table.conditions)
  if (maybe(draw, 0.4)) return `- drop: '${where.replaceAll("'", "''")}'`
  const one = pick(draw, table.sets)
  const other = pick(draw, table.sets)
  const sets = columnIn(one) === columnIn(other) ? [one] : [one, other]
  const set = `set: { ${sets.join(', ')} }`
  return maybe(draw, 0.2) ? `- ${set}` : `- where: '${where.replaceAll("'", "''")}'\n          ${set}`
}

export const scenarioOf = (draw: Draw): string => {
  const chosen = [...new Set(Array.from({ length: 4 }, () => pick(draw, Object.keys(tables))))]
  const evidence = chosen.map((name) => {
    const table = tables[name] ?? { conditions: [], sets: [] }
    const changes = Array.from({ length: whole(draw, 1, 3) }, () => changeOf(table, draw))
    return `      ${name}:\n${changes.map((change) => `        ${change}`).join('\n')}`
  })
  return `scenario: At random\nalternatives:\n  other:\n    evidence:\n${evidence.join('\n')}\n`
}
