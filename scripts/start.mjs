// npm start: install, build, make the sample workspace, serve.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import { buildWebIfStale, heading, installIfMissing, isometric, root } from './house.mjs'

const workspace = process.env['ISOMETRIC_WORKSPACE'] ?? join(root, 'workspace')

const inWorkspace = (...args) => isometric(['--workspace', workspace, ...args])

const step = async (title, act) => {
  if (title !== undefined) heading(title)
  const code = await act()
  if (code !== 0) {
    process.stderr.write(`\nnpm start stopped${title === undefined ? '' : ` at: ${title}`} (exit ${code}).\n`)
    process.exit(code)
  }
}

await step(undefined, installIfMissing)
await step('Building the pages', buildWebIfStale)
if (!existsSync(workspace)) {
  await step(`Creating the sample organisation in ${workspace}`, () => isometric(['init', workspace, '--sample']))
  await step('Collecting its evidence', () => inWorkspace('collect'))
  await step('Measuring', () => inWorkspace('measure'))
  await step('Recording what its people decided', () => inWorkspace('apply', join(workspace, 'decisions')))
} else {
  // Brings a workspace of an earlier version up to date, too; what cannot be measured does not keep the rest from being seen.
  heading('Measuring what is new')
  await inWorkspace('measure')
}
heading('Serving')
process.exit(await inWorkspace('serve', ...process.argv.slice(2)))
