import { countable, exact, hundred, type Measure } from './measures.ts'

/** A construct as somebody would write it. */
export type Text = { readonly id: string; readonly text: string }

const tables = {
  findings: 'findings',
  events: 'security events',
  accounts: 'account states',
} as const satisfies Record<Measure['of'], string>

const textOf = (id: string, of: Measure['of'], measures: readonly Measure[]): Text => ({
  id,
  text: `construct: ${id}
requirements: [27001:2022 9.1]
language: 1
version: 1.0.0
title: ${measures[0]?.name ?? id}
type: performance
need: How does it go?
decision: Look where it goes badly.
controls: [A.8.8]
evidence: [${tables[of]}]
base measures:
${measures.map(({ name, method }) => `  ${name}:\n    method: >\n      ${method}`).join('\n')}
indicator:
  measure: ${measures[0]?.name ?? ''}
  direction: lower is better
  criteria:
    - from: 2021-01-01
      met: '${measures[0]?.met ?? '<= 100'}'
by: [unit]
frequency: { collect: P1M, analyse: P1M, report: P1M, revise: P1Y, valid: P1Y }
parties: { client: head of security, owner: head of operations, collector: operations }
report: { chart: line, audiences: [operations] }
`,
})

/** Measures of one table stand together, a few in each construct. */
const inConstructs = (kind: string, measures: readonly Measure[], most: number): readonly Text[] => {
  const byTable = Object.entries(Object.groupBy(measures, ({ of }) => of))
  return byTable.flatMap(([, found]) =>
    Array.from({ length: Math.ceil(found.length / most) }, (_, i) => {
      const [first] = found
      const of = first?.of ?? 'findings'
      return textOf(`${kind}-${of}-${i + 1}`, of, found.slice(i * most, (i + 1) * most))
    }),
  )
}

const countableTexts = inConstructs('countable', countable, 6)
const exactTexts = inConstructs('exact', exact, 4)
const hundredTexts = hundred.map((measures, i) =>
  textOf(`hundred-${String(i + 1).padStart(3, '0')}`, measures[0]?.of ?? 'findings', measures),
)

export const constructs = (): readonly Text[] => [...countableTexts, ...exactTexts, ...hundredTexts]
const idsOf = (texts: readonly Text[]): readonly string[] => texts.map(({ id }) => id)
export const countableIds = idsOf(countableTexts)
export const exactIds = idsOf(exactTexts)
export const hundredIds = (many: number): readonly string[] => idsOf(hundredTexts.slice(0, many))
