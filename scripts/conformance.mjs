// npm run conformance: formulas against the cases of the DMN Technology Compatibility Kit.
import { join } from 'node:path'
import process from 'node:process'
import { installIfMissing, root, runNode } from './house.mjs'

const installed = await installIfMissing()
process.exit(installed === 0 ? await runNode([join(root, 'conformance', 'formula', 'run.ts')]) : installed)
