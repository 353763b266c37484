import { quoted } from './sql-text.ts'

/** A text that begins with a visible sign of ASCII: most do, and comparing costs a tenth of a pattern. */
export const beginsPlainly = (text: string): string => `${text} BETWEEN '!' AND '~'`

const endings = [' ', '\t', '\n', '\f', '\r', '\u00a0']

/** A text ending in a blank. */
export const endsBlank = (text: string): string =>
  `(${endings.map((blank) => `suffix(${text}, ${quoted(blank)})`).join(' OR ')})`

/** A text of which it is plain that it is not empty and has no blank at either end; of others a pattern must tell. */
export const hasPlainEdges = (text: string): string => `(${beginsPlainly(text)} AND NOT ${endsBlank(text)})`
