import { nearest } from '@isometric/core/issue'
import {
  groupKey,
  groupName,
  indicatorAnalysisDocument,
  indicatorAnalysisOf,
  measuresOf,
  periodText,
  quantityOf,
  seriesOf,
  viewedBy,
  type IndicatorAnalysis,
  type Point,
} from '@isometric/core/report'
import type { Card, Group, Result } from '@isometric/core/term'
import type { Answer, Io } from './command.ts'
import { problem } from './request.ts'
import { cellOf, paintFor, table, widthIn, wrapped } from './terminal/index.ts'

/** A measure of a construct that is not its indicator, and the group it is asked of. */
export type Asked = {
  readonly card: Card
  /** As they stand. */
  readonly results: readonly Result[]
  readonly group: Group
  readonly measure: string
}

const most = 12

const bullets = (sentences: readonly string[], width: number): readonly string[] =>
  sentences.flatMap((sentence) =>
    wrapped(cellOf(sentence), width - 2).map((line, i) => `${i === 0 ? '·' : ' '} ${line}`),
  )

const valueText = ({ result: { indicator } }: Point): string =>
  typeof indicator.value === 'number'
    ? quantityOf(indicator.value, indicator.unit).text
    : String(indicator.value ?? '–')

type Course = { readonly points: readonly Point[]; readonly card: Card; readonly words: IndicatorAnalysis | undefined }

const textOf = ({ points, card, words }: Course, { measure, group }: Asked, io: Io): string => {
  const [width, paint] = [widthIn(io.out), paintFor(io.out, io.env)]
  const rows = points
    .slice(-most)
    .toReversed()
    .map((point) => [periodText(point.result.period), cellOf(valueText(point))])
  const columns = [
    { title: 'period', gives: true as const },
    { title: measure, side: 'right' as const },
  ]
  return [
    ...wrapped(cellOf(card.title), width).map((line) => paint('strong', line)),
    paint('faint', [card.id, measure, groupName(group, card.by)].join(' · ')),
    '',
    ...(words === undefined ? [] : wrapped(cellOf(words.variation.sentence), width)),
    '',
    table(columns, rows, width, paint),
    '',
    ...(words === undefined ? [] : bullets([...words.figures, ...words.notes], width)),
  ].join('\n')
}

/** What the course of any measure shows, as `show ID --measure NAME` answers. */
export const courseAnswer = (asked: Asked, io: Io): Answer => {
  const { card, results, group, measure } = asked
  const known = measuresOf(card)
  if (!known.includes(measure)) {
    const near = nearest(measure, known)
    const expected = `a measure of ${card.id}${near === undefined ? `: ${known.join(', ')}` : `, such as ${near}`}`
    return { exit: 2, issues: [problem('bad-argument', { option: '--measure', found: measure, expected })] }
  }
  const own = seriesOf(results.filter((result) => groupKey(result.group) === groupKey(group)))
  if (own.length === 0) {
    const found = Object.values(group).join(' ')
    return {
      exit: 2,
      issues: [problem('bad-argument', { option: '--group', found, expected: 'a group that has results' })],
    }
  }
  const view = viewedBy(measure, own, card)
  return {
    exit: 0,
    text: () => textOf({ ...view, words: indicatorAnalysisOf(view.points, view.card)?.words }, asked, io),
    json: () => ({
      construct: card.id,
      measure,
      group,
      analysis: indicatorAnalysisDocument(view.points, view.card),
    }),
  }
}
