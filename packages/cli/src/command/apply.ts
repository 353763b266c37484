import { readDecisions, type Decisions, type Document, type Programme } from '@isometric/core/construct'
import { isError, issueOf, type Issue } from '@isometric/core/issue'
import type { Entry } from '@isometric/core/term'
import type { Decided } from '@isometric/runner/decide'
import type { Workspace } from '@isometric/runner/workspace'
import type { Answer, Command, Io, Request } from '../command.ts'
import { readDocuments, type Documents } from '../documents.ts'
import type { Texts } from '../paths.ts'
import { programmeOf } from '../programme.ts'
import { problem } from '../request.ts'
import { withStore } from '../store.ts'
import { cellOf, paintFor, table, widthIn } from '../terminal/index.ts'
import { inWorkspace, refusal } from '../workspace.ts'

/** Where documents lie that are no decisions. */
const places: Readonly<Partial<Record<Document['kind'], string>>> = {
  programme: 'isometric.yaml of the workspace',
  construct: 'constructs/<id>/construct.yaml of the workspace',
  contract: 'the folder contracts of the workspace',
  mapping: 'the folder mappings of the workspace',
}

const elsewhere = (document: Document): readonly Issue[] => {
  if (document.kind === 'decision') return []
  const issue = issueOf(
    'not-for-applying',
    { what: document.kind, where: places[document.kind] ?? 'a file of its own' },
    { from: 0, to: 0 },
  )
  return [{ ...issue, document: document.source.name }]
}

type Asked =
  | { readonly ok: true; readonly documents: readonly Decisions[]; readonly issues: readonly Issue[] }
  | { readonly ok: false; readonly issues: readonly Issue[] }

/** Decisions among documents, read in the organisation’s calendar; nothing where anything is wrong with one of them. */
const askedFrom = ({ documents, issues, texts }: Documents, calendar: Programme): Asked => {
  const told = [...issues, ...documents.flatMap(elsewhere)]
  const read = documents
    .filter(({ kind }) => kind === 'decision')
    .map(({ source }) => readDecisions(source.name, texts.get(source.name) ?? '', calendar))
  const found = read.flatMap((one) => (one.ok ? [one.value] : []))
  const all = [...told, ...read.flatMap((one) => one.issues)]
  return all.some(isError) || found.length === 0
    ? { ok: false, issues: all }
    : { ok: true, documents: found, issues: all }
}

const ofWhat = ({ decision }: Entry): string => ('construct' in decision ? decision.construct : decision.of)

const countText = ({ added, unchanged }: Decided): string => {
  const n = added.length
  const known = unchanged.length === 0 ? '' : ` ${unchanged.length} stood in the record already.`
  return n === 0 ? `Nothing is new.${known}` : `Recorded ${n} ${n === 1 ? 'decision' : 'decisions'}.${known}`
}

const textOf = (decided: Decided, io: Io): string => {
  const paint = paintFor(io.out, io.env)
  const columns = [{ title: 'decision', gives: true as const }, { title: 'kind' }, { title: 'of' }, { title: 'by' }]
  const rows = decided.added.map((entry) => [
    cellOf(entry.decision.id),
    entry.decision.kind,
    cellOf(ofWhat(entry)),
    cellOf(entry.decision.by),
  ])
  return [...(rows.length === 0 ? [] : [table(columns, rows, widthIn(io.out), paint), '']), countText(decided)].join(
    '\n',
  )
}

const changeOf = (change: 'added' | 'unchanged') => (entry: Entry) => ({
  change,
  id: entry.decision.id,
  kind: entry.decision.kind,
  of: ofWhat(entry),
  about: entry.about,
  digest: entry.digest,
})

const record = async (
  workspace: Workspace,
  documents: readonly Decisions[],
  programme: Programme,
  told: { readonly issues: readonly Issue[]; readonly texts: Texts },
  io: Io,
): Promise<Answer> =>
  withStore(workspace, 'write', async (store) => {
    const { decide } = await import('@isometric/runner/decide')
    const now = io.now().toISOString()
    const outcome = await decide({ documents, people: Object.keys(programme.people), store, now })
    const { texts } = told
    if (!outcome.ok) return { exit: 2, issues: [...told.issues, ...outcome.issues], texts }
    const decided = outcome.value
    return {
      exit: 0,
      issues: [...told.issues, ...outcome.issues],
      texts,
      text: () => textOf(decided, io),
      json: () => ({
        changes: [...decided.added.map(changeOf('added')), ...decided.unchanged.map(changeOf('unchanged'))],
      }),
    }
  })

const run = async (request: Request, io: Io): Promise<Answer> => {
  const [path] = request.arguments
  if (path === undefined)
    return { exit: 2, issues: [problem('missing-argument', { what: 'a file or folder', verb: 'apply' })] }
  const read = await readDocuments([path])
  if (read.unreadable) return { exit: 2, issues: read.issues, texts: read.texts }
  return inWorkspace(request, 'write', async (workspace) => {
    const programme = await programmeOf(workspace)
    if (!programme.outcome.ok) return { ...(await refusal(programme.outcome.issues)), texts: programme.texts }
    const asked = askedFrom(read, programme.outcome.value)
    if (!asked.ok) return { exit: 2, issues: asked.issues, texts: read.texts }
    return record(workspace, asked.documents, programme.outcome.value, { issues: asked.issues, texts: read.texts }, io)
  })
}

export const command: Command = {
  verb: 'apply',
  usage: 'FILE|DIR',
  about: `Puts decisions into the record: justifications, accepted deviations, actions and what became of them, baselines,
interpretations. All of a file or folder, or, where something is wrong with one of them, none. What is in the record
already is left as it is: applying the same again changes nothing.`,
  options: {},
  atMost: 1,
  run,
}
