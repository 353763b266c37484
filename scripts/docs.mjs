// npm run docs: makes anew what docs/language takes from the code.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import { madeDocs } from '../structure/docs.ts'
import { root } from '../structure/tree.ts'

for (const [path, text] of madeDocs()) {
  writeFileSync(join(root, path), text)
  process.stdout.write(`${path}\n`)
}
