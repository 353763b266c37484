/** How a delimited text is written. `quote` is '' where values are not quoted. */
export type Form = { readonly separator: string; readonly quote: string }

/** A record of the beginning of a text, with the offset just after it. */
type Parsed = { readonly values: readonly string[]; readonly end: number }

const valueAt = (
  text: string,
  from: number,
  { separator, quote }: Form,
): { readonly value: string; readonly end: number } => {
  if (quote !== '' && text[from] === quote) {
    let value = ''
    for (let i = from + 1; i < text.length; i++) {
      if (text[i] !== quote) value += text[i]
      else if (text[i + 1] === quote) value += text[++i]
      else return { value, end: i + 1 }
    }
    return { value, end: text.length }
  }
  let end = from
  while (end < text.length && text[end] !== separator && text[end] !== '\n' && text[end] !== '\r') end += 1
  return { value: text.slice(from, end), end }
}

const recordAt = (text: string, from: number, form: Form): Parsed => {
  const values: string[] = []
  for (let at = from; ;) {
    const { value, end } = valueAt(text, at, form)
    values.push(value)
    if (text[end] === form.separator) at = end + 1
    else {
      const rest = text.slice(end)
      return { values, end: end + (/^[^\n\r]*(\r\n|\n|\r)?/.exec(rest)?.[0].length ?? rest.length) }
    }
  }
}

const isBlank = (record: Parsed): boolean => record.values.length === 1 && record.values[0] === ''

/** Up to `limit` records from the beginning of a text, blank lines left out; `start` is where each begins. */
export const firstRecords = (
  text: string,
  form: Form,
  limit: number,
): readonly { readonly values: readonly string[]; readonly start: number; readonly end: number }[] => {
  const found: { readonly values: readonly string[]; readonly start: number; readonly end: number }[] = []
  for (let at = 0; at < text.length && found.length < limit;) {
    const record = recordAt(text, at, form)
    if (!isBlank(record)) found.push({ values: record.values, start: at, end: record.end })
    at = record.end
  }
  return found
}

const separators = [',', ';', '\t', '|'] as const

/**
 * The separator under which the first records look most like the wanted table: by how many wanted names the header
 * holds, then by how many records are as wide as the header.
 */
export const separatorOf = (
  text: string,
  quote: string,
  names: readonly string[] | undefined,
  wanted: ReadonlySet<string>,
  plain: (name: string) => string,
): string => {
  let best: { readonly separator: string; readonly score: readonly number[] } = { separator: ',', score: [0, 0, 0] }
  for (const separator of separators) {
    const records = firstRecords(text, { separator, quote }, 50)
    const header = names ?? records[0]?.values ?? []
    const width = header.length
    const like = records.filter(({ values }) => values.length === width).length / Math.max(1, records.length)
    const score = [header.filter((name) => wanted.has(plain(name))).length, width > 1 ? like : 0, width]
    const first = score.findIndex((part, i) => part !== best.score[i])
    if (first >= 0 && (score[first] ?? 0) > (best.score[first] ?? 0)) best = { separator, score }
  }
  return best.separator
}
