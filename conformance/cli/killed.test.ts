/**
 * The real command line is killed (SIGKILL) at instants spread over collect, measure and backup. After each the
 * workspace is opened as the next command opens it: nothing that was acknowledged is missing, nothing is doubled, and
 * verify is clean. In: a few exports. Out: how often it was killed while at work.
 */
import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import type { Result } from '@isometric/core/term'
import { readSnapshots } from '@isometric/runner/evidence'
import { restore } from '@isometric/runner/backup'
import { verifyWorkspace } from '@isometric/runner/verify'
import { layoutOf, openWorkspaceStore } from '@isometric/runner/workspace'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { isometric, launcher } from '../../packages/cli/src/child.ts'

const kills = process.env['NIGHTLY'] === '1' ? 500 : 6

const evidence = join(import.meta.dirname, '../../constructs/firewall-rules/evidence')
const folder = mkdtempSync(join(tmpdir(), 'isometric-killed-'))
const at = (name: string): string => join(folder, name)
const w = at('w')
beforeAll(async () => {
  await isometric(['init', w])
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

type Ended = { readonly killed: boolean; readonly exit: number | null; readonly seconds: number }

/** Runs a command, and kills it after some seconds unless it has ended before. */
const killedAfter = (seconds: number, args: readonly string[]): Promise<Ended> =>
  new Promise((resolve, reject) => {
    const began = performance.now()
    const child = spawn(process.execPath, [launcher, '--workspace', w, ...args], { stdio: 'ignore' })
    const clock = setTimeout(() => child.kill('SIGKILL'), seconds * 1000)
    child.once('error', reject)
    child.once('exit', (exit, signal) => {
      clearTimeout(clock)
      resolve({ killed: signal === 'SIGKILL', exit, seconds: (performance.now() - began) / 1000 })
    })
  })

const hits = readFileSync(join(evidence, 'firewall-rule-hits@2026-06-30.csv'), 'utf8')
const rules = readFileSync(join(evidence, 'firewall-rules@2026-06-30.csv'), 'utf8')

/** What is done the nth time: the same three in turn, each with a day or a file of its own. */
const step = (
  n: number,
): { readonly args: readonly string[]; readonly backup?: string; readonly snapshot?: string } => {
  const day = new Date(Date.UTC(2024, 0, 1 + n)).toISOString().slice(0, 10)
  const file = at(`${n}.csv`)
  const [contract, text] = n % 2 === 0 ? ['firewall rules', rules] : ['firewall rule hits', hits]
  if (n % 3 === 0) {
    writeFileSync(file, text)
    return { args: ['collect', contract, '--from', file, '--as-of', day], snapshot: day }
  }
  return n % 3 === 1 ? { args: ['measure'] } : { args: ['backup', '-o', at(`${n}.tar`)], backup: at(`${n}.tar`) }
}

const stored = async (): Promise<readonly Result[]> => {
  const opened = await openWorkspaceStore(layoutOf(w), 'write')
  if (!opened.ok) throw new Error(opened.issues.map(({ message }) => message).join('\n'))
  const results = await opened.value.results({})
  await opened.value.close()
  return results
}

const daysOfSnapshots = async (): Promise<readonly string[]> =>
  (await readSnapshots(layoutOf(w).evidence)).map(({ asOf, contract }) => `${contract} ${asOf}`)

test(`killed ${kills} times, it loses and doubles nothing`, { timeout: 7_200_000 }, async () => {
  // How long each of the three takes is learnt from a first round, which is let live.
  const lasted: (number | undefined)[] = []
  let atWork = 0
  let known: readonly string[] = []
  for (let n = 0; n < kills + 3; n++) {
    const { args, backup } = step(n)
    // Steps of an irrational share of a command's length reach every part of it sooner or later.
    const usual = lasted[n % 3]
    const share = 0.3 + 0.75 * ((n * 0.618_034) % 1)
    const ended = await killedAfter(usual === undefined ? 600 : usual * share, args)
    if (ended.killed) atWork += 1
    else lasted[n % 3] = ended.seconds
    const results = await stored()
    const places = results.map(({ construct, period, group }) => JSON.stringify([construct, period.start, group]))
    expect(places.filter((place, i) => places.indexOf(place) !== i)).toEqual([])
    const now = await daysOfSnapshots()
    expect(known.filter((snapshot) => !now.includes(snapshot))).toEqual([])
    expect(now.length).toBeGreaterThanOrEqual(known.length + (args[0] === 'collect' && ended.exit === 0 ? 1 : 0))
    expect(now.filter((snapshot, i) => now.indexOf(snapshot) !== i)).toEqual([])
    known = now
    const found = await verifyWorkspace({ layout: layoutOf(w), kept: [] })
    expect(found.problems.map(({ issue }) => issue.message)).toEqual([])
    const restored = at(`restored-${n}`)
    const isWhole = backup !== undefined && existsSync(backup)
    const outcome = isWhole
      ? await restore({ file: backup, folder: restored, at: new Date().toISOString() })
      : undefined
    expect(outcome?.issues ?? []).toEqual([])
    expect(backup === undefined || ended.exit !== 0 || isWhole).toBe(true)
    rmSync(restored, { recursive: true, force: true })
  }
  process.stdout.write(`killed at work ${atWork} times of ${kills}\n`)
  expect(atWork).toBeGreaterThan(0)
  // In peace it goes on where it was left, and the evidence gives what is stored.
  expect((await isometric(['--workspace', w, 'measure'])).exit).toBe(0)
  const { exit, err } = await isometric(['--workspace', w, 'verify'])
  expect([exit, err]).toEqual([0, ''])
})
