import { cp, mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { readProgramme, type Programme } from '@isometric/core/construct'
import { readCatalogue, type Catalogue } from '@isometric/runner/catalogue'
import { initWorkspace } from '@isometric/runner/workspace'
import { constructs, type Text } from './constructs.ts'

/** A workspace made for the bench. */
export type Place = { readonly folder: string }

const home = fileURLToPath(new URL('.', import.meta.url))

const programmeText = `organisation: The bench
time zone: UTC
first month: 1
`

export const programme = (): Programme => {
  const read = readProgramme('isometric.yaml', programmeText)
  if (!read.ok) throw new Error('the programme of the bench cannot be read')
  return read.value
}

const written = async (folder: string, { id, text }: Text): Promise<void> => {
  await mkdir(join(folder, 'constructs', id), { recursive: true })
  await writeFile(join(folder, 'constructs', id, 'construct.yaml'), text)
}

/** A new workspace with the contracts and constructs of the bench, and no evidence. */
export const placeIn = async (folder: string, texts: readonly Text[] = constructs()): Promise<Place> => {
  const made = await initWorkspace(folder, {
    timeZone: 'UTC',
    fill: (into) => writeFile(join(into, 'isometric.yaml'), programmeText),
  })
  if (!made.ok) throw new Error(made.issues.map(({ message }) => message).join(' '))
  await cp(join(home, 'contracts'), join(folder, 'contracts'), { recursive: true })
  for (const one of texts) await written(folder, one)
  return { folder }
}

/** Only the bench's own documents: the product's catalogue has no part in what is timed. */
export const catalogueOf = async ({ folder }: Place): Promise<Catalogue> => {
  const catalogue = await readCatalogue(undefined, folder)
  const [issue] = catalogue.issues
  if (issue !== undefined) throw new Error(`${issue.document}: ${issue.message}`)
  return catalogue
}
