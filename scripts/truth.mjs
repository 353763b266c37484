// npm run truth: the planted effects of the sample organisation beside what the product finds of them.
import { join } from 'node:path'
import process from 'node:process'
import { installIfMissing, root, runNode } from './house.mjs'

const installed = await installIfMissing()
const file = join(root, 'conformance', 'truth', 'run.ts')
process.exit(installed === 0 ? await runNode([file, ...process.argv.slice(2)]) : installed)
