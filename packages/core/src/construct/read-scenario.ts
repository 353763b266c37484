import { issueOf, type Issue, type Outcome } from '../issue/index.ts'
import { formulaAt, formulaIfAny } from './place.ts'
import { readAs, type Reader } from './reader.ts'
import type { Alternative, RowChange, Scenario } from './scenario.ts'
import { scenarioSchema, type WrittenScenario } from './schema/index.ts'
import { entriesOf, entryAt, itemsOf, type Entry, type Node, type Path } from './tree.ts'

const tooFew = (of: string, expected: string, { keySpan }: Entry): Issue =>
  issueOf('too-few', { of, expected }, keySpan)

/** A change drops rows, or sets columns of them. */
const checkChange = (change: Node, i: number, contract: string): readonly Issue[] => {
  const of = `Change ${i + 1} of “${contract}”`
  const [drop, set, where] = [entryAt(change, 'drop'), entryAt(change, 'set'), entryAt(change, 'where')]
  if (drop === undefined && set === undefined)
    return change.kind === 'map' ? [issueOf('missing-one-of', { of, keys: ['drop', 'set'] }, change.span)] : []
  const beside = drop === undefined ? undefined : (set ?? where)
  return [
    ...(beside === undefined ? [] : [issueOf('conflicting-keys', { of, keys: ['drop', beside.key] }, beside.keySpan)]),
    ...(set !== undefined && set.value.kind === 'map' && entriesOf(set.value).length === 0
      ? [tooFew('“set”', 'at least one column', set)]
      : []),
  ]
}

const checkAlternative = ({ value }: Entry): readonly Issue[] => {
  const evidence = entryAt(value, 'evidence')
  const contracts = entriesOf(evidence?.value)
  return [
    ...(evidence?.value.kind === 'map' && contracts.length === 0
      ? [tooFew('“evidence”', 'at least one contract whose rows change', evidence)]
      : []),
    ...contracts.flatMap(({ key, value: changes }) =>
      itemsOf(changes).flatMap((change, i) => checkChange(change, i, key)),
    ),
  ]
}

const check = (root: Node): readonly Issue[] => {
  const alternatives = entryAt(root, 'alternatives')
  const each = entriesOf(alternatives?.value)
  return [
    ...(alternatives?.value.kind === 'map' && each.length === 0
      ? [tooFew('“alternatives”', 'at least one alternative', alternatives)]
      : []),
    ...each.flatMap(checkAlternative),
  ]
}

type Written = WrittenScenario['alternatives'][string]

const changeAt = (root: Node, path: Path, written: Written['evidence'][string][number]): RowChange =>
  written.drop === undefined
    ? {
        kind: 'set',
        where: formulaIfAny(root, [...path, 'where']),
        columns: Object.keys(written.set ?? {}).map((name) => ({
          name,
          to: formulaAt(root, [...path, 'set', name]),
        })),
      }
    : { kind: 'drop', where: formulaAt(root, [...path, 'drop']) }

const alternativeOf = (root: Node, name: string, { meaning, cost, evidence }: Written): Alternative => ({
  name,
  ...(meaning === undefined ? {} : { meaning }),
  ...(cost === undefined ? {} : { cost }),
  changes: Object.fromEntries(
    Object.entries(evidence).map(([contract, changes]) => [
      contract,
      changes.map((change, i) => changeAt(root, ['alternatives', name, 'evidence', contract, i], change)),
    ]),
  ),
})

const scenarioReader: Reader<typeof scenarioSchema, Scenario> = {
  kind: 'scenario',
  schema: scenarioSchema,
  check,
  build: (written, root, source) => ({
    kind: 'scenario',
    title: written.scenario,
    alternatives: Object.entries(written.alternatives).map(([name, each]) => alternativeOf(root, name, each)),
    source,
  }),
}

/** A scenario from its text. */
export const readScenario = (name: string, text: string): Outcome<Scenario> => readAs(scenarioReader, name, text)
