import { pick, type Draw } from './draw.ts'

/** Methods made at random over the tables of `world.ts`; the checker refuses some, the rest must mean one thing. */
const spans = ['window', 'duration("P1M")', 'duration("P45D")', 'duration("P3M")']

const machineTables = (draw: Draw): string =>
  pick(draw, [
    'machines',
    'machines',
    'ever(machines)',
    'opened(machines)',
    'closed(machines)',
    'open(machines)',
    `recent(machines, ${pick(draw, spans)})`,
  ])
const reviewTables = (draw: Draw): string =>
  pick(draw, [
    'reviews',
    'reviews',
    'ever(reviews)',
    `recent(reviews, ${pick(draw, spans)})`,
    'latest(reviews)',
    `latest(reviews[${reviewTest(draw, 0)}])`,
  ])

const either = (draw: Draw, depth: number, leaf: (draw: Draw, depth: number) => string): string => {
  if (depth <= 0) return leaf(draw, 0)
  switch (pick(draw, ['leaf', 'leaf', 'and', 'or', 'not'])) {
    case 'and':
      return `${leaf(draw, depth - 1)} and ${leaf(draw, depth - 1)}`
    case 'or':
      return `(${leaf(draw, depth - 1)} or ${leaf(draw, depth - 1)})`
    case 'not':
      return `not(${leaf(draw, depth - 1)})`
    default:
      return leaf(draw, depth)
  }
}

const machineLeaf = (draw: Draw, depth: number): string =>
  pick(draw, [
    'critical',
    'zone = "dmz"',
    'zone != "lan"',
    'zone in ("dmz", "lan")',
    'grade >= "mid"',
    'grade = null',
    'grade in ("low", "high")',
    'weight > 2',
    'weight between 1 and 7',
    'weight in [2..10)',
    'weight != null',
    'start on < period.end - window',
    'start on >= period.start',
    'gone on = null',
    'due on in period',
    'due on < period.end',
    'age > duration("P40D")',
    'due on - start on > duration("P20D")',
    'due on + duration("P1M") < period.end',
    'if critical then weight > 1 else weight > 5',
    ...(depth > 0
      ? [
          `some v in ${reviewTables(draw)} satisfies v.machine = machine`,
          `some v in ${reviewTables(draw)} satisfies v.machine = machine and v.hours > 2`,
          `some v in ${reviewTables(draw)} satisfies v.machine = machine and (v.passed or v.hours > 7)`,
          `not(some v in recent(reviews, window) satisfies v.machine = machine and v.passed)`,
          `some c in costs, v in ever(reviews) satisfies c.machine = machine and v.machine = c.machine and c.price > 10`,
          `(some v in ever(reviews) satisfies v.machine = machine) and (every v in ever(reviews)[hours > 1] satisfies v.passed)`,
          `some g in readings[amount > 1] satisfies g.machine = machine`,
        ]
      : []),
  ])
const machineTest = (draw: Draw, depth: number): string => either(draw, depth, machineLeaf)

const reviewLeaf = (draw: Draw, depth: number): string =>
  pick(draw, [
    'passed',
    'hours > 2',
    'hours = 0',
    'hours != 1',
    'machine.zone = "dmz"',
    'machine.critical',
    'machine.weight > 1',
    'date(done at) >= period.start',
    'done at >= period.end - duration("P10D")',
    'machine = null',
    'passed = true',
    ...(depth > 0
      ? [
          'some m in ever(machines) satisfies m.machine = machine',
          'not(some m in machines satisfies m.machine = machine and m.grade = "high")',
        ]
      : []),
  ])
const reviewTest = (draw: Draw, depth: number): string => either(draw, depth, reviewLeaf)

const readingTest = (draw: Draw): string =>
  either(draw, 1, () =>
    pick(draw, ['amount > 1', 'zone = "lan"', 'taken at < period.end', 'line = "x"', 'amount = null']),
  )

const filtered = (table: string, condition: string, draw: Draw): string =>
  pick(draw, [true, true, false]) ? `${table}[${condition}]` : table

const machines = (draw: Draw): string => filtered(machineTables(draw), machineTest(draw, 2), draw)
const reviews = (draw: Draw): string => filtered(reviewTables(draw), reviewTest(draw, 2), draw)
const readings = (draw: Draw): string => filtered('readings', readingTest(draw), draw)

const numeric = (draw: Draw): string =>
  pick(draw, [`${machines(draw)}.weight`, `${reviews(draw)}.hours`, `${readings(draw)}.amount`])

const aggregate = (draw: Draw): string =>
  pick(draw, [
    `count(${machines(draw)})`,
    `count(${reviews(draw)})`,
    `count(${readings(draw)})`,
    'count(costs)',
    'sum(costs.price)',
    `${pick(draw, ['sum', 'mean', 'min', 'max', 'median', 'stddev'])}(${numeric(draw)})`,
    `percentile(${numeric(draw)}, ${pick(draw, [0, 25, 90, 100])})`,
    `${pick(draw, ['min', 'max', 'median'])}(${machines(draw)}.grade)`,
    `count(distinct values(${reviews(draw)}.machine))`,
    `count(distinct values(${reviews(draw)}.machine.zone))`,
    `${pick(draw, ['sum', 'mean', 'max', 'median'])}(for m in ${machines(draw)} return count(reviews[machine = m.machine]))`,
    `${pick(draw, ['sum', 'mean', 'min'])}(for m in ${machines(draw)} return sum(recent(reviews, window)[machine = m.machine].hours))`,
    `${pick(draw, ['sum', 'mean'])}(for m in ${machines(draw)} return mean(ever(reviews)[machine = m.machine].hours))`,
    `count((for m in ${machines(draw)} return count(ever(reviews)[machine = m.machine]))[item = 0])`,
    `sum(for m in ${machines(draw)}, c in costs[machine = m.machine] return c.price)`,
    `${pick(draw, ['sum', 'max'])}(for v in distinct values(${reviews(draw)}.machine) return count(ever(reviews)[machine = v]))`,
    `sum(for z in distinct values(${readings(draw)}.machine) return max(readings[machine = z].amount))`,
    `covered(for m in ever(machines) return [m.start on..m.gone on))`,
    `sum(for m in ever(machines) return overlap([m.start on..m.gone on), [period.start..period.end)))`,
    `sum(for m in ever(machines) return overlap(${pick(draw, ['[', '('])}m.start on..m.gone on${pick(draw, [']', ')'])}, period))`,
    `covered(for m in ever(machines) return ${pick(draw, ['[', '('])}m.start on..m.due on${pick(draw, [']', ')'])})`,
    `covered(concatenate(for m in ever(machines)[critical] return [m.start on..m.gone on), for m in ever(machines)[weight > 2] return [m.start on..m.due on)))`,
    `sum(for s in steps([period.start..period.end), duration("P7D")) return count(ever(machines)[start on < period.end]))`,
    `mean(${machines(draw)}.age)`,
    `sum(${machines(draw)}.age) / duration("P1D")`,
    `sum(${machines(draw)}.weight) * ((period.end - period.year.start) / duration("P1D"))`,
    `count(known(machines, ${pick(draw, ['period.start', 'period.end', 'period.year.start'])})[due on in period])`,
  ])

export const methodOf = (draw: Draw): string => {
  switch (pick(draw, ['one', 'one', 'one', 'ratio', 'difference'])) {
    case 'ratio':
      return `${aggregate(draw)} / ${aggregate(draw)}`
    case 'difference': {
      const one = `count(${machines(draw)})`
      return `${one} - count(${machines(draw)})`
    }
    default:
      return aggregate(draw)
  }
}

export const groupings: readonly (readonly string[])[] = [[], ['zone'], ['machine.zone']]
