import type { Engine } from '../engine/index.ts'
import { numberIn } from './answer.ts'
import type { Reading } from './reading.ts'
import { quoted } from './sql-text.ts'

/** Says where in the file a record stands: `numbered` for many, `text` for one. */
export type Place = {
  /** A query over a relation with a `record`, with the place's number beside it. */
  readonly numbered: (relation: string) => Promise<string>
  readonly text: (record: number) => Promise<string>
}

const shiftsTable = 'shifts'

/**
 * Lines are counted only when one has to be named. `read` is how many records the engine saw: if the file holds
 * another number, the two do not mean the same by a record, and no line may be believed.
 */
export const placeIn = (engine: Engine, reading: Reading, read: number): Place => {
  let loaded: Promise<number> | undefined
  const load = async (): Promise<number> => {
    const { lines } = reading
    if (lines === undefined) throw new Error('asked for the lines of a file that has none')
    const { first, records, shifts } = await lines()
    if (read !== records) throw new Error(`the engine read ${read} records where the file holds ${records}`)
    await engine.run(
      `CREATE TEMP TABLE ${shiftsTable} AS SELECT * FROM read_csv(${quoted(shifts)}, auto_detect = false, header = false, columns = {'at': 'BIGINT', 'extra': 'BIGINT'})`,
    )
    return first
  }
  const first = (): Promise<number> => (loaded ??= load())
  const numbered = async (relation: string): Promise<string> =>
    reading.lines === undefined
      ? `SELECT *, record AS place FROM (${relation})`
      : `SELECT r.*, ${await first()} + r.record - 1 + coalesce(s.extra, 0) AS place FROM (${relation}) r ASOF LEFT JOIN ${shiftsTable} s ON r.record >= s.at`
  return {
    numbered,
    text: async (record) => {
      const [row] = await engine.rows(await numbered(`SELECT ${record}::BIGINT AS record`))
      return placeText(reading, numberIn(row, 'place'))
    },
  }
}

/** @example placeText({ unit: 'line' }, 70000) //=> 'line 70,000' */
export const placeText = ({ unit }: Pick<Reading, 'unit'>, place: number): string =>
  `${unit} ${place.toLocaleString('en-GB')}`
