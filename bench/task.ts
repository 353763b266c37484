import { cpSync, linkSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import process from 'node:process'
import type { Limits } from '@isometric/runner/engine'
import { difference, type Cell } from './cells.ts'
import { collecting } from './collecting.ts'
import { countableIds, exactIds, hundredIds } from './constructs.ts'
import { delivered, history, nextDelivery } from './evidence.ts'
import { countable, exact, type Measure } from './measures.ts'
import { answersBeside, cellsOfResults, openSession, type Measured } from './ours.ts'
import { placeIn, type Place } from './place.ts'
import { allAtOnce, everyForm, fastest, oneByOne, tablesOf, type Forms } from './theirs.ts'
import { after, nextMonth, type World } from './world.ts'

export const programmes = {
  countable: { ids: countableIds, measures: countable },
  exact: { ids: exactIds, measures: exact },
  ten: { ids: hundredIds(10), measures: [] },
  hundred: { ids: hundredIds(100), measures: [] },
} as const satisfies Record<string, { readonly ids: readonly string[]; readonly measures: readonly Measure[] }>
export type ProgrammeName = keyof typeof programmes

type About = {
  readonly folder: string
  readonly limits: Limits
  readonly programme: ProgrammeName
  readonly runs: number
}

/** What a process of the bench is asked to do. */
export type Task =
  | { readonly task: 'make'; readonly folder: string; readonly world: World; readonly limits: Limits }
  | {
      readonly task: 'deliver'
      readonly folder: string
      readonly from: string
      readonly world: World
      readonly limits: Limits
    }
  | {
      readonly task: 'collect'
      readonly folder: string
      readonly world: World
      readonly limits: Limits
      readonly runs: number
    }
  | ({ readonly task: 'duel' } & About)
  | ({ readonly task: 'ours' } & About)
  | ({ readonly task: 'ours once' } & About)
  | ({ readonly task: 'theirs once'; readonly forms: Forms } & About)
  | ({ readonly task: 'months' } & About)
  | ({ readonly task: 'again' } & About)
  | ({ readonly task: 'append'; readonly next: string } & About)

export type Stages = Readonly<Record<string, number>>
/** One timed run of ours, of a rival, or of both. */
export type Timed = {
  readonly ours?: number
  readonly rival?: number
  readonly stages?: Stages
  /** Seconds of processor time, which a busy machine changes less than the clock. */
  readonly oursCpu?: number
  readonly rivalCpu?: number
}
export type Answer = {
  readonly runs: readonly Timed[]
  readonly difference?: string
  readonly forms?: Forms
  readonly tried?: readonly { readonly measure: string; readonly form: number; readonly seconds: number }[]
}
type Say = (text: string) => void

const scratchIn = (folder: string): string => mkdtempSync(join(folder, 'run-'))

const stagesOf = ({ stages }: Measured): Stages => {
  const sums: Record<string, number> = {}
  for (const { stage, seconds } of stages) sums[stage] = (sums[stage] ?? 0) + seconds
  return sums
}

const cpu = (since?: NodeJS.CpuUsage): number => {
  const { user, system } = process.cpuUsage(since)
  return (user + system) / 1e6
}

type Ran = { readonly measured: Measured; readonly cpu: number; readonly cells: readonly Cell[] }

/** Everything measured for the first time, in a store of its own. */
const oursOnce = async ({ folder, limits, programme }: About, to: string = nextMonth): Promise<Ran> => {
  const scratch = scratchIn(folder)
  const session = await openSession({ folder }, join(scratch, 'store.sqlite'), limits)
  try {
    const { ids } = programmes[programme]
    const before = process.cpuUsage()
    const measured = await session.measure({ ids, until: to })
    return { measured, cpu: cpu(before), cells: cellsOfResults(await session.stored(ids)) }
  } finally {
    await session.close()
    rmSync(scratch, { recursive: true })
  }
}

const timedOurs = ({ measured, cpu: oursCpu }: Ran): Timed => ({
  ours: measured.seconds,
  oursCpu,
  stages: stagesOf(measured),
})

const rivalOnce = async (
  about: About,
  forms: Forms,
): Promise<{ readonly cells: readonly Cell[]; readonly timed: Timed }> => {
  const tables = await tablesOf(about)
  const before = process.cpuUsage()
  const { cells, seconds } = await allAtOnce(programmes[about.programme].measures, tables, forms, about.limits)
  return { cells, timed: { rival: seconds, rivalCpu: cpu(before) } }
}

const repeated = async <T>(many: number, act: (nth: number) => Promise<T>): Promise<readonly T[]> => {
  const done: T[] = []
  for (let i = 0; i < many; i++) done.push(await act(i))
  return done
}

const spoken = (seconds: number): string => `${seconds.toFixed(2)} s`

/** Ours and A in turn, so that a busy machine is busy for both. */
const duel = async (about: About, say: Say): Promise<Answer> => {
  const { measures } = programmes[about.programme]
  say('ours, warm-up')
  const ours = (await oursOnce(about)).cells
  say('each form of A, once')
  const tried = await everyForm(measures, await tablesOf(about), about.limits)
  const forms = fastest(tried)
  const wrong = tried.flatMap(({ measure, form, cells }) => {
    const own = ours.filter((cell) => cell.measure === measure)
    return difference(own, cells, `A in form ${form + 1}`) ?? []
  })[0]
  const times = tried.map(({ measure, form, seconds }) => ({ measure, form, seconds }))
  if (wrong !== undefined) return { runs: [], difference: wrong, forms, tried: times }
  const runs = await repeated(about.runs, async (i) => {
    const one = timedOurs(await oursOnce(about))
    const { timed, cells } = await rivalOnce(about, forms)
    say(`run ${i + 1}: ours ${spoken(one.ours ?? 0)} A ${spoken(timed.rival ?? 0)} ${stagesText(one.stages)}`)
    if (cells.length === 0) throw new Error('A gave no answer')
    return { ...one, ...timed }
  })
  return { runs, forms, tried: times }
}

const stagesText = (stages: Stages = {}): string =>
  Object.entries(stages)
    .map(([stage, seconds]) => `${stage} ${seconds.toFixed(2)}`)
    .join(', ')

const oursRuns = async (about: About, say: Say): Promise<Answer> => {
  say('warm-up')
  await oursOnce(about)
  const runs = await repeated(about.runs, async () => {
    const one = timedOurs(await oursOnce(about))
    say(`ours ${spoken(one.ours ?? 0)} ${stagesText(one.stages)}`)
    return one
  })
  return { runs }
}

/** B, once, with its values looked at. */
const byMonth = async (about: About, say: Say): Promise<Answer> => {
  const { measures } = programmes[about.programme]
  say('ours')
  const ours = (await oursOnce(about)).cells
  say('B, once')
  const { cells, seconds } = await oneByOne(measures, await tablesOf(about), about.limits)
  const wrong = difference(
    ours,
    cells.filter((cell) => ours.some(({ measure }) => measure === cell.measure)),
    'B',
  )
  return { runs: [{ rival: seconds }], ...(wrong === undefined ? {} : { difference: wrong }) }
}

/** Measured once, and once more with nothing new, in the same open workspace. */
const again = async (about: About, say: Say): Promise<Answer> => {
  const { folder, limits, programme, runs } = about
  say('warm-up')
  await oursOnce(about)
  const scratch = scratchIn(folder)
  const session = await openSession({ folder }, join(scratch, 'store.sqlite'), limits)
  try {
    const { ids } = programmes[programme]
    const full = await session.measure({ ids, until: nextMonth })
    const before = cellsOfResults(await session.stored(ids))
    const timed = await repeated(runs, async () => {
      const measured = await session.measure({ ids, until: nextMonth })
      say(`again ${spoken(measured.seconds)} ${stagesText(stagesOf(measured))}`)
      return { ours: measured.seconds, rival: full.seconds }
    })
    const wrong = difference(before, cellsOfResults(await session.stored(ids)), 'the same again')
    return { runs: timed, ...(wrong === undefined ? {} : { difference: wrong }) }
  } finally {
    await session.close()
    rmSync(scratch, { recursive: true })
  }
}

/** A month is appended to what is measured already; each run begins with the results of before. */
const append = async (about: About & { readonly next: string }, say: Say): Promise<Answer> => {
  const { folder, next, limits, programme, runs } = about
  const scratch = scratchIn(folder)
  const { ids } = programmes[programme]
  try {
    say('everything at once, as warm-up and to compare')
    const { cells } = await oursOnce({ ...about, folder: next }, after)
    const known = join(scratch, 'store.sqlite')
    const before = await openSession({ folder }, known, limits)
    const full = await before.measure({ ids, until: nextMonth })
    await before.close()
    const timed = await repeated(runs, async (i) => {
      const copy = join(scratch, `store-${i}.sqlite`)
      cpSync(known, copy)
      cpSync(answersBeside(known), answersBeside(copy))
      const session = await openSession({ folder: next }, copy, limits)
      const measured = await session.measure({ ids, until: after })
      const wrong = difference(cells, cellsOfResults(await session.stored(ids)), 'one month more')
      await session.close()
      rmSync(copy)
      rmSync(answersBeside(copy))
      say(`one month more ${spoken(measured.seconds)} ${stagesText(stagesOf(measured))}`)
      return { wrong, ours: measured.seconds, rival: full.seconds, stages: stagesOf(measured) }
    })
    const wrong = timed.find((one) => one.wrong !== undefined)?.wrong
    return {
      runs: timed.map(({ ours, rival, stages }) => ({ ours, rival, stages })),
      ...(wrong === undefined ? {} : { difference: wrong }),
    }
  } finally {
    rmSync(scratch, { recursive: true })
  }
}

/** The evidence of one workspace in another, without a second copy on the disk. */
const linked = (from: string, to: string): void => {
  for (const entry of readdirSync(from, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue
    const file = join(entry.parentPath, entry.name)
    const target = join(to, file.slice(from.length))
    mkdirSync(dirname(target), { recursive: true })
    linkSync(file, target)
  }
}

const made = async (place: Promise<Place>, world: World, limits: Limits, say: Say): Promise<Answer> => {
  await delivered(await place, history(world), limits, say)
  return { runs: [] }
}

export const tasks = async (task: Task, say: Say): Promise<Answer> => {
  switch (task.task) {
    case 'make':
      return made(placeIn(task.folder), task.world, task.limits, say)
    case 'deliver': {
      const place = await placeIn(task.folder)
      linked(join(task.from, 'evidence'), join(task.folder, 'evidence'))
      await delivered(place, nextDelivery(task.world), task.limits, say)
      return { runs: [] }
    }
    case 'collect':
      return collecting(task.folder, task.world, task.limits, task.runs, say)
    case 'duel':
      return duel(task, say)
    case 'ours':
      return oursRuns(task, say)
    case 'ours once':
      return { runs: [timedOurs(await oursOnce(task))] }
    case 'theirs once':
      return { runs: [(await rivalOnce(task, task.forms)).timed] }
    case 'months':
      return byMonth(task, say)
    case 'again':
      return again(task, say)
    case 'append':
      return append(task, say)
  }
}
