import { feelText, typeText } from '../formula/index.ts'
import type { Relation, Typed, Window } from './typed.ts'

const indented = (lines: readonly string[]): readonly string[] => lines.map((line) => `  ${line}`)
const under = (head: string, ...parts: readonly (readonly string[])[]): readonly string[] => [
  head,
  ...parts.flatMap(indented),
]

const windowText = (window: Window): string => {
  switch (window.kind) {
    case 'default':
      return 'rows of the period'
    case 'recent':
      return `recent, ${outlineOf(window.span).join(' ').trim()}`
    case 'known':
      return 'as known at a point in time'
    case 'ever':
    case 'opened':
    case 'closed':
      return window.kind
  }
}

const relationLines = (relation: Relation): readonly string[] => {
  switch (relation.kind) {
    case 'scan':
      return [`${relation.contract} as ${relation.item} (${windowText(relation.window)})`]
    case 'filter':
      return under('filter', relationLines(relation.input), outlineOf(relation.condition))
    case 'latest':
      return under('latest of each subject', relationLines(relation.input))
    case 'each':
      return under('each', relationLines(relation.input), outlineOf(relation.value))
    case 'distinct':
      return under(`distinct as ${relation.item}`, relationLines(relation.input))
    case 'for':
      return under('for', ...relation.iterators.map(({ over }) => relationLines(over)), outlineOf(relation.value))
    case 'concatenate':
      return under('concatenate', ...relation.inputs.map(relationLines))
    case 'steps':
      return under('steps', outlineOf(relation.range), outlineOf(relation.by))
    case 'list':
      return under('list', ...relation.values.map(outlineOf))
  }
}

/** What a node is called, what stands under it. */
const partsOf = (typed: Typed): { readonly name: string; readonly parts: readonly (readonly string[])[] } => {
  switch (typed.kind) {
    case 'constant':
      return { name: feelText(typed.value), parts: [] }
    case 'parameter':
      return { name: `parameter ${typed.name}`, parts: [] }
    case 'period':
      return { name: `period ${typed.bound}`, parts: [] }
    case 'column':
      return { name: `${typed.row}.${typed.column}`, parts: [] }
    case 'lookup':
      return { name: `${typed.column} of ${typed.contract}`, parts: [outlineOf(typed.reference)] }
    case 'variable':
      return { name: typed.name, parts: [] }
    case 'age':
      return { name: `age of ${typed.row}`, parts: [] }
    case 'arithmetic':
    case 'compare':
      return { name: typed.op, parts: [outlineOf(typed.left), outlineOf(typed.right)] }
    case 'and':
    case 'or':
      return { name: typed.kind, parts: [outlineOf(typed.left), outlineOf(typed.right)] }
    case 'negate':
    case 'not':
      return { name: typed.kind, parts: [outlineOf(typed.of)] }
    case 'if':
      return { name: 'if', parts: [outlineOf(typed.condition), outlineOf(typed.then), outlineOf(typed.otherwise)] }
    case 'call':
      return { name: typed.name, parts: typed.args.map(outlineOf) }
    case 'some':
      return {
        name: 'some',
        parts: [...typed.iterators.map(({ over }) => relationLines(over)), outlineOf(typed.condition)],
      }
    case 'aggregate':
      return { name: typed.name, parts: [relationLines(typed.over)] }
    case 'range':
      return { name: 'range', parts: [typed.from, typed.to].map((end) => (end === null ? ['open'] : outlineOf(end))) }
  }
}

/** A checked formula as an indented outline, each node with its type and unit: the stage *types* of `explain`. */
export const outlineOf = (typed: Typed): readonly string[] => {
  const { name, parts } = partsOf(typed)
  return under(`${name} : ${typeText(typed.type)}`, ...parts)
}
