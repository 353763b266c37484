import { nearest } from '@isometric/core/issue'
import {
  en,
  groupKey,
  indicatorAnalysisDocument,
  indicatorOf,
  ledgerFor,
  seriesByGroup,
  type BreachView,
  type Deciding,
  type DecisionView,
  type IndicatorPage,
  type Row,
  type Table,
} from '@isometric/core/report'
import type { Card, Group, Result } from '@isometric/core/term'
import type { Workspace } from '@isometric/runner/workspace'
import type { Answer, Command, Io, Request } from '../command.ts'
import { decidingIn } from '../deciding.ts'
import { badDate, knownBy, programmeOf } from '../programme.ts'
import { optionOf, problem } from '../request.ts'
import { cellOf, inkOf, paintFor, statusText, table, widthIn, wrapped, type Paint } from '../terminal/index.ts'
import { chartText } from '../terminal/chart.ts'
import { withStore } from '../store.ts'
import { inWorkspace, refusal } from '../workspace.ts'

/** Where text is drawn: its width and its colours. */
type Sheet = { readonly width: number; readonly paint: Paint }

const most = 12

const rest = (shown: number, all: number, what: string, { paint }: Sheet): readonly string[] =>
  shown < all ? [paint('faint', `… and ${all - shown} more ${what}; --json has all of them`)] : []

/** The indicator's column first, then as many others as the line holds. */
const columnsThatFit = ({ columns, rows }: Table, width: number): readonly number[] => {
  const order = columns
    .map((_, i) => i)
    .toSorted((a, b) => Number(columns[b]?.isIndicator) - Number(columns[a]?.isIndicator))
  let room = width - 34
  return order.filter((i) => {
    const title = headingOf(columns[i])
    room -= Math.max(title.length, ...rows.map((row) => (row.cells[i]?.text ?? '–').length)) + 2
    return room >= 0 || columns[i]?.isIndicator === true
  })
}

const headingOf = (column: Table['columns'][number] | undefined): string =>
  column === undefined ? '' : `${column.measure}${column.unit === '%' ? ', %' : ''}`

const statusCell = (row: Row, paint: Paint): string =>
  [statusText(row.status, paint), ...row.marks.map((mark) => paint('faint', mark))].join(', ')

const tableText = (first: string, shown: Table, what: string, sheet: Sheet): readonly string[] => {
  const kept = columnsThatFit(shown, sheet.width)
  const rows = shown.rows.slice(0, most)
  const columns = [
    { title: first, gives: true as const },
    ...kept.map((i) => ({ title: headingOf(shown.columns[i]), side: 'right' as const })),
    { title: 'status' },
  ]
  const cells = rows.map((row) => [
    cellOf(row.name),
    ...kept.map((i) => cellOf(row.cells[i]?.text ?? '–')),
    statusCell(row, sheet.paint),
  ])
  return ['', table(columns, cells, sheet.width, sheet.paint), ...rest(rows.length, shown.rows.length, what, sheet)]
}

const paragraph = (text: string, { width }: Sheet): readonly string[] => wrapped(cellOf(text), width)

const remarks = (page: IndicatorPage, sheet: Sheet): readonly string[] =>
  page.remarks.length === 0
    ? []
    : [
        '',
        ...page.remarks.flatMap((remark) =>
          wrapped(cellOf(remark), sheet.width - 2).map((line, i) => `${i === 0 ? '· ' : '  '}${line}`),
        ),
      ]

/** Two verdicts beside the status: does something happen, and will the target be met? */
const verdicts = ({ analysis }: IndicatorPage, sheet: Sheet): readonly string[] =>
  analysis === null
    ? []
    : [analysis.variation, analysis.assurance].flatMap((mark) =>
        mark === null
          ? []
          : wrapped(cellOf(mark.sentence), sheet.width - 2).map((line, i) => `${i === 0 ? mark.symbol : ' '} ${line}`),
      )

const indented = (text: string, { width }: Sheet): readonly string[] =>
  wrapped(cellOf(text), width - 2).map((line) => `  ${line}`)

const markText = (mark: DecisionView['mark'], kind: string): string =>
  mark === null ? kind : `${mark.symbol} ${mark.word}`

const breachText = ({ mark, sentences, reacted }: BreachView, sheet: Sheet): readonly string[] => [
  sheet.paint('strong', markText(mark, '')),
  ...sentences.flatMap((text) => indented(text, sheet)),
  ...indented(reacted, sheet).map((line) => sheet.paint('faint', line)),
]

const decisionText = ({ mark, kind, text, sentences, made, facts }: DecisionView, sheet: Sheet): readonly string[] => [
  sheet.paint('strong', markText(mark, kind)),
  ...[text, ...sentences].flatMap((each) => indented(each, sheet)),
  ...indented([made, ...facts].join(' · '), sheet).map((line) => sheet.paint('faint', line)),
]

/** The breach, what was decided about it, and what analysts make of it. */
const decided = ({ decided: known }: IndicatorPage, sheet: Sheet): readonly string[] => {
  if (known === null) return []
  const { breach, actions, deviations, justifications, interpretations, baselines } = known
  const all = [...actions, ...deviations, ...justifications, ...interpretations.slice(0, 1), ...baselines]
  if (breach === null && all.length === 0) return []
  return [
    '',
    sheet.paint('strong', en.decide.page.decided),
    ...(breach === null ? [] : breachText(breach, sheet)),
    ...all.flatMap((one) => decisionText(one, sheet)),
  ]
}

/** With earlier periods, by the groups that moved it, and of groups with each other: as sentences. */
const compared = ({ comparison }: IndicatorPage, sheet: Sheet): readonly string[] => {
  if (comparison === null) return []
  const sentences = [
    ...comparison.periods.flatMap(({ sentence }, i) => [sentence, ...(comparison.moved[i]?.sentences ?? [])]),
    ...(comparison.units?.sentences ?? []),
  ]
  return sentences.length === 0 ? [] : ['', ...sentences.flatMap((sentence) => paragraph(sentence, sheet))]
}

const pageText = (page: IndicatorPage, sheet: Sheet): string => {
  const { paint } = sheet
  const name = [page.id, page.annexB, page.period, page.group?.name].filter(
    (part) => part !== null && part !== undefined,
  )
  return [
    ...paragraph(page.question, sheet).map((line) => paint('strong', line)),
    paint('faint', name.join(' · ')),
    '',
    `${statusText(page.status, paint)}   ${paint(inkOf[page.status.status], page.value?.text ?? '–')}`,
    ...paragraph(page.answer, sheet),
    ...paragraph(page.meaning, sheet).map((line) => paint('faint', line)),
    ...verdicts(page, sheet),
    '',
    chartText(page.chart, sheet.width, paint),
    ...compared(page, sheet),
    ...tableText('period', page.table, 'periods', sheet),
    ...(page.breakdown === null ? [] : tableText(`by ${page.breakdown.by}`, page.breakdown.table, 'groups', sheet)),
    ...decided(page, sheet),
    ...remarks(page, sheet),
  ].join('\n')
}

/** `--group firewall=fw1`; a dimension without a value is the group of rows whose value is unknown. */
const groupIn = (request: Request): Group =>
  Object.fromEntries(
    (request.options['group'] ?? []).map((text) => {
      const at = text.indexOf('=')
      return at < 0 ? [text, null] : [text.slice(0, at), text.slice(at + 1)]
    }),
  )

const unknown = async (id: string, workspace: Workspace): Promise<Answer> => {
  const { readCatalogue } = await import('@isometric/runner/catalogue')
  const known = Object.keys((await readCatalogue(workspace.folder)).constructs)
  const issue = known.includes(id)
    ? problem('nothing-measured', { construct: id })
    : problem('unknown-construct', { id, near: nearest(id, known) })
  return { exit: 2, issues: [issue] }
}

const groupsKnown = (results: readonly Result[]): string =>
  [
    ...new Set(
      results.flatMap(({ group }) =>
        Object.entries(group).map(([name, value]) => (value === null ? name : `${name}=${value}`)),
      ),
    ),
  ]
    .slice(0, 8)
    .join(', ')

/** `results` with history; `current` as they stand. */
const answerFor = (
  results: readonly Result[],
  current: readonly Result[],
  card: Card,
  group: Group,
  deciding: Deciding,
  io: Io,
): Answer => {
  const page = indicatorOf(results, card, [], groupKey(group), deciding)
  if (page === undefined) {
    const found = Object.entries(group)
      .map(([name, value]) => `${name}=${value ?? ''}`)
      .join(' ')
    return {
      exit: 2,
      issues: [problem('bad-argument', { option: '--group', found, expected: `one of ${groupsKnown(results)}` })],
    }
  }
  const series = current.filter((result) => groupKey(result.group) === groupKey(group))
  const sheet = { width: widthIn(io.out), paint: paintFor(io.out, io.env) }
  return {
    exit: 0,
    text: () => pageText(page, sheet),
    json: () => ({
      construct: card.id,
      annexB: card.annexB,
      title: card.title,
      answer: page.answer,
      group,
      series,
      analysis: indicatorAnalysisDocument(seriesByGroup(results).get(groupKey(group)) ?? [], card, ledgerFor(deciding)),
      decided: page.decided,
      comparison: page.comparison,
    }),
  }
}

const run = async (request: Request, io: Io): Promise<Answer> => {
  const id = request.arguments[0]
  if (id === undefined)
    return { exit: 2, issues: [problem('missing-argument', { what: 'the id of a construct', verb: 'show' })] }
  return inWorkspace(request, 'read', async (workspace) => {
    const { outcome, texts } = await programmeOf(workspace)
    if (!outcome.ok) return { ...(await refusal(outcome.issues)), texts }
    const asked = optionOf(request, 'as-known-on')
    const asKnownOn = asked === undefined ? undefined : knownBy(asked, outcome.value.timeZone)
    if (asked !== undefined && asKnownOn === undefined) return { exit: 2, issues: [badDate('--as-known-on', asked)] }
    const known = asKnownOn === undefined ? {} : { asKnownOn }
    return withStore(workspace, 'read', async (store) => {
      const card = (await store.cards({ construct: id, ...known }))[0]
      if (card === undefined) return unknown(id, workspace)
      const results = await store.results({ construct: id, history: true, ...known })
      const current = await store.results({ construct: id, ...known })
      if ((request.options['rows'] ?? []).length > 0) {
        const { rowsAnswer } = await import('../rows.ts')
        const of = { workspace, programme: outcome.value, card, results: current, group: groupIn(request) }
        return rowsAnswer(of, request, io)
      }
      const measure = optionOf(request, 'measure')
      if (measure !== undefined) {
        const { courseAnswer } = await import('../course.ts')
        return courseAnswer({ card, results: current, group: groupIn(request), measure }, io)
      }
      const deciding = await decidingIn(store, outcome.value, asKnownOn, io.now())
      return answerFor(results, current, card, groupIn(request), deciding, io)
    })
  })
}

export const command: Command = {
  verb: 'show',
  usage: 'ID',
  about: `Shows one construct: the question, the answer with its verdict, what it is compared with, the series as a chart and
a table, and the groups of the latest period. With --rows the rows of evidence that a value was computed from.`,
  options: {
    group: { value: 'DIMENSION=VALUE', many: true, meaning: 'one group instead of the total' },
    'as-known-on': { value: 'DATE', meaning: 'as it was known at the end of that day' },
    rows: { meaning: 'the rows of evidence behind the value, with the filter that selects them' },
    period: { value: 'PERIOD', meaning: 'with --rows: of a period such as 2026-06; the latest without it' },
    measure: {
      value: 'NAME',
      meaning: 'what the course of another measure shows; with --rows: those of another base measure',
    },
    part: { value: 'N', meaning: 'with --rows: of a method that reads several tables, which of them' },
    limit: { value: 'N', meaning: 'with --rows: how many at a time (default 20)' },
    cursor: { value: 'TEXT', meaning: 'with --rows: where the last ones ended' },
  },
  atMost: 1,
  run,
}
