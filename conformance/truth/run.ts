/**
 * `npm run truth`: the planted effects of the sample organisation beside what the product finds of them, period by period
 * as it would have been seen then. Exit 1 where one is missed or late, or stable series cry wolf too often; 2 where the
 * request was wrong.
 */
import process from 'node:process'
import { parseArgs } from 'node:util'
import { paintFor, table, widthIn } from '../../packages/cli/src/terminal/index.ts'
import { truth } from '../../sample/truth.ts'
import { verdictsOf, type AlarmRow, type EffectRow, type Verdicts } from './verdicts.ts'
import { givenSample, newSample } from './workspace.ts'

const help = `npm run truth -- [--json] [--workspace DIR] [--until DAY] [--seed N]

Makes the sample organisation in a folder of its own, measures it, and looks for every planted effect in each period as it
would have been seen then. --workspace takes one in which the sample has been measured.
`

/** The day and the seed that the tests use, so that the same organisation is looked at every time. */
const usual = { until: '2026-11-22', seed: truth.seed }

const out = { isTTY: process.stdout.isTTY, columns: process.stdout.columns }

const dates = (period: string | null): string => period?.split('/')[0] ?? '–'
const percent = (share: number): string => `${(100 * share).toFixed(1)} %`

const seriesOf = ({ construct, measure, group }: EffectRow): string =>
  [construct, measure, ...(group === null ? [] : [group])].join(' · ')

const effectCells = (row: EffectRow): readonly string[] => [
  row.effect,
  seriesOf(row),
  dates(row.first),
  dates(row.found),
  row.delay === null ? `– of ${row.within}` : `${row.delay} of ${row.within}`,
  row.model ?? '–',
  row.verdict,
]

const alarmCells = ({ by, series, judged, alarms, rate, allowed, isWithin }: AlarmRow): readonly string[] => [
  by,
  String(series),
  String(judged),
  String(alarms),
  percent(rate),
  percent(allowed),
  isWithin ? 'within' : 'too often',
]

const textOf = ({ effects, falseAlarms }: Verdicts): string => {
  const [width, paint] = [widthIn(out), paintFor(out, process.env)]
  const heads = (...titles: readonly string[]) => titles.map((title) => ({ title }))
  return [
    table(
      heads('effect', 'shows in', 'begins', 'found', 'periods', 'by', 'verdict'),
      effects.map(effectCells),
      Math.max(width, 160),
      paint,
    ),
    '',
    'In series in which nothing happens:',
    table(
      heads('analysis', 'series', 'periods judged', 'false alarms', 'rate', 'allowed', 'verdict'),
      falseAlarms.map(alarmCells),
      width,
      paint,
    ),
  ].join('\n')
}

const asked = () => {
  const { values } = parseArgs({
    options: {
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
      workspace: { type: 'string' },
      until: { type: 'string', default: usual.until },
      seed: { type: 'string', default: String(usual.seed) },
    },
  })
  const seed = Number(values.seed)
  if (!Number.isSafeInteger(seed)) throw new Error(`--seed is a whole number, and ${values.seed} is none.`)
  if (Number.isNaN(Date.parse(values.until))) throw new Error(`--until is a day such as ${usual.until}.`)
  return { ...values, seed }
}

const main = async (): Promise<number> => {
  const { json, workspace, until, seed, help: isHelp } = asked()
  if (isHelp) {
    process.stdout.write(help)
    return 0
  }
  const tell = (what: string): boolean => process.stderr.write(`${what} …\n`)
  const found = workspace === undefined ? await newSample({ until, seed }, tell) : await givenSample(workspace)
  const verdicts = verdictsOf(found.measured, { truth, calendar: found.calendar })
  process.stdout.write(`${json ? JSON.stringify(verdicts, null, 2) : textOf(verdicts)}\n`)
  return verdicts.holds ? 0 : 1
}

try {
  process.exitCode = await main()
} catch (thrown) {
  process.stderr.write(`${thrown instanceof Error ? thrown.message : String(thrown)}\n${help}`)
  process.exitCode = 2
}
