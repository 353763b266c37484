import { instantOf } from '../term/index.ts'
import { issueOf, type Issue, type Outcome } from '../issue/index.ts'
import { formulaAt } from './place.ts'
import type { Adoption, Programme, SourceBinding } from './programme.ts'
import { criteriaAt, criteriaIssues } from './read-criteria.ts'
import { readAs, type Reader } from './reader.ts'
import { saidOf } from './reference.ts'
import { adoptionId, programmeSchema, type WrittenProgramme } from './schema/index.ts'
import { sharedNames } from './name.ts'
import { entriesOf, itemsOf, nodeAt, wordOf, type Node } from './tree.ts'

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

const adoptionOf = (root: Node, id: string, written: NonNullable<WrittenProgramme['adopts']>[string]): Adoption => {
  const { from, parameters = {}, criteria = [] } = written ?? {}
  const path = ['adopts', id]
  return {
    construct: id,
    ...(from === undefined ? {} : { from }),
    parameters: Object.fromEntries(
      Object.keys(parameters).map((name) => [name, formulaAt(root, [...path, 'parameters', name])]),
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
    sample: written.sample ?? false,
    source,
  }),
}

/** A workspace's programme from its text. */
export const readProgramme = (name: string, text: string): Outcome<Programme> => readAs(programmeReader, name, text)
