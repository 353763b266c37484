import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import process from 'node:process'
import type { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { isometricHere } from '../../packages/cli/src/inside.ts'

/** What came of a command line. */
export type Ran = { readonly exit: number | null; readonly out: string; readonly err: string }

/** In a process of its own also the most memory it held. */
export type RanApart = Ran & { readonly megabytes: number }

export const product = fileURLToPath(new URL('../../', import.meta.url))
export const launcher = join(product, 'packages/cli/bin/isometric.js')

/** The child says at its end, on a pipe of its own, how much memory it held at most: no tool of the machine is needed. */
const witness = `data:text/javascript,${encodeURIComponent(
  `import { writeSync } from 'node:fs'
   process.on('exit', () => { try { writeSync(3, String(process.resourceUsage().maxRSS)) } catch {} })`,
)}`

const environment = (): NodeJS.ProcessEnv => {
  const { ISOMETRIC_WORKSPACE: _workspace, FORCE_COLOR: _colour, ...rest } = process.env
  return rest
}

type Setting = {
  readonly cwd: string
  /** What stands before the command, such as what makes a folder read-only for it. */
  readonly before?: readonly string[]
}

export const isometricApart = async (args: readonly string[], { cwd, before = [] }: Setting): Promise<RanApart> => {
  const [program = '', ...rest] = [...before, process.execPath, '--import', witness, launcher, ...args]
  const child = spawn(program, rest, { cwd, env: environment(), stdio: ['ignore', 'pipe', 'pipe', 'pipe'] })
  const ended = new Promise<number | null>((resolve, reject) => child.on('close', resolve).on('error', reject))
  const pipes = child.stdio.slice(1).map((pipe) => text(pipe as Readable))
  const [exit, [out = '', err = '', kilobytes = '']] = await Promise.all([ended, Promise.all(pipes)])
  return { exit, out, err, megabytes: Number(kilobytes) / 1024 }
}

/** In this process, unless something must stand before the command. */
export const isometric = (args: readonly string[], setting: Setting): Promise<Ran> =>
  setting.before === undefined || setting.before.length === 0
    ? isometricHere(args, { cwd: setting.cwd })
    : isometricApart(args, setting)

/** What it printed where it was to succeed, before a test begins. */
export const done = async (ran: Promise<Ran>): Promise<string> => {
  const { exit, out, err } = await ran
  if (exit !== 0 || err !== '') throw new Error(`exit ${exit}: ${err}`)
  return out
}

/** An issue as `check --json` gives it, and as other verbs do where a request was wrong. */
export type Found = {
  readonly code: string
  readonly severity: string
  readonly file: string
  readonly line: number
  readonly column: number
  readonly endLine: number
  readonly endColumn: number
  readonly message: string
}
export const issuesIn = (out: string): readonly Found[] =>
  (JSON.parse(out) as { readonly issues: readonly Found[] }).issues
export const errorsIn = (out: string): readonly Found[] => issuesIn(out).filter(({ severity }) => severity === 'error')

/** A folder of a test's own. */
export type Place = {
  readonly folder: string
  readonly write: (name: string, content: string | Uint8Array) => string
  /** A workspace made by `init`, by name. */
  readonly workspace: (name: string) => string
  readonly copy: (from: string, to: string) => string
  readonly remove: () => void
}

const copied = (folder: string, from: string, to: string): string => {
  cpSync(join(folder, from), join(folder, to), { recursive: true })
  return to
}

export const placeCalled = async (name: string): Promise<Place> => {
  const folder = mkdtempSync(join(tmpdir(), `isometric-${name}-`))
  await done(isometric(['init', '.empty'], { cwd: folder }))
  return {
    folder,
    write: (file, content) => {
      writeFileSync(join(folder, file), content)
      return file
    },
    workspace: (named) => copied(folder, '.empty', named),
    copy: (from, to) => copied(folder, from, to),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  }
}

/** What holds nothing and comes and goes: the lock, and what SQLite keeps beside a store that was read. */
const isPassing = (file: string): boolean =>
  /workspace\.lock(-journal)?$|sqlite-shm$/.test(file) || (file.endsWith('sqlite-wal') && statSync(file).size === 0)

/** Every file below a folder with the digest of its bytes. */
export const picture = (folder: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .filter((file) => !isPassing(file))
      .toSorted()
      .map((file): readonly [string, string] => [relative(folder, file), digestOf(file)]),
  )

/** A file of gigabytes is told by its size: its bytes are a hole. */
const digestOf = (file: string): string => {
  const { size } = statSync(file)
  return size > 2 ** 30 ? `${size} bytes` : createHash('sha256').update(readFileSync(file)).digest('hex')
}
