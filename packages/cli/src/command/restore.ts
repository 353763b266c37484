import type { Answer, Command, Io, Request } from '../command.ts'
import { problem } from '../request.ts'

const run = async (request: Request, io: Io): Promise<Answer> => {
  const [file] = request.arguments
  if (file === undefined)
    return { exit: 2, issues: [problem('missing-argument', { what: 'the backup', verb: 'restore' })] }
  const { restore } = await import('@isometric/runner/backup')
  const passphrase = io.env['ISOMETRIC_PASSPHRASE']
  const { folder } = request.workspace
  const outcome = await restore({ file, folder, at: io.now().toISOString(), passphrase })
  if (!outcome.ok)
    return { exit: outcome.issues.every(({ code }) => code === 'restore-not-empty') ? 2 : 1, issues: outcome.issues }
  const { files, backedUpAt, keys } = outcome.value
  const about = keys
    ? 'It has been verified, and that it was restored is recorded.'
    : 'It has been verified. Put its keys (signing/ and keys/) back before anything is collected or measured.'
  const text = (): string =>
    `${files.toLocaleString('en-GB')} files of ${backedUpAt} are in ${outcome.value.folder}.\n${about}`
  return { exit: 0, text, json: () => outcome.value }
}

export const command: Command = {
  verb: 'restore',
  usage: 'FILE',
  about: `Makes a workspace from a backup in a new or an empty folder, the one that --workspace names: whole and verified, or
not at all. Keys that came along are opened with ISOMETRIC_PASSPHRASE.`,
  options: {},
  atMost: 1,
  run,
}
