import { instantOf } from '../term/index.ts'
import { issueOf, nearest, type Issue, type Outcome } from '../issue/index.ts'
import { formulaAt } from './place.ts'
import type { Adoption, Programme, SourceBinding } from './programme.ts'
import { criteriaAt, criteriaIssues } from './read-criteria.ts'
import { readAs, type Reader } from './reader.ts'
import { allSaid, repeatedEntries, saidOf } from './reference.ts'
import { adoptionId, programmeSchema, type WrittenProgramme } from './schema/index.ts'
import { sharedNames } from './name.ts'
import { entriesOf, entryAt, itemsOf, nodeAt, wordOf, type Entry, type Node } from './tree.ts'

const isTimeZone = (zone: string): boolean => {
  try {
    return instantOf('2000-01-01', zone) !== ''
  } catch {
    return false
  }
}
export const timeZoneIssues = (node: Node | undefined): readonly Issue[] =>
  saidOf(node)
    .filter(({ text }) => !isTimeZone(text))
    .map(({ text, span }) => issueOf('unknown-time-zone', { zone: text }, span))

const checkAdoptions = (root: Node): readonly Issue[] =>
  entriesOf(nodeAt(root, ['adopts'])).flatMap(({ key, keySpan, value }) => [
    ...(adoptionId.safeParse(key).success
      ? []
      : [
          issueOf(
            'bad-value',
            { of: '“adopts”', value: key, expected: 'ids of constructs such as firewall-rules' },
            keySpan,
          ),
        ]),
    ...criteriaIssues(nodeAt(value, ['criteria'])),
  ])

/** Two sources of one contract are told apart by their names. */
const checkSources = (root: Node, text: string): readonly Issue[] => {
  const sources = itemsOf(nodeAt(root, ['sources'])).flatMap((source) =>
    saidOf(nodeAt(source, ['name'])).map(({ text: name, span }) => ({
      name,
      span,
      contract: wordOf(nodeAt(source, ['contract'])) ?? '',
    })),
  )
  const contracts = [...new Set(sources.map(({ contract }) => contract))]
  return contracts.flatMap((contract) =>
    sharedNames(
      text,
      sources
        .filter((source) => source.contract === contract)
        .map(({ name, span }) => ({ name, span, what: `a source of “${contract}”` })),
    ),
  )
}

/** A board reads a few indicators; a long list is read by nobody. */
const mostForBoard = 7

const checkAudience = (root: Node, { key, value }: Entry): readonly Issue[] => {
  const people = entriesOf(nodeAt(root, ['people'])).map((entry) => entry.key)
  const adopts = entriesOf(nodeAt(root, ['adopts'])).map((entry) => entry.key)
  const indicators = allSaid(nodeAt(value, ['indicators']))
  const listed = entryAt(value, 'indicators')
  return [
    ...allSaid(nodeAt(value, ['people']))
      .filter(({ text }) => !people.includes(text))
      .map(({ text, span }) => issueOf('unknown-person', { id: text, near: nearest(text, people) }, span)),
    ...indicators
      .filter(({ text }) => !adopts.includes(text))
      .map(({ text, span }) => issueOf('indicator-not-adopted', { id: text, near: nearest(text, adopts) }, span)),
    ...repeatedEntries('“people”', allSaid(nodeAt(value, ['people']))),
    ...repeatedEntries('“indicators”', indicators),
    ...(key === 'board' && listed !== undefined && indicators.length > mostForBoard
      ? [issueOf('long-board-pack', { indicators: indicators.length, most: mostForBoard }, listed.keySpan)]
      : []),
  ]
}

const adoptionOf = (root: Node, id: string, written: NonNullable<WrittenProgramme['adopts']>[string]): Adoption => {
  const { from, parameters = {}, criteria = [] } = written ?? {}
  const path = ['adopts', id]
  const perLevel = Object.entries(parameters).flatMap(([name, value]) =>
    typeof value === 'object' ? [[name, Object.keys(value.values)] as const] : [],
  )
  return {
    construct: id,
    ...(from === undefined ? {} : { from }),
    parameters: Object.fromEntries(
      Object.entries(parameters).flatMap(([name, value]) =>
        typeof value === 'object' ? [] : [[name, formulaAt(root, [...path, 'parameters', name])]],
      ),
    ),
    levels: Object.fromEntries(
      perLevel.map(([name, levels]) => [
        name,
        Object.fromEntries(
          levels.map((level) => [level, formulaAt(root, [...path, 'parameters', name, 'values', level])]),
        ),
      ]),
    ),
    criteria: criteriaAt(root, [...path, 'criteria'], criteria),
  }
}

const sourceBindingOf = ({
  contract,
  name,
  path,
  mapping,
  'as of': asOf,
}: NonNullable<WrittenProgramme['sources']>[number]): SourceBinding => ({
  contract,
  name,
  path,
  ...(mapping === undefined ? {} : { mapping }),
  ...(asOf === undefined ? {} : { asOf }),
})

const programmeReader: Reader<typeof programmeSchema, Programme> = {
  kind: 'programme',
  schema: programmeSchema,
  check: (root, text) => [
    ...timeZoneIssues(nodeAt(root, ['time zone'])),
    ...checkAdoptions(root),
    ...checkSources(root, text),
    ...entriesOf(nodeAt(root, ['audiences'])).flatMap((entry) => checkAudience(root, entry)),
  ],
  build: (written, root, source) => ({
    kind: 'programme',
    organisation: written.organisation,
    timeZone: written['time zone'],
    firstMonth: written['first month'] ?? 1,
    adopts: Object.entries(written.adopts ?? {}).map(([id, adoption]) => adoptionOf(root, id, adoption)),
    sources: (written.sources ?? []).map(sourceBindingOf),
    people: Object.fromEntries(
      Object.entries(written.people ?? {}).map(([id, { name, roles }]) => [id, { name, roles: roles ?? [] }]),
    ),
    audiences: Object.fromEntries(
      Object.entries(written.audiences ?? {}).map(([name, { people, indicators }]) => [
        name,
        { people: people ?? [], ...(indicators === undefined ? {} : { indicators }) },
      ]),
    ),
    sample: written.sample ?? false,
    source,
  }),
}

/** A workspace's programme from its text. */
export const readProgramme = (name: string, text: string): Outcome<Programme> => readAs(programmeReader, name, text)
