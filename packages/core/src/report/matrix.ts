import { hasGap, matrixOf, type MatrixRow, type ProgrammeFacts } from '../programme/index.ts'
import { frequencyText } from './date-words.ts'
import { en } from './message/index.ts'

/** The matrix of ISO/IEC 27001 9.1 in words: six answers for each indicator, in the order of the clause. */
export type MatrixPage = {
  readonly title: string
  readonly sentence: string
  readonly columns: readonly string[]
  readonly rows: readonly MatrixWords[]
}
export type MatrixWords = {
  readonly id: string
  readonly annexB: string | null
  readonly cells: readonly string[]
  /** One of the six has no answer. */
  readonly hasGap: boolean
}

const { matrix: words } = en.checklist

const cellsOf = ({ what, how, measured, analysed }: MatrixRow): readonly string[] => [
  words.asked(what.question, what.measure),
  words.from(how.evidence, how.criteria),
  frequencyText(measured.every),
  measured.by === null ? words.nobody : words.owned(measured.by, measured.owner),
  words.reported(frequencyText(analysed.every), frequencyText(analysed.reported)),
  analysed.by ?? words.nobody,
]

export const matrixPage = (facts: ProgrammeFacts): MatrixPage => {
  const rows = matrixOf(facts).map((row) => ({
    id: row.id,
    annexB: row.annexB,
    cells: cellsOf(row),
    hasGap: hasGap(row),
  }))
  return {
    title: words.title,
    sentence: rows.length === 0 ? words.empty : words.gaps(rows.filter((row) => row.hasGap).length, rows.length),
    columns: [words.what, words.how, words.whenMeasured, words.whoMeasures, words.whenAnalysed, words.whoAnalyses],
    rows,
  }
}

const cell = (text: string): string => text.replaceAll('|', '\\|').replace(/\s+/g, ' ')

/** The matrix as a document in Markdown, to be handed to an auditor or put under version control. */
export const matrixMarkdown = (page: MatrixPage, organisation: string): string => {
  const line = (cells: readonly string[]): string => `| ${cells.map(cell).join(' | ')} |`
  const rows = page.rows.map(({ id, annexB, cells }) => line([annexB === null ? id : `${id} (${annexB})`, ...cells]))
  const table = [line(['Indicator', ...page.columns]), line(Array.from({ length: 7 }, () => '---')), ...rows]
  return [
    `# ${page.title}`,
    '',
    `${organisation}. ${page.sentence}`,
    '',
    ...(rows.length === 0 ? [] : [...table, '']),
  ].join('\n')
}
