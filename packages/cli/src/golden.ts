import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'

/**
 * For tests: what was printed when somebody last looked at it. Written at home where it is missing (or with UPDATE=1),
 * refused in CI: a change of what people see is a change to review.
 */
export const golden = (file: URL, text: string): string => {
  const atHome = process.env['CI'] !== 'true'
  if (atHome && (!existsSync(file) || process.env['UPDATE'] === '1')) {
    mkdirSync(new URL('.', file), { recursive: true })
    writeFileSync(file, text)
  }
  return readFileSync(file, 'utf8')
}
