import { mkdtempSync, rmSync } from 'node:fs'
import { availableParallelism, cpus, loadavg, tmpdir, totalmem } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { parseArgs } from 'node:util'
import { openEngine } from '@isometric/runner/engine'
import { figures, type Figure } from './figures.ts'
import { makingIn } from './making.ts'
import { tableOf } from './table.ts'

const usage = `npm run bench -- [--rows N] [--runs N] [--only NAME] [--data DIR] [--seed N] [--memory MB] [--threads N] [--json]

NAME is one of ${Object.keys(figures).join(', ')}; --only may be said more than once.`

const wrong = (why: string): never => {
  process.stderr.write(`${why}\n\n${usage}\n`)
  process.exit(2)
}

const parsed = (() => {
  try {
    return parseArgs({
      options: {
        rows: { type: 'string', default: '20000000' },
        runs: { type: 'string', default: '5' },
        seed: { type: 'string', default: '1' },
        memory: { type: 'string', default: '4096' },
        threads: { type: 'string', default: '2' },
        only: { type: 'string', multiple: true, default: [] },
        data: { type: 'string' },
        json: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    }).values
  } catch (thrown) {
    return wrong(thrown instanceof Error ? thrown.message : String(thrown))
  }
})()

const whole = (name: 'rows' | 'runs' | 'seed' | 'memory' | 'threads'): number => {
  const value = Number(parsed[name])
  return Number.isSafeInteger(value) && value > 0 ? value : wrong(`--${name} takes a whole number above 0.`)
}

const machineNow = async (): Promise<Readonly<Record<string, string | number>>> => {
  const engine = await openEngine({ threads: 1 })
  const [row] = await engine.rows('SELECT version() AS version')
  engine.close()
  return {
    processor: cpus()[0]?.model ?? '',
    cores: availableParallelism(),
    memoryGB: Math.round(totalmem() / 2 ** 30),
    load: Number((loadavg()[0] ?? 0).toFixed(2)),
    node: process.version,
    duckdb: typeof row?.['version'] === 'string' ? row['version'] : '',
    date: new Date().toISOString().slice(0, 10),
  }
}

const main = async (): Promise<number> => {
  if (parsed.help) {
    process.stdout.write(`${usage}\n`)
    return 0
  }
  const strange = parsed.only.find((name) => figures[name] === undefined)
  if (strange !== undefined) return wrong(`There is no figure ${strange}.`)
  const [rows, runs, seed] = [whole('rows'), whole('runs'), whole('seed')]
  const [threads, memoryMB] = [whole('threads'), whole('memory')]
  const folder = parsed.data ?? mkdtempSync(join(tmpdir(), 'isometric-bench-'))
  const say = (text: string): void => void process.stderr.write(`${text}\n`)
  const limits = { threads, memoryBytes: memoryMB * 2 ** 20, tempFolder: join(folder, 'spill') }
  const making = makingIn({ rows, seed, runs, folder, limits, say })
  const machine = { ...(await machineNow()), rows, runs, seed, threads, memoryMB }
  const lines: Figure[] = []
  let failed = false
  try {
    for (const [name, make] of Object.entries(figures)) {
      if (parsed.only.length > 0 && !parsed.only.includes(name)) continue
      say(`── ${name}`)
      const told = await make(making)
      if ('difference' in told) {
        say(`Two answers differ, first here: ${told.difference}`)
        failed = true
        break
      }
      lines.push(...told.figures)
    }
  } catch (thrown) {
    // What hours have measured is still told.
    say(thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown))
    failed = true
  } finally {
    if (parsed.data === undefined) rmSync(folder, { recursive: true, force: true })
  }
  process.stdout.write(
    parsed.json ? `${JSON.stringify({ machine, figures: lines }, null, 2)}\n` : tableOf(machine, lines),
  )
  return !failed && lines.every(({ holds }) => holds) ? 0 : 1
}

process.exitCode = await main()
