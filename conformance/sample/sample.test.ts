/**
 * The sample organisation through the whole product: exported, collected, measured by the real command line, and
 * every value compared with what the simulator knows of itself. In: nothing. Out: one test a construct.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Result } from '@isometric/core/term'
import { initWorkspace } from '@isometric/runner/workspace'
import { isometric } from '../../packages/cli/src/child.ts'
import { type ConstructId, type Expectation, expectedConstructs, expectedOf } from '../../sample/expected/index.ts'
import { generateSample } from '../../sample/generate.ts'
import { simulate } from '../../sample/organisation.ts'

const until = '2026-07-01'
const months = 9
const folder = mkdtempSync(join(tmpdir(), 'isometric-sample-'))
const workspace = join(folder, 'w')
const organisation = simulate({ until, months })

let results: readonly Result[] = []

const json = async (...args: readonly string[]): Promise<unknown> => {
  const ran = await isometric(['--workspace', workspace, ...args, '--json'])
  if (ran.exit !== 0) throw new Error(ran.err)
  return JSON.parse(ran.out)
}

const resultsIn = (document: unknown): readonly Result[] =>
  (document as { readonly results: readonly Result[] }).results

beforeAll(async () => {
  const made = await initWorkspace(workspace, {
    timeZone: 'Europe/Berlin',
    fill: async (into) => {
      await generateSample(into, { until, months })
    },
  })
  if (!made.ok) throw new Error(JSON.stringify(made.issues))
  await json('collect')
  results = resultsIn(await json('measure', '--period', '2025-10..2026-06'))
}, 300_000)

afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** What is expected of a result's period and group; undefined where the simulator has nothing to say. */
const valuesFor = (expectation: Expectation, result: Result): Readonly<Record<string, number | null>> | undefined => {
  const [level] = Object.values(result.group)
  return level === undefined ? expectation.total : expectation.groups[level ?? 'null']
}

const expectationFor = (id: ConstructId, result: Result): Readonly<Record<string, number | null>> | undefined =>
  valuesFor(expectedOf(id, organisation, result.period.start, result.period.end), result)

const near = (a: unknown, b: number | null): boolean =>
  typeof a === 'number' && b !== null ? Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(b)) : a === b

const apart = (id: ConstructId, result: Result): readonly string[] => {
  return Object.entries(expectationFor(id, result) ?? {}).flatMap(([name, value]) => {
    const found = result.measures[name]
    const isHidden = found === undefined || result.reasons[name] === 'suppressed'
    return isHidden || near(found, value)
      ? []
      : [`${result.period.start} ${JSON.stringify(result.group)} ${name}: ${String(found)}, expected ${String(value)}`]
  })
}

test.each(expectedConstructs)('%s agrees with the simulator in every period and group', (id) => {
  const own = results.filter((result) => result.construct === id)
  expect(own.length).toBeGreaterThan(0)
  expect(own.flatMap((result) => apart(id, result))).toEqual([])
  // Names that do not meet would compare nothing.
  const compared = own.flatMap((result) =>
    Object.keys(expectationFor(id, result) ?? {}).filter((name) => typeof result.measures[name] === 'number'),
  )
  expect(compared.length).toBeGreaterThanOrEqual(own.length)
})
