import { issueOf, type Code, type Issue, type ParametersOf } from '@isometric/core/issue'

/**
 * What a problem is about. `integrity`: something is not what was recorded. `completeness`: something that was recorded
 * is not there. `recomputation`: a result is not what its evidence gives.
 */
export type Aspect = 'integrity' | 'completeness' | 'recomputation'

/** `record`: what is affected, as a table with a number, a file, or the log itself. */
export type Problem = { readonly aspect: Aspect; readonly record: string; readonly issue: Issue }

export const problemOf = <C extends Code>(
  aspect: Aspect,
  record: string,
  code: C,
  parameters: ParametersOf<C>,
): Problem => ({ aspect, record, issue: issueOf(code, parameters, { from: 0, to: 0 }) })

/** As many as somebody reads; how many more there are is told. */
const most = 1000

export type Problems = {
  readonly add: (problem: Problem) => void
  readonly all: () => readonly Problem[]
  readonly more: () => number
}

export const problemList = (): Problems => {
  const found: Problem[] = []
  let more = 0
  return {
    add: (problem) => {
      if (found.length < most) found.push(problem)
      else more += 1
    },
    all: () => found,
    more: () => more,
  }
}

/** What a database says that cannot be read on; anything else is a bug of ours and is thrown. */
export const databaseProblem = (thrown: unknown): Problem => {
  if (!(thrown instanceof Error && 'errcode' in thrown)) throw thrown
  return problemOf('integrity', 'store', 'store-check-failed', { why: thrown.message })
}
