import type { Construct, Contract, FormulaText, Source } from '../construct/index.ts'
import { readFormula, type Formula, type Value } from '../formula/index.ts'
import { isError, type Issue, type Span } from '../issue/index.ts'
import { literalValue } from './literal.ts'

/** Everything gathered while one construct is checked. */
export type Bench = {
  readonly construct: Construct
  readonly contracts: Readonly<Record<string, Contract>>
  readonly names: readonly string[]
  readonly issues: Issue[]
  readonly used: { readonly parameters: Set<string>; readonly tables: Set<string>; readonly accepted: Set<string> }
  /** Base measures whose method is wrong: what would follow from that is not said as well. */
  readonly unsound: Set<string>
}

/** A span in a formula as a span in its document. */
const inDocument = (issue: Issue, text: FormulaText, source: Source): Issue => {
  const at = (offset: number): number => text.offsets[Math.min(offset, text.offsets.length - 1)] ?? 0
  const last = Math.max(issue.span.from, issue.span.to - 1)
  return {
    ...issue,
    span: { from: at(issue.span.from), to: issue.span.to > issue.span.from ? at(last) + 1 : at(issue.span.from) },
    document: text.document ?? source.name,
  }
}

export const placeOf = (source: Source, ...paths: readonly string[]): Span => {
  for (const path of paths) {
    const span = source.places[path]
    if (span !== undefined) return span
  }
  return { from: 0, to: 0 }
}

/** Where a name of the author's own is given: the key, not what stands behind it. */
export const keyPlaceOf = (source: Source, path: string): Span => source.keys[path] ?? placeOf(source, path)

export const sayAt = (bench: Bench, issue: Issue): void => {
  bench.issues.push({ ...issue, document: bench.construct.source.name })
}

export const sayIn = (bench: Bench, text: FormulaText, issues: readonly Issue[]): void => {
  for (const issue of issues) bench.issues.push(inDocument(issue, text, bench.construct.source))
}

/** Reads a formula and reports what is wrong with it at its place in the document. */
export const readAt = (bench: Bench, text: FormulaText): Formula | undefined => {
  const outcome = readFormula(text.text, bench.names)
  sayIn(bench, text, outcome.issues)
  return outcome.ok ? outcome.value : undefined
}

export const literalAt = (bench: Bench, text: FormulaText): Value | undefined => {
  const formula = readAt(bench, text)
  if (formula === undefined) return undefined
  const { value, issues } = literalValue(formula)
  sayIn(bench, text, issues)
  return issues.some(isError) ? undefined : value
}
