import process from 'node:process'
import { Writable } from 'node:stream'
import { main } from './main.ts'

/** What a command printed, and how it ended. */
export type Ran = { readonly exit: number; readonly out: string; readonly err: string }

const into = (lines: string[]): Writable =>
  new Writable({
    write: (chunk: Buffer, _encoding, done) => {
      lines.push(chunk.toString())
      done()
    },
  })

/** For tests: the real command line in this process, on a day of the test's own, for what is due depends on the day. */
export const isometricOn = async (day: string, args: readonly string[]): Promise<Ran> => {
  const [out, err]: [string[], string[]] = [[], []]
  const io = { out: into(out), err: into(err), in: process.stdin, env: {}, now: () => new Date(`${day}T10:00:00Z`) }
  const exit = await main(args, io)
  return { exit, out: out.join(''), err: err.join('') }
}
