import { STATUS_CODES } from 'node:http'

/** A problem document (RFC 9457): `type` is stable, `detail` a sentence that says what is wrong and what to do. */
export type Problem = {
  readonly type: string
  readonly title: string
  readonly status: number
  readonly detail: string
}

export const problemType = 'application/problem+json; charset=utf-8'

/** @example problem(404, 'unknown-indicator', 'There is none.').title //=> 'Not Found' */
export const problem = (status: number, code: string, detail: string): Problem => ({
  type: `urn:isometric:problem:${code}`,
  title: STATUS_CODES[status] ?? 'Problem',
  status,
  detail,
})
