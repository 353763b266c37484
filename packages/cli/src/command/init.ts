import type { Answer, Command, Io, Request } from '../command.ts'
import { refusal } from '../workspace.ts'

const zoneHere = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone

const run = async (request: Request, _io: Io): Promise<Answer> => {
  const { initWorkspace } = await import('@isometric/runner/workspace')
  const folder = request.arguments[0] ?? request.workspace.folder
  const outcome = await initWorkspace(folder, { timeZone: zoneHere() })
  if (!outcome.ok) return refusal(outcome.issues)
  const { made, ...layout } = outcome.value
  const text = (): string =>
    made ? `Made a workspace in ${layout.folder}.` : `${layout.folder} is a workspace already.`
  return { exit: 0, text, json: () => ({ made, ...layout }) }
}

export const command: Command = {
  verb: 'init',
  usage: '[DIR]',
  about: `Makes a workspace in a new or an empty folder; without DIR in the one --workspace names.`,
  options: {},
  atMost: 1,
  run,
}
