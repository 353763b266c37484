import { rm } from 'node:fs/promises'
import { assurances, variations } from '@isometric/core/analyse'
import { programmeReferences } from '@isometric/core/construct'
import type { Ledger } from '@isometric/core/decide'
import { isError, nearest, type Issue } from '@isometric/core/issue'
import {
  type CrossingNews,
  indicatorAnalysisDocument,
  indicatorQuantity,
  indicatorVerdicts,
  ledgerFor,
  periodText,
  seriesOf,
  statusMark,
  totalsOf,
} from '@isometric/core/report'
import { statuses, type Card, type Result, type Status } from '@isometric/core/term'
import type { Catalogue } from '@isometric/runner/catalogue'
import type { Measured, MeasureRequest, Run, Timing, Unchanged } from '@isometric/runner/run'
import type { Appended, Store } from '@isometric/runner/store'
import type { Workspace } from '@isometric/runner/workspace'
import type { Answer, Command, Io, Request } from '../command.ts'
import { crossingLines, crossingsOf } from '../crossings.ts'
import { decidingIn } from '../deciding.ts'
import { bytesOf, halfOfMachine } from '../memory.ts'
import type { Texts } from '../paths.ts'
import { badDate, badSpan, knownBy, programmeOf, spanOf } from '../programme.ts'
import { optionOf, problem } from '../request.ts'
import { assertWhole, orDamage, storedIn } from '../evidence.ts'
import { withStore } from '../store.ts'
import {
  cellOf,
  paintFor,
  progressOn,
  statusText,
  table,
  verdictLines,
  widthIn,
  type Paint,
  type Shown,
} from '../terminal/index.ts'
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

/** What is left to tell of a construct once its results are stored. */
type Told = { readonly card: Card; readonly results: readonly Result[] }

const isTotal = ({ group }: Result): boolean => Object.keys(group).length === 0

/** The total of the last period: what a verdict is asked of. */
const latestTotal = (results: readonly Result[]): readonly Result[] =>
  results
    .filter(isTotal)
    .toSorted((a, b) => (a.period.end < b.period.end ? -1 : 1))
    .slice(-1)

const latestTotals = (told: readonly Told[]): readonly Result[] => told.flatMap(({ results }) => latestTotal(results))

const sum = (appended: readonly Appended[], of: keyof Appended): number =>
  appended.reduce((total, one) => total + one[of], 0)

const storedText = (
  appended: readonly Appended[],
  { isShown, isStanding }: { readonly isShown: boolean; readonly isStanding: boolean },
  failed: boolean,
): string => {
  const parts = (['added', 'restated', 'withdrawn', 'unchanged'] as const)
    .map((what) => ({ what, n: sum(appended, what) }))
    .filter(({ n }) => n > 0)
  if (parts.length === 0 && isStanding) return 'Nothing has changed since the last time; all results stand.'
  if (parts.length === 0 && isShown) return 'Shown as it was known then; nothing was stored.'
  return parts.length === 0
    ? `Nothing was measured${failed ? '' : ': no period has evidence'}.`
    : `Results: ${parts.map(({ what, n }) => `${n} ${what}`).join(', ')}.`
}

const measuredText = (measured: readonly Told[], { width, paint }: Page): string => {
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

/** Stores what is measured, a construct at a time, and keeps of it only what is still to be told. */
type Keeper = {
  readonly keep: (measured: Measured) => Promise<void>
  readonly told: Told[]
  readonly appended: Appended[]
  readonly seconds: () => number
}

/** Results of a day in the past are shown and not stored: what was known then is stored already. */
const keeperOf = (store: Store, now: string, isStored: boolean, isWhole: boolean): Keeper => {
  const told: Told[] = []
  const appended: Appended[] = []
  let seconds = 0
  const keep = async ({ card, results, basis }: Measured): Promise<void> => {
    told.push({ card, results: isWhole ? results : latestTotal(results) })
    if (!isStored) return
    const began = performance.now()
    appended.push(await store.append(results, card, now, basis))
    seconds += (performance.now() - began) / 1000
  }
  return { keep, told, appended, seconds: () => seconds }
}

/** As they are measured: the total of a period before its groups. */
const inOrder = (results: readonly Result[]): readonly Result[] =>
  [...Map.groupBy(results, ({ period }) => period.start).values()].flatMap((each) => [
    ...each.filter(isTotal),
    ...each.filter((result) => !isTotal(result)),
  ])

/** Results that stand because nothing they were made from has changed, as they are stored. */
const standing = async (unchanged: readonly Unchanged[], store: Store, isWhole: boolean): Promise<readonly Told[]> => {
  if (unchanged.length === 0) return []
  const cards = await store.cards()
  const told: Told[] = []
  for (const { construct, span } of unchanged) {
    const card = cards.find(({ id }) => id === construct)
    const results = inOrder(await store.results({ construct, ...span, ...(isWhole ? {} : { totals: true }) }))
    if (card !== undefined) told.push({ card, results: isWhole ? results : latestTotal(results) })
  }
  return told
}

/** What the course of each indicator shows: all its periods that are known, not only those just measured; with limits where people set them. */
const analysesOf = async (
  told: readonly Told[],
  store: Store,
  isStored: boolean,
  ledger: Ledger,
): Promise<readonly Analysed[]> => {
  const analyses: Analysed[] = []
  for (const { card, results } of told) {
    const totals = isStored
      ? await store.results({ construct: card.id, totals: true, history: true })
      : totalsOf(results)
    const analysis = indicatorAnalysisDocument(seriesOf(totals), card, ledger)
    if (analysis !== null) analyses.push({ construct: card.id, ...analysis })
  }
  return analyses
}

/** Its verdicts in brief, as of the last period measured. What is shown as it was known has no course at hand. */
const coursesOf = async (told: readonly Told[], store: Store, ledger: Ledger): Promise<readonly Shown[]> => {
  const courses: Shown[] = []
  for (const { card } of told) {
    const points = seriesOf(await store.results({ construct: card.id, totals: true }))
    courses.push({ name: card.id, verdicts: indicatorVerdicts(points, card, ledger) })
  }
  return courses
}

const coursesText = (courses: readonly Shown[], { width, paint }: Page): readonly string[] => {
  const lines = verdictLines(courses, [...variations, ...assurances], width, paint)
  return lines.length === 0 ? [] : [...lines, '']
}

type Analysed = { readonly construct: string } & NonNullable<ReturnType<typeof indicatorAnalysisDocument>>

const secondsOf = (timing: readonly Timed[]): number => timing.reduce((all, { seconds }) => all + seconds, 0)

const constructsText = (n: number): string => `${n} ${n === 1 ? 'construct' : 'constructs'}`

const secondsText = (timing: readonly Timed[], unchanged: number): string => {
  const n = timing.filter(({ stage }) => stage === 'measure').length
  const rest = unchanged === 0 ? '' : `; of ${constructsText(unchanged)} nothing has changed since`
  return `${constructsText(n)} in ${secondsOf(timing).toFixed(1)} s${rest}`
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
  readonly run: Pick<Run, 'unchanged'> & { readonly measured: readonly Told[]; readonly timing: readonly Timed[] }
  readonly isTimed: boolean
  readonly appended: readonly Appended[]
  readonly analyses: readonly Analysed[]
  readonly courses: readonly Shown[]
  readonly crossings: readonly CrossingNews[]
  readonly issues: readonly Issue[]
  readonly texts: Texts
}

const answerOf = (
  { run: { measured, unchanged, timing }, isTimed, appended, analyses, courses, crossings, issues, texts }: Done,
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
      ...coursesText(courses, page),
      ...crossingLines(crossings, page.width, paint),
      storedText(
        appended,
        { isShown: measured.some(({ results }) => results.length > 0), isStanding: unchanged.length > 0 },
        issues.some(isError),
      ),
      ...(isTimed ? ['', timingText(timing, page), ''] : []),
      paint('faint', secondsText(timing, unchanged.length)),
    ].join('\n')
  return {
    exit: failed || issues.some(isError) ? 1 : 0,
    issues,
    texts,
    text,
    json: () => ({
      results: measured.flatMap(({ results }) => results),
      analyses,
      crossings,
      ...(isTimed ? { timing } : {}),
    }),
  }
}

const measureIn = async (workspace: Workspace, store: Store, request: Request, io: Io): Promise<Answer> => {
  const [{ readCatalogue }, { openEngine }, { run }, { openAnswers }] = await Promise.all([
    import('@isometric/runner/catalogue'),
    import('@isometric/runner/engine'),
    import('@isometric/runner/run'),
    import('@isometric/runner/store'),
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
  await assertWhole(stored)
  const isWhole = request.json
  const ledger = ledgerFor(await decidingIn(store, wanted.asked.programme, asKnownOn, io.now()))
  const keeper = keeperOf(store, now, asKnownOn === undefined, isWhole)
  const answers = asKnownOn === undefined ? openAnswers(workspace.answers) : undefined
  const engine = await openEngine({ memoryBytes: memoryOf(request) ?? halfOfMachine(), tempFolder: workspace.spill })
  try {
    const done = await run(
      {
        ...wanted.asked,
        contracts: catalogue.contracts,
        constructs: catalogue.constructs,
        stored,
        now,
        answers,
        bases: asKnownOn === undefined ? await store.bases() : undefined,
        known: (construct) => store.results({ construct, ...(asKnownOn === undefined ? {} : { asKnownOn }) }),
        keep: keeper.keep,
        onProgress: (n, of, construct) => bar.show({ title: construct === '' ? 'measuring' : construct, done: n, of }),
      },
      engine,
    )
    bar.end()
    const timing: readonly Timed[] = [...done.timing, { stage: 'store', seconds: keeper.seconds() }]
    const told = [...keeper.told, ...(await standing(done.unchanged, store, isWhole))]
    const measured = told.toSorted((a, b) => done.order.indexOf(a.card.id) - done.order.indexOf(b.card.id))
    return answerOf(
      {
        run: {
          measured,
          unchanged: done.unchanged,
          timing,
        },
        isTimed: (request.options['timing'] ?? []).length > 0,
        appended: keeper.appended,
        analyses: isWhole ? await analysesOf(measured, store, asKnownOn === undefined, ledger) : [],
        crossings:
          asKnownOn === undefined
            ? await crossingsOf(
                keeper.told.map(({ card }) => card),
                store,
                ledger,
                now,
              )
            : [],
        courses: isWhole || asKnownOn !== undefined ? [] : await coursesOf(measured, store, ledger),
        issues: [...catalogue.issues.filter(isError), ...done.issues],
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
    answers?.close()
    await rm(workspace.spill, { recursive: true, force: true })
  }
}

const memoryOf = (request: Request): number | undefined => {
  const said = optionOf(request, 'memory')
  return said === undefined ? undefined : bytesOf(said)
}

const run = (request: Request, io: Io): Promise<Answer> => {
  const memory = optionOf(request, 'memory')
  if (memory !== undefined && memoryOf(request) === undefined) {
    const expected = 'an amount such as 4GB or 512MiB, 100MB at least'
    return Promise.resolve({
      exit: 2,
      issues: [problem('bad-argument', { option: '--memory', found: memory, expected })],
    })
  }
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
    memory: {
      value: 'SIZE',
      meaning: 'the most memory the engine uses before it spills to disk (default: half of the machine)',
    },
    timing: { meaning: 'also where the time went' },
  },
  run,
}
