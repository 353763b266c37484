import { agreementOf, type Agreement, type Ratings } from '@isometric/core/analyse'
import type { Checked, CheckedMethod } from '@isometric/core/check'
import type { ColumnType, Contract, Form } from '@isometric/core/construct'
import type { Plan } from '@isometric/core/plan'
import { duckdb, ratingsStatement } from '@isometric/core/sql'
import type { Finding, Note, Scale } from '@isometric/core/term'
import type { Cell, Engine, Row } from '../engine/index.ts'

/** What one rater said of one object, in one period: a value for each compared column. */
type Rating = {
  readonly period: number
  /** In the order of the construct's `by`; undefined where the table has no such groups. */
  readonly group: readonly (string | null)[] | undefined
  readonly object: string
  readonly rater: string
  readonly values: readonly (number | null)[]
}

const textOf = (cell: Cell | undefined): string | null =>
  typeof cell === 'string' ? cell : cell === null || cell === undefined ? null : JSON.stringify(cell)

/** A value as a number: a level by its place, true after false. */
const numberOf = (cell: Cell | undefined, type: ColumnType | undefined): number | null => {
  if (typeof cell === 'number') return cell
  if (typeof cell === 'boolean') return cell ? 1 : 0
  if (type?.kind !== 'nominal' && type?.kind !== 'ordinal') return null
  const place = type.levels.indexOf(textOf(cell) ?? '')
  return place < 0 ? null : place
}

const typeIn = (contract: Contract, name: string): ColumnType | undefined =>
  contract.columns.find((column) => column.name === name)?.type

const scaleOf = (type: ColumnType | undefined): Scale => {
  if (type?.kind === 'number') return type.scale
  return type?.kind === 'ordinal' ? 'ordinal' : type?.kind === 'duration' ? 'ratio' : 'nominal'
}

const ratingOf = (row: Row, contract: Contract, form: Form, groups: number | undefined): Rating => ({
  period: Number(row['i']),
  group: groups === undefined ? undefined : Array.from({ length: groups }, (_, n) => textOf(row[`g${n + 1}`])),
  object: JSON.stringify(form.object.map((_, n) => textOf(row[`o${n + 1}`]))),
  rater: textOf(row['rater']) ?? '',
  values: form.compared.map((name, n) => numberOf(row[`v${n + 1}`], typeIn(contract, name))),
})

/** The ratings of one column: objects down, raters across. */
const tableOf = (ratings: readonly Rating[], column: number): Ratings => {
  const raters = [...new Set(ratings.map(({ rater }) => rater))].toSorted()
  const byObject = Map.groupBy(ratings, ({ object }) => object)
  return [...byObject.values()].map((own) =>
    raters.map((rater) => own.find((rating) => rating.rater === rater)?.values[column] ?? null),
  )
}

const percent = (value: number): string => `${Math.round(value * 100)} %`
const rounded = (value: number): string => value.toFixed(2).replace('-', '\u2212')

const coefficients = ({ alpha, kappa, correlation }: Agreement, scale: Scale): string =>
  [
    alpha === null ? 'alpha cannot be told, because everybody always says the same' : `alpha ${rounded(alpha)}`,
    ...(kappa === null ? [] : [`kappa ${rounded(kappa)}`]),
    ...(correlation === null ? [] : [`intraclass correlation ${rounded(correlation)}`]),
    `${scale} scale`,
  ].join(', ')

const agreementNote = (column: string, scale: Scale, found: Agreement, { atLeast }: Form): readonly Note[] => {
  const { comparable, objects, alpha } = found
  if (found.percent === null) return []
  const said = `On “${column}” raters say the same of the same object in ${percent(found.percent)} of the pairs (${coefficients(found, scale)}; ${comparable} of ${objects} rated by several)`
  const isLow = atLeast !== undefined && alpha !== null && alpha < atLeast
  return isLow
    ? [
        {
          code: 'agreement-low',
          message: `${said}. That is less than the alpha of ${atLeast} that is asked for: what rests on it is a judgement, not to be published as a quantity.`,
        },
      ]
    : [{ code: 'agreement', message: `${said}.` }]
}

/** Objects that fewer raters judged than the form asks for. */
const tooFew = (ratings: readonly Rating[], { raters, object }: Form): readonly Note[] => {
  const objects = [...Map.groupBy(ratings, (rating) => rating.object).values()]
  const few = objects.filter((own) => new Set(own.map(({ rater }) => rater)).size < raters).length
  return few === 0
    ? []
    : [
        {
          code: 'raters-missing',
          message: `Of ${few} of ${objects.length} (${object.join(', ')}) fewer than ${raters} raters gave an answer that counts.`,
        },
      ]
}

const notesOn = (ratings: readonly Rating[], contract: Contract, form: Form): readonly Note[] =>
  ratings.length === 0
    ? []
    : [
        ...tooFew(ratings, form),
        ...form.compared.flatMap((column, n) => {
          const scale = scaleOf(typeIn(contract, column))
          return agreementNote(column, scale, agreementOf(tableOf(ratings, n), scale), form)
        }),
      ]

/** Tables of the construct that several people fill. */
const formsIn = ({ checked }: Plan): readonly (readonly [Contract, Form])[] =>
  checked.construct.evidence.flatMap((name) => {
    const contract = checked.contracts[name]
    return contract?.form === undefined || contract.form.raters < 2 ? [] : [[contract, contract.form] as const]
  })

/** Whether several people judge something the construct reads. */
export const hasRaters = (plan: Plan): boolean => formsIn(plan).length > 0

const listed = (names: readonly string[]): string => names.map((name) => `“${name}”`).join(', ')

/** What people judged and what was recorded may meet in one construct; which is which is said. */
export const judgedNotes = ({ baseMeasures, contracts }: Checked): readonly Note[] => {
  const isJudged = ({ reads }: CheckedMethod): boolean => reads.some((name) => contracts[name]?.form !== undefined)
  const judged = baseMeasures.filter(isJudged).map(({ name }) => name)
  return judged.length === 0 || judged.length === baseMeasures.length
    ? []
    : [
        {
          code: 'partly-judged',
          message: `${listed(judged)} ${judged.length === 1 ? 'rests' : 'rest'} on what people judged by a form; the other measures rest on what was recorded.`,
        },
      ]
}

type NotesFor = (period: number, group: readonly (string | null)[] | undefined) => readonly Note[]

const notesOfForm = async (
  plan: Plan,
  [contract, form]: readonly [Contract, Form],
  engine: Engine,
): Promise<NotesFor> => {
  const { sql, grouped } = ratingsStatement(plan, contract, form, duckdb)
  const groups = grouped ? plan.checked.construct.by.length : undefined
  const all = (await engine.rows(sql)).map((row) => ratingOf(row, contract, form, groups))
  const byPeriod = Map.groupBy(all, ({ period }) => period)
  return (period, group) => {
    const own = byPeriod.get(period) ?? []
    const key = JSON.stringify(group)
    return notesOn(
      group === undefined ? own : own.filter((rating) => JSON.stringify(rating.group) === key),
      contract,
      form,
    )
  }
}

/**
 * How far raters agree stands beside what was measured from their answers, for each period and group (language.md 1,
 * `form`).
 */
export const withAgreement = async (
  plan: Plan,
  findings: readonly Finding[],
  engine: Engine,
): Promise<readonly Finding[]> => {
  const forms = formsIn(plan)
  const judged = judgedNotes(plan.checked)
  if (forms.length === 0 && judged.length === 0) return findings
  const notes: NotesFor[] = []
  for (const form of forms) notes.push(await notesOfForm(plan, form, engine))
  const { by } = plan.checked.construct
  return findings.map((finding) => {
    const period = plan.periods.findIndex(({ start }) => start === finding.period.start)
    const isTotal = Object.keys(finding.group).length === 0
    const group = isTotal ? undefined : by.map((path) => finding.group[path] ?? null)
    return { ...finding, notes: [...finding.notes, ...judged, ...notes.flatMap((notesFor) => notesFor(period, group))] }
  })
}
