import type { Adopted, ProgrammeFacts } from './facts.ts'

/**
 * The six answers of ISO/IEC 27001:2022 9.1 a) to f) for one indicator; null where nobody has given one. Frequencies
 * are ISO 8601 durations.
 */
export type MatrixRow = {
  readonly id: string
  readonly annexB: string | null
  /** a) what: the question, and the measure that answers it. */
  readonly what: { readonly question: string; readonly measure: string }
  /** b) how: from which evidence, by which formula, read against which criteria. */
  readonly how: {
    readonly evidence: readonly string[]
    readonly measures: readonly { readonly name: string; readonly formula: string }[]
    readonly criteria: { readonly met: string; readonly near: string | null } | null
  }
  /** c) when measured and d) by whom. */
  readonly measured: { readonly every: string; readonly by: string | null; readonly owner: string | null }
  /** e) when analysed and f) by whom. */
  readonly analysed: { readonly every: string; readonly reported: string; readonly by: string | null }
}

/** Who has a role of clause 6.5 for the whole programme. */
export const holdersOf = ({ people }: Pick<ProgrammeFacts, 'people'>, role: string): string | null => {
  const names = people.filter(({ roles }) => roles.some((each) => each.toLowerCase() === role)).map(({ name }) => name)
  return names.length === 0 ? null : names.join(', ')
}

const rowOf = (adopted: Adopted, facts: ProgrammeFacts): MatrixRow => {
  const { parties, frequency } = adopted
  const criteria = adopted.criteria.at(-1)
  return {
    id: adopted.id,
    annexB: adopted.annexB,
    what: { question: adopted.title, measure: adopted.indicator.measure },
    how: {
      evidence: adopted.evidence,
      measures: adopted.measures.map(({ name, formula }) => ({
        name,
        formula: formula.trim().replace(/\s+/g, ' '),
      })),
      criteria: criteria === undefined ? null : { met: criteria.met, near: criteria.near },
    },
    measured: {
      every: frequency.collect,
      by: parties['collector'] ?? holdersOf(facts, 'information collector'),
      owner: parties['owner'] ?? holdersOf(facts, 'information owner'),
    },
    analysed: {
      every: frequency.analyse,
      reported: frequency.report,
      by: parties['analyst'] ?? holdersOf(facts, 'information analyst'),
    },
  }
}

/** One row for each adopted indicator, in the order of the programme. */
export const matrixOf = (facts: ProgrammeFacts): readonly MatrixRow[] =>
  facts.adopted.map((adopted) => rowOf(adopted, facts))

/** Whether one of the six answers is missing. */
export const hasGap = ({ how, measured, analysed }: MatrixRow): boolean =>
  how.criteria === null || measured.by === null || analysed.by === null
