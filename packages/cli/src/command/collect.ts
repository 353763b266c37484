import type { Contract, Programme } from '@isometric/core/construct'
import { isError, type Issue } from '@isometric/core/issue'
import { shortDate } from '@isometric/core/report'
import { dateOf } from '@isometric/core/term'
import type { Collected, CollectRequest } from '@isometric/runner/evidence'
import type { NewRecord } from '@isometric/runner/store'
import type { Workspace } from '@isometric/runner/workspace'
import type { Answer, Command, Exit, Io, Request } from '../command.ts'
import { feedsOf, type Feed } from '../feeds.ts'
import { shortened, shortPath } from '../paths.ts'
import { programmeOf } from '../programme.ts'
import {
  cellOf,
  issueDocument,
  issueText,
  paintFor,
  progressOn,
  table,
  widthIn,
  type Bar,
  type Paint,
  type TextOf,
} from '../terminal/index.ts'
import { optionOf, problem } from '../request.ts'
import { withStore } from '../store.ts'
import { inWorkspace, refusal } from '../workspace.ts'

/** What became of one file. */
type Done = { readonly feed: Feed; readonly collected: Collected }

/** What every file of this run shares. */
type Run = Pick<CollectRequest, 'contracts' | 'evidence' | 'calendar' | 'now' | 'keys' | 'formulaSql' | 'record'>

const requestFor = (feed: Feed, shared: Run, bar: Bar, nth: string): CollectRequest => ({
  ...shared,
  contract: feed.contract,
  file: feed.file,
  mapping: feed.mapping,
  asOf: feed.asOf,
  covers: feed.covers,
  sourceName: feed.source,
  onProgress: (done, of, phase) => bar.show({ title: `${nth}${shortPath(feed.file)}: ${phase}`, done, of }),
})

const snapshotDocument = ({ feed, collected }: Done) => {
  if (collected.kind !== 'stored') return []
  const { path, manifestPath: _manifest, ...snapshot } = collected.snapshot
  return [
    {
      ...snapshot,
      file: feed.file,
      path,
      known: collected.known,
      leftOut: collected.manifest.leftOut,
      quality: collected.manifest.quality,
    },
  ]
}

/** Texts of the documents a file's issues may stand in: formulas are written in its mapping or its contract. */
const textIn =
  ({ mapping, contract }: Feed): TextOf =>
  (document) =>
    [mapping, contract].find((one) => one?.source.name === document)?.source.text

const issuesOf = ({ feed, collected }: Done) =>
  collected.issues.map((issue) => {
    const { code, severity, message, ...place } = issueDocument(issue, textIn(feed))
    return { code, severity, message, ...(place.line === null ? {} : place) }
  })

const refusalOf = ({ feed }: Done) => ({ contract: feed.contract.name, file: feed.file })

const documentOf = (done: readonly Done[]) => ({
  snapshots: done.flatMap(snapshotDocument),
  quarantined: done.flatMap((one) =>
    one.collected.kind === 'quarantined'
      ? [{ ...refusalOf(one), path: one.collected.path, issues: issuesOf(one) }]
      : [],
  ),
  refused: done.flatMap((one) =>
    one.collected.kind === 'refused' ? [{ ...refusalOf(one), issues: issuesOf(one) }] : [],
  ),
  failed: done.flatMap((one) =>
    one.collected.kind === 'failed' ? [{ ...refusalOf(one), issues: issuesOf(one) }] : [],
  ),
})

const outcomeOf = ({ collected }: Done, paint: Paint): string => {
  switch (collected.kind) {
    case 'stored':
      return collected.known ? paint('faint', 'known already') : paint('good', '✓ stored')
    case 'quarantined':
      return paint('bad', '✕ quarantined')
    case 'refused':
      return paint('bad', '✕ refused')
    case 'failed':
      return paint('bad', '✕ failed')
  }
}

const rowOf = (done: Done, timeZone: string, paint: Paint): readonly string[] => {
  const { feed, collected } = done
  const snapshot = collected.kind === 'stored' ? collected.snapshot : undefined
  const count = (n: number | undefined): string => (n === undefined ? '–' : n.toLocaleString('en-GB'))
  return [
    feed.contract.name,
    snapshot === undefined ? cellOf(shortPath(feed.file)) : shortDate(dateOf(snapshot.asOf, timeZone)),
    count(snapshot?.rows),
    count(snapshot?.rejected),
    outcomeOf(done, paint),
  ]
}

const columns = [
  { title: 'contract' },
  { title: 'as of', gives: true as const },
  { title: 'rows', side: 'right' as const },
  { title: 'rejected', side: 'right' as const },
  { title: 'outcome' },
]

const rejectedIn = ({ collected }: Done): number => (collected.kind === 'stored' ? collected.snapshot.rejected : 0)

/** What exit code 0 says nothing of is told with the option that makes it another. */
const hint = '(--fail-on rejected makes that exit code 1)'

const summary = (done: readonly Done[]): string => {
  const of = (kind: Collected['kind']): number => done.filter(({ collected }) => collected.kind === kind).length
  const known = done.filter(({ collected }) => collected.kind === 'stored' && collected.known).length
  const rejected = done.reduce((sum, one) => sum + rejectedIn(one), 0)
  const parts = [
    `${of('stored') - known} stored`,
    ...(known > 0 ? [`${known} known already`] : []),
    ...(of('quarantined') > 0 ? [`${of('quarantined')} quarantined`] : []),
    ...(of('refused') > 0 ? [`${of('refused')} refused`] : []),
    ...(of('failed') > 0 ? ['then it failed'] : []),
    ...(rejected > 0
      ? [`${rejected.toLocaleString('en-GB')} ${rejected === 1 ? 'row' : 'rows'} rejected ${hint}`]
      : []),
  ]
  return `Evidence: ${parts.join(', ')}.`
}

/** Most files of many are unremarkable: those that are new or refused are listed, up to a screenful. */
const most = 20

const textOf = (done: readonly Done[], timeZone: string, io: Io): string => {
  const paint = paintFor(io.out, io.env)
  const remarkable = done.filter(({ collected }) => collected.kind !== 'stored' || !collected.known)
  const listed = done.length <= most ? done : remarkable.slice(0, most)
  const more =
    remarkable.length > listed.length
      ? [paint('faint', `… and ${remarkable.length - listed.length} more; --json has all of them`)]
      : []
  const rows = listed.map((one) => rowOf(one, timeZone, paint))
  return [...(rows.length === 0 ? [] : [table(columns, rows, widthIn(io.out), paint)]), ...more, summary(done)].join(
    '\n',
  )
}

const exitOf = (done: readonly Done[], issues: readonly Issue[], failOn: string | undefined): Exit => {
  if (done.some(({ collected }) => collected.kind === 'failed')) return 3
  if (issues.some(isError) || done.some(({ collected }) => collected.kind === 'refused')) return 2
  if (done.some(({ collected }) => collected.kind === 'quarantined')) return 1
  return failOn === 'rejected' && done.some((one) => rejectedIn(one) > 0) ? 1 : 0
}

/** A document for which a file is refused, or a formula warned of, is the same for every file it is used on: said once. */
const isNews = (said: Set<string>, { collected }: Done, { code, document, span }: Issue): boolean => {
  if (code === 'already-known') return false
  if (document === undefined || (collected.kind !== 'refused' && code !== 'blank-is-null')) return true
  const place = `${code} ${document} ${span.from}`
  if (said.has(place)) return false
  said.add(place)
  return true
}

/** Each file's remarks under its name, as soon as it is done: the next may take minutes. */
const remarks = (done: Done, said: Set<string>, io: Io): void => {
  const { feed, collected } = done
  const paint = paintFor(io.err, io.env)
  const { issues, texts } = shortened(
    collected.issues.filter((issue) => isNews(said, done, issue)),
    new Map(
      [feed.mapping, feed.contract].flatMap((one) => (one === undefined ? [] : [[one.source.name, one.source.text]])),
    ),
  )
  for (const issue of issues)
    io.err.write(`${shortPath(feed.file)}: ${issueText(issue, (document) => texts.get(document), paint)}\n`)
}

const collectEach = async (feeds: readonly Feed[], shared: Run, io: Io): Promise<readonly Done[]> => {
  const { collectAll } = await import('@isometric/runner/evidence')
  const bar = progressOn(io.err, () => performance.now())
  const nth = (i: number): string => (feeds.length > 1 ? `${i + 1}/${feeds.length} ` : '')
  const requests = feeds.map((feed, i) => requestFor(feed, shared, bar, nth(i)))
  const done: Done[] = []
  const said = new Set<string>()
  try {
    for await (const collected of collectAll(requests)) {
      const feed = feeds[done.length]
      if (feed === undefined) break
      if (collected.issues.length > 0) bar.end()
      remarks({ feed, collected }, said, io)
      done.push({ feed, collected })
    }
  } finally {
    bar.end()
  }
  return done
}

const sharedBy = async (
  workspace: Workspace,
  programme: Programme,
  contracts: readonly Contract[],
  io: Io,
): Promise<Run> => {
  const [{ keysIn }, { recordSql }] = await Promise.all([
    import('@isometric/runner/evidence'),
    import('@isometric/core/sql'),
  ])
  return {
    contracts,
    evidence: workspace.evidence,
    calendar: programme,
    now: io
      .now()
      .toISOString()
      .replace(/\.\d+Z$/, 'Z'),
    keys: keysIn(workspace.keys),
    formulaSql: recordSql(programme.timeZone),
  }
}

const collectIn = async (workspace: Workspace, request: Request, io: Io): Promise<Answer> => {
  const { outcome, texts } = await programmeOf(workspace)
  if (!outcome.ok) return { ...(await refusal(outcome.issues)), texts }
  const { readCatalogue } = await import('@isometric/runner/catalogue')
  const catalogue = await readCatalogue(workspace.folder)
  const { feeds, ...found } = await feedsOf(request, { workspace, catalogue, programme: outcome.value })
  if (feeds.length === 0)
    return {
      exit: 2,
      issues: [...catalogue.issues.filter(isError), ...found.issues],
      texts: new Map([...catalogue.texts, ...found.texts]),
    }
  const shared = await sharedBy(workspace, outcome.value, Object.values(catalogue.contracts), io)
  return withStore(workspace, 'write', async (store) => {
    const record = (found: NewRecord): Promise<void> => store.record([found], shared.now)
    return answerOf(await collectEach(feeds, { ...shared, record }, io), outcome.value, found, request, io)
  })
}

const answerOf = (
  done: readonly Done[],
  { timeZone }: Programme,
  found: Pick<Answer, 'texts'> & { readonly issues: readonly Issue[] },
  request: Request,
  io: Io,
): Answer => ({
  exit: exitOf(done, found.issues, optionOf(request, 'fail-on')),
  issues: found.issues,
  ...(found.texts === undefined ? {} : { texts: found.texts }),
  text: () => textOf(done, timeZone, io),
  json: () => documentOf(done),
})

const run = (request: Request, io: Io): Promise<Answer> => {
  const failOn = optionOf(request, 'fail-on')
  return failOn === undefined || failOn === 'rejected'
    ? inWorkspace(request, 'write', (workspace) => collectIn(workspace, request, io))
    : Promise.resolve({
        exit: 2,
        issues: [problem('bad-argument', { option: '--fail-on', found: failOn, expected: 'rejected' })],
      })
}

export const command: Command = {
  verb: 'collect',
  usage: '[CONTRACT…]',
  about: `Collects evidence: the file that --from names, for one contract, or the sources that isometric.yaml binds, of all
contracts or of those named. A file of a source shows the day in its name (rules-2026-06-30.csv) unless its source
says otherwise; one without a day shows this moment.
Rows that break the contract are rejected and counted, which is exit code 0 unless --fail-on rejected is said; a file
that cannot be used is kept in quarantine (exit 1).`,
  options: {
    from: { value: 'FILE', meaning: 'a file of one contract: CSV, TSV, JSON, NDJSON or Parquet' },
    'as-of': { value: 'DATE', meaning: 'the day or instant the file shows; now without it' },
    source: { value: 'NAME', meaning: 'which source the file is from; only this one of those bound' },
    mapping: { value: 'FILE|NAME', meaning: 'how its records become rows; none if its headers are the columns' },
    'fail-on': { value: 'rejected', meaning: 'exit code 1 if a row was rejected; the others are stored all the same' },
    covers: { value: 'A..B', meaning: 'the periods a file of events speaks for, as 2026-06 or 2026-01..2026-06' },
  },
  run,
}
