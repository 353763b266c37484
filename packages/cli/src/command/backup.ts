import type { Workspace } from '@isometric/runner/workspace'
import type { Answer, Command, Io, Request } from '../command.ts'
import { optionOf, problem } from '../request.ts'
import { inWorkspace } from '../workspace.ts'

const backUpIn = async (workspace: Workspace, file: string, io: Io): Promise<Answer> => {
  const { backUp } = await import('@isometric/runner/backup')
  const passphrase = io.env['ISOMETRIC_PASSPHRASE']
  const outcome = await backUp({ layout: workspace, file, at: io.now().toISOString(), passphrase })
  if (!outcome.ok)
    return { exit: outcome.issues.some(({ code }) => code === 'backup-too-busy') ? 3 : 2, issues: outcome.issues }
  const { files, bytes, keys } = outcome.value
  const about = keys
    ? 'Its keys are in it, enciphered by ISOMETRIC_PASSPHRASE.'
    : 'Its keys are not in it: keep signing/ and keys/ elsewhere, or say a passphrase in ISOMETRIC_PASSPHRASE.'
  const text = (): string =>
    `${files.toLocaleString('en-GB')} files, ${Math.ceil(bytes / 1e6).toLocaleString('en-GB')} MB, are in ${outcome.value.file}.\n${about}`
  return { exit: 0, text, json: () => outcome.value }
}

const run = (request: Request, io: Io): Promise<Answer> => {
  const file = optionOf(request, 'output')
  return file === undefined
    ? Promise.resolve({
        exit: 2,
        issues: [problem('missing-argument', { what: 'the file to write, after -o', verb: 'backup' })],
      })
    : inWorkspace(request, 'read', (workspace) => backUpIn(workspace, file, io))
}

export const command: Command = {
  verb: 'backup',
  usage: '',
  about: `Copies the store, the log, the evidence and the documents of a workspace as of one moment into one tar file, while
others write to it. The file has its name only once it is whole. Keys are taken along only if ISOMETRIC_PASSPHRASE
says what to encipher them with; exports and quarantine are left out.`,
  options: { output: { value: 'FILE', meaning: 'the file to write' } },
  atMost: 0,
  run,
}
