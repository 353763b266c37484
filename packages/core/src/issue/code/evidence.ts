import { error, meant, notice, warning } from './entry.ts'

/** “a”, “b” and “c”; a long list says how long it is, and what is no name is not shown to its end. */
const quotedList = (texts: readonly string[]): string => {
  const shown = texts.slice(0, 12).map((text) => `“${text.length > 80 ? `${text.slice(0, 79)}…` : text}”`)
  const rest = texts.length - shown.length
  const last = rest > 0 ? `${rest} more` : shown.pop()
  return shown.length === 0 ? (last ?? 'none') : `${shown.join(', ')} and ${last}`
}
const count = (n: number, one: string, many = `${one}s`): string =>
  `${n.toLocaleString('en-GB')} ${n === 1 ? one : many}`
const isIt = (near: string | undefined): string => (near === undefined ? '' : ` Is it “${near}”?`)
const kept = 'Nothing was stored; the file is kept in quarantine.'

/** Collecting evidence (architecture.md 4). `place` is a line or record of the file, as `line 70,000`. */
export const evidenceCodes = {
  'file-not-found': error((p: { file: string }) => `There is no file ${p.file}. Check its name and its folder.`),
  'file-unreadable': error((p: { file: string; why: string }) => `${p.file} cannot be read: ${p.why}.`),
  'file-empty': error(
    (p: { file: string }) => `${p.file} is empty: it has not even a header. Export it again. ${kept}`,
  ),
  'format-unknown': error(
    (p: { file: string; known: readonly string[] }) =>
      `Nothing tells how ${p.file} is written. Name it with an ending such as ${p.known.join(', ')}, or say it in a mapping.`,
  ),
  'file-not-text': error(
    (p: { file: string }) =>
      `${p.file} is not a text: it holds bytes no text holds. Export it again, or say its encoding in a mapping. ${kept}`,
  ),
  'encoding-unknown': error(
    (p: { encoding: string }) =>
      `No encoding is called “${p.encoding}”. utf-8, utf-16le, windows-1252 and iso-8859-1 are some.`,
  ),
  'pattern-unusable': error(
    (p: { pattern: string; columns: number }) =>
      `The mapping’s pattern ${p.pattern} cannot be used: it has to be a regular expression (RE2) with ${count(p.columns, 'group')}, one for each name in “header”.`,
  ),
  'encoding-broken': error(
    (p: { encoding: string; line: string }) =>
      `From ${p.line} on the file is not ${p.encoding}. Export it again, or say its encoding in a mapping. ${kept}`,
  ),
  'encoding-guessed': notice(
    (p: { encoding: string }) =>
      `The file is not UTF-8 and was read as ${p.encoding}. If letters look wrong, say its encoding in a mapping.`,
  ),
  'quote-unterminated': error(
    (p: { place: string; quote: string }) =>
      `A value opened by ${p.quote} on ${p.place} never closes: the file is cut short, or does not quote its values (then say quote: "" in a mapping). ${kept}`,
  ),
  'quoting-broken': error(
    (p: { place: string; quote: string }) =>
      `On ${p.place} a value goes on after its closing ${p.quote}. Write a ${p.quote} inside a value twice, or say in a mapping how values are quoted. ${kept}`,
  ),
  'file-truncated': error(
    (p: { place: string }) => `The file ends in the middle of ${p.place}: it was cut short. Export it again. ${kept}`,
  ),
  'file-damaged': error(
    (p: { format: string; why: string }) => `This is not a whole ${p.format} file: ${p.why}. Export it again. ${kept}`,
  ),
  'line-too-wide': error(
    (p: { place: string }) =>
      `The record on ${p.place} is far wider than the header: is the separator right? Say it in a mapping. ${kept}`,
  ),
  'line-too-long': error(
    (p: { place: string }) => `The record on ${p.place} is longer than 8 MB. This is no table. ${kept}`,
  ),
  'rows-not-found': error(
    (p: { path: string; at: string }) =>
      `The way ${p.path} to the records ends at “${p.at}”: nothing in the file is called so. ${kept}`,
  ),
  'column-missing': error(
    (p: { columns: readonly string[]; has: readonly string[]; near: readonly string[] }) =>
      `The file has no ${p.columns.length === 1 ? 'column' : 'columns'} ${quotedList(p.columns)}.${
        p.near.length === 0 ? '' : ` Is it ${quotedList(p.near)}?`
      } It has ${quotedList(p.has)}. Rename what is meant, or write a mapping. ${kept}`,
  ),
  'column-twice': error(
    (p: { column: string; has: readonly string[] }) =>
      `Several columns of the file are called “${p.column}”: ${quotedList(p.has)}. Take one away, or give it another name. ${kept}`,
  ),
  'column-unmapped': error(
    (p: { column: string; mapping: string }) =>
      `The mapping ${p.mapping} does not say where the required column “${p.column}” comes from.`,
  ),
  'column-unknown': error(
    (p: { column: string; contract: string; near?: string | undefined }) =>
      `The contract “${p.contract}” has no column “${p.column}” to map to.${meant(p.near)}`,
  ),
  'fields-absent': notice(
    (p: { fields: readonly string[] }) => `No record of the file has ${quotedList(p.fields)}; it was taken as empty.`,
  ),
  'columns-ignored': notice(
    (p: { columns: readonly string[] }) => `Not in the contract and left aside: ${quotedList(p.columns)}.`,
  ),
  'source-column-missing': error(
    (p: { column: string; from: string; has: readonly string[]; near?: string | undefined }) =>
      `“${p.column}” comes from “${p.from}”, which the file does not have.${isIt(p.near)} It has ${quotedList(p.has)}. ${kept}`,
  ),
  'as-of-invalid': error(
    (p: { text: string }) => `“${p.text}” is no moment. Write a day (2026-06-30) or an instant (2026-06-30T22:00:00Z).`,
  ),
  'as-of-in-future': error(
    (p: { text: string }) => `${p.text} has not come yet: evidence shows what was, so it cannot be as of a later day.`,
  ),
  'wrong-cell': warning(
    (p: { place: string; column: string; text: string; expected: string; hint?: string | undefined }) =>
      `On ${p.place}, “${p.column}” is “${p.text}”, where ${p.expected} is expected.${p.hint === undefined ? '' : ` ${p.hint}`}`,
  ),
  'not-a-level': warning(
    (p: { place: string; column: string; text: string; levels: readonly string[]; near?: string | undefined }) =>
      `On ${p.place}, “${p.column}” is “${p.text}”, which is none of ${quotedList(p.levels)}.${meant(p.near)}`,
  ),
  'unlisted-value': warning(
    (p: { place: string; column: string; text: string; near?: string | undefined }) =>
      `On ${p.place}, “${p.column}” is “${p.text}”, which the mapping does not list.${meant(p.near)} Add it to the column’s values.`,
  ),
  'missing-value': warning(
    (p: { place: string; column: string }) => `On ${p.place}, “${p.column}” is empty, and the contract requires it.`,
  ),
  'too-few-fields': warning(
    (p: { place: string; expected: number }) =>
      `The record on ${p.place} has fewer values than the ${p.expected} columns of the file.`,
  ),
  'too-many-fields': warning(
    (p: { place: string; expected: number }) =>
      `The record on ${p.place} has more values than the ${p.expected} columns of the file: a separator inside a value is not quoted.`,
  ),
  'pattern-mismatch': warning(
    (p: { place: string; text: string }) => `The text on ${p.place} does not fit the mapping’s pattern: “${p.text}”.`,
  ),
  'not-json': warning((p: { place: string }) => `The text on ${p.place} is not JSON.`),
  'not-a-record': warning(
    (p: { place: string }) =>
      `${p.place[0]?.toUpperCase()}${p.place.slice(1)} is a single value, not a record with names.`,
  ),
  'rule-broken': warning(
    (p: { place: string; rule: string }) => `On ${p.place} a rule of the contract does not hold: ${p.rule}.`,
  ),
  'row-repeated': warning(
    (p: { place: string; key: string }) => `The row on ${p.place} repeats the key ${p.key} and was left out.`,
  ),
  'more-rejected': warning(
    (p: { reason: string; column: string | null; rows: number }) =>
      `${count(p.rows, 'more row')} rejected for the same reason: ${p.reason}${p.column === null ? '' : ` (“${p.column}”)`}.`,
  ),
  'rows-rejected': warning(
    (p: { rejected: number; rows: number; file: string }) =>
      `${count(p.rejected, 'row')} of ${p.rows.toLocaleString('en-GB')} rejected; each is listed with its reason in ${p.file}.`,
  ),
  'formula-silent': warning(
    (p: { of: string; rows: number; places: readonly string[] }) =>
      `The formula of ${p.of} gives nothing for ${count(p.rows, 'record')} although all it reads is there (first on ${p.places.join(', ')}): what is written there is not what it takes it for. Correct it, or let it say where null is meant: if … then null else ….`,
  ),
  'evidence-not-written': error(
    (p: { folder: string; why: string }) =>
      `${p.folder} could not be written: ${p.why}. What was stored before is untouched; put it right and collect again.`,
  ),
  'rows-left-out': notice((p: { rows: number }) => `${count(p.rows, 'record')} left out by the mapping’s “where”.`),
  'rule-warned': warning(
    (p: { rule: string; rows: number; place: string }) =>
      `A rule of the contract does not hold for ${count(p.rows, 'row')} (first on ${p.place}): ${p.rule}.`,
  ),
  'mostly-rejected': error(
    (p: { rejected: number; rows: number; read: 'all' | 'beginning' }) =>
      `${p.rejected.toLocaleString('en-GB')} of the ${p.read === 'all' ? '' : 'first '}${count(p.rows, 'record')} do not fit the contract: this looks like another table. Collect it for the contract it belongs to, or write a mapping. ${kept}`,
  ),
  'key-repeated': error(
    (p: { key: string; values: string; places: readonly string[]; keys: number; same: boolean }) =>
      `${p.keys === 1 ? 'A key stands' : `${p.keys.toLocaleString('en-GB')} keys stand`} more than once in the file (${p.key}): ${p.values} on ${p.places.join(' and ')}${
        p.same ? ', each time with the same values' : ', with different values'
      }. Remove what is repeated, or correct the contract’s key. ${kept}`,
  ),
  'rule-failed': error(
    (p: { rule: string; rows: number; place: string }) =>
      `A rule the contract insists on does not hold for ${count(p.rows, 'row')} (first on ${p.place}): ${p.rule}. ${kept}`,
  ),
  'values-rounded': notice(
    (p: { column: string; rows: number }) =>
      `“${p.column}” had more than four decimals in ${count(p.rows, 'row')} and was rounded to four.`,
  ),
  'blanks-kept': notice(
    (p: { column: string; rows: number }) =>
      `“${p.column}” begins or ends with blanks in ${count(p.rows, 'row')}; they are part of the value.`,
  ),
  'later-than-as-of': warning(
    (p: { column: string; rows: number; asOf: string }) =>
      `“${p.column}” lies after ${p.asOf}, the moment the evidence shows, in ${count(p.rows, 'row')}.`,
  ),
  'already-known': notice(
    (p: { contract: string }) =>
      `This is known already: the same ${p.contract} as of the same moment were collected before.`,
  ),
} as const
