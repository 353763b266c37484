import { quoted } from '../sql-text.ts'

/** The longest line that is read, of a table or of documents. */
export const longestLine = 8 * 2 ** 20

/**
 * A text as a table of its lines: `record` is the line's number in the file, `line` its text, null where it is empty.
 * No sign separates or quotes anything; a text that holds U+0001 was refused before.
 */
export const lineTable = (file: string, skip: number): string => {
  const options = [
    'auto_detect = false',
    'header = false',
    `skip = ${skip}`,
    "delim = '\u0001'",
    "quote = ''",
    "escape = ''",
    'parallel = false',
    `max_line_size = ${longestLine}`,
    `buffer_size = ${2 * longestLine}`,
    "columns = {'line': 'VARCHAR'}",
  ]
  return `SELECT row_number() OVER () + ${skip} AS record, line FROM read_csv(${quoted(file)}, ${options.join(', ')})`
}
