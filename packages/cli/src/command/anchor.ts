import type { Anchored } from '@isometric/runner/witness'
import type { Workspace } from '@isometric/runner/workspace'
import type { Answer, Command, Io, Request } from '../command.ts'
import { problem } from '../request.ts'
import { refusal, inWorkspace } from '../workspace.ts'

const variable = 'ISOMETRIC_WITNESS'

const anchorIn = async (workspace: Workspace, request: Request, io: Io): Promise<Answer> => {
  const { anchor, witnessOf } = await import('@isometric/runner/witness')
  const named =
    request.arguments.length > 0
      ? request.arguments
      : (io.env[variable] ?? '').split(/\s+/).filter((each) => each !== '')
  if (named.length === 0)
    return {
      exit: 2,
      issues: [
        problem('missing-argument', {
          what: `a file or an address to send the checkpoint to (or ${variable})`,
          verb: 'anchor',
        }),
      ],
    }
  const anchored: Anchored[] = []
  for (const text of named) {
    const witness = witnessOf(text)
    if (witness === undefined)
      return {
        exit: 2,
        issues: [
          problem('bad-argument', {
            option: 'WITNESS',
            found: text,
            expected: 'a file, or an address that begins with http:// or https://',
          }),
        ],
      }
    const outcome = await anchor(workspace.log, witness, io.now().toISOString())
    if (!outcome.ok) return { ...(await refusal(outcome.issues)), exit: 3 }
    anchored.push(outcome.value)
  }
  const text = (): string =>
    anchored
      .map(
        ({ witness, size, known }) =>
          `${witness} ${known ? 'had' : 'now has'} the checkpoint over ${size.toLocaleString('en-GB')} records.`,
      )
      .join('\n')
  return { exit: 0, text, json: () => ({ anchored }) }
}

export const command: Command = {
  verb: 'anchor',
  usage: '[WITNESS…]',
  about: `Sends the newest checkpoint of the log to witnesses: files it is added to (on a medium or a machine that whoever
holds the key cannot write to), or addresses it is posted to; without WITNESS those that ISOMETRIC_WITNESS names. What a
witness has seen cannot be cut off or written anew without verify seeing it. To be run on a schedule, after measure.`,
  options: {},
  run: (request, io) => inWorkspace(request, 'write', (workspace) => anchorIn(workspace, request, io)),
}
