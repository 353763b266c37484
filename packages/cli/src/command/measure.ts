import { programmeReferences } from '@isometric/core/construct'
import { isError, nearest, type Issue } from '@isometric/core/issue'
import { indicatorQuantity, periodText, statusMark } from '@isometric/core/report'
import { statuses, type Result, type Status } from '@isometric/core/term'
import type { Catalogue } from '@isometric/runner/catalogue'
import type { Measured, MeasureRequest, Run, Timing } from '@isometric/runner/run'
import type { Appended, Store } from '@isometric/runner/store'
import type { Workspace } from '@isometric/runner/workspace'
import type { Answer, Command, Io, Request } from '../command.ts'
import type { Texts } from '../paths.ts'
import { badDate, badSpan, knownBy, programmeOf, spanOf } from '../programme.ts'
import { optionOf, problem } from '../request.ts'
import { orDamage, storedIn } from '../evidence.ts'
import { withStore } from '../store.ts'
import { cellOf, paintFor, progressOn, statusText, table, widthIn, type Paint } from '../terminal/index.ts'
import { inWorkspace, refusal } from '../workspace.ts'

type Asked = Pick<MeasureRequest, 'programme' | 'asked' | 'asKnownOn' | 'ids'>
type Wanted =
  | { readonly ok: true; readonly asked: Asked; readonly texts: Texts }
  | { readonly ok: false; readonly answer: Answer }

const wrong = (...issues: readonly Issue[]): { readonly ok: false; readonly answer: Answer } => ({
  ok: false,
  answer: { exit: 2, issues },
})

/** Everything asked for, understood in the organisation's calendar. */
const wantedFrom = async (request: Request, workspace: Workspace, catalogue: Catalogue): Promise<Wanted> => {
  const { outcome, texts } = await programmeOf(workspace)
  if (!outcome.ok) return { ok: false, answer: { ...(await refusal(outcome.issues)), texts } }
  const programme = outcome.value
  // A parameter nobody reads would be measured without a word as if it had not been given.
  const strange = programmeReferences({ ...programme, sources: [] }, catalogue)
  if (strange.length > 0) {
    const issues = [...catalogue.issues.filter(isError), ...strange]
    return { ok: false, answer: { exit: 2, issues, texts: new Map([...catalogue.texts, ...texts]) } }
  }
  const ids = request.arguments
  const unknown = ids.filter((id) => catalogue.constructs[id] === undefined)
  const known = Object.keys(catalogue.constructs)
  if (unknown.length > 0)
    return wrong(...unknown.map((id) => problem('unknown-construct', { id, near: nearest(id, known) })))
  const [period, day] = [optionOf(request, 'period'), optionOf(request, 'as-known-on')]
  const asked = period === undefined ? undefined : spanOf(period, programme)
  if (period !== undefined && asked === undefined) return wrong(badSpan('--period', period))
  const asKnownOn = day === undefined ? undefined : knownBy(day, programme.timeZone)
  if (day !== undefined && asKnownOn === undefined) return wrong(badDate('--as-known-on', day))
  return { ok: true, asked: { programme, asked, asKnownOn, ids }, texts }
}

const isStatus = (text: string): text is Status => statuses.some((status) => status === text)

/** The total of each construct in the last period measured: what a verdict is asked of. */
const latestTotals = (measured: readonly Measured[]): readonly Result[] =>
  measured.flatMap(({ results }) => {
    const totals = results.filter(({ group }) => Object.keys(group).length === 0)
    return totals.toSorted((a, b) => (a.period.end < b.period.end ? -1 : 1)).slice(-1)
  })

const sum = (appended: readonly Appended[], of: keyof Appended): number =>
  appended.reduce((total, one) => total + one[of], 0)

const storedText = (appended: readonly Appended[], isShown: boolean, failed: boolean): string => {
  const parts = (['added', 'restated', 'withdrawn', 'unchanged'] as const)
    .map((what) => ({ what, n: sum(appended, what) }))
    .filter(({ n }) => n > 0)
  if (parts.length === 0 && isShown) return 'Shown as it was known then; nothing was stored.'
  return parts.length === 0
    ? `Nothing was measured${failed ? '' : ': no period has evidence'}.`
    : `Results: ${parts.map(({ what, n }) => `${n} ${what}`).join(', ')}.`
}

const measuredText = (measured: readonly Measured[], { width, paint }: Page): string => {
  const rows = latestTotals(measured).flatMap((result) => {
    const card = measured.find((one) => one.card.id === result.construct)?.card
    if (card === undefined) return []
    const value = indicatorQuantity(result, card)?.text ?? '–'
    return [
      [
        result.construct,
        periodText(result.period),
        cellOf(value),
        statusText(statusMark(result.indicator.status), paint),
      ],
    ]
  })
  const columns = [
    { title: 'construct', gives: true as const },
    { title: 'period' },
    { title: 'value', side: 'right' as const },
    { title: 'status' },
  ]
  return table(columns, rows, width, paint)
}

/** Results of a day in the past are shown and not stored: what was known then is stored already. */
const storeAll = async (measured: readonly Measured[], store: Store, now: string): Promise<readonly Appended[]> => {
  const appended: Appended[] = []
  for (const { results, card } of measured) appended.push(await store.append(results, card, now))
  return appended
}

const secondsOf = (timing: readonly Timed[]): number => timing.reduce((all, { seconds }) => all + seconds, 0)

const secondsText = (timing: readonly Timed[]): string => {
  const n = timing.filter(({ stage }) => stage === 'measure').length
  return `${n} ${n === 1 ? 'construct' : 'constructs'} in ${secondsOf(timing).toFixed(1)} s`
}

/** Stages in the order they were first reached, with what each construct took under its stage, the slowest first. */
const timingText = (timing: readonly Timed[], { width, paint }: Page): string => {
  const stages = [...new Set(timing.map(({ stage }) => stage))]
  const rows = stages.flatMap((stage) => {
    const own = timing.filter((one) => one.stage === stage)
    const each = own.filter(({ construct }) => construct !== undefined).toSorted((a, b) => b.seconds - a.seconds)
    return [
      [stage, secondsOf(own).toFixed(2)],
      ...each.map(({ construct, seconds }) => [`  ${construct ?? ''}`, seconds.toFixed(2)]),
    ]
  })
  return table([{ title: 'stage' }, { title: 'seconds', side: 'right' }], rows, width, paint)
}

/** The stages of a run, and storing what it found. */
type Timed = Omit<Timing, 'stage'> & { readonly stage: Timing['stage'] | 'store' }
type Page = { readonly width: number; readonly paint: Paint }

type Done = {
  readonly run: Omit<Run, 'timing'> & { readonly timing: readonly Timed[] }
  readonly isTimed: boolean
  readonly appended: readonly Appended[]
  readonly issues: readonly Issue[]
  readonly texts: Texts
}

const answerOf = (
  { run: { measured, timing }, isTimed, appended, issues, texts }: Done,
  failOn: readonly string[],
  io: Io,
): Answer => {
  const failed = latestTotals(measured).some(({ indicator }) => failOn.includes(indicator.status))
  const paint = paintFor(io.out, io.env)
  const page = { width: widthIn(io.out), paint }
  const text = (): string =>
    [
      measuredText(measured, page),
      '',
      storedText(
        appended,
        measured.some(({ results }) => results.length > 0),
        issues.some(isError),
      ),
      ...(isTimed ? ['', timingText(timing, page), ''] : []),
      paint('faint', secondsText(timing)),
    ].join('\n')
  return {
    exit: failed || issues.some(isError) ? 1 : 0,
    issues,
    texts,
    text,
    json: () => ({ results: measured.flatMap(({ results }) => results), ...(isTimed ? { timing } : {}) }),
  }
}

const measureIn = async (workspace: Workspace, store: Store, request: Request, io: Io): Promise<Answer> => {
  const [{ readCatalogue }, { openEngine }, { run }] = await Promise.all([
    import('@isometric/runner/catalogue'),
    import('@isometric/runner/engine'),
    import('@isometric/runner/run'),
  ])
  const catalogue = await readCatalogue(workspace.folder)
  const wanted = await wantedFrom(request, workspace, catalogue)
  if (!wanted.ok) return wanted.answer
  const { asKnownOn } = wanted.asked
  const now = io
    .now()
    .toISOString()
    .replace(/\.\d+Z$/, 'Z')
  const bar = progressOn(io.err, () => performance.now())
  const stored = await storedIn(workspace)
  const engine = await openEngine()
  try {
    const done = await run(
      {
        ...wanted.asked,
        contracts: catalogue.contracts,
        constructs: catalogue.constructs,
        stored,
        now,
        known: (construct) => store.results({ construct, ...(asKnownOn === undefined ? {} : { asKnownOn }) }),
        onProgress: (n, of, construct) => bar.show({ title: construct === '' ? 'measuring' : construct, done: n, of }),
      },
      engine,
    )
    bar.end()
    const began = performance.now()
    const appended = asKnownOn === undefined ? await storeAll(done.measured, store, now) : []
    const timing: readonly Timed[] = [...done.timing, { stage: 'store', seconds: (performance.now() - began) / 1000 }]
    const issues = [...catalogue.issues.filter(isError), ...done.issues]
    return answerOf(
      {
        run: { ...done, timing },
        isTimed: (request.options['timing'] ?? []).length > 0,
        appended,
        issues,
        texts: new Map([...catalogue.texts, ...wanted.texts]),
      },
      request.options['fail-on'] ?? [],
      io,
    )
  } catch (thrown) {
    throw await orDamage(thrown, stored)
  } finally {
    bar.end()
    engine.close()
  }
}

const run = (request: Request, io: Io): Promise<Answer> => {
  const strange = (request.options['fail-on'] ?? []).find((status) => !isStatus(status))
  if (strange !== undefined) {
    const expected = `one of ${statuses.join(', ')}`
    return Promise.resolve({
      exit: 2,
      issues: [problem('bad-argument', { option: '--fail-on', found: strange, expected })],
    })
  }
  const access = optionOf(request, 'as-known-on') === undefined ? 'write' : 'read'
  return inWorkspace(request, access, (workspace) =>
    withStore(workspace, access, (store) => measureIn(workspace, store, request, io)),
  )
}

export const command: Command = {
  verb: 'measure',
  usage: '[ID…]',
  about: `Measures, analyses and evaluates the constructs named, or all that are adopted, and stores what is new. Without
--period every period that has ended and has evidence.
As it was known on a day it is computed from the evidence of that day, shown, and not stored.`,
  options: {
    period: { value: 'A..B', meaning: 'a period such as 2026-06 or 2026-Q2, or from one to another' },
    'as-known-on': { value: 'DATE', meaning: 'with the evidence that was known at the end of that day' },
    'fail-on': {
      value: 'STATUS',
      many: true,
      meaning: 'exit code 1 if an indicator has this status in the last period measured',
    },
    timing: { meaning: 'also where the time went' },
  },
  run,
}
