/** The register of defects of published definitions (D1–D16), each with the definition as a construct of its own. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { z } from 'zod'

const text = z.string()
const entry = z.strictObject({
  /** D1–D16, or the catalogue a further case is from. */
  defect: text,
  /** The forms of Annex B that have it. */
  form: text,
  case: text,
  /** What the checker says of it, … */
  code: text,
  /** … and what it underlines: the last such text of the file. */
  at: text,
  /** What the defect is, how ours is mended, and in which constructs: once for each defect. */
  published: text.optional(),
  mended: text.optional(),
  ours: z.array(text).default([]),
})
export type Defect = z.infer<typeof entry>

export const defectFolder = join(import.meta.dirname, 'defects')

export const defects: readonly Defect[] = z
  .array(entry)
  .parse(parse(readFileSync(join(defectFolder, 'expected.yaml'), 'utf8')))
