import { readFile } from 'node:fs/promises'
import type { Issue } from '@isometric/core/issue'
import type { Kept, Problem, Verified } from '@isometric/runner/verify'
import type { Workspace } from '@isometric/runner/workspace'
import type { Answer, Command, Io, Request } from '../command.ts'
import { optionOf, problem } from '../request.ts'
import { paintFor, type Paint } from '../terminal/index.ts'
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

const documentOf = (found: Verified) => ({
  integrity: found.integrity,
  completeness: found.completeness,
  records: found.records,
  evidenceFiles: found.evidenceFiles,
  log: found.log ?? null,
  problems: found.problems.map(problemDocument),
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

const textOf = (found: Verified, paint: Paint): string => {
  const line = (aspect: 'integrity' | 'completeness'): string =>
    found[aspect] ? paint('good', `✓ ${aspect}: what is there ${meaning[aspect]}`) : paint('bad', `✕ ${aspect}`)
  return [
    `${count(found.records, 'record')} and ${count(found.evidenceFiles, 'file')} of evidence were read.`,
    line('integrity'),
    line('completeness'),
    ...attested(found),
    ...(found.more === 0 ? [] : [`… and ${count(found.more, 'problem')} more.`]),
  ].join('\n')
}

type Files =
  | { readonly ok: true; readonly kept: readonly Kept[] }
  | { readonly ok: false; readonly issues: readonly Issue[] }

const keptIn = async (files: readonly string[]): Promise<Files> => {
  const kept: Kept[] = []
  for (const file of files) {
    const document = await readFile(file, 'utf8').catch((thrown: NodeJS.ErrnoException) => thrown)
    if (typeof document !== 'string')
      return { ok: false, issues: [problem('document-unreadable', { file, why: document.message })] }
    kept.push({ name: file, document })
  }
  return { ok: true, kept }
}

const verifyIn = async (workspace: Workspace, request: Request, io: Io): Promise<Answer> => {
  const files = await keptIn(request.options['checkpoint'] ?? [])
  if (!files.ok) return { exit: 2, issues: files.issues }
  const { verifyWorkspace } = await import('@isometric/runner/verify')
  const found = await verifyWorkspace({
    layout: workspace,
    kept: files.kept,
    key: optionOf(request, 'key'),
    now: io.now().toISOString(),
  })
  const paint = paintFor(io.out, io.env)
  return {
    exit: found.integrity && found.completeness ? 0 : 1,
    issues: found.problems.map(({ issue }) => issue),
    text: () => textOf(found, paint),
    json: () => documentOf(found),
  }
}

export const command: Command = {
  verb: 'verify',
  usage: '',
  about: `Verifies a workspace: evidence against its manifests, the store against the log, the log against its checkpoints and
against those that somebody kept elsewhere. Says apart whether what is there is what was recorded, and whether it is
all of it; exit code 1 where it is not. Nothing is changed, and no secret key is needed.`,
  options: {
    checkpoint: { value: 'FILE', many: true, meaning: 'a checkpoint of this log that was kept elsewhere' },
    key: { value: 'KEY', meaning: 'the key the log is known to be signed by, as verify printed it earlier' },
  },
  atMost: 0,
  run: (request, io) => inWorkspace(request, 'read', (workspace) => verifyIn(workspace, request, io)),
}
