import process from 'node:process'
import { Readable, Writable } from 'node:stream'
import { main } from './main.ts'

/** What a command printed, and how it ended. */
export type Ran = { readonly exit: number; readonly out: string; readonly err: string }

export type Setting = {
  readonly cwd?: string
  readonly env?: Readonly<Record<string, string>>
  readonly input?: string
  readonly now?: () => Date
}

const into = (lines: string[]): Writable =>
  new Writable({
    write: (chunk: Buffer, _encoding, done) => {
      lines.push(chunk.toString())
      done()
    },
  })

const ranHere = async (args: readonly string[], setting: Setting): Promise<Ran> => {
  const { cwd, env = {}, input = '', now = () => new Date() } = setting
  const [out, err]: [string[], string[]] = [[], []]
  const home = process.cwd()
  if (cwd !== undefined) process.chdir(cwd)
  try {
    const exit = await main(args, {
      out: into(out),
      err: into(err),
      in: Readable.from(input === '' ? [] : [input]),
      env,
      now,
    })
    return { exit, out: out.join(''), err: err.join('') }
  } finally {
    process.chdir(home)
  }
}

let last: Promise<unknown> = Promise.resolve()

/**
 * For tests: the command line in this process, as `main` runs it, which costs a tenth of a process of its own. One
 * after the other, because a process stands in one folder. What only a process shows (exit codes, streams, signals,
 * memory, a terminal) is for `child.ts`.
 */
export const isometricHere = (args: readonly string[], setting: Setting = {}): Promise<Ran> => {
  const ran = last.then(() => ranHere(args, setting))
  last = ran.catch(() => undefined)
  return ran
}

/** The same on a day of the test's own, for what is due depends on the day. */
export const isometricOn = (day: string, args: readonly string[]): Promise<Ran> =>
  isometricHere(args, { now: () => new Date(`${day}T10:00:00Z`) })
