import { conjuncts } from './reach.ts'
import type { Relation, Typed } from './typed.ts'

/** A text that two pieces of a method share exactly if they mean the same, whatever their rows are called. */
const shapeOf = (piece: unknown, names: Map<string, string>): string => {
  if (piece === null || typeof piece !== 'object') return JSON.stringify(piece) ?? 'undefined'
  if (Array.isArray(piece)) return `[${piece.map((each) => shapeOf(each, names)).join(',')}]`
  const entries = Object.entries(piece).filter(
    ([key]) => (key !== 'span' && key !== 'type' && key !== 'of') || (key === 'of' && isTyped(piece)),
  )
  return `{${entries.map(([key, value]) => `${key}:${isRowName(key, value) ? renamed(String(value), names) : shapeOf(value, names)}`).join(',')}}`
}

const isTyped = (piece: object): boolean => 'type' in piece
const isRowName = (key: string, value: unknown): boolean =>
  typeof value === 'string' && (key === 'row' || key === 'item' || key === 'name') && /^[rv]\d+$/.test(value)
const renamed = (name: string, names: Map<string, string>): string => {
  const known = names.get(name) ?? `#${names.size}`
  names.set(name, known)
  return known
}

/** What is filtered is a table, or the newest rows of one. */
type Filtered = {
  readonly base: Relation & { readonly kind: 'scan' | 'latest' }
  readonly conditions: readonly Typed[]
}

const filteredBase = (relation: Relation): Filtered | undefined => {
  if (relation.kind === 'scan' || relation.kind === 'latest') return { base: relation, conditions: [] }
  if (relation.kind !== 'filter') return undefined
  const under = filteredBase(relation.input)
  return under === undefined
    ? undefined
    : { base: under.base, conditions: [...under.conditions, ...conjuncts(relation.condition)] }
}

const shapesOf = ({ base, conditions }: Filtered): ReadonlySet<string> =>
  new Set(conditions.map((condition) => shapeOf(condition, new Map([[base.item, 'row']]))))

const isSameBase = (a: Filtered, b: Filtered): boolean => shapeOf(a.base, new Map()) === shapeOf(b.base, new Map())

const countedRelation = (method: Typed): Relation | undefined =>
  method.kind === 'aggregate' && method.name === 'count' ? method.over : undefined

/** Both count distinct values of the same column: the part's rows must be among the whole's. */
const distinctPair = (part: Relation, whole: Relation): readonly [Relation, Relation] | undefined => {
  if (
    part.kind !== 'distinct' ||
    whole.kind !== 'distinct' ||
    part.input.kind !== 'each' ||
    whole.input.kind !== 'each'
  )
    return undefined
  const column = (each: Relation & { readonly kind: 'each' }): string =>
    shapeOf(each.value, new Map([[each.input.item, 'row']]))
  return column(part.input) === column(whole.input) ? [part.input.input, whole.input.input] : undefined
}

/**
 * Proves that `part` counts a filter of the rows `whole` counts: the same table and window, or the same newest rows of
 * it, and every condition of the whole among those of the part (language.md 3). False means not proved, not disproved.
 */
export const isShare = (part: Typed, whole: Typed): boolean => {
  const [partOver, wholeOver] = [countedRelation(part), countedRelation(whole)]
  if (partOver === undefined || wholeOver === undefined) return false
  const [a, b] = distinctPair(partOver, wholeOver) ?? [partOver, wholeOver]
  const [filteredPart, filteredWhole] = [filteredBase(a), filteredBase(b)]
  if (filteredPart === undefined || filteredWhole === undefined) return false
  if (!isSameBase(filteredPart, filteredWhole)) return false
  const have = shapesOf(filteredPart)
  return [...shapesOf(filteredWhole)].every((shape) => have.has(shape))
}
