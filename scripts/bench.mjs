// npm run bench: speed and memory against the same measures written by hand in SQL (bench/README.md).
import { join } from 'node:path'
import process from 'node:process'
import { installIfMissing, root, runNode } from './house.mjs'

const installed = await installIfMissing()
if (installed !== 0) process.exit(installed)
process.exit(await runNode([join(root, 'bench', 'main.ts'), ...process.argv.slice(2)]))
