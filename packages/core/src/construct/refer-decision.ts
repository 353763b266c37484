import { issueOf, nearest, type Code, type Issue, type ParametersOf } from '../issue/index.ts'
import { canonical } from '../record/index.ts'
import type { Decision, DecisionKind, Entry } from '../term/index.ts'
import type { Decisions } from './decision.ts'

/** What decisions may speak of. */
export type DecidedOn = {
  /** Short names of people. */
  readonly people: readonly string[]
  /** Ids of constructs with results. */
  readonly constructs: readonly string[]
  readonly entries: readonly Entry[]
  /** Whether a result stands for a construct and group, in a period where one is asked for. */
  readonly hasResult: (of: Extract<Decision, { readonly construct: string }>) => boolean
}

/** What each kind that speaks of another decision may speak of. */
const wanted: Readonly<Partial<Record<DecisionKind, readonly DecisionKind[]>>> = {
  completion: ['action'],
  postponement: ['action'],
  conclusion: ['action'],
  'sign-off': ['interpretation'],
}

type Place = { readonly document: Decisions; readonly path: string; readonly decision: Decision }

const at = <C extends Code>({ document, path }: Place, key: string, code: C, parameters: ParametersOf<C>): Issue => ({
  ...issueOf(
    code,
    parameters,
    document.source.places[`${path}.${key}`] ?? document.source.places[path] ?? { from: 0, to: 0 },
  ),
  document: document.source.name,
})

const personIssues = (place: Place, { people }: DecidedOn): readonly Issue[] =>
  (['by', 'owner'] as const).flatMap((key) => {
    const { decision } = place
    const id = key === 'by' ? decision.by : 'owner' in decision ? decision.owner : undefined
    return id === undefined || people.includes(id)
      ? []
      : [at(place, key, 'unknown-person', { id, near: nearest(id, people) })]
  })

const groupText = (group: Readonly<Record<string, string | null>>): string =>
  Object.entries(group)
    .map(([name, value]) => (value === null ? name : `${name}=${value}`))
    .join(' ')

const resultIssues = (place: Place, known: DecidedOn): readonly Issue[] => {
  const { decision } = place
  if (!('construct' in decision)) return []
  const { construct, group } = decision
  if (known.hasResult(decision)) return []
  const near = nearest(construct, known.constructs)
  if (!known.constructs.includes(construct) && near !== undefined)
    return [at(place, 'construct', 'unknown-construct', { id: construct, near })]
  const key = decision.kind === 'baseline' ? 'periods' : 'period'
  const span = place.document.source.places[`${place.path}.${key}`]
  const period = span === undefined ? '' : place.document.source.text.slice(span.from, span.to)
  return [at(place, key, 'nothing-to-decide-on', { construct, period, group: groupText(group) })]
}

const others = (kind: DecisionKind): string =>
  kind === 'revocation'
    ? 'any decision but another revocation'
    : (wanted[kind] ?? []).map((each) => `an ${each}`).join(' or ')

const isWanted = (kind: DecisionKind, found: DecisionKind): boolean =>
  kind === 'revocation' ? found !== 'revocation' : wanted[kind]?.includes(found) === true

const aboutIssues = (place: Place, spoken: ReadonlyMap<string, Decision>): readonly Issue[] => {
  const { decision } = place
  if (!('of' in decision)) return []
  const { kind, of } = decision
  const found = spoken.get(of)
  if (found === undefined)
    return [at(place, 'of', 'unknown-decision', { id: of, near: nearest(of, [...spoken.keys()]) })]
  if (!isWanted(kind, found.kind))
    return [at(place, 'of', 'decision-of-another-kind', { kind, of, found: `a ${found.kind}`, wanted: others(kind) })]
  return kind === 'sign-off' && found.by === decision.by
    ? [at(place, 'by', 'signed-by-author', { by: found.by, of })]
    : []
}

/** The same name for something else: decisions are only added. */
const changeIssues = (place: Place, before: ReadonlyMap<string, Decision>): readonly Issue[] => {
  const { decision } = place
  const known = before.get(decision.id)
  return known === undefined || canonical({ ...known }) === canonical({ ...decision })
    ? []
    : [at(place, decision.kind, 'decision-changed', { id: decision.id, at: known.at })]
}

/** Two documents may name two decisions alike; of one document its reader has told it. */
const twice = (places: readonly Place[]): readonly Issue[] =>
  places.flatMap((place, i) => {
    const other = places.findIndex(({ decision }) => decision.id === place.decision.id)
    const first = places[other]
    return first === undefined || other === i || first.document === place.document
      ? []
      : [
          at(place, place.decision.kind, 'duplicate-document', {
            what: 'decision',
            name: place.decision.id,
            other: first.document.source.name,
          }),
        ]
  })

/** What decisions speak of that is not there, or is something else; all of it at once. */
export const decisionReferences = (documents: readonly Decisions[], known: DecidedOn): readonly Issue[] => {
  const places = documents.flatMap((document) =>
    document.all.map((decision, i): Place => ({ document, path: `decisions.${i}`, decision })),
  )
  const before = new Map(known.entries.map(({ decision }) => [decision.id, decision]))
  const spoken = new Map([...before, ...places.map(({ decision }) => [decision.id, decision] as const)])
  // What is in the record has been looked at; since then people leave and results may be withdrawn.
  const isNew = ({ decision }: Place): boolean => !before.has(decision.id)
  return [
    ...twice(places),
    ...places.flatMap((place) => [
      ...changeIssues(place, before),
      ...(isNew(place)
        ? [...personIssues(place, known), ...resultIssues(place, known), ...aboutIssues(place, spoken)]
        : []),
    ]),
  ]
}
