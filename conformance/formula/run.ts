/**
 * `npm run conformance`: the kit's cases through the real command line, a table, and `score.json`. Exit 1 where a
 * target is missed or the score is worse than the committed one, which then stays.
 */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { casesFile, readCases, type Answer, type Case } from './case.ts'
import { scoreOf, shortfalls, tableOf, verdictOn, type Score } from './score.ts'

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url))
const scoreFile = here('score.json')
const isometric = here('../../packages/cli/bin/isometric.js')

const answersTo = (cases: readonly Case[]): ReadonlyMap<string, Answer> => {
  const scratch = mkdtempSync(join(tmpdir(), 'isometric-conformance-'))
  const batch = join(scratch, 'cases.ndjson')
  writeFileSync(
    batch,
    cases.map(({ expression, inputs }, i) => JSON.stringify({ id: String(i), expression, inputs })).join('\n'),
  )
  const { stdout, stderr, status } = spawnSync(process.execPath, [isometric, 'try', '--batch', batch], {
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
  })
  rmSync(scratch, { recursive: true, force: true })
  if (stdout.trim() === '') throw new Error(`isometric try --batch answered nothing (exit ${status}): ${stderr}`)
  const answers = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Answer)
  return new Map(answers.map((answer) => [answer.id, answer]))
}

const committed = (): Score | undefined =>
  existsSync(scoreFile) ? (JSON.parse(readFileSync(scoreFile, 'utf8')) as Score) : undefined

const main = (): number => {
  const cases = readCases()
  if (cases === undefined) {
    process.stdout.write(`The cases of the DMN TCK are not here (${casesFile}); nothing was scored.\n`)
    return 0
  }
  const start = performance.now()
  const answers = answersTo(cases)
  const seconds = (performance.now() - start) / 1000
  const verdicts = cases.map((asked, i) => {
    const answer = answers.get(String(i))
    return answer === undefined ? ({ kind: 'failed' } as const) : verdictOn(asked, answer)
  })
  cases.forEach((asked, i) => {
    if (verdicts[i]?.kind === 'failed') process.stdout.write(`failed: ${asked.id}: ${asked.expression}\n`)
  })
  const score = scoreOf(verdicts)
  const problems = shortfalls(score, committed())
  process.stdout.write(`${tableOf(score)}\n${cases.length} cases in ${seconds.toFixed(1)} s\n`)
  for (const problem of problems) process.stderr.write(`${problem}\n`)
  if (problems.length > 0) return 1
  writeFileSync(scoreFile, `${JSON.stringify(score, null, 2)}\n`)
  return 0
}

process.exitCode = main()
