import { spawn } from 'node:child_process'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'

/** For tests: the real command line in a process of its own, argv in, text out. */
export type Ran = { readonly exit: number | null; readonly out: string; readonly err: string; readonly seconds: number }

export type Setting = {
  readonly cwd?: string
  readonly env?: Readonly<Record<string, string>>
  readonly input?: string
}

export const launcher = fileURLToPath(new URL('../bin/isometric.js', import.meta.url))

const environment = (more: Readonly<Record<string, string>> = {}): NodeJS.ProcessEnv => {
  const { ISOMETRIC_WORKSPACE: _workspace, NO_COLOR: _noColour, FORCE_COLOR: _colour, ...rest } = process.env
  return { ...rest, TERM: 'xterm-256color', ...more }
}

export const isometric = async (args: readonly string[], { cwd, env, input = '' }: Setting = {}): Promise<Ran> => {
  const start = performance.now()
  const child = spawn(process.execPath, [launcher, ...args], { cwd, env: environment(env), stdio: 'pipe' })
  child.stdin.on('error', () => undefined) // It may end without reading.
  child.stdin.end(input)
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve))
  const [out, err, exit] = await Promise.all([text(child.stdout), text(child.stderr), ended])
  return { exit, out, err, seconds: (performance.now() - start) / 1000 }
}

const quoted = (word: string): string => `'${word.replaceAll("'", String.raw`'\''`)}'`

/** The same on a pseudo-terminal of 80 columns, which util-linux's `script` makes; both streams come back as one. */
export const onTerminal = async (args: readonly string[], { cwd, env }: Setting = {}): Promise<Ran> => {
  const start = performance.now()
  const line = ['stty cols 80 rows 24;', ...[process.execPath, launcher, ...args].map(quoted)].join(' ')
  const child = spawn('script', ['-qefc', line, '/dev/null'], { cwd, env: environment(env), stdio: 'pipe' })
  child.stdin.end()
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve))
  const [out, err, exit] = await Promise.all([text(child.stdout), text(child.stderr), ended])
  return { exit, out, err, seconds: (performance.now() - start) / 1000 }
}

/** Whether `script` is here: it is part of Debian's bsdutils, and of most Linux systems. */
export const hasTerminal = async (): Promise<boolean> => {
  const child = spawn('script', ['--version'], { stdio: 'ignore' })
  return new Promise((resolve) => {
    child.on('error', () => resolve(false))
    child.on('close', (code) => resolve(code === 0))
  })
}
