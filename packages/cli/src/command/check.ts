import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Document, Library } from '@isometric/core/construct'
import { isError, type Issue } from '@isometric/core/issue'
import type { Answer, Command, Io, Request } from '../command.ts'
import { readDocuments, type Documents } from '../documents.ts'
import { libraryFor } from '../library.ts'
import { shortened, type Texts } from '../paths.ts'
import { issueDocument, issuesText, paintFor } from '../terminal/index.ts'
import { refusal } from '../workspace.ts'

/** Documents to check, what their names may mean, and what reading them said. */
type Bench = {
  readonly documents: readonly Document[]
  readonly library: Library
  readonly issues: readonly Issue[]
  readonly texts: Texts
}

const byName = <T>(items: readonly T[], nameOf: (item: T) => string): Readonly<Record<string, T>> =>
  Object.fromEntries(items.map((item) => [nameOf(item), item]))

const ofKind = <K extends Document['kind']>(documents: readonly Document[], kind: K) =>
  documents.filter((document): document is Extract<Document, { readonly kind: K }> => document.kind === kind)

/** The files given, over everything that was there. */
const over = (library: Library, documents: readonly Document[]): Library => ({
  contracts: { ...library.contracts, ...byName(ofKind(documents, 'contract'), ({ name }) => name) },
  constructs: { ...library.constructs, ...byName(ofKind(documents, 'construct'), ({ id }) => id) },
  mappings: { ...library.mappings, ...byName(ofKind(documents, 'mapping'), ({ name }) => name) },
})

/** What the documents say of each other, and what the checker says of constructs. */
const issuesOf = async ({ documents, library, issues }: Bench): Promise<readonly Issue[]> => {
  const { check, checkContract, checkScenario } = await import('@isometric/core/check')
  const { adopted, contractReferences, mappingReferences, pairReferences, programmeReferences, unmeasuredEffects } =
    await import('@isometric/core/construct')
  const asked = new Set(documents.map(({ source }) => source.name))
  const references = [
    ...contractReferences(library.contracts),
    ...mappingReferences(library),
    ...pairReferences(library.constructs),
    ...ofKind(documents, 'programme').flatMap((programme) => [
      ...programmeReferences(programme, library),
      ...unmeasuredEffects(programme, library.constructs),
    ]),
  ].filter(({ document }) => document !== undefined && asked.has(document))
  const checked = ofKind(documents, 'construct').flatMap((construct) => check(construct, library.contracts).issues)
  const rows = ofKind(documents, 'contract').flatMap(checkContract)
  const scenarios = ofKind(documents, 'scenario').flatMap((scenario) => checkScenario(scenario, library.contracts))
  const limits = ofKind(documents, 'programme').flatMap((programme) =>
    programme.adopts.flatMap(({ construct: id }) => {
      const construct = library.constructs[id]
      const found = construct === undefined ? [] : check(adopted(construct, programme), library.contracts).issues
      return found.filter(({ document }) => document === programme.source.name)
    }),
  )
  return distinct([...issues, ...references, ...checked, ...rows, ...scenarios, ...limits])
}

const keyOf = ({ document, span, code, message }: Issue): string => JSON.stringify([document, span, code, message])

/** Two readers may see the same fault. By document, in the order of the text. */
const distinct = (issues: readonly Issue[]): readonly Issue[] =>
  [...new Map(issues.map((issue) => [keyOf(issue), issue])).values()].toSorted((a, b) =>
    a.document === b.document ? a.span.from - b.span.from : (a.document ?? '') < (b.document ?? '') ? -1 : 1,
  )

/** The workspace's programme, if there is a workspace. */
const programmeIn = async ({ workspace }: Request): Promise<Documents> => {
  const file = join(workspace.folder, 'isometric.yaml')
  return readDocuments(existsSync(file) ? [file] : [])
}

/** The files named, or where none is the whole catalogue and the programme. */
const benchFor = async (
  request: Request,
  library: Library & { readonly issues: readonly Issue[]; readonly texts: Texts },
) => {
  if (request.arguments.length === 0) {
    const { contracts, constructs, mappings } = library
    const shelves = [contracts, constructs, mappings].flatMap((shelf) => Object.values<Document>(shelf))
    const programme = await programmeIn(request)
    return {
      documents: [...shelves, ...programme.documents],
      library,
      issues: [...library.issues, ...programme.issues],
      texts: new Map([...library.texts, ...programme.texts]),
      unreadable: programme.unreadable,
    }
  }
  const read: Documents = await readDocuments(request.arguments)
  return { ...read, library: over(library, read.documents) }
}

const sound = (count: number): string =>
  count === 1 ? '✓ 1 document, no problems' : `✓ ${count} documents, no problems`

const run = async (request: Request, io: Io): Promise<Answer> => {
  const library = await libraryFor(request)
  if (!library.ok) return refusal(library.issues)
  const bench = await benchFor(request, library.value)
  const { issues, texts } = shortened(await issuesOf(bench), bench.texts)
  const textOf = (name: string): string | undefined => texts.get(name)
  const paint = paintFor(io.out, io.env)
  return {
    exit: bench.unreadable ? 2 : issues.some(isError) ? 1 : 0,
    text: () =>
      issues.length === 0 ? paint('good', sound(bench.documents.length)) : issuesText(issues, textOf, paint),
    json: () => ({ issues: issues.map((issue) => issueDocument(issue, textOf)) }),
  }
}

export const command: Command = {
  verb: 'check',
  usage: '[FILE…]',
  about: `Checks contracts, constructs, mappings, programmes and scenarios; of a folder, every .yaml file and
construct.md below it. Without FILE the whole catalogue and the workspace's programme. Names may mean what the files,
the workspace or the catalogue hold, in that order.
Exit code 1 where there is an error; warnings and notices do not count.`,
  options: {},
  run,
}
