import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import type { Limits } from '@isometric/runner/engine'
import { helpSeconds, serverStart } from './start.ts'
import type { Answer, ProgrammeName, Task } from './task.ts'
import { accountsIn, pictured, type World } from './world.ts'

export type Setting = {
  readonly rows: number
  readonly seed: number
  readonly runs: number
  readonly folder: string
  readonly limits: Limits
  readonly say: (text: string) => void
}

export type Cost = { readonly rows: number; readonly seconds: number; readonly runs: Answer['runs'] }

/** Everything figures are made of. What two figures need is made once. */
export type Making = {
  readonly duel: (programme: ProgrammeName) => Promise<Answer>
  readonly months: (programme: ProgrammeName) => Promise<Answer>
  readonly ours: (programme: ProgrammeName) => Promise<Answer>
  readonly append: (programme: ProgrammeName) => Promise<Answer>
  readonly again: (programme: ProgrammeName) => Promise<Answer>
  readonly collect: () => Promise<Answer>
  readonly peaks: (programme: ProgrammeName) => Promise<{ readonly ours: number; readonly rival: number }>
  readonly costs: () => Promise<readonly Cost[]>
  readonly starts: () => Promise<{
    readonly help: readonly number[]
    readonly ready: readonly number[]
    readonly idle: readonly number[]
  }>
}

type Done = { readonly answer: Answer; readonly peak: number }

const child = fileURLToPath(new URL('child.ts', import.meta.url))

/** Each task has a process of its own: its memory is its own, and it begins with nothing warm. */
const inChild = async (task: Task): Promise<Done> => {
  const started = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', child, JSON.stringify(task)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = new Promise<number | null>((resolve) => started.on('close', resolve))
  const [out, exit] = await Promise.all([text(started.stdout), ended])
  if (exit !== 0) throw new Error(`a process of the bench ended with ${exit}`)
  return JSON.parse(out) as Done
}

const remembered = <T>(make: (name: ProgrammeName) => Promise<T>): ((name: ProgrammeName) => Promise<T>) => {
  const known = new Map<ProgrammeName, Promise<T>>()
  return (name) => {
    const made = known.get(name) ?? make(name)
    known.set(name, made)
    return made
  }
}

/** Rows of all three tables together. */
const rowsOf = (world: World): number => 2 * world.rows + pictured.length * accountsIn(world)

/** The world of so many rows. */
const worldOf = (rows: number, seed: number): World => ({ seed, rows: Math.round(rows / 2.9) })

export const makingIn = (setting: Setting): Making => {
  const { limits, runs, seed, say } = setting
  const world: World = { seed, rows: setting.rows }
  const folderOf = (name: string): string => join(setting.folder, name)

  /** Made under another name first: what stands there is whole. */
  const made = async (name: string, task: (folder: string) => Task): Promise<string> => {
    const folder = folderOf(name)
    if (existsSync(folder)) return folder
    mkdirSync(setting.folder, { recursive: true })
    say(`Making ${name}`)
    const unfinished = `${folder}-${process.pid}`
    await inChild(task(unfinished))
    renameSync(unfinished, folder)
    return folder
  }
  const workspaceOf = (of: World): Promise<string> =>
    made(`evidence-${of.seed}-${of.rows}`, (folder) => ({ task: 'make', folder, world: of, limits }))
  const laterOf = async (of: World): Promise<string> => {
    const from = await workspaceOf(of)
    return made(`later-${of.seed}-${of.rows}`, (folder) => ({ task: 'deliver', folder, from, world: of, limits }))
  }
  const about = async (programme: ProgrammeName, of: World = world) => ({
    folder: await workspaceOf(of),
    limits,
    programme,
    runs,
  })
  const duel = remembered(async (programme) => (await inChild({ task: 'duel', ...(await about(programme)) })).answer)

  return {
    duel,
    months: remembered(async (programme) => (await inChild({ task: 'months', ...(await about(programme)) })).answer),
    ours: remembered(async (programme) => (await inChild({ task: 'ours', ...(await about(programme)) })).answer),
    append: remembered(async (programme) => {
      const next = await laterOf(world)
      return (await inChild({ task: 'append', next, ...(await about(programme)) })).answer
    }),
    again: remembered(async (programme) => (await inChild({ task: 'again', ...(await about(programme)) })).answer),
    collect: async () => {
      const folder = folderOf('collect')
      mkdirSync(setting.folder, { recursive: true })
      const logons = { seed, rows: Math.ceil(world.rows / 2) }
      return (await inChild({ task: 'collect', folder, world: logons, limits, runs })).answer
    },
    peaks: async (programme) => {
      const { forms = {} } = await duel(programme)
      const once = await about(programme)
      const { peak: ours } = await inChild({ task: 'ours once', ...once })
      const { peak: rival } = await inChild({ task: 'theirs once', forms, ...once })
      return { ours, rival }
    },
    costs: async () => {
      const costs: Cost[] = []
      for (const share of [1, 10, 100]) {
        const of = worldOf((share * 1_000_000 * world.rows) / 20_000_000, seed)
        const { answer } = await inChild({ task: 'ours', ...(await about('countable', of)) })
        const seconds = answer.runs.map((run) => run.ours ?? Number.NaN)
        costs.push({ rows: rowsOf(of), seconds: middle(seconds), runs: answer.runs })
      }
      return costs
    },
    starts: async () => {
      const help = await helpSeconds(runs)
      const server = await serverStart(runs, folderOf('served'))
      return { help, ...server }
    },
  }
}

const middle = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor((values.length - 1) / 2)] ?? Number.NaN
