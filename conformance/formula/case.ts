import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import type { Json } from '@isometric/core/record'

/** One case of the kit: an expression, its inputs and what it must give, both written with their types. */
export type Case = {
  readonly id: string
  readonly suite: string
  readonly expression: string
  readonly inputs: { readonly [name: string]: Json }
  readonly expected: { readonly type: string; readonly [key: string]: Json }
  readonly error: boolean
}

/** One line of `isometric try --batch`. */
export type Answer = {
  readonly id: string
  readonly value: Json
  readonly type: string | null
  readonly issues: readonly { readonly code: string; readonly severity?: string }[]
}

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))))
const shared = process.env['ISOMETRIC_SHARED'] ?? join(root, '..', 'shared')
export const casesFile = join(shared, 'data', 'dmn-tck', 'feel-cases.json')

/** The cases, or undefined where the kit is not here. */
export const readCases = (): readonly Case[] | undefined => {
  if (!existsSync(casesFile)) return undefined
  const cases: unknown = JSON.parse(readFileSync(casesFile, 'utf8'))
  return cases as readonly Case[]
}
