import type { Formula } from '../../formula/index.ts'
import { issueOf } from '../../issue/index.ts'
import { placeOf } from '../bench.ts'
import type { CheckedConstruct, CheckedMethod } from '../checked.ts'
import { groupScan, topAggregates } from '../grouping.ts'
import { wholeOf, type Found, type Rule } from './found.ts'
import { judgedFunctions, methodNamed, partsOf, quotientOf, reachedBy } from './reached.ts'
import { saysPhrase } from './words.ts'

/** `parts` are what is taken of it. */
type Denominator = { readonly method: CheckedMethod; readonly parts: readonly CheckedMethod[]; readonly of: string }

/** What the judged shares and ratios are taken of. */
const denominators = (checked: CheckedConstruct): readonly Denominator[] => {
  const all = judgedFunctions(checked).flatMap(({ name, formula }) =>
    partsOf(formula).flatMap((part): readonly Denominator[] => {
      const [above, below] = quotientOf(part) ?? []
      const method = below?.kind === 'name' ? methodNamed(checked, below.name) : undefined
      if (method === undefined || above === undefined) return []
      const parts = [...reachedBy(above, checked.derivedMeasures)].flatMap((each) => methodNamed(checked, each) ?? [])
      return [{ method, parts, of: name }]
    }),
  )
  return all.filter(({ method }, i) => all.findIndex((other) => other.method === method) === i)
}

const meaningOf = ({ construct }: CheckedConstruct, name: string): string | undefined =>
  construct.baseMeasures.find((each) => each.name === name)?.meaning

const columnsIn = (formula: Formula): ReadonlySet<string> =>
  new Set(partsOf(formula).flatMap((part) => (part.kind === 'name' || part.kind === 'path' ? [part.name] : [])))

/** A column of truths that the words name and the method does not look at. */
const forgotten = (
  checked: CheckedConstruct,
  { method: { name, method, formula }, parts }: Denominator,
): readonly Found[] => {
  const text = checked.construct.baseMeasures.find((each) => each.name === name)?.method
  const [aggregate] = topAggregates(method)
  const scan = aggregate === undefined ? undefined : groupScan(aggregate.over, () => true)
  const contract = scan === undefined ? undefined : checked.contracts[scan.contract]
  if (text === undefined || contract === undefined) return []
  const words = `${name} . ${meaningOf(checked, name) ?? ''}`
  const looked = columnsIn(formula)
  // “People who should have signed” names what is asked of them, not who they are.
  const asked = new Set(parts.flatMap((part) => [...columnsIn(part.formula)]))
  return contract.columns
    .filter((column) => column.type.kind === 'boolean' && !looked.has(column.name))
    .filter(({ name: column }) => column.includes(' ') || !asked.has(column))
    .filter((column) => saysPhrase(words, column.name.replace(/^is /, '')))
    .map((column) => ({
      issue: issueOf('population-differs', { measure: name, column: column.name, table: contract.name }, wholeOf(text)),
      text,
    }))
}

/** D9: a ratio whose denominator is not said, or is said to be another than it is. */
export const population: Rule = (checked) =>
  denominators(checked).flatMap((denominator): readonly Found[] => {
    const { method, of } = denominator
    if (meaningOf(checked, method.name) !== undefined) return forgotten(checked, denominator)
    const path = `base measures.${method.name}`
    const key = checked.construct.source.keys[path] ?? placeOf(checked.construct.source, path)
    return [{ issue: issueOf('population-unnamed', { measure: method.name, of }, key) }]
  })
