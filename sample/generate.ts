/** Writes the sample organisation into a folder: its exports, and its programme last. */
import { mkdir, rename, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { exportsOf, tables, textOf } from './export/index.ts'
import { type Options, simulate } from './organisation.ts'
import { programmeText } from './programme.ts'

export type Generated = { readonly files: number; readonly rows: number }

/** A programme makes a folder a workspace, so it appears last and whole. */
const writeWhole = async (file: string, text: string): Promise<void> => {
  await writeFile(`${file}.new`, text)
  await rename(`${file}.new`, file)
}

/** `until` is any day; the last month written is the one that ended before it. The same options give the same bytes. */
export const generateSample = async (folder: string, options: Options): Promise<Generated> => {
  const organisation = simulate(options)
  const files = tables.flatMap((table) => exportsOf(organisation, table).map((file) => ({ table, ...file })))
  for (const name of new Set(files.map(({ path }) => dirname(join(folder, path)))))
    await mkdir(name, { recursive: true })
  for (const { table, path, rows } of files)
    await writeFile(join(folder, path), textOf(table.format, table.columns, rows))
  await writeWhole(join(folder, 'isometric.yaml'), programmeText(organisation.truth, organisation.calendar))
  return { files: files.length + 1, rows: files.reduce((sum, { rows }) => sum + rows.length, 0) }
}
