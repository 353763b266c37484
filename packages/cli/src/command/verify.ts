import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Programme } from '@isometric/core/construct'
import type { Issue } from '@isometric/core/issue'
import type { Recomputed } from '@isometric/runner/recompute'
import type { Kept, Problem, Verified } from '@isometric/runner/verify'
import type { Workspace } from '@isometric/runner/workspace'
import type { Answer, Command, Io, Request } from '../command.ts'
import { storedIn } from '../evidence.ts'
import { halfOfMachine } from '../memory.ts'
import { programmeOf } from '../programme.ts'
import { optionOf, problem } from '../request.ts'
import { fromStore } from '../stored.ts'
import { paintFor, progressOn, type Paint } from '../terminal/index.ts'
import { inWorkspace } from '../workspace.ts'

const aspects = ['integrity', 'completeness', 'recomputation'] as const

const meaning: Readonly<Record<(typeof aspects)[number], string>> = {
  integrity: 'is what was recorded',
  completeness: 'is all of what was recorded',
  recomputation: 'is what the evidence gives',
}

const problemDocument = ({ aspect, record, issue }: Problem) => ({
  aspect,
  record,
  code: issue.code,
  message: issue.message,
})

/** Null where nothing was measured again. */
const recomputedDocument = (recomputed: Recomputed | undefined) => {
  if (recomputed === undefined) return null
  const { problems: _problems, ...counts } = recomputed
  return counts
}

const documentOf = (found: Verified, recomputed: Recomputed | undefined) => ({
  integrity: found.integrity,
  completeness: found.completeness,
  recomputed: recomputedDocument(recomputed),
  records: found.records,
  evidenceFiles: found.evidenceFiles,
  log: found.log ?? null,
  problems: [...found.problems, ...(recomputed?.problems ?? [])].map(problemDocument),
  more: found.more,
})

const count = (n: number, what: string): string => `${n.toLocaleString('en-GB')} ${what}${n === 1 ? '' : 's'}`

/** What is shown of the log: how much of it somebody else can vouch for. */
const attested = ({ log }: Verified): readonly string[] => {
  if (log === undefined) return ['There is no log yet: it begins with the next command that writes.']
  const own = log.size - log.anchored
  const anchored =
    log.anchored === 0 ? [] : [`${count(log.anchored, 'record')} are covered by a checkpoint kept elsewhere.`]
  const self =
    own === 0
      ? []
      : [
          `${count(own, 'record')} ${own === 1 ? 'is' : 'are'} attested by this workspace’s own key alone: whoever has that key could have written them anew.`,
        ]
  return [...anchored, ...self, `The log is signed by ${log.keys.at(-1) ?? 'nobody'}.`]
}

const recomputedText = (recomputed: Recomputed | undefined, paint: Paint): readonly string[] => {
  if (recomputed === undefined) return [paint('faint', '– recomputation: left out')]
  const { same, different, notRecomputed } = recomputed
  const left = notRecomputed.map(
    ({ construct, results, why }) => `  ${construct}: ${count(results, 'result')} not measured again; ${why}.`,
  )
  const line =
    different === 0
      ? paint('good', `✓ recomputation: ${count(same, 'result')} measured again, each ${meaning.recomputation}`)
      : paint('bad', `✕ recomputation: ${count(different, 'result')} of ${same + different} differ`)
  return [line, ...left]
}

const textOf = (found: Verified, recomputed: Recomputed | undefined, paint: Paint): string => {
  const line = (aspect: 'integrity' | 'completeness'): string =>
    found[aspect] ? paint('good', `✓ ${aspect}: what is there ${meaning[aspect]}`) : paint('bad', `✕ ${aspect}`)
  return [
    `${count(found.records, 'record')} and ${count(found.evidenceFiles, 'file')} of evidence were read.`,
    line('integrity'),
    line('completeness'),
    ...recomputedText(recomputed, paint),
    ...attested(found),
    ...(found.more === 0 ? [] : [`… and ${count(found.more, 'problem')} more.`]),
  ].join('\n')
}

type Files =
  | { readonly ok: true; readonly kept: readonly Kept[] }
  | { readonly ok: false; readonly issues: readonly Issue[] }

const keptIn = async (files: readonly string[]): Promise<Files> => {
  const { keptInFile } = await import('@isometric/runner/witness')
  const kept: Kept[] = []
  for (const file of files) {
    const document = await readFile(file, 'utf8').catch((thrown: NodeJS.ErrnoException) => thrown)
    if (typeof document !== 'string')
      return { ok: false, issues: [problem('document-unreadable', { file, why: document.message })] }
    kept.push(...keptInFile(file, document))
  }
  return { ok: true, kept }
}

/** Measures every stored result again; undefined where nothing was ever measured or the workspace cannot be read. */
const recomputedIn = async (
  workspace: Workspace,
  programme: Programme,
  request: Request,
  io: Io,
): Promise<Recomputed | undefined> =>
  fromStore(request, async (store) => {
    const [{ readCatalogue }, { openEngine }, { recompute }] = await Promise.all([
      import('@isometric/runner/catalogue'),
      import('@isometric/runner/engine'),
      import('@isometric/runner/recompute'),
    ])
    const results = await store.results({ history: true })
    if (results.length === 0) return undefined
    const catalogue = await readCatalogue(workspace.folder)
    const spill = await mkdtemp(join(tmpdir(), 'isometric-verify-'))
    const engine = await openEngine({ memoryBytes: halfOfMachine(), tempFolder: spill })
    const bar = progressOn(io.err, () => performance.now())
    try {
      return await recompute(
        {
          programme,
          contracts: catalogue.contracts,
          constructs: catalogue.constructs,
          stored: await storedIn(workspace),
          results,
          cardAt: async (construct, asKnownOn) => (await store.cards({ construct, asKnownOn }))[0],
          onProgress: (done, of, construct) => bar.show({ title: `measuring again ${construct}`, done, of }),
        },
        engine,
      )
    } finally {
      bar.end()
      engine.close()
      await rm(spill, { recursive: true, force: true })
    }
  })

const verifyIn = async (workspace: Workspace, request: Request, io: Io): Promise<Answer> => {
  const files = await keptIn(request.options['checkpoint'] ?? [])
  if (!files.ok) return { exit: 2, issues: files.issues }
  const [{ verifyWorkspace }, { keptBy }] = await Promise.all([
    import('@isometric/runner/verify'),
    import('@isometric/runner/witness'),
  ])
  const found = await verifyWorkspace({
    layout: workspace,
    kept: [...files.kept, ...(await keptBy(workspace.log))],
    key: optionOf(request, 'key'),
    now: io.now().toISOString(),
  })
  const isSound = found.integrity && found.completeness
  // What is not what was recorded is not worth measuring again.
  const isWanted = isSound && (request.options['without-recomputation'] ?? []).length === 0
  const { outcome, texts } = await programmeOf(workspace)
  const recomputed = isWanted && outcome.ok ? await recomputedIn(workspace, outcome.value, request, io) : undefined
  const unread = isWanted && !outcome.ok ? outcome.issues : []
  const paint = paintFor(io.out, io.env)
  return {
    exit: !isSound || (recomputed?.different ?? 0) > 0 ? 1 : unread.length > 0 ? 2 : 0,
    issues: [...[...found.problems, ...(recomputed?.problems ?? [])].map(({ issue }) => issue), ...unread],
    texts,
    text: () => textOf(found, recomputed, paint),
    json: () => documentOf(found, recomputed),
  }
}

export const command: Command = {
  verb: 'verify',
  usage: '',
  about: `Verifies a workspace: evidence against its manifests, the store against the log, the log against its checkpoints and
against those that somebody kept elsewhere; and every result against what its evidence gives. Says apart whether what
is there is what was recorded, and whether it is all of it; exit code 1 where it is not. Nothing is changed, and no
secret key is needed.`,
  options: {
    checkpoint: { value: 'FILE', many: true, meaning: 'a checkpoint of this log that was kept elsewhere' },
    key: { value: 'KEY', meaning: 'the key the log is known to be signed by, as verify printed it earlier' },
    'without-recomputation': { meaning: 'leave out measuring every result again' },
  },
  atMost: 0,
  run: (request, io) => inWorkspace(request, 'read', (workspace) => verifyIn(workspace, request, io)),
}
