import { error, meant } from './entry.ts'

/** Reading and evaluating a formula on its own (language.md 2). */
export const formulaCodes = {
  'formula-syntax': error((p: { near: string }) => (p.near === '' ? 'The formula ends too early.' : `The formula cannot be read at “${p.near}”.`)),
  'unknown-name': error((p: { name: string; near?: string | undefined }) => `Nothing here is called “${p.name}”.${meant(p.near)}`),
} as const
