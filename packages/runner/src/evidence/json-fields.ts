import type { Engine } from '../engine/index.ts'
import { textIn } from './answer.ts'
import type { Field } from './reading.ts'
import { quoted } from './sql-text.ts'

/** A step into a document: a name, or a place in a list. */
type Step = string | number

/** RFC 6901. @example pointer(['a/b', 0]) //=> '/a~1b/0' */
export const pointer = (steps: readonly Step[]): string =>
  steps.map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const nameOf = (steps: readonly Step[]): string =>
  steps.reduce<string>(
    (name, step) => (typeof step === 'number' ? `${name}[${step}]` : name === '' ? step : `${name}.${step}`),
    '',
  )

/** Deeper than this a document is not a table any more. */
const deepest = 8

/** Every path to a value in a structure as the engine describes it; of a list, the whole and its first item. */
const paths = (structure: unknown, steps: readonly Step[] = []): readonly (readonly Step[])[] => {
  if (steps.length > deepest) return []
  if (Array.isArray(structure)) return [steps, ...paths(structure[0], [...steps, 0])]
  if (isObject(structure)) return Object.entries(structure).flatMap(([key, value]) => paths(value, [...steps, key]))
  return steps.length === 0 ? [] : [steps]
}

/** What the documents of a column look like, all taken together; null where there are none. Single values are left out. */
export const structureOf = async (engine: Engine, column: string, from: string): Promise<unknown> => {
  const [row] = await engine.rows(
    `SELECT CAST(json_group_structure(${column}) AS VARCHAR) AS s FROM (${from}) WHERE json_type(${column}) = 'OBJECT'`,
  )
  const text = textIn(row, 's')
  return text === null ? null : JSON.parse(text)
}

/** The fields of one level of documents; `prefix` is the way to it. */
export const fieldsOf = (structure: unknown, column: string, prefix: string): readonly Field[] =>
  paths(structure).map((steps) => ({
    name: prefix === '' ? nameOf(steps) : `${prefix}.${nameOf(steps)}`,
    sql: `json_extract_string(${column}, ${quoted(pointer(steps))})`,
  }))
