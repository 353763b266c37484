import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { readConstruct, readProgramme, type Construct, type Contract, type Programme } from '@isometric/core/construct'
import type { Outcome } from '@isometric/core/issue'
import { readCatalogue } from '@isometric/runner/catalogue'
import { initWorkspace } from '@isometric/runner/workspace'
import { constructs } from './constructs.ts'

/** A workspace made for the bench. */
export type Place = { readonly folder: string }

const programmeText = `organisation: The bench
time zone: UTC
first month: 1
`

const sound = <T>(outcome: Outcome<T>): T => {
  if (outcome.ok) return outcome.value
  throw new Error(outcome.issues.map(({ document, message }) => `${document ?? ''}: ${message}`).join(' '))
}

export const programme = (): Programme => sound(readProgramme('isometric.yaml', programmeText))

/** A new workspace without evidence. */
export const placeIn = async (folder: string): Promise<Place> => {
  const fill = (into: string): Promise<void> => writeFile(join(into, 'isometric.yaml'), programmeText)
  sound(await initWorkspace(folder, { timeZone: 'UTC', fill }))
  return { folder }
}

/** Only the bench's own documents: the product's catalogue has no part in what is timed. */
export const contracts = async (): Promise<Readonly<Record<string, Contract>>> => {
  const catalogue = await readCatalogue(undefined, fileURLToPath(new URL('.', import.meta.url)))
  return sound(
    catalogue.issues.length === 0
      ? { ok: true, value: catalogue.contracts, issues: [] }
      : { ok: false, issues: catalogue.issues },
  )
}

export const constructsNamed = (ids: readonly string[]): Readonly<Record<string, Construct>> =>
  Object.fromEntries(
    constructs()
      .filter(({ id }) => ids.includes(id))
      .map(({ id, text }) => [id, sound(readConstruct(`constructs/${id}/construct.yaml`, text))]),
  )
