import type { FormulaText } from '@isometric/core/construct'
import { issueOf, type Issue } from '@isometric/core/issue'
import type { Cell, Engine } from '../engine/index.ts'
import { numberIn } from './answer.ts'
import { inDocument } from './formula.ts'
import type { Place } from './place.ts'
import { firstRecords, recordsSql, stagedTable, type Stage } from './staged.ts'

/** Records the source holds, including those a mapping leaves out, and on which its condition fell silent. */
type Read = { readonly records: number; readonly silent: number; readonly firsts: readonly number[] }

const numbersIn = (value: Cell | undefined): readonly number[] => (Array.isArray(value) ? value.map(Number) : [])

export const recordsRead = async (engine: Engine, stage: Stage): Promise<Read> => {
  const [row] = await engine.rows(recordsSql(stage))
  return { records: numberIn(row, 'n'), silent: numberIn(row, 'unasked'), firsts: numbersIn(row?.['firsts']) }
}

/** A warning that a formula of the mapping gave nothing, with the first lines it did so on. */
const silenceOf = async (
  { mapping }: Pick<Stage, 'mapping'>,
  place: Place,
  formula: FormulaText,
  { of, rows, firsts }: { readonly of: string; readonly rows: number; readonly firsts: readonly number[] },
): Promise<readonly Issue[]> => {
  if (mapping === undefined || rows === 0) return []
  const places: string[] = []
  for (const record of firsts) places.push(await place.text(record))
  const span = { from: 0, to: formula.text.length }
  return inDocument([issueOf('formula-silent', { of, rows, places }, span)], formula, mapping)
}

/** Null without a word is lost evidence: formulas that gave none although all they read is there. */
export const silences = async (
  engine: Engine,
  place: Place,
  stage: Stage,
  { silent, firsts }: Read,
): Promise<readonly Issue[]> => {
  const { matches, mapping } = stage
  const where =
    mapping?.where === undefined
      ? []
      : await silenceOf(stage, place, mapping.where, { of: 'the mapping’s “where”', rows: silent, firsts })
  const columns = matches.flatMap(({ column, unasked }, i) =>
    unasked === undefined ? [] : [{ i, of: `“${column.name}”`, formula: unasked.formula }],
  )
  if (columns.length === 0) return where
  const counts = columns.map(({ i }) => `count(*) FILTER (u${i}) AS n${i}, ${firstRecords(`u${i}`)} AS r${i}`)
  const [row] = await engine.rows(`SELECT ${counts.join(', ')} FROM ${stagedTable} WHERE faults IS NULL`)
  const found = [...where]
  for (const { i, of, formula } of columns)
    found.push(
      ...(await silenceOf(stage, place, formula, {
        of,
        rows: numberIn(row, `n${i}`),
        firsts: numbersIn(row?.[`r${i}`]),
      })),
    )
  return found
}
