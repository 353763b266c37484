/** A text as SQL writes it. @example quoted("it's") //=> "'it''s'" */
export const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`

/** A name as SQL writes it; always quoted, because `role`, `rule` and `at` fail bare. @example named('at') //=> '"at"' */
export const named = (name: string): string => `"${name.replaceAll('"', '""')}"`

/** @example listed(['a', 'b']) //=> "('a', 'b')" */
export const listed = (texts: readonly string[]): string => `(${texts.map(quoted).join(', ')})`
