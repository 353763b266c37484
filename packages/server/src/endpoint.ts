import type { z } from 'zod'
import type { Problem } from './problem.ts'
import type { Source } from './source.ts'

/** What is asked: parts of the path and of the query, checked. `asKnownOn` is an instant. */
export type Asked<Q> = { readonly id: string; readonly query: Q; readonly source: Source }
export type Answer<R> = { readonly ok: true; readonly value: R } | { readonly ok: false; readonly problem: Problem }

/** One address of the API: everything its registration, its checks and its documentation need. */
export type Endpoint<Q extends z.ZodType = z.ZodType, R extends z.ZodType = z.ZodType> = {
  /** As in OpenAPI: `/api/v1/indicators/{id}`. */
  readonly path: string
  readonly summary: string
  readonly query: Q
  /** Name of the response among the components. */
  readonly response: string
  readonly schema: R
  readonly answer: (asked: Asked<z.output<Q>>) => Promise<Answer<z.output<R>>>
}

/** Hides the types of one endpoint from the list of all; the query has been parsed by its own schema. */
export const endpoint = <Q extends z.ZodType, R extends z.ZodType>(of: Endpoint<Q, R>): Endpoint => ({
  ...of,
  answer: ({ query, ...asked }) => of.answer({ ...asked, query: of.query.parse(query) }),
})

export const found = <R>(value: R): Answer<R> => ({ ok: true, value })
export const refused = (problem: Problem): Answer<never> => ({ ok: false, problem })
