import { Temporal } from 'temporal-polyfill'
import { z } from 'zod'
import { issueOf, nearest, type Issue, type Outcome } from '../issue/index.ts'
import {
  decisionKinds,
  periodNamed,
  type Calendar,
  type Decision,
  type DecisionKind,
  type Group,
} from '../term/index.ts'
import type { Decisions } from './decision.ts'
import { readAs, type Reader } from './reader.ts'
import { repeatedEntries, saidOf } from './reference.ts'
import { decisionForms } from './schema/index.ts'
import { shapeOf, spanAt } from './shape.ts'
import { entriesOf, entryAt, itemsOf, nodeAt, wordOf, type Entry, type Node, type Path } from './tree.ts'

/** The kind of one decision, by the key that names it. */
const kindOf = (node: Node): DecisionKind | undefined => decisionKinds.find((kind) => entryAt(node, kind) !== undefined)

const wordIn = (node: Node, ...path: Path): string => wordOf(nodeAt(node, path)) ?? ''

/** Instants are told in UTC, so that their order as text is that in time. */
const momentIn = (node: Node, ...path: Path): string => {
  const said = wordIn(node, ...path)
  return said.includes('T') ? new Date(said).toISOString().replace('.000Z', 'Z') : said
}

const groupIn = (node: Node): Group =>
  Object.fromEntries(
    entriesOf(nodeAt(node, ['group'])).map(({ key, value }) => [
      key,
      value.kind === 'scalar' && value.value === null ? null : (wordOf(value) ?? ''),
    ]),
  )

// ── periods ─────────────────────────────────────────────────────────────────────────────────────────────────────────

const badPeriod = (of: string, value: string, span: Issue['span'], expected: string): Issue =>
  issueOf('bad-value', { of, value, expected }, span)

const aPeriod = 'a period such as 2026-06, 2026-Q2, 2026-W23 or 2026-06-30'
const manyPeriods = 'periods such as 2025-01..2025-12, or 2026-03.. for all that come'

const periodIssues = (node: Node, calendar: Calendar): readonly Issue[] =>
  ([['period'], ['since'], ['check', 'since']] as const).flatMap((path) =>
    saidOf(nodeAt(node, path))
      .filter(({ text }) => periodNamed(text, calendar) === undefined)
      .map(({ text, span }) => badPeriod(`“${path.at(-1) ?? ''}”`, text, span, aPeriod)),
  )

/** Local dates `[from..to)`; null where the text names no periods. */
const spanOf = (text: string, calendar: Calendar): { readonly from: string; readonly to: string | null } | null => {
  const [first = '', last, ...more] = text.split('..')
  const from = periodNamed(first, calendar)
  const to = last === undefined ? from : periodNamed(last, calendar)
  if (from === undefined || more.length > 0) return null
  if (last === '') return { from: from.start, to: null }
  return to === undefined || to.end <= from.start ? null : { from: from.start, to: to.end }
}

/** Without an end and without a beginning a baseline would say nothing. */
const baselineIssues = (node: Node, calendar: Calendar): readonly Issue[] =>
  saidOf(nodeAt(node, ['periods'])).flatMap(({ text, span }) => {
    const found = spanOf(text, calendar)
    if (found === null) return [badPeriod('“periods”', text, span, manyPeriods)]
    const isOpen = found.to === null && entryAt(node, 'since') === undefined
    return isOpen
      ? [issueOf('missing-one-of', { of: 'A baseline', keys: ['since', 'an end of its periods'] }, span)]
      : []
  })

// ── the order of days ───────────────────────────────────────────────────────────────────────────────────────────────

/** Of each pair the second lies on the day of the first or later. */
const daysInOrder: readonly (readonly [earlier: Path, later: Path])[] = [
  [['at'], ['until']],
  [['at'], ['due']],
  [['due'], ['check', 'on']],
  [['on'], ['at']],
]

const orderIssues = (node: Node): readonly Issue[] =>
  daysInOrder.flatMap(([earlier, later]) => {
    const [before, after] = [wordIn(node, ...earlier).slice(0, 10), wordIn(node, ...later).slice(0, 10)]
    if (before === '' || after === '' || after >= before) return []
    const said = { key: later.join('.'), date: after, before: earlier.join('.'), limit: before }
    return [issueOf('dates-out-of-order', said, spanAt(node, later))]
  })

const checkOf = (kind: DecisionKind, node: Node, calendar: Calendar): readonly Issue[] => {
  const named = [...periodIssues(node, calendar), ...orderIssues(node), ...levelIssues(node)]
  if (kind === 'baseline') return [...named, ...baselineIssues(node, calendar)]
  const isEmpty = kind === 'postponement' && !['due', 'check'].some((key) => entryAt(node, key) !== undefined)
  const keySpan = entryAt(node, kind)?.keySpan ?? node.span
  return isEmpty
    ? [...named, issueOf('missing-one-of', { of: 'A postponement', keys: ['due', 'check'] }, keySpan)]
    : named
}

// ── decisions ───────────────────────────────────────────────────────────────────────────────────────────────────────

/** A level: a number, or a duration as seconds; undefined where a month or a year has no length of its own. */
const levelIn = (node: Node): number | undefined => {
  const found = nodeAt(node, ['check', 'expects'])
  if (found?.kind !== 'scalar') return undefined
  if (typeof found.value === 'number') return found.value
  try {
    return Temporal.Duration.from(found.said.text).total('seconds')
  } catch {
    return undefined
  }
}

const levelIssues = (node: Node): readonly Issue[] =>
  saidOf(nodeAt(node, ['check', 'expects']))
    .filter(({ text }) => /^[-+]?P[^T]*\d[YM]/.test(text))
    .map(({ text, span }) =>
      issueOf(
        'bad-value',
        { of: '“expects”', value: text, expected: 'a duration of days and hours such as P14D' },
        span,
      ),
    )

const numberIn = (node: Node, ...path: Path): number | undefined => {
  const found = nodeAt(node, path)
  return found?.kind === 'scalar' && typeof found.value === 'number' ? found.value : undefined
}
const dateIfAny = (node: Node, key: string): string | null =>
  entryAt(node, key) === undefined ? null : wordIn(node, key)
const startOf = (node: Node, calendar: Calendar, ...path: Path): string | null =>
  periodNamed(wordIn(node, ...path), calendar)?.start ?? null

/** A decision whose form has been found sound. */
const decisionOf = (kind: DecisionKind, node: Node, calendar: Calendar): Decision => {
  const made = {
    id: wordIn(node, kind),
    by: wordIn(node, 'by'),
    at: momentIn(node, 'at'),
    text: wordIn(node, 'text').trim(),
  }
  const { start = '', end = '' } = periodNamed(wordIn(node, 'period'), calendar) ?? {}
  const ofResult = { construct: wordIn(node, 'construct'), group: groupIn(node), period: { start, end } }
  const of = wordIn(node, 'of')
  switch (kind) {
    case 'justification':
      return { kind, ...made, ...ofResult }
    case 'deviation':
      return { kind, ...made, ...ofResult, owner: wordIn(node, 'owner'), until: wordIn(node, 'until') }
    case 'action': {
      const check = {
        on: wordIn(node, 'check', 'on'),
        expects: levelIn(node) ?? NaN,
        since: startOf(node, calendar, 'check', 'since'),
        settling: numberIn(node, 'check', 'settling') ?? 0,
      }
      return { kind, ...made, ...ofResult, owner: wordIn(node, 'owner'), due: wordIn(node, 'due'), check }
    }
    case 'completion':
      return { kind, ...made, of, on: wordIn(node, 'on') }
    case 'postponement':
      return { kind, ...made, of, due: dateIfAny(node, 'due'), check: dateIfAny(node, 'check') }
    case 'conclusion':
      return { kind, ...made, of, effective: wordIn(node, 'effective') === 'true' }
    case 'revocation':
    case 'sign-off':
      return { kind, ...made, of }
    case 'interpretation': {
      const recommendation = dateIfAny(node, 'recommendation')
      return { kind, ...made, ...ofResult, limitations: wordIn(node, 'limitations').trim(), recommendation }
    }
    case 'baseline': {
      const { from = '', to = null } = spanOf(wordIn(node, 'periods'), calendar) ?? {}
      const { construct, group } = ofResult
      return { kind, ...made, construct, group, from, to, since: startOf(node, calendar, 'since') }
    }
  }
}

const formIssues = (node: Node, calendar: Calendar): readonly Issue[] => {
  const kind = kindOf(node)
  if (kind !== undefined) return [...shapeOf(decisionForms[kind], node).issues, ...checkOf(kind, node, calendar)]
  const [first]: readonly (Entry | undefined)[] = entriesOf(node)
  if (first === undefined)
    return [
      issueOf('wrong-kind', { of: 'A decision', expected: 'keys with values', found: 'something else' }, node.span),
    ]
  const { key, keySpan } = first
  return [issueOf('unknown-decision-kind', { key, kinds: decisionKinds, near: nearest(key, decisionKinds) }, keySpan)]
}

const items = (root: Node): readonly Node[] => itemsOf(nodeAt(root, ['decisions']))

const listSchema = z.strictObject(
  { decisions: z.array(z.unknown(), { error: 'a list of decisions' }).min(1, { error: 'at least one decision' }) },
  { error: (issue) => (issue.code === 'unrecognized_keys' ? 'Decisions\ndecisions' : 'the key decisions') },
)

const readerFor = (calendar: Calendar): Reader<typeof listSchema, Decisions> => ({
  kind: 'decision',
  schema: listSchema,
  check: (root) => [
    ...items(root).flatMap((node) => formIssues(node, calendar)),
    ...repeatedEntries(
      '“decisions”',
      items(root).flatMap((node) => saidOf(nodeAt(node, [kindOf(node) ?? 'decision']))),
    ),
  ],
  build: (_, root, source) => ({
    kind: 'decision',
    all: items(root).flatMap((node) => {
      const kind = kindOf(node)
      return kind === undefined ? [] : [decisionOf(kind, node, calendar)]
    }),
    source,
  }),
})

const anyCalendar: Calendar = { timeZone: 'UTC', firstMonth: 1 }

/** Decisions from a text. Quarters and years are those of the organisation's calendar. */
export const readDecisions = (name: string, text: string, calendar = anyCalendar): Outcome<Decisions> =>
  readAs(readerFor(calendar), name, text)
