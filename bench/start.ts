import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import process from 'node:process'
import { setTimeout } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'

const launcher = fileURLToPath(new URL('../packages/cli/bin/isometric.js', import.meta.url))
const arguments_ = (args: readonly string[]): readonly string[] => [
  '--disable-warning=ExperimentalWarning',
  launcher,
  ...args,
]

/** Runs the command line to its end; the seconds it took. */
const ran = async (args: readonly string[], cwd?: string): Promise<number> => {
  const began = performance.now()
  const started = spawn(process.execPath, [...arguments_(args)], { cwd, stdio: 'ignore' })
  const ended: unknown[] = await once(started, 'exit')
  if (ended[0] !== 0) throw new Error(`isometric ${args.join(' ')} ended with ${String(ended[0])}`)
  return (performance.now() - began) / 1000
}

const repeated = async <T>(many: number, act: () => Promise<T>): Promise<readonly T[]> => {
  const done: T[] = []
  for (let i = 0; i < many; i++) done.push(await act())
  return done
}

export const helpSeconds = async (runs: number): Promise<readonly number[]> => {
  await ran(['--help'])
  return repeated(runs, () => ran(['--help']))
}

const resident = (pid: number): number =>
  Number(/^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024

/** Until it answers, and what it holds when nobody has asked for a while. */
const served = async (workspace: string): Promise<{ readonly ready: number; readonly idle: number }> => {
  const began = performance.now()
  const started = spawn(
    process.execPath,
    [...arguments_(['--workspace', workspace, 'serve', '--port', '0', '--json'])],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  )
  const said: unknown[] = await once(started.stdout, 'data')
  const { url } = JSON.parse(String(said[0])) as { readonly url: string }
  const answer = await fetch(`${url}/healthz`)
  const ready = (performance.now() - began) / 1000
  if (!answer.ok) throw new Error(`the server answered ${answer.status}`)
  await (await fetch(`${url}/api/v1/indicators`)).text()
  await setTimeout(3000)
  const idle = resident(started.pid ?? 0)
  started.kill('SIGINT')
  await once(started, 'exit')
  return { ready, idle }
}

/** The sample organisation, collected and measured. */
export const serverStart = async (runs: number, workspace: string) => {
  if (!existsSync(workspace)) {
    await ran(['init', workspace, '--sample'])
    await ran(['--workspace', workspace, 'collect'])
  }
  // Also brings the store of a workspace that was kept up to date.
  await ran(['--workspace', workspace, 'measure'])
  await served(workspace)
  const starts = await repeated(runs, () => served(workspace))
  return { ready: starts.map(({ ready }) => ready), idle: starts.map(({ idle }) => idle) }
}
