import { issueOf, nearest, type Code, type Issue, type ParametersOf } from '../issue/index.ts'
import type { Construct } from './construct.ts'
import type { Contract } from './contract.ts'
import type { Source } from './document.ts'
import type { Adoption, Mapping, Programme, SourceBinding } from './programme.ts'

/** All documents that can be named, by name or id. */
export type Library = {
  readonly contracts: Readonly<Record<string, Contract>>
  readonly constructs: Readonly<Record<string, Construct>>
  readonly mappings: Readonly<Record<string, Mapping>>
}

const issueIn = <C extends Code>(source: Source, path: string, code: C, parameters: ParametersOf<C>): Issue => ({
  ...issueOf(code, parameters, source.places[path] ?? source.keys[path] ?? { from: 0, to: 0 }),
  document: source.name,
})

const atKey = <C extends Code>(source: Source, path: string, code: C, parameters: ParametersOf<C>): Issue => ({
  ...issueOf(code, parameters, source.keys[path] ?? { from: 0, to: 0 }),
  document: source.name,
})

type Named = { readonly path: string; readonly name: string }

/** Where a contract names another; `events` and its like may stand at the top or under `describes`. */
const namedIn = ({ columns, describes, sampleOf, source }: Contract): readonly Named[] => {
  const part = source.places['describes.part.of'] === undefined ? 'part.of' : 'describes.part.of'
  return [
    ...columns.flatMap(({ name, of }) => (of === undefined ? [] : [{ path: `columns.${name}.of`, name: of }])),
    ...(describes.kind === 'part' ? [{ path: part, name: describes.of }] : []),
    ...(sampleOf !== undefined && 'contract' in sampleOf ? [{ path: 'sample of', name: sampleOf.contract }] : []),
  ]
}

/** Contracts named by contracts that nobody has written. */
export const contractReferences = (contracts: Readonly<Record<string, Contract>>): readonly Issue[] => {
  const known = Object.keys(contracts)
  return Object.values(contracts).flatMap((contract) =>
    namedIn(contract)
      .filter(({ name }) => !Object.hasOwn(contracts, name))
      .map(({ path, name }) => issueIn(contract.source, path, 'unknown-table', { name, near: nearest(name, known) })),
  )
}

const adoptionIssues = (source: Source, adoption: Adoption, { constructs, contracts }: Library): readonly Issue[] => {
  const id = adoption.construct
  const construct = Object.hasOwn(constructs, id) ? constructs[id] : undefined
  if (construct === undefined) {
    const issue = issueOf(
      'unknown-construct',
      { id, near: nearest(id, Object.keys(constructs)) },
      source.keys[`adopts.${id}`] ?? { from: 0, to: 0 },
    )
    return [{ ...issue, document: source.name }]
  }
  const known = construct.parameters.map((parameter) => parameter.name)
  const decided = construct.decision === undefined ? [undecided(source, id)] : []
  const parameters = Object.keys(adoption.parameters).flatMap((name): readonly Issue[] => {
    const path = `adopts.${id}.parameters.${name}`
    const parameter = construct.parameters.find((each) => each.name === name)
    if (parameter === undefined) {
      const unknown = { name, construct: id, near: nearest(name, known) }
      const at = source.keys[path] ?? { from: 0, to: 0 }
      return [{ ...issueOf('unknown-parameter', unknown, at), document: source.name }]
    }
    return parameter.by === undefined ? [] : [issueIn(source, path, 'parameter-per-level', { name, by: parameter.by })]
  })
  const levels = Object.keys(adoption.levels).flatMap((name) =>
    levelIssues(source, adoption, construct, { name, contracts }),
  )
  return [...decided, ...parameters, ...levels]
}

/** A column of text has the words of the organisation for levels, such as its own categories of incidents. */
const isOwnWords = (column: string, { evidence }: Construct, contracts: Library['contracts']): boolean =>
  evidence.some((name) => contracts[name]?.columns.some((each) => each.name === column && each.type.kind === 'text'))

/** Values by level, where the parameter has one for each of these levels. */
const levelIssues = (
  source: Source,
  adoption: Adoption,
  construct: Construct,
  { name, contracts }: { readonly name: string; readonly contracts: Library['contracts'] },
): readonly Issue[] => {
  const path = `adopts.${construct.id}.parameters.${name}`
  const parameter = construct.parameters.find((each) => each.name === name)
  const known = construct.parameters.map((each) => each.name)
  if (parameter === undefined)
    return [atKey(source, path, 'unknown-parameter', { name, construct: construct.id, near: nearest(name, known) })]
  if (parameter.by === undefined) return [atKey(source, `${path}.values`, 'parameter-of-one-value', { name })]
  if (isOwnWords(parameter.by, construct, contracts)) return []
  const levels = Object.keys(parameter.values ?? {})
  return Object.keys(adoption.levels[name] ?? {})
    .filter((level) => !levels.includes(level))
    .map((level) =>
      atKey(source, `${path}.values.${level}`, 'unknown-level', {
        level,
        levels: levels.join(', '),
        near: nearest(level, levels),
      }),
    )
}

/** A construct can be drafted without the decision it serves, and not taken into use (27004 clause 8.2). */
const undecided = (source: Source, id: string): Issue => ({
  ...issueOf('adopted-without-decision', { id }, source.keys[`adopts.${id}`] ?? { from: 0, to: 0 }),
  document: source.name,
})

/** What one source of a programme names that is not there, or does not fit. */
export const sourceReferences = (
  { source, sources }: Programme,
  binding: SourceBinding,
  { contracts, mappings }: Pick<Library, 'contracts' | 'mappings'>,
): readonly Issue[] => {
  const i = sources.indexOf(binding)
  const { contract, mapping: name } = binding
  if (!Object.hasOwn(contracts, contract)) {
    return [
      issueIn(source, `sources.${i}.contract`, 'unknown-contract', {
        name: contract,
        near: nearest(contract, Object.keys(contracts)),
      }),
    ]
  }
  const mapping = name !== undefined && Object.hasOwn(mappings, name) ? mappings[name] : undefined
  if (name === undefined || mapping?.contract === contract) return []
  return [
    mapping === undefined
      ? issueIn(source, `sources.${i}.mapping`, 'unknown-mapping', { name, near: nearest(name, Object.keys(mappings)) })
      : issueIn(source, `sources.${i}.mapping`, 'mapping-of-another', {
          mapping: name,
          maps: mapping.contract,
          contract,
        }),
  ]
}

/** What a programme names that is not there, or does not fit: a value nobody reads would be lost without a word. */
export const programmeReferences = (programme: Programme, library: Library): readonly Issue[] => [
  ...programme.adopts.flatMap((adoption) => adoptionIssues(programme.source, adoption, library)),
  ...programme.sources.flatMap((binding) => sourceReferences(programme, binding, library)),
]

/** Mappings of contracts that are not there; what a mapping says of columns is told when it is used. */
export const mappingReferences = ({ contracts, mappings }: Library): readonly Issue[] =>
  Object.values(mappings).flatMap(({ contract, source }) =>
    Object.hasOwn(contracts, contract)
      ? []
      : [
          issueIn(source, 'contract', 'unknown-contract', {
            name: contract,
            near: nearest(contract, Object.keys(contracts)),
          }),
        ],
  )
