/** Writes the sample organisation into a folder: its exports, the mappings they need, and its programme last. */
import { copyFile, mkdir, rename, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { decisionsText } from './decisions.ts'
import { contentOf, exportsOf, tables } from './export/index.ts'
import { type Options, type Organisation, simulate } from './organisation.ts'
import { programmeText } from './programme.ts'

export type Generated = { readonly files: number; readonly rows: number }

/** A programme makes a folder a workspace, so it appears last and whole. */
const writeWhole = async (file: string, text: string): Promise<void> => {
  await writeFile(`${file}.new`, text)
  await rename(`${file}.new`, file)
}

const writeMappings = async (folder: string): Promise<number> => {
  const names = tables.flatMap(({ product }) => product?.mapping ?? [])
  await mkdir(join(folder, 'mappings'), { recursive: true })
  for (const name of names) {
    const from = fileURLToPath(new URL(`mappings/${name}.yaml`, import.meta.url))
    await copyFile(from, join(folder, 'mappings', `${name}.yaml`))
  }
  return names.length
}

/** What people decided speaks of results: it is put into the record when they are measured. */
const writeDecisions = async (folder: string, organisation: Organisation): Promise<void> => {
  await mkdir(join(folder, 'decisions'), { recursive: true })
  await writeFile(join(folder, 'decisions', 'decisions.yaml'), decisionsText(organisation.calendar))
}

/** `until` is any day; the last month written is the one that ended before it. The same options give the same bytes. */
export const generateSample = async (folder: string, options: Options): Promise<Generated> => {
  const organisation = simulate(options)
  let files = 0
  let rows = 0
  for (const table of tables) {
    const written = exportsOf(organisation, table)
    for (const name of new Set(written.map(({ path }) => dirname(join(folder, path)))))
      await mkdir(name, { recursive: true })
    for (const file of written) await writeFile(join(folder, file.path), contentOf(organisation, table, file))
    files += written.length
    rows += written.reduce((sum, file) => sum + file.rows.length, 0)
  }
  const mappings = await writeMappings(folder)
  await writeDecisions(folder, organisation)
  await writeWhole(join(folder, 'isometric.yaml'), programmeText(organisation.truth, organisation.calendar))
  return { files: files + mappings + 2, rows }
}
