import { canonical } from '@isometric/core/record'
import type { Card, Result } from '@isometric/core/term'
import type { Engine } from './engine/index.ts'
import { saysTheSame, sealOf } from './measure/index.ts'
import { run, type MeasureRequest } from './run.ts'
import { problemOf, type Problem } from './verify/index.ts'

/** Results are measured again from the evidence that was known when they became known. */
export type RecomputeRequest = Pick<
  MeasureRequest,
  'programme' | 'contracts' | 'constructs' | 'stored' | 'onProgress'
> & {
  readonly results: readonly Result[]
  /** The card of a construct as it was known at an instant. */
  readonly cardAt: (construct: string, knownAt: string) => Promise<Card | undefined>
}

/** Why results of a construct could not be measured again. */
export type NotRecomputed = { readonly construct: string; readonly results: number; readonly why: string }

export type Recomputed = {
  readonly results: number
  readonly same: number
  readonly different: number
  readonly notRecomputed: readonly NotRecomputed[]
  readonly problems: readonly Problem[]
}

const placeOf = ({ period, group }: Pick<Result, 'period' | 'group'>): string =>
  canonical([period.start, period.end, group])

const spanOf = (results: readonly Result[]): { readonly from: string; readonly to: string } => ({
  from: results.map(({ period }) => period.start).reduce((a, b) => (a < b ? a : b)),
  to: results.map(({ period }) => period.end).reduce((a, b) => (a > b ? a : b)),
})

const differs = (result: Result, code: 'result-differs' | 'result-seal-broken'): Problem => {
  const { construct, knownAt } = result
  const period = `${result.period.start}..${result.period.end}`
  const group = Object.keys(result.group).length === 0 ? 'total' : canonical(result.group)
  return problemOf('recomputation', `${construct} ${period} ${group}`, code, { construct, period, group, knownAt })
}

const isSameEvidence = (a: Result, b: Result): boolean => canonical(a.evidence) === canonical(b.evidence)

/** Results of one construct that became known together, against what measuring again gives. */
const compared = (
  stored: readonly Result[],
  again: readonly Result[],
  construct: string,
): Pick<Recomputed, 'same' | 'different' | 'problems'> => {
  const byPlace = new Map(again.map((result) => [placeOf(result), result]))
  const problems = stored.flatMap((result) => {
    const other = byPlace.get(placeOf(result))
    if (sealOf(result, construct) !== result.digest) return [differs(result, 'result-seal-broken')]
    const isSame = other !== undefined && saysTheSame(other, result) && isSameEvidence(other, result)
    return isSame ? [] : [differs(result, 'result-differs')]
  })
  return { same: stored.length - problems.length, different: problems.length, problems }
}

type Batch = { readonly knownAt: string; readonly results: ReadonlyMap<string, readonly Result[]> }

/** By the moment they became known, then by construct. */
const batchesOf = (results: readonly Result[]): readonly Batch[] =>
  [...Map.groupBy(results, ({ knownAt }) => knownAt)].map(([knownAt, each]) => ({
    knownAt,
    results: Map.groupBy(each, ({ construct }) => construct),
  }))

const gone = 'the construct is not in the catalogue any more'
const changed = 'the construct, its contracts or what the programme sets for it have changed since'
const refused = 'the construct cannot be measured any more'

/** Measures every construct of a batch as it was known then. */
const recomputeBatch = async (
  { knownAt, results }: Batch,
  request: RecomputeRequest,
  engine: Engine,
): Promise<Omit<Recomputed, 'results'>> => {
  const found = { same: 0, different: 0, notRecomputed: [] as NotRecomputed[], problems: [] as Problem[] }
  for (const [construct, stored] of results) {
    const leave = (why: string): void => void found.notRecomputed.push({ construct, results: stored.length, why })
    if (request.constructs[construct] === undefined) {
      leave(gone)
      continue
    }
    const { measured } = await run(
      {
        ...request,
        ids: [construct],
        asked: spanOf(stored),
        asKnownOn: knownAt,
        now: knownAt,
        known: () => Promise.resolve([]),
      },
      engine,
    )
    const [own] = measured
    const card = await request.cardAt(construct, knownAt)
    if (own === undefined) leave(refused)
    else if (card?.digest !== own.card.digest) leave(changed)
    else {
      const { same, different, problems } = compared(stored, own.results, own.card.digest)
      found.same += same
      found.different += different
      found.problems.push(...problems)
    }
  }
  return found
}

/** Measures results again and says which are not what their evidence gives (ISO/IEC 27004:2016, 8.9). */
export const recompute = async (request: RecomputeRequest, engine: Engine): Promise<Recomputed> => {
  const batches: Omit<Recomputed, 'results'>[] = []
  for (const batch of batchesOf(request.results)) batches.push(await recomputeBatch(batch, request, engine))
  const sum = (of: 'same' | 'different'): number => batches.reduce((total, batch) => total + batch[of], 0)
  return {
    results: request.results.length,
    same: sum('same'),
    different: sum('different'),
    notRecomputed: batches.flatMap(({ notRecomputed }) => notRecomputed),
    problems: batches.flatMap(({ problems }) => problems),
  }
}
