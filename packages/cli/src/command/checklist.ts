import {
  answeredIn,
  checklistPage,
  matrixMarkdown,
  matrixPage,
  type ChecklistItem,
  type ChecklistPage,
  type MatrixPage,
  type MatrixWords,
} from '@isometric/core/report'
import type { ProgrammeFacts, State } from '@isometric/core/programme'
import { matrixOf } from '@isometric/core/programme'
import type { Workspace } from '@isometric/runner/workspace'
import type { Answer, Command, Io, Request } from '../command.ts'
import { decidingIn } from '../deciding.ts'
import { programmeOf } from '../programme.ts'
import { optionOf, problem } from '../request.ts'
import { withStore } from '../store.ts'
import { cellOf, padded, paintFor, widthIn, wrapped, type Ink, type Paint } from '../terminal/index.ts'
import { inWorkspace, refusal } from '../workspace.ts'

type Sheet = { readonly width: number; readonly paint: Paint }

const marks: Readonly<Record<State, { readonly symbol: string; readonly ink: Ink }>> = {
  done: { symbol: '✓', ink: 'good' },
  open: { symbol: '◐', ink: 'middling' },
  missing: { symbol: '✕', ink: 'bad' },
}

const markText = (state: State, paint: Paint): string => {
  const { symbol, ink } = marks[state]
  return paint(ink, symbol)
}

/** Lines under a mark, so that the marks stand alone on the left. */
const under = (first: string, text: string, indent: number, width: number): readonly string[] =>
  wrapped(cellOf(text), width - indent).map((line, i) => `${i === 0 ? first : ' '.repeat(indent)}${line}`)

/** What is said of several items at once, such as that nothing is adopted, is said once. */
const saidOnce = (items: readonly ChecklistItem[]): readonly ChecklistItem[] =>
  items.filter(({ sentence }, i) => items.findIndex((other) => other.sentence === sentence) === i)

const stepText = ({ number, title, state, items }: ChecklistPage['steps'][number], { width, paint }: Sheet): string => {
  const word = `${marks[state].symbol} ${state}`
  const head = padded(`${number} ${title}`, width - word.length, 'left')
  return [
    `${paint('strong', head)}${paint(marks[state].ink, word)}`,
    ...saidOnce(items).flatMap((item) => [
      ...under(`  ${markText(item.state, paint)} `, item.sentence, 4, width),
      ...(item.todo === null ? [] : under('    → ', item.todo, 6, width).map((line) => paint('faint', line))),
    ]),
  ].join('\n')
}

const pageText = (page: ChecklistPage, sheet: Sheet): string =>
  [wrapped(page.sentence, sheet.width).join('\n'), ...page.steps.map((step) => stepText(step, sheet))].join('\n\n')

/** Six answers do not stand side by side in 80 columns; each indicator is a block of them. */
const rowText = ({ id, annexB, cells, hasGap }: MatrixWords, { columns }: MatrixPage, sheet: Sheet): string => {
  const { width, paint } = sheet
  const label = Math.max(...columns.map((column) => column.length)) + 4
  const head = `${paint('strong', id)}${annexB === null ? '' : paint('faint', ` · ${annexB}`)}`
  return [
    hasGap ? `${head} ${markText('open', paint)}` : head,
    ...cells.flatMap((text, i) => under(`  ${padded(columns[i] ?? '', label - 2, 'left')}`, text, label, width)),
  ].join('\n')
}

const matrixText = (page: MatrixPage, sheet: Sheet): string =>
  [
    sheet.paint('strong', page.title),
    wrapped(page.sentence, sheet.width).join('\n'),
    ...page.rows.map((row) => `\n${rowText(row, page, sheet)}`),
  ].join('\n')

const formats = ['text', 'markdown'] as const

const answerFor = (facts: ProgrammeFacts, request: Request, io: Io): Answer => {
  const sheet = { width: widthIn(io.out), paint: paintFor(io.out, io.env) }
  if (optionOf(request, 'matrix') === undefined) {
    const page = checklistPage(facts)
    return { exit: 0, text: () => pageText(page, sheet), json: () => ({ steps: page.steps }) }
  }
  const page = matrixPage(facts)
  return {
    exit: 0,
    text: () =>
      optionOf(request, 'format') === 'markdown' ? matrixMarkdown(page, facts.organisation) : matrixText(page, sheet),
    json: () => ({ rows: matrixOf(facts) }),
  }
}

const factsIn = async (workspace: Workspace, io: Io, answer: (facts: ProgrammeFacts) => Answer): Promise<Answer> => {
  const [{ readCatalogue }, { readQuarantined, readSnapshots }, { programmeFacts }] = await Promise.all([
    import('@isometric/runner/catalogue'),
    import('@isometric/runner/evidence'),
    import('@isometric/runner/programme'),
  ])
  const { outcome, texts } = await programmeOf(workspace)
  if (!outcome.ok) return { ...(await refusal(outcome.issues)), texts }
  const { constructs, contracts } = await readCatalogue(workspace.folder)
  const snapshots = await readSnapshots(workspace.evidence)
  const quarantined = await readQuarantined(workspace.evidence)
  return withStore(workspace, 'read', async (store) => {
    const results = await store.results({ totals: true })
    const deciding = await decidingIn(store, outcome.value, undefined, io.now())
    const answered = answeredIn(await store.results({ totals: true, history: true }), await store.cards(), deciding)
    const now = io.now().toISOString()
    return answer(
      programmeFacts({
        programme: outcome.value,
        constructs,
        contracts,
        snapshots,
        quarantined,
        results,
        answered,
        now,
      }),
    )
  })
}

const run = (request: Request, io: Io): Promise<Answer> => {
  const format = optionOf(request, 'format')
  const [known, isMatrix] = [formats.some((each) => each === format), optionOf(request, 'matrix') !== undefined]
  if (format !== undefined && (!known || !isMatrix)) {
    const expected = isMatrix ? `one of ${formats.join(', ')}` : 'used with --matrix; the checklist has text and --json'
    return Promise.resolve({
      exit: 2,
      issues: [problem('bad-argument', { option: '--format', found: format, expected })],
    })
  }
  return inWorkspace(request, 'read', (workspace) => factsIn(workspace, io, (facts) => answerFor(facts, request, io)))
}

export const command: Command = {
  verb: 'checklist',
  usage: '',
  about: `Walks the seven steps of a measurement programme after ISO/IEC 27004: understand, establish, monitor and analyse,
evaluate, document, clauses, annexes. Each is done, open or missing, with what to do.
With --matrix the six answers that ISO/IEC 27001 9.1 asks for, for each indicator: what, how, when and by whom it is
measured, when and by whom it is analysed.`,
  options: {
    matrix: { meaning: 'what, how, when and who for each indicator, instead of the steps' },
    format: { value: 'FORMAT', meaning: 'of the matrix: text or markdown' },
  },
  atMost: 0,
  run,
}
