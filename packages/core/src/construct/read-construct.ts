import { grainOf } from '../term/index.ts'
import { catalogue, issueOf, nearest, type Issue, type Outcome } from '../issue/index.ts'
import type { BaseMeasure, Construct, DerivedMeasure, Frequency, Indicator, Parameter } from './construct.ts'
import { isFreeText, measuresWithEquation, narrativeIssues, reduced, treeOfFreeText } from './free-text/index.ts'
import { nameIssues, sharedNames, type Declared } from './name.ts'
import { formulaAt, formulaIfAny } from './place.ts'
import { criteriaAt, criteriaIssues } from './read-criteria.ts'
import { readAs, type Reader } from './reader.ts'
import { allSaid, repeatedEntries, saidOf } from './reference.ts'
import { constructSchema, type WrittenConstruct } from './schema/index.ts'
import { entriesOf, entryAt, nodeAt, treeOf, type Entry, type Node } from './tree.ts'

/** The newest version of the language this release reads; older ones keep compiling (language.md 1). */
export const newestLanguage = 1

// ── checks ──────────────────────────────────────────────────────────────────────────────────────────────────────────

const declaredIn = (root: Node, key: string, what: string): readonly Declared[] =>
  entriesOf(nodeAt(root, [key])).map((entry) => ({ name: entry.key, what, span: entry.keySpan }))

const measures = (root: Node): readonly Declared[] => [
  ...declaredIn(root, 'base measures', 'a base measure'),
  ...declaredIn(root, 'derived measures', 'a derived measure'),
]

const checkNames = (root: Node, text: string): readonly Issue[] => {
  const own = [...declaredIn(root, 'parameters', 'a parameter'), ...measures(root)]
  const evidence = allSaid(nodeAt(root, ['evidence']))
  const contracts = evidence
    .filter(({ text: name }, i) => evidence.findIndex((other) => other.text === name) === i)
    .map(({ text: name, span }) => ({ name, what: 'a table of evidence', span }))
  return [...own.flatMap(({ name, span }) => nameIssues(name, span)), ...sharedNames(text, [...contracts, ...own])]
}

const checkMeasure = (root: Node): readonly Issue[] => {
  const known = measures(root).map(({ name }) => name)
  return saidOf(nodeAt(root, ['indicator', 'measure']))
    .filter(({ text }) => entriesOf(nodeAt(root, ['base measures'])).length > 0 && !known.includes(text))
    .map(({ text, span }) => issueOf('unnamed-measure', { name: text, near: nearest(text, known) }, span))
}

const checkParameter = ({ key, keySpan, value }: Entry): readonly Issue[] => {
  const single = entryAt(value, 'value')
  const by = entryAt(value, 'by')
  const perLevel = entryAt(value, 'values')
  const of = `The parameter “${key}”`
  if (value.kind !== 'map') return []
  if (single !== undefined && perLevel !== undefined)
    return [issueOf('conflicting-keys', { of, keys: ['value', 'values'] }, perLevel.keySpan)]
  if (single !== undefined && by !== undefined)
    return [issueOf('conflicting-keys', { of, keys: ['value', 'by'] }, by.keySpan)]
  if (single === undefined && by === undefined && perLevel === undefined)
    return [issueOf('missing-one-of', { of, keys: ['value', 'by'] }, keySpan)]
  if (single === undefined && perLevel === undefined)
    return [issueOf('missing-key', { key: 'values', of, expected: 'a value for each level' }, keySpan)]
  return single === undefined && by === undefined
    ? [issueOf('missing-key', { key: 'by', of, expected: 'the name of a column' }, keySpan)]
    : []
}

const isNothing = (duration: string): boolean => !/[1-9]/.test(duration)
const checkFrequency = (root: Node): readonly Issue[] => {
  const lengths = entriesOf(nodeAt(root, ['frequency'])).flatMap(({ key, value }) =>
    saidOf(value).map((said) => ({ ...said, key })),
  )
  return [
    ...lengths
      .filter(({ text }) => text.startsWith('P') && isNothing(text))
      .map(({ key, text, span }) => issueOf('no-length', { of: `“${key}”`, value: text }, span)),
    ...lengths
      .filter(
        ({ key, text }) => key === 'analyse' && text.startsWith('P') && !isNothing(text) && grainOf(text) === undefined,
      )
      .map(({ text, span }) => issueOf('frequency-without-period', { frequency: text }, span)),
  ]
}

const checkLanguage = (root: Node): readonly Issue[] =>
  saidOf(nodeAt(root, ['language']))
    .filter(({ text }) => /^\d+$/.test(text) && Number(text) > newestLanguage)
    .map(({ text, span }) => issueOf('newer-language', { version: Number(text), newest: newestLanguage }, span))

const checkAccepted = (root: Node): readonly Issue[] =>
  entriesOf(nodeAt(root, ['accept']))
    .filter(({ key }) => !Object.hasOwn(catalogue, key))
    .map(({ key, keySpan }) =>
      issueOf('unknown-issue-code', { code: key, near: nearest(key, Object.keys(catalogue)) }, keySpan),
    )

const checkNarrative = (root: Node): readonly Issue[] => {
  const narrative = nodeAt(root, ['narrative'])
  if (narrative?.kind !== 'scalar') return []
  const named = (declared: readonly Declared[]): readonly string[] => declared.map(({ name }) => name)
  return narrativeIssues(narrative.said, named(measures(root)), named(declaredIn(root, 'parameters', 'a parameter')))
}

const checkMethods = (root: Node): readonly Issue[] =>
  entriesOf(nodeAt(root, ['base measures'])).flatMap(({ value }) => {
    const sql = entryAt(nodeAt(value, ['method']), 'sql')
    return sql === undefined ? [] : [issueOf('unsupported-sql-method', {}, sql.keySpan)]
  })

const check = (root: Node, text: string): readonly Issue[] => {
  const base = nodeAt(root, ['base measures'])
  const noBase = base?.kind === 'map' && base.entries.length === 0
  return [
    ...checkNames(root, text),
    ...(noBase
      ? [
          issueOf(
            'too-few',
            { of: '“base measures”', expected: 'at least one base measure' },
            entryAt(root, 'base measures')?.keySpan ?? base.span,
          ),
        ]
      : []),
    ...checkMeasure(root),
    ...entriesOf(nodeAt(root, ['parameters'])).flatMap(checkParameter),
    ...checkMethods(root),
    ...criteriaIssues(nodeAt(root, ['indicator', 'criteria'])),
    ...checkFrequency(root),
    ...checkLanguage(root),
    ...checkAccepted(root),
    ...checkNarrative(root),
    ...['evidence', 'by', 'pairedWith', 'controls', 'requirements'].flatMap((list) =>
      repeatedEntries(`“${list}”`, allSaid(nodeAt(root, [list]))),
    ),
  ]
}

// ── building ────────────────────────────────────────────────────────────────────────────────────────────────────────

const parameterOf = (
  root: Node,
  name: string,
  written: NonNullable<WrittenConstruct['parameters']>[string],
): Parameter => {
  const value = formulaIfAny(root, ['parameters', name, 'value'])
  const levels = Object.keys(written.values ?? {}).map(
    (level) => [level, formulaAt(root, ['parameters', name, 'values', level])] as const,
  )
  return {
    name,
    meaning: written.meaning ?? '',
    ...(value === undefined ? {} : { value }),
    ...(written.by === undefined ? {} : { by: written.by, values: Object.fromEntries(levels) }),
  }
}

type Said = Pick<BaseMeasure, 'scale' | 'unit' | 'direction' | 'meaning'>
const saidOfMeasure = ({ scale, unit, direction, meaning }: Said): Said => ({
  ...(scale === undefined ? {} : { scale }),
  ...(unit === undefined ? {} : { unit }),
  ...(direction === undefined ? {} : { direction }),
  ...(meaning === undefined ? {} : { meaning }),
})

const baseMeasuresOf = (root: Node, written: WrittenConstruct): readonly BaseMeasure[] =>
  Object.entries(written['base measures']).map(([name, measure]) => ({
    name,
    method: formulaAt(root, ['base measures', name, 'method']),
    ...saidOfMeasure(measure),
  }))
const derivedMeasuresOf = (root: Node, written: WrittenConstruct): readonly DerivedMeasure[] =>
  Object.entries(written['derived measures'] ?? {}).map(([name, measure]) => ({
    name,
    function: formulaAt(root, ['derived measures', name, 'function']),
    ...saidOfMeasure(measure),
  }))

const indicatorOf = (root: Node, { indicator }: WrittenConstruct): Indicator => ({
  measure: indicator.measure,
  direction: indicator.direction,
  criteria: criteriaAt(root, ['indicator', 'criteria'], indicator.criteria),
  total: indicator.total ?? 'own',
  ...(indicator.history === undefined ? {} : { history: indicator.history }),
  ...(indicator['minimum sample'] === undefined ? {} : { minimumSample: indicator['minimum sample'] }),
  meaning: { ...indicator.meaning },
})

/** Without what goes without saying: parts stand in their usual order unless the narrative places them. */
const narrativeOf = (root: Node, written: WrittenConstruct): { readonly narrative?: string } => {
  const equations = measuresWithEquation(
    entriesOf(nodeAt(root, ['base measures'])),
    entriesOf(nodeAt(root, ['derived measures'])),
  )
  const narrative = reduced((written.narrative ?? '').replace(/^[ \t]+$/gm, '').trim(), equations)
  return narrative === '' ? {} : { narrative }
}

const frequencyOf = ({ frequency }: WrittenConstruct): Frequency => ({
  collect: frequency.collect ?? frequency.analyse,
  analyse: frequency.analyse,
  report: frequency.report ?? frequency.analyse,
  revise: frequency.revise ?? 'P1Y',
  valid: frequency.valid ?? 'P2Y',
})

const constructReader: Reader<typeof constructSchema, Construct> = {
  kind: 'construct',
  schema: constructSchema,
  check,
  build: (written, root, source) => ({
    kind: 'construct',
    id: written.construct,
    ...(written.annexB === undefined ? {} : { annexB: written.annexB }),
    requirements: written.requirements ?? [],
    language: written.language,
    version: written.version,
    title: written.title,
    type: written.type,
    efficiency: written.efficiency ?? false,
    pairedWith: written.pairedWith ?? [],
    need: written.need,
    ...(written.decision === undefined ? {} : { decision: written.decision }),
    ...narrativeOf(root, written),
    controls: written.controls ?? [],
    parameters: Object.entries(written.parameters ?? {}).map(([name, parameter]) => parameterOf(root, name, parameter)),
    evidence: written.evidence,
    baseMeasures: baseMeasuresOf(root, written),
    derivedMeasures: derivedMeasuresOf(root, written),
    indicator: indicatorOf(root, written),
    by: written.by ?? [],
    frequency: frequencyOf(written),
    parties: { ...written.parties },
    report: {
      audiences: written.report?.audiences ?? [],
      ...(written.report?.chart === undefined ? {} : { chart: written.report.chart }),
    },
    accept: { ...written.accept },
    notes: written.notes ?? [],
    source,
  }),
}

/** A measurement construct from its text: YAML, or free text in a file that ends with `.md`. */
export const readConstruct = (name: string, text: string): Outcome<Construct> =>
  readAs(constructReader, name, text, isFreeText(name) ? treeOfFreeText : treeOf)
