import { verifierKeyText } from '@isometric/core/record'
import type { Command } from '../command.ts'
import { withStore } from '../store.ts'
import { inWorkspace } from '../workspace.ts'

export const command: Command = {
  verb: 'rekey',
  usage: '',
  about: `Makes a new key to sign the log with. That it takes the place of the one before stands in the log, signed by both;
what was signed before stays good. Tell those who verify the new key, and anchor the log.`,
  options: {},
  atMost: 0,
  run: (request, io) =>
    inWorkspace(request, 'write', (workspace) =>
      withStore(workspace, 'write', async (store) => {
        const { rotateKey } = await import('@isometric/runner/workspace')
        const key = verifierKeyText(await rotateKey(workspace, store, io.now().toISOString()))
        return { exit: 0, text: () => `The log is signed by ${key} from now on.`, json: () => ({ key }) }
      }),
    ),
}
