import { analysisRun } from './analysis.ts'
import { recordRun } from './record.ts'
import type { Answer, ProgrammeName, Timed } from './task.ts'
import type { Cost, Making } from './making.ts'

/** One line of the table. `bar` null: told and not judged. `cpu` is the same ratio in processor time. */
export type Figure = {
  readonly name: string
  readonly says: string
  readonly value: number
  readonly unit: 'ratio' | 's' | 'MB' | 'ms' | 'bytes'
  readonly bar: number | null
  readonly holds: boolean
  readonly cpu?: number
  readonly runs: readonly unknown[]
}

/** What measuring a figure gives: lines of the table, or the first value in which two answers differ. */
export type Told = { readonly figures: readonly Figure[] } | { readonly difference: string }

export const median = (values: readonly number[]): number => {
  const sorted = values.toSorted((a, b) => a - b)
  const [low = Number.NaN, high = Number.NaN] = [
    sorted[Math.floor((sorted.length - 1) / 2)],
    sorted[Math.ceil((sorted.length - 1) / 2)],
  ]
  return (low + high) / 2
}

const atMost = (
  line: Omit<Figure, 'holds' | 'unit' | 'bar'> & { readonly bar: number; readonly unit?: Figure['unit'] },
): Figure => ({ unit: 'ratio', ...line, holds: line.value <= line.bar })

const known = (values: readonly (number | undefined)[]): readonly number[] =>
  values.filter((value) => value !== undefined)

const ours = (runs: readonly Timed[]): number => median(known(runs.map((run) => run.ours)))
const rival = (runs: readonly Timed[]): number => median(known(runs.map((run) => run.rival)))
const cpuRatio = (runs: readonly Timed[]): number =>
  median(known(runs.map((run) => run.oursCpu))) / median(known(runs.map((run) => run.rivalCpu)))

const told = ({ difference, runs }: Answer, lines: (runs: readonly Timed[]) => readonly Figure[]): Told =>
  difference === undefined ? { figures: lines(runs) } : { difference }

const againstA =
  (programme: ProgrammeName, says: string, bar: number) =>
  async (making: Making): Promise<Told> =>
    told(await making.duel(programme), (runs) => [
      atMost({ name: programme, says, value: ours(runs) / rival(runs), cpu: cpuRatio(runs), bar, runs }),
    ])

const months = async (making: Making): Promise<Told> => {
  const full = await making.duel('countable')
  if (full.difference !== undefined) return { difference: full.difference }
  const one = await making.months('countable')
  return told(one, (runs) => [
    atMost({
      name: 'months',
      says: 'ours ÷ B: one statement a measure and month',
      value: ours(full.runs) / rival(runs),
      bar: 0.05,
      runs: [...full.runs.map((run) => ({ ours: run.ours })), ...runs],
    }),
  ])
}

const constructs = async (making: Making): Promise<Told> => {
  const [ten, hundred] = [await making.ours('ten'), await making.ours('hundred')]
  const value = ours(hundred.runs) / ours(ten.runs)
  const runs = [
    { constructs: 10, runs: ten.runs },
    { constructs: 100, runs: hundred.runs },
  ]
  return {
    figures: [atMost({ name: 'constructs', says: '100 constructs ÷ 10 over the same tables', value, bar: 3, runs })],
  }
}

const append = async (making: Making): Promise<Told> =>
  told(await making.append('countable'), (runs) => [
    atMost({
      name: 'append',
      says: 'one new month of evidence ÷ full run',
      value: ours(runs) / rival(runs),
      bar: 0.05,
      runs,
    }),
  ])

const again = async (making: Making): Promise<Told> =>
  told(await making.again('countable'), (runs) => [
    atMost({ name: 'again', says: 'nothing new ÷ full run', value: ours(runs) / rival(runs), bar: 0.01, runs }),
  ])

const collect = async (making: Making): Promise<Told> =>
  told(await making.collect(), (runs) => [
    atMost({
      name: 'collect',
      says: 'collect ÷ C: COPY of the same CSV in the same order',
      value: ours(runs) / rival(runs),
      cpu: cpuRatio(runs),
      bar: 1.6,
      runs,
    }),
  ])

const memoryOf = async (making: Making, programme: ProgrammeName, says: string): Promise<Figure> => {
  const { ours: mine, rival: other } = await making.peaks(programme)
  const bar = Math.round(1.5 * other + 150)
  return atMost({
    name: `memory-${programme}`,
    says,
    value: Math.round(mine),
    unit: 'MB',
    bar,
    runs: [{ ours: mine, rival: other }],
  })
}

const memory = async (making: Making): Promise<Told> => ({
  figures: [
    await memoryOf(making, 'countable', 'peak memory, 24 sums (bar: 1.5 × A + 150 MB)'),
    await memoryOf(making, 'exact', 'peak memory, 8 exact (bar: 1.5 × A + 150 MB)'),
  ],
})

const costLine = ({ rows, seconds }: Cost): Figure => ({
  name: `size-${rows}`,
  says: `full run over ${rows.toLocaleString('en-GB')} rows`,
  value: seconds,
  unit: 's',
  bar: null,
  holds: true,
  runs: [],
})

const growth = async (making: Making): Promise<Told> => {
  const costs = await making.costs()
  const [ten, hundred] = costs.slice(-2)
  const value = (hundred?.seconds ?? Number.NaN) / (ten?.seconds ?? Number.NaN)
  return {
    figures: [
      ...costs.map(costLine),
      atMost({ name: 'growth', says: 'ten times as many rows ÷ as many', value, bar: 11, runs: costs }),
    ],
  }
}

const start = async (making: Making): Promise<Told> => {
  const { help, ready, idle } = await making.starts()
  const line = (name: string, says: string, values: readonly number[], unit: 's' | 'MB', bar: number): Figure =>
    atMost({ name, says, value: median(values), unit, bar, runs: values })
  return {
    figures: [
      line('help', 'isometric --help', help, 's', 0.25),
      line('ready', 'server ready on the sample workspace', ready, 's', 1.5),
      line('idle', 'resident memory of an idle server', idle, 'MB', 250),
    ],
  }
}

/** What is signal and what is noise, in one go: 200 constructs, 120 months, 50 groups and the total, on two cores. */
const analysis = async (): Promise<Told> => {
  const runs = [await analysisRun({ constructs: 200, months: 120, groups: 50 }, 2, 1)]
  const says = `analysis of ${runs[0]?.series.toLocaleString('en-GB')} series of 120 months on two cores`
  return {
    figures: [
      atMost({ name: 'analysis', says, value: median(runs.map(({ seconds }) => seconds)), unit: 's', bar: 10, runs }),
    ],
  }
}

const record = async (): Promise<Told> => {
  const run = await recordRun(100_000, 1_000_000, 3)
  const ratio = median(run.with) / median(run.without)
  const line = (name: string, says: string, value: number, unit: Figure['unit'], bar: number): Figure =>
    atMost({ name, says, value, unit, bar, runs: [run] })
  return {
    figures: [
      line('record', 'storing 100,000 results with the log ÷ without', ratio, 'ratio', 2.5),
      line('record-bytes', 'what the log takes for a record', run.bytes, 'bytes', 200),
      line('record-proof', 'proof that a record is in a log of a million', median(run.proofs) * 1000, 'ms', 5),
      line('record-verify', 'verifying a million records', median(run.verified), 's', 10),
    ],
  }
}

/** Every figure by its name, in the order of the table. */
export const figures: Readonly<Record<string, (making: Making) => Promise<Told>>> = {
  countable: againstA('countable', 'ours ÷ A, 24 sums, 60 months, 50 groups and totals', 0.35),
  exact: againstA('exact', 'ours ÷ A, 8 exact medians, deciles and distinct counts', 0.9),
  months,
  constructs,
  append,
  again,
  collect,
  memory,
  growth,
  start,
  analysis,
  record,
}
