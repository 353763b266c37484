import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readScenario, type Scenario } from '@isometric/core/construct'
import { isError, nearest } from '@isometric/core/issue'
import { whatIfOf, type Supposition, type WhatIf, type WhatIfTable } from '@isometric/core/report'
import type { Result } from '@isometric/core/term'
import type { Catalogue } from '@isometric/runner/catalogue'
import type { Met, WhatIfRequest, WhatIfRun } from '@isometric/runner/what-if'
import type { Workspace } from '@isometric/runner/workspace'
import type { Answer, Command, Io, Request } from '../command.ts'
import { assertWhole, orDamage, storedIn } from '../evidence.ts'
import { halfOfMachine } from '../memory.ts'
import { shortPath, whyUnread, type Texts } from '../paths.ts'
import { badDate, badSpan, knownBy, programmeOf, spanOf } from '../programme.ts'
import { optionOf, problem } from '../request.ts'
import { cellOf, inkOf, paintFor, statusText, table, widthIn, wrapped, type Paint } from '../terminal/index.ts'
import { inWorkspace, refusal } from '../workspace.ts'

type Sheet = { readonly width: number; readonly paint: Paint }
type Done = Extract<WhatIfRun, { readonly ok: true }>

const most = 12

const paragraph = (text: string, sheet: Sheet): readonly string[] => wrapped(cellOf(text), sheet.width)

const sidesText = ({ sides }: WhatIf, { width, paint }: Sheet): string => {
  const isSure = sides.every(({ intervalText }) => intervalText === null)
  return table(
    [
      { title: '', gives: true },
      { title: 'value', side: 'right' },
      ...(isSure ? [] : [{ title: 'interval', side: 'right' as const }]),
      { title: 'cost', side: 'right' },
      { title: 'status' },
    ],
    sides.map(({ name, value, intervalText, cost, status }) => [
      cellOf(name),
      status === null ? '–' : paint(inkOf[status.status], value?.text ?? '–'),
      ...(isSure ? [] : [intervalText ?? '–']),
      cost?.text ?? '',
      status === null ? '' : statusText(status, paint),
    ]),
    width,
    paint,
  )
}

const tableText = (first: string, { columns, rows, unit }: WhatIfTable, { width, paint }: Sheet): readonly string[] => {
  const heading = unit === '' ? '' : `, ${unit}`
  const shown = table(
    [
      { title: `${first}${heading}`, gives: true },
      ...columns.map((title) => ({ title: cellOf(title), side: 'right' as const })),
    ],
    rows.slice(0, most).map(({ name, cells }) => [cellOf(name), ...cells.map((cell) => cell ?? '–')]),
    width,
    paint,
  )
  const more = rows.length - most
  return ['', shown, ...(more > 0 ? [paint('faint', `… and ${more} more; --json has all of them`)] : [])]
}

const plain = (n: number): string => n.toLocaleString('en-GB')

const metText = ({ table: name, change, rows, met, unknown }: Met): string => {
  const left = unknown === 0 ? '' : `; ${plain(unknown)} stay as they are, because nobody can say whether it holds`
  return `${name}, change ${change}: ${plain(met)} of ${plain(rows)} rows${left}`
}

const metLines = ({ supposed }: Done, { paint }: Sheet): readonly string[] => [
  '',
  ...supposed.flatMap(({ alternative, met }) => [
    paint('faint', `What “${cellOf(alternative.name)}” changes, in all snapshots together`),
    ...met.map((each) => `  ${cellOf(metText(each))}`),
  ]),
]

const pageText = (page: WhatIf, done: Done, sheet: Sheet): string => {
  const { paint } = sheet
  return [
    ...paragraph(page.scenario, sheet).map((line) => paint('strong', line)),
    ...paragraph(page.question, sheet),
    paint('faint', [page.measure, page.period].join(' · ')),
    '',
    sidesText(page, sheet),
    '',
    ...page.differences.flatMap(({ sentences }) => sentences.flatMap((sentence) => paragraph(sentence, sheet))),
    ...tableText('period', page.periods, sheet),
    ...(page.groups === null ? [] : tableText(page.period, page.groups, sheet)),
    ...metLines(done, sheet),
  ].join('\n')
}

type Read =
  | { readonly ok: true; readonly scenario: Scenario; readonly texts: Texts }
  | { readonly ok: false; readonly answer: Answer }

const scenarioFrom = async (file: string, catalogue: Catalogue): Promise<Read> => {
  const name = shortPath(file)
  const text = await readFile(file, 'utf8').catch((thrown: unknown) => ({ why: whyUnread(thrown) }))
  if (typeof text !== 'string')
    return { ok: false, answer: { exit: 2, issues: [problem('document-unreadable', { file: name, why: text.why })] } }
  const texts = new Map([[name, text]])
  const read = readScenario(name, text)
  if (!read.ok) return { ok: false, answer: { exit: 1, issues: read.issues, texts } }
  const { checkScenario } = await import('@isometric/core/check')
  const issues = [...read.issues, ...checkScenario(read.value, catalogue.contracts)]
  if (issues.some(isError)) return { ok: false, answer: { exit: 1, issues, texts } }
  return { ok: true, scenario: read.value, texts }
}

const refused = (...issues: NonNullable<Answer['issues']>): { readonly ok: false; readonly answer: Answer } => ({
  ok: false,
  answer: { exit: 2, issues },
})

type Wanted =
  | { readonly ok: true; readonly request: WhatIfRequest; readonly texts: Texts }
  | { readonly ok: false; readonly answer: Answer }

/** Everything asked for, read and checked. */
const wantedFrom = async (request: Request, workspace: Workspace, io: Io): Promise<Wanted> => {
  const { readCatalogue } = await import('@isometric/runner/catalogue')
  const catalogue = await readCatalogue(workspace.folder)
  const { outcome, texts } = await programmeOf(workspace)
  if (!outcome.ok) return { ok: false, answer: { ...(await refusal(outcome.issues)), texts } }
  const programme = outcome.value
  const id = request.arguments[0] ?? ''
  const construct = catalogue.constructs[id]
  if (construct === undefined)
    return refused(problem('unknown-construct', { id, near: nearest(id, Object.keys(catalogue.constructs)) }))
  const [period, day] = [optionOf(request, 'period'), optionOf(request, 'as-known-on')]
  const asked = period === undefined ? undefined : spanOf(period, programme)
  if (period !== undefined && asked === undefined) return refused(badSpan('--period', period))
  const asKnownOn = day === undefined ? undefined : knownBy(day, programme.timeZone)
  if (day !== undefined && asKnownOn === undefined) return refused(badDate('--as-known-on', day))
  const read = await scenarioFrom(optionOf(request, 'scenario') ?? '', catalogue)
  if (!read.ok) return read
  const now = io
    .now()
    .toISOString()
    .replace(/\.\d+Z$/, 'Z')
  const { contracts } = catalogue
  const stored = await storedIn(workspace)
  return {
    ok: true,
    request: { programme, contracts, stored, asked, asKnownOn, now, construct, scenario: read.scenario },
    texts: new Map([...catalogue.texts, ...texts, ...read.texts]),
  }
}

const suppositionsOf = ({ results, supposed }: Done): readonly Supposition[] => [
  { name: 'as it is', cost: null, results },
  ...supposed.map(({ alternative, results: other }) => ({
    name: alternative.name,
    cost: alternative.cost ?? null,
    results: other,
  })),
]

/** A result that is only supposed has no digest, no evidence of its own and was never known. */
const plainResult = ({ period, group, measures, indicator, reasons, notes }: Result) => ({
  period,
  group,
  measures,
  indicator,
  reasons,
  notes,
})

const answerFor = (done: Done, scenario: Scenario, texts: Texts, io: Io): Answer => {
  const suppositions = suppositionsOf(done)
  const page = whatIfOf(scenario.title, suppositions, done.card)
  const { issues } = done
  if (page === undefined) {
    const none = 'No period has evidence, so there is nothing to compare.'
    return {
      exit: 0,
      issues,
      texts,
      text: () => none,
      json: () => ({ construct: done.card.id, sides: [], differences: [] }),
    }
  }
  return {
    exit: 0,
    issues,
    texts,
    text: () => pageText(page, done, { width: widthIn(io.out), paint: paintFor(io.out, io.env) }),
    json: () => ({
      construct: done.card.id,
      ...page,
      sides: page.sides.map((side, i) => ({
        ...side,
        meaning: scenario.alternatives[i - 1]?.meaning ?? null,
        cost: suppositions[i]?.cost ?? null,
        met: done.supposed[i - 1]?.met ?? [],
        results: (suppositions[i]?.results ?? []).map(plainResult),
      })),
    }),
  }
}

const compared = async (workspace: Workspace, request: Request, io: Io): Promise<Answer> => {
  const wanted = await wantedFrom(request, workspace, io)
  if (!wanted.ok) return wanted.answer
  await assertWhole(wanted.request.stored)
  const [{ openEngine }, { whatIf }] = await Promise.all([
    import('@isometric/runner/engine'),
    import('@isometric/runner/what-if'),
  ])
  // Beside the one process that writes: a folder of its own.
  const spill = await mkdtemp(join(tmpdir(), 'isometric-whatif-'))
  const engine = await openEngine({ memoryBytes: halfOfMachine(), tempFolder: spill })
  try {
    const done = await whatIf(wanted.request, engine)
    return done.ok
      ? answerFor(done, wanted.request.scenario, wanted.texts, io)
      : { exit: 1, issues: done.issues, texts: wanted.texts }
  } catch (thrown) {
    throw await orDamage(thrown, wanted.request.stored)
  } finally {
    engine.close()
    await rm(spill, { recursive: true, force: true })
  }
}

const run = async (request: Request, io: Io): Promise<Answer> => {
  if (request.arguments[0] === undefined)
    return { exit: 2, issues: [problem('missing-argument', { what: 'the id of a construct', verb: 'whatif' })] }
  if (optionOf(request, 'scenario') === undefined)
    return { exit: 2, issues: [problem('missing-argument', { what: '--scenario FILE', verb: 'whatif' })] }
  return inWorkspace(request, 'read', (workspace) => compared(workspace, request, io))
}

export const command: Command = {
  verb: 'whatif',
  usage: 'ID --scenario FILE',
  about: `Measures one construct as it is and as it would be if something were done, side by side. The scenario says which
rows of the evidence would be gone or different, and what each alternative costs. Nothing is stored.`,
  options: {
    scenario: { value: 'FILE', meaning: 'the scenario, a YAML file' },
    period: { value: 'A..B', meaning: 'a period such as 2026-06 or 2026-Q2, or from one to another' },
    'as-known-on': { value: 'DATE', meaning: 'with the evidence that was known at the end of that day' },
  },
  atMost: 1,
  run,
}
