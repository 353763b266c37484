import { basename, dirname, join, parse } from 'node:path'
import { fileURLToPath } from 'node:url'
import {
  contractReferences,
  mappingReferences,
  readConstruct,
  readContract,
  readMapping,
  readProgramme,
  type Document,
  type Library,
  type Programme,
  type Source,
} from '@isometric/core/construct'
import { issueOf, type Issue, type Outcome } from '@isometric/core/issue'
import { readDocuments, readFolders, readIfAny, type Read } from './files.ts'
import { readOnce } from './read-once.ts'

/** Documents by name or id, everything wrong with those that were read, and the texts the issues stand in. */
export type Catalogue = Library & { readonly issues: readonly Issue[]; readonly texts: ReadonlyMap<string, string> }

/** Where the product's own `contracts/` and `constructs/` lie. */
export const productFolder = fileURLToPath(new URL('../../../../', import.meta.url))

type Shelf<T> = {
  readonly documents: Readonly<Record<string, T>>
  readonly issues: readonly Issue[]
  readonly texts: readonly (readonly [string, string])[]
}

const nameOf = (document: Document): string => {
  switch (document.kind) {
    case 'construct':
      return document.id
    case 'programme':
      return document.organisation
    case 'contract':
    case 'mapping':
      return document.name
    case 'scenario':
      return document.title
    case 'decision':
      return document.source.name
  }
}
const issueAt = (issue: Issue, source: Source, path: string): Issue => ({
  ...issue,
  document: source.name,
  span: source.places[path] ?? issue.span,
})

/** A construct's evidence is found by its folder, a mapping by its file's name. */
const expectedPlace = (document: Document): string | undefined => {
  const { name } = document.source
  if (document.kind === 'construct' && basename(dirname(name)) !== document.id)
    return join('constructs', document.id, basename(name))
  if (document.kind === 'mapping' && parse(name).name !== document.name)
    return join('mappings', `${document.name}.yaml`)
  return undefined
}
const misplaced = (document: Document): readonly Issue[] => {
  const expected = expectedPlace(document)
  if (expected === undefined) return []
  const issue = issueOf(
    'misplaced-document',
    { what: document.kind, name: nameOf(document), expected },
    { from: 0, to: 0 },
  )
  return [issueAt(issue, document.source, document.kind)]
}

/** Engines do not tell upper from lower case, so neither do names. */
const isNamesake = (one: Document, other: Document): boolean =>
  nameOf(one).toLowerCase() === nameOf(other).toLowerCase()

/** Of several with one name the first stays. */
const twice = (documents: readonly Document[]): readonly Issue[] =>
  documents.flatMap((document, i) => {
    const name = nameOf(document)
    const other = documents.slice(0, i).find((each) => nameOf(each).toLowerCase() === name.toLowerCase())
    if (other === undefined) return []
    const issue = issueOf(
      'duplicate-document',
      { what: document.kind, name, other: other.source.name },
      { from: 0, to: 0 },
    )
    return [issueAt(issue, document.source, document.kind)]
  })

const shelfOf = <T extends Document>(
  files: readonly Read[],
  read: (name: string, text: string) => Outcome<T>,
): Shelf<T> => {
  const outcomes = files.map((file) =>
    'issue' in file ? { ok: false as const, issues: [file.issue] } : read(file.name, file.text),
  )
  const documents = outcomes.flatMap((outcome) => (outcome.ok ? [outcome.value] : []))
  const kept = documents.filter((document, i) => documents.findIndex((each) => isNamesake(each, document)) === i)
  return {
    documents: Object.fromEntries(kept.map((document) => [nameOf(document), document])),
    issues: [...outcomes.flatMap((outcome) => outcome.issues), ...twice(documents), ...documents.flatMap(misplaced)],
    texts: files.flatMap((file) => ('text' in file ? [[file.name, file.text] as const] : [])),
  }
}

const reading = {
  contract: readOnce(readContract),
  construct: readOnce(readConstruct),
  mapping: readOnce(readMapping),
}

const shelvesIn = async (folder: string) => {
  const [contracts, constructs, mappings] = await Promise.all([
    readDocuments(join(folder, 'contracts')),
    readFolders(join(folder, 'constructs')),
    readDocuments(join(folder, 'mappings')),
  ])
  return {
    contracts: shelfOf(contracts, reading.contract),
    constructs: shelfOf(constructs, reading.construct),
    mappings: shelfOf(mappings, reading.mapping),
  }
}

/**
 * Everything in the product's catalogue and, over it, in a workspace: a document of the workspace with the name of one
 * of the product's takes its place.
 */
export const readCatalogue = async (workspace?: string, product: string = productFolder): Promise<Catalogue> => {
  const shelves = await Promise.all([product, ...(workspace === undefined ? [] : [workspace])].map(shelvesIn))
  const merged = <T>(of: (shelf: (typeof shelves)[number]) => Shelf<T>): Readonly<Record<string, T>> =>
    Object.fromEntries(shelves.flatMap((shelf) => Object.entries(of(shelf).documents)))
  const library: Library = {
    contracts: merged((shelf) => shelf.contracts),
    constructs: merged((shelf) => shelf.constructs),
    mappings: merged((shelf) => shelf.mappings),
  }
  const every = shelves.flatMap(({ contracts, constructs, mappings }) => [contracts, constructs, mappings])
  return {
    ...library,
    issues: [
      ...every.flatMap(({ issues }) => issues),
      ...Object.values(library).flatMap((documents) => twice(Object.values(documents))),
      ...contractReferences(library.contracts),
      ...mappingReferences(library),
    ],
    texts: new Map(every.flatMap(({ texts }) => texts)),
  }
}

/** The programme of a workspace, from its `isometric.yaml`. */
export const readOwnProgramme = async (workspace: string): Promise<Outcome<Programme>> => {
  const file = join(workspace, 'isometric.yaml')
  const read = await readIfAny(file)
  if (read === undefined) {
    const issue = issueOf('file-unreadable', { file, why: 'there is no such file' }, { from: 0, to: 0 })
    return { ok: false, issues: [{ ...issue, document: file }] }
  }
  return 'issue' in read ? { ok: false, issues: [read.issue] } : readProgramme(read.name, read.text)
}
