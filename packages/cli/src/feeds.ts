import { glob, readFile, stat } from 'node:fs/promises'
import { basename, resolve } from 'node:path'
import { readMapping, sourceReferences, type Contract, type Mapping, type Programme } from '@isometric/core/construct'
import { issueOf, nearest, type Issue } from '@isometric/core/issue'
import type { Calendar, Snapshot } from '@isometric/core/term'
import { instantOf } from '@isometric/core/term'
import type { Catalogue } from '@isometric/runner/catalogue'
import type { Workspace } from '@isometric/runner/workspace'
import type { Request } from './command.ts'
import type { Texts } from './paths.ts'
import { badSpan, spanOf } from './programme.ts'
import { optionOf, problem } from './request.ts'

/** One file to be collected, and all that is said about it. */
export type Feed = {
  readonly contract: Contract
  readonly file: string
  readonly source: string
  readonly mapping?: Mapping
  readonly asOf?: string
  readonly covers?: Snapshot['covers']
}

/** The feeds there are, and what keeps others from being one. */
export type Feeds = { readonly feeds: readonly Feed[]; readonly issues: readonly Issue[]; readonly texts: Texts }

type Place = { readonly workspace: Workspace; readonly catalogue: Catalogue; readonly programme: Programme }
type Found<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly issues: readonly Issue[]; readonly texts?: Texts }

const found = <T>(value: T): Found<T> => ({ ok: true, value })
const missing = (...issues: readonly Issue[]): Found<never> => ({ ok: false, issues })

/** By name; a table's name may be written with underscores. */
const contractNamed = (name: string, { catalogue }: Place): Contract | Issue => {
  const contract = catalogue.contracts[name] ?? catalogue.contracts[name.replaceAll('_', ' ')]
  return contract ?? problem('unknown-contract', { name, near: nearest(name, Object.keys(catalogue.contracts)) })
}

const isFile = async (path: string): Promise<boolean> =>
  stat(path).then(
    (stats) => stats.isFile(),
    () => false,
  )

/** A mapping by its name in the workspace or the catalogue; one that the request names, also by its file. */
const mappingFor = async (name: string, { catalogue }: Place): Promise<Found<Mapping>> => {
  const known = catalogue.mappings[name]
  if (known !== undefined) return found(known)
  if (!(await isFile(name)))
    return missing(problem('mapping-not-found', { name, near: nearest(name, Object.keys(catalogue.mappings)) }))
  const text = await readFile(name, 'utf8')
  const read = readMapping(name, text)
  return read.ok ? found(read.value) : { ok: false, issues: read.issues, texts: new Map([[name, text]]) }
}

/** Named as periods are: `2026-06`, `2026-01..2026-06`; without a beginning, from the beginning of time. */
const coversIn = (text: string, calendar: Calendar): Snapshot['covers'] | undefined => {
  const open = text.startsWith('..')
  const span = spanOf(open ? text.slice(2) : text, calendar)
  if (span === undefined) return undefined
  return { from: open ? null : instantOf(span.from, calendar.timeZone), to: instantOf(span.to, calendar.timeZone) }
}

type Binding = Programme['sources'][number]

/** A file from nowhere said is from the one source its contract has; the same name every month keeps them one source. */
const sourceFor = (contract: Contract, { programme }: Place) => {
  const bound = programme.sources.filter((source) => source.contract === contract.name)
  return bound.length === 1 ? bound[0] : undefined
}

/** What is wrong with a source stands in `isometric.yaml`. */
const inProgramme = ({ source }: Programme, issues: readonly Issue[]): Found<never> => ({
  ok: false,
  issues,
  texts: new Map([[source.name, source.text]]),
})

const mappingOf = (binding: Binding | undefined, { catalogue }: Place): Mapping | undefined =>
  binding?.mapping === undefined ? undefined : catalogue.mappings[binding.mapping]

/** One file, for one contract. */
const fromFile = async (file: string, request: Request, place: Place): Promise<Found<Feed>> => {
  const [name, second] = request.arguments
  if (name === undefined)
    return missing(problem('missing-argument', { what: 'the contract that --from is a file of', verb: 'collect' }))
  if (second !== undefined) return missing(problem('excess-argument', { found: second, verb: 'collect --from' }))
  const contract = contractNamed(name, place)
  if ('code' in contract) return missing(contract)
  const bound = sourceFor(contract, place)
  const named = optionOf(request, 'mapping')
  const ofSource = optionOf(request, 'source') === undefined && named === undefined ? bound : undefined
  const wrong = ofSource === undefined ? [] : sourceReferences(place.programme, ofSource, place.catalogue)
  if (wrong.length > 0) return inProgramme(place.programme, wrong)
  const mapping = named === undefined ? found(mappingOf(ofSource, place)) : await mappingFor(named, place)
  if (!mapping.ok) return mapping
  const said = optionOf(request, 'covers')
  const covers = said === undefined ? undefined : coversIn(said, place.programme)
  if (said !== undefined && covers === undefined) return missing(badSpan('--covers', said))
  const asOf = optionOf(request, 'as-of')
  return found({
    contract,
    file,
    source: optionOf(request, 'source') ?? bound?.name ?? 'file',
    ...(mapping.value === undefined ? {} : { mapping: mapping.value }),
    ...(asOf === undefined ? {} : { asOf }),
    ...(covers === undefined ? {} : { covers }),
  })
}

/** @example dayIn('rules-2026-06-30.csv') //=> '2026-06-30' */
const dayIn = (file: string): string | undefined => /(?<!\d)\d{4}-\d{2}-\d{2}(?!\d)/.exec(basename(file))?.[0]

const filesOf = async (pattern: string, workspace: Workspace): Promise<readonly string[]> => {
  const files: string[] = []
  for await (const file of glob(pattern, { cwd: workspace.folder })) {
    const path = resolve(workspace.folder, file)
    if (await isFile(path)) files.push(path)
  }
  return files.toSorted()
}

/** The files of one source of `isometric.yaml`. Each shows the day it is said to, or else the day in its name. */
const fromBinding = async (binding: Binding, request: Request, place: Place): Promise<Found<readonly Feed[]>> => {
  const { programme, catalogue } = place
  const wrong = sourceReferences(programme, binding, catalogue)
  const contract = catalogue.contracts[binding.contract]
  if (wrong.length > 0 || contract === undefined) return inProgramme(programme, wrong)
  const mapping = mappingOf(binding, place)
  const files = await filesOf(binding.path, place.workspace)
  if (files.length === 0) {
    const at = programme.source.places[`sources.${programme.sources.indexOf(binding)}.path`] ?? { from: 0, to: 0 }
    const issue = issueOf('source-without-file', { contract: contract.name, path: binding.path }, at)
    return inProgramme(programme, [{ ...issue, document: programme.source.name }])
  }
  return found(
    files.map((file): Feed => {
      const asOf = optionOf(request, 'as-of') ?? binding.asOf ?? dayIn(file)
      return {
        contract,
        file,
        source: binding.name,
        ...(mapping === undefined ? {} : { mapping }),
        ...(asOf === undefined ? {} : { asOf }),
      }
    }),
  )
}

const unbound = (request: Request, bindings: readonly Binding[]): readonly Issue[] =>
  request.arguments
    .filter((name) => !bindings.some(({ contract }) => contract === name.replaceAll('_', ' ')))
    .map((contract) => problem('no-source', { contract }))

const gathered = (parts: readonly Found<readonly Feed[]>[]): Feeds => ({
  feeds: parts.flatMap((part) => (part.ok ? part.value : [])),
  issues: parts.flatMap((part) => (part.ok ? [] : part.issues)),
  texts: new Map(parts.flatMap((part) => (part.ok || part.texts === undefined ? [] : [...part.texts]))),
})

const fromBindings = async (request: Request, place: Place): Promise<Feeds> => {
  const names = request.arguments.map((name) => contractNamed(name, place))
  const issues = names.flatMap((named) => ('code' in named ? [named] : []))
  if (issues.length > 0) return { feeds: [], issues, texts: new Map() }
  const contracts = new Set(names.flatMap((named) => ('code' in named ? [] : [named.name])))
  const source = optionOf(request, 'source')
  const bindings = place.programme.sources
    .filter(({ contract }) => contracts.size === 0 || contracts.has(contract))
    .filter(({ name }) => source === undefined || name === source)
  const parts: Found<readonly Feed[]>[] = []
  for (const binding of bindings) parts.push(await fromBinding(binding, request, place))
  const all = gathered(parts)
  const nothing =
    bindings.length === 0 && contracts.size === 0 ? [problem('no-source', { contract: 'the tables' })] : []
  return { ...all, issues: [...unbound(request, bindings), ...nothing, ...all.issues] }
}

/** What a request asks to be collected: the file it names, or the sources of the programme. */
export const feedsOf = async (request: Request, place: Place): Promise<Feeds> => {
  const file = optionOf(request, 'from')
  if (file === undefined) return fromBindings(request, place)
  const feed = await fromFile(file, request, place)
  return gathered([feed.ok ? found([feed.value]) : feed])
}
