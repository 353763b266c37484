// npm run bench: speed and memory against the same measures written by hand in SQL (bench/README.md).
import { join } from 'node:path'
import process from 'node:process'
import { buildWebIfStale, installIfMissing, root, runNode } from './house.mjs'

// What is printed to be read by a program is the figures alone.
process.stdout.write = process.stderr.write.bind(process.stderr)
const prepared = (await installIfMissing()) || (await buildWebIfStale())
process.exit(prepared || (await runNode([join(root, 'bench', 'main.ts'), ...process.argv.slice(2)])))
