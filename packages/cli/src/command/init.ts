import type { Answer, Command, Io, Request } from '../command.ts'
import { refusal } from '../workspace.ts'

const zoneHere = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone

/** The sample organisation as it would have been up to today. */
const fillWithSample =
  (io: Io) =>
  async (folder: string): Promise<void> => {
    const { generateSample } = await import('../../../../sample/generate.ts')
    await generateSample(folder, { until: io.now().toISOString().slice(0, 10) })
  }

const run = async (request: Request, io: Io): Promise<Answer> => {
  const { initWorkspace } = await import('@isometric/runner/workspace')
  const folder = request.arguments[0] ?? request.workspace.folder
  const sample = (request.options['sample'] ?? []).length > 0
  const outcome = await initWorkspace(folder, {
    timeZone: zoneHere(),
    ...(sample ? { fill: fillWithSample(io) } : {}),
  })
  if (!outcome.ok) return refusal(outcome.issues)
  const { made, ...paths } = outcome.value
  const text = (): string =>
    made
      ? `Made a workspace${sample ? ' with the sample organisation' : ''} in ${paths.folder}.`
      : `${paths.folder} is a workspace already; nothing was changed.`
  return { exit: 0, text, json: () => ({ made, sample: made && sample, paths }) }
}

export const command: Command = {
  verb: 'init',
  usage: '[DIR]',
  about: `Makes a workspace in a new or an empty folder; without DIR in the one that --workspace names.`,
  options: {
    sample: { meaning: 'with a simulated organisation: exports of three years for the constructs there are' },
  },
  atMost: 1,
  run,
}
