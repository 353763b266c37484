import { byLine, numbered, type Conversion } from '../convert.ts'

/*
 * Stand-ins for what has no source yet: XML, names with values, and rows without a key. Each holds one line at a time.
 * The XML of these tools has one element on a line, or its attributes on the next; that is all these rewrites know of
 * XML.
 */

const cell = (text: string): string => `"${text.replaceAll('"', '""')}"`
const attribute = (text: string, name: string): string => new RegExp(`\\b${name}="([^"]*)"`).exec(text)?.[1] ?? ''

type Item = { readonly head: string; readonly cves: readonly string[]; readonly line: number; readonly result: string }

/** Nessus and XCCDF: an element that opens, lines about it, and its end; `rows` makes lines of it. */
const elements =
  (open: string, header: string, rows: (item: Item, host: string) => readonly string[]): Conversion =>
  (from, to) => {
    let host = ''
    let item: Item | undefined
    return byLine(from, to, (line, number) => {
      const before = number === 1 ? [header] : []
      if (line.includes('<ReportHost ')) host = attribute(line, 'name')
      if (line.includes(`<${open} `)) item = { head: line, cves: [], line: number, result: '' }
      if (item === undefined) return before
      const cve = /<(?:cve|ident [^>]*)>(CVE-[0-9-]+)</.exec(line)?.[1]
      if (cve !== undefined) item = { ...item, cves: [...item.cves, cve] }
      item = { ...item, result: /<result>(\w+)</.exec(line)?.[1] ?? item.result }
      if (!line.includes(`</${open}>`)) return before
      const found = rows(item, host)
      item = undefined
      return [...before, ...found]
    })
  }

const distinct = (texts: readonly string[]): readonly string[] => [...new Set(texts)]

export const conversions: Readonly<Record<string, Conversion>> = {
  numbered,
  nessus: elements('ReportItem', 'item,host,severity,cves', ({ head, cves, line }, host) => [
    [`${attribute(head, 'pluginID')}-${line}`, host, attribute(head, 'severity'), cves.join(',')].map(cell).join(','),
  ]),
  'nessus-cves': elements('ReportItem', 'item,cve', ({ head, cves, line }) =>
    distinct(cves).map((cve) => [`${attribute(head, 'pluginID')}-${line}`, cve].map(cell).join(',')),
  ),
  xccdf: elements('rule-result', 'rule,severity,result', ({ head, result }) => [
    [attribute(head, 'idref'), attribute(head, 'severity'), result].map(cell).join(','),
  ]),
  'xccdf-cves': elements('rule-result', 'rule,cve', ({ head, cves }) =>
    distinct(cves).map((cve) => [attribute(head, 'idref'), cve].map(cell).join(',')),
  ),
  /** `name=value`; the first line is a comment. */
  'names-and-values': (from, to) =>
    byLine(from, to, (line, number) => {
      const at = line.indexOf('=')
      const before = number === 1 ? ['line,entry,words'] : []
      return at < 0 ? before : [...before, [`${number}`, line.slice(0, at), line.slice(at + 1)].map(cell).join(',')]
    }),
}
