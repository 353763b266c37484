/** What one engine writes differently. The default text is DuckDB's; a dialect states only its differences. */
export type Dialect = {
  readonly name: string
  /** A name as the engine wants it, quoted: `role` and `at` are words of SQL. */
  readonly quote: (name: string) => string
  /** Function name → its text, where it differs from the function's own. */
  readonly functions: Readonly<Record<string, (args: readonly string[]) => string>>
}

/** A text as an SQL literal. */
export const textLiteral = (text: string): string => `'${text.replaceAll("'", "''")}'`
