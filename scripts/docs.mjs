// npm run docs: makes anew what documents take from the code.
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import process from 'node:process'
import { madeDocs } from '../structure/docs.ts'
import { root } from '../structure/tree.ts'

for (const [path, text] of madeDocs()) {
  mkdirSync(dirname(join(root, path)), { recursive: true })
  writeFileSync(join(root, path), text)
  process.stdout.write(`${path}\n`)
}
