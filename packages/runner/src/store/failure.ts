import { issueOf, type Code, type Issue, type ParametersOf } from '@isometric/core/issue'

/**
 * Something outside failed: a disk, a lock, a clock. Nobody's mistake in a document and no bug of ours, so it is thrown
 * where it happens and said as its issue where it is caught (exit code 3).
 */
export class Failure extends Error {
  readonly issue: Issue

  constructor(issue: Issue, options?: ErrorOptions) {
    super(issue.message, options)
    this.name = 'Failure'
    this.issue = issue
  }
}

/** An issue with a whole file or folder, not with a place in a text. */
export const issueAt = <C extends Code>(document: string, code: C, parameters: ParametersOf<C>): Issue => ({
  ...issueOf(code, parameters, { from: 0, to: 0 }),
  document,
})
