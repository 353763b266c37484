import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Programme } from '@isometric/core/construct'
import { groupKey, numberOf, periodText, quantityOf, valueText } from '@isometric/core/report'
import type { Card, Group, Result } from '@isometric/core/term'
import type { EvidenceColumn, EvidenceRows } from '@isometric/runner/rows'
import type { Workspace } from '@isometric/runner/workspace'
import type { Answer, Io, Request } from './command.ts'
import { assertWhole, orDamage, storedIn } from './evidence.ts'
import { halfOfMachine } from './memory.ts'
import { badSpan, spanOf } from './programme.ts'
import { optionOf, problem } from './request.ts'
import { cellOf, paintFor, table, widthIn, wrapped, type Paint } from './terminal/index.ts'

/** What the rows are asked of: the current results of one construct. */
export type RowsOf = {
  readonly workspace: Workspace
  readonly programme: Programme
  readonly card: Card
  readonly results: readonly Result[]
  readonly group: Group
}

const usualLimit = 20
const mostRows = 1000

const wrong = (option: string, found: string, expected: string): Answer => ({
  exit: 2,
  issues: [problem('bad-argument', { option, found, expected })],
})

const wholeIn = (request: Request, option: string, most: number): number | undefined => {
  const text = optionOf(request, option)
  const value = Number(text)
  return text !== undefined && Number.isInteger(value) && value >= 1 && value <= most ? value : undefined
}

type Cell = EvidenceRows['rows'][number][number]

const cellText = (cell: Cell, { unit, type }: EvidenceColumn): string => {
  if (cell === null) return '–'
  if (typeof cell === 'boolean') return valueText(cell, null)
  if (typeof cell === 'number') return type === 'ordinal' ? String(cell) : quantityOf(cell, unit).text
  return typeof cell === 'string' ? cellOf(cell) : cellOf(JSON.stringify(cell))
}

const isNumeric = ({ type }: EvidenceColumn): boolean => ['number', 'money', 'duration'].includes(type)

/** The first columns that the line holds; the key stands first in most contracts. */
const fitting = (columns: readonly EvidenceColumn[], cells: readonly (readonly string[])[], width: number): number => {
  let room = width
  const kept = columns.findIndex(({ name }, i) => {
    room -= Math.max(name.length, ...cells.map((row) => (row[i] ?? '').length)) + 2
    return room < 0
  })
  return kept === -1 ? columns.length : Math.max(1, kept)
}

const headText = (found: EvidenceRows, card: Card, paint: Paint, width: number): readonly string[] => {
  const group = Object.values(found.group).map((level) => level ?? 'unknown')
  const place = [found.measure, periodText(found.period), ...group].join(' · ')
  const rows = found.total === 1 ? '1 row' : `${found.total.toLocaleString('en-GB')} rows`
  return [
    ...wrapped(cellOf(card.title), width).map((line) => paint('strong', line)),
    paint('faint', place),
    '',
    `${rows} of ${found.contract}, selected by`,
    ...wrapped(found.parts[found.part - 1] ?? '', width - 2).map((line) => `  ${line}`),
  ]
}

const footText = (found: EvidenceRows, left: number, paint: Paint): readonly string[] => {
  const other = found.measures.filter((name) => name !== found.measure)
  return [
    ...(left > 0 ? [paint('faint', `${left} more ${left === 1 ? 'column' : 'columns'} in --json`)] : []),
    ...(found.hidden > 0
      ? [
          `Rows of ${found.hidden === 1 ? 'one group' : `${found.hidden} groups`} are left out, because they would show persons.`,
        ]
      : []),
    ...(found.next === null ? [] : [paint('faint', `More: --cursor ${found.next}`)]),
    ...(found.parts.length > 1
      ? [paint('faint', `Part ${found.part} of ${found.parts.length}; --part shows another.`)]
      : []),
    ...(other.length > 0 ? [paint('faint', `--measure shows the rows of ${other.join(', ')}.`)] : []),
  ]
}

const rowsText = (found: EvidenceRows, card: Card, width: number, paint: Paint): string => {
  const cells = found.rows.map((row) =>
    row.map((cell, i) => cellText(cell, found.columns[i] ?? { name: '', type: '', unit: null })),
  )
  const kept = fitting(found.columns, cells, width)
  const columns = found.columns
    .slice(0, kept)
    .map((column) => ({ title: column.name, side: isNumeric(column) ? ('right' as const) : ('left' as const) }))
  const shown = table(
    columns,
    cells.map((row) => row.slice(0, kept)),
    width,
    paint,
  )
  const foot = footText(found, found.columns.length - kept, paint)
  const body = found.isPersonal ? 'They are about persons, and only their number is told.' : shown
  return [...headText(found, card, paint, width), '', body, ...(foot.length === 0 ? [] : ['', ...foot])].join('\n')
}

/** The result whose rows are wanted: of the period asked for, or the latest with a value. */
const resultIn = ({ results, group }: RowsOf, start: string | undefined): Result | undefined => {
  const own = results
    .filter((result) => groupKey(result.group) === groupKey(group))
    .toSorted((a, b) => (a.period.end < b.period.end ? -1 : 1))
  return start === undefined
    ? (own.findLast((result) => numberOf(result) !== null) ?? own.at(-1))
    : own.find(({ period }) => period.start === start)
}

/** The rows behind one result of an indicator (`show --rows`). */
export const rowsAnswer = async (of: RowsOf, request: Request, io: Io): Promise<Answer> => {
  const { workspace, programme, card, results } = of
  const period = optionOf(request, 'period')
  const span = period === undefined ? undefined : spanOf(period, programme)
  if (period !== undefined && span === undefined) return { exit: 2, issues: [badSpan('--period', period)] }
  const limitText = optionOf(request, 'limit')
  const limit = limitText === undefined ? usualLimit : wholeIn(request, 'limit', mostRows)
  if (limit === undefined) return wrong('--limit', limitText ?? '', `a number from 1 to ${mostRows}`)
  const partText = optionOf(request, 'part')
  const part = partText === undefined ? 1 : wholeIn(request, 'part', 1000)
  if (part === undefined) return wrong('--part', partText ?? '', 'a number from 1 on')
  const result = resultIn(of, span?.from)
  if (result === undefined) return wrong('--period', period ?? '', 'a period and a group that were measured')
  const [{ readCatalogue }, { openEngine }, { rowsBehind }] = await Promise.all([
    import('@isometric/runner/catalogue'),
    import('@isometric/runner/engine'),
    import('@isometric/runner/rows'),
  ])
  const { constructs, contracts } = await readCatalogue(workspace.folder)
  const construct = constructs[card.id]
  if (construct === undefined)
    return { exit: 1, issues: [problem('rows-of-another-definition', { construct: card.id })] }
  const stored = await storedIn(workspace)
  await assertWhole(stored)
  // Beside the one process that writes: a folder of its own.
  const spill = await mkdtemp(join(tmpdir(), 'isometric-rows-'))
  const engine = await openEngine({ memoryBytes: halfOfMachine(), tempFolder: spill })
  try {
    const found = await rowsBehind(
      {
        programme,
        contracts,
        construct,
        card,
        stored,
        result,
        beside: results.filter((each) => each.period.start === result.period.start),
        measure: optionOf(request, 'measure'),
        part,
        limit,
        cursor: optionOf(request, 'cursor'),
      },
      engine,
    )
    if (!found.ok) return { exit: 1, issues: found.issues }
    const text = (): string => rowsText(found.value, card, widthIn(io.out), paintFor(io.out, io.env))
    return { exit: 0, text, json: () => found.value }
  } catch (thrown) {
    throw await orDamage(thrown, stored)
  } finally {
    engine.close()
    await rm(spill, { recursive: true, force: true })
  }
}
