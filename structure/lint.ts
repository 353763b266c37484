/** Runs the linter and the compiler the way `npm test` does, and tells their exit codes. */
import { spawn } from 'node:child_process'
import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { root } from './tree.ts'

export type Ran = { readonly code: number | null; readonly output: string }

const run = (cwd: string, file: string, args: readonly string[]): Promise<Ran> =>
  new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [join(root, 'node_modules', file), ...args], { cwd })
    let output = ''
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()))
    child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()))
    child.on('error', reject)
    child.on('close', (code) => resolve({ code, output }))
  })

export const oxlint = (cwd: string, ...args: readonly string[]): Promise<Ran> => run(cwd, 'oxlint/bin/oxlint', args)

export const tsc = (cwd: string, project: string): Promise<Ran> => run(cwd, 'typescript/bin/tsc', ['-p', project])

export type Tree = AsyncDisposable & {
  readonly path: string
  readonly write: (files: Readonly<Record<string, string>>) => Promise<void>
}

const shared = [
  'oxlint.config.ts',
  'structure/walls.ts',
  'tsconfig.json',
  'tsconfig.base.json',
  'package.json',
  ...['core', 'runner', 'server', 'cli', 'web'].flatMap((name) => [
    `packages/${name}/package.json`,
    `packages/${name}/tsconfig.json`,
  ]),
]

/** An empty copy of the repository: its configuration and its packages, none of its sources. */
export const emptyTree = async (): Promise<Tree> => {
  const path = await mkdtemp(join(tmpdir(), 'isometric-structure-'))
  const write = async (files: Readonly<Record<string, string>>): Promise<void> => {
    for (const [name, text] of Object.entries(files)) {
      await mkdir(dirname(join(path, name)), { recursive: true })
      await writeFile(join(path, name), text)
    }
  }
  for (const name of shared) await cp(join(root, name), join(path, name))
  await symlink(join(root, 'node_modules'), join(path, 'node_modules'))
  return { path, write, [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }) }
}
