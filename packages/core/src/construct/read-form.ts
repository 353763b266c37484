import { issueOf, nearest, type Issue } from '../issue/index.ts'
import type { Contract, Form } from './contract.ts'
import { allSaid, repeatedEntries, saidOf, unknownColumns } from './reference.ts'
import type { WrittenContract } from './schema/index.ts'
import { entriesOf, entryAt, nodeAt, wordOf, type Entry, type Node } from './tree.ts'

const typeOf = (root: Node, column: string): string | undefined => wordOf(nodeAt(root, ['columns', column, 'type']))
const isComputed = (root: Node, column: string): boolean => nodeAt(root, ['columns', column, 'is']) !== undefined
const levelsOf = (root: Node, column: string): readonly string[] =>
  allSaid(nodeAt(root, ['columns', column, 'levels'])).map(({ text }) => text)

/** What may be compared between raters: a value on a scale. */
const onScale = ['boolean', 'nominal', 'ordinal', 'number', 'duration']
const ranked = ['nominal', 'ordinal']

/** A rubric describes each level there is, and no other. */
const checkRubric = (root: Node, { key, keySpan, value }: Entry): readonly Issue[] => {
  const type = typeOf(root, key) ?? ''
  const rubric = entryAt(value, 'rubric')
  const levels = levelsOf(root, key)
  if (rubric === undefined)
    return ranked.includes(type) ? [issueOf('rubric-missing', { column: key, levels }, keySpan)] : []
  if (!ranked.includes(type))
    return type === 'number' ? [] : [issueOf('rubric-without-levels', { column: key, type }, rubric.keySpan)]
  const described = entriesOf(rubric.value)
  const missing = levels.filter((level) => !described.some((entry) => entry.key === level))
  return [
    ...described
      .filter((entry) => !levels.includes(entry.key))
      .map((entry) =>
        issueOf(
          'unknown-level',
          { level: entry.key, levels: levels.join(', '), near: nearest(entry.key, levels) },
          entry.keySpan,
        ),
      ),
    ...(missing.length === 0 ? [] : [issueOf('rubric-missing', { column: key, levels: missing }, rubric.keySpan)]),
  ]
}

const checkQuestion = (root: Node, entry: Entry): readonly Issue[] => [
  ...(isComputed(root, entry.key) ? [issueOf('question-computed', { column: entry.key }, entry.keySpan)] : []),
  ...checkRubric(root, entry),
]

const timeOf = (root: Node): Node | undefined =>
  nodeAt(root, ['describes'])?.kind === 'map' ? nodeAt(root, ['describes']) : root
const timeColumn = (root: Node): string | undefined =>
  wordOf(nodeAt(timeOf(root), ['events', 'at'])) ?? wordOf(nodeAt(timeOf(root), ['records', 'from']))

/** Answers are rows: what a row cannot do without must be on the form, or be known from it. */
const checkWhole = (root: Node, form: Entry): readonly Issue[] => {
  const object = allSaid(nodeAt(form.value, ['object'])).map(({ text }) => text)
  const rater = wordOf(nodeAt(form.value, ['rater']))
  if (rater === undefined) return []
  const at = timeColumn(root)
  if (at === undefined) return [issueOf('form-without-time', {}, form.keySpan)]
  const asked = entriesOf(nodeAt(form.value, ['questions'])).map(({ key }) => key)
  const told = [...asked, ...object, rater, at]
  const unasked = entriesOf(nodeAt(root, ['columns']))
    .map(({ key }) => key)
    .filter((column) => !told.includes(column) && !isComputed(root, column))
    .filter((column) => wordOf(nodeAt(root, ['columns', column, 'optional'])) !== 'true')
  const key = allSaid(nodeAt(root, ['key'])).map(({ text }) => text)
  const isCompared =
    entryAt(form.value, 'agreement') !== undefined || Number(wordOf(nodeAt(form.value, ['raters'])) ?? 1) > 1
  const isShared = isCompared && key.length > 0 && key.every((column) => column === at || object.includes(column))
  return [
    ...(unasked.length === 0 ? [] : [issueOf('form-incomplete', { columns: unasked }, form.keySpan)]),
    ...(isShared && key.includes(at) && !key.includes(rater)
      ? [issueOf('form-key-without-rater', { rater }, form.keySpan)]
      : []),
  ]
}

const checkAgreement = (root: Node, form: Node): readonly Issue[] => {
  const agreement = entryAt(form, 'agreement')
  if (agreement === undefined) return []
  const compared = allSaid(nodeAt(agreement.value, ['of']))
  return [
    ...(wordOf(nodeAt(form, ['raters'])) === '1' ? [issueOf('agreement-of-one', {}, agreement.keySpan)] : []),
    ...repeatedEntries('“of”', compared),
    ...compared
      .filter(({ text }) => !onScale.includes(typeOf(root, text) ?? 'number'))
      .map(({ text, span }) => issueOf('not-on-a-scale', { column: text, type: typeOf(root, text) ?? '' }, span)),
  ]
}

/** What is wrong with a contract's form, its shape apart. */
export const checkForm = (root: Node, contract: string, columns: readonly string[]): readonly Issue[] => {
  const form = entryAt(root, 'form')
  if (form === undefined || form.value.kind !== 'map') return []
  const questions = entriesOf(nodeAt(form.value, ['questions']))
  const said = [
    ...allSaid(nodeAt(form.value, ['object'])),
    ...saidOf(nodeAt(form.value, ['rater'])),
    ...allSaid(nodeAt(form.value, ['agreement', 'of'])),
    ...questions.map(({ key, keySpan }) => ({ text: key, span: keySpan })),
  ]
  const unknown = unknownColumns(contract, columns, said)
  if (unknown.length > 0) return unknown
  return [
    ...questions.flatMap((entry) => checkQuestion(root, entry)),
    ...checkWhole(root, form),
    ...checkAgreement(root, form.value),
  ]
}

/** The form as the rest of the product sees it. */
export const formOf = (written: WrittenContract['form'], columns: Contract['columns']): { readonly form?: Form } => {
  if (written === undefined) return {}
  const questions = Object.entries(written.questions).map(([column, { asks, rubric }]) => ({
    column,
    asks,
    ...(rubric === undefined ? {} : { rubric }),
  }))
  const asked = questions
    .map(({ column }) => column)
    .filter((name) => onScale.includes(columns.find((column) => column.name === name)?.type.kind ?? ''))
  return {
    form: {
      object: written.object,
      rater: written.rater,
      answeredBy: written['answered by'],
      raters: written.raters ?? (written.agreement === undefined ? 1 : 2),
      compared: written.agreement?.of ?? asked,
      questions,
      ...(written.valid === undefined ? {} : { valid: written.valid }),
      ...(written.agreement === undefined ? {} : { atLeast: written.agreement['at least'] }),
    },
  }
}
