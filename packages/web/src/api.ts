import type { ActionsPage, EvidencePage, IndicatorPage, Overview } from '@isometric/core/report'
import { queryOptions } from '@tanstack/react-query'
import { words } from './words.ts'

/** What stands above every page: whose it is, and as known when. */
export type Frame = { readonly organisation: string; readonly sample: boolean; readonly asKnownOn: string | null }
export type Framed<P> = { readonly frame: Frame; readonly page: P }

/** The server's own sentence about what is wrong (RFC 9457), or ours where it gave none. */
export class Refusal extends Error {
  readonly status: number

  constructor(status: number, detail: string) {
    super(detail)
    this.name = 'Refusal'
    this.status = status
  }
}

const detailOf = (body: unknown): string =>
  typeof body === 'object' && body !== null && 'detail' in body && typeof body.detail === 'string'
    ? body.detail
    : words.unreachable

const read = async <T>(path: string, query: Readonly<Record<string, string | undefined>>): Promise<T> => {
  const given = Object.entries(query).flatMap(([key, value]) => (value === undefined ? [] : [[key, value]]))
  const search = new URLSearchParams(given).toString()
  const response = await fetch(`/api/v1/${path}${search === '' ? '' : `?${search}`}`).catch(() => undefined)
  if (response === undefined) throw new Refusal(0, words.unreachable)
  const body: unknown = await response.json().catch(() => undefined)
  if (!response.ok) throw new Refusal(response.status, detailOf(body))
  // The server checks its answers against the same types (packages/server/src/schema).
  return body as T
}

export const overviewQuery = (asKnownOn: string | undefined) =>
  queryOptions({
    queryKey: ['indicators', asKnownOn],
    queryFn: () => read<Framed<Overview>>('indicators', { asKnownOn }),
  })

export const indicatorQuery = (id: string, asKnownOn: string | undefined, group: string | undefined) =>
  queryOptions({
    queryKey: ['indicators', id, asKnownOn, group],
    queryFn: () => read<Framed<IndicatorPage>>(`indicators/${encodeURIComponent(id)}`, { asKnownOn, group }),
  })

export const actionsQuery = (asKnownOn: string | undefined) =>
  queryOptions({
    queryKey: ['actions', asKnownOn],
    queryFn: () => read<Framed<ActionsPage>>('actions', { asKnownOn }),
  })

export const evidenceQuery = (asKnownOn: string | undefined) =>
  queryOptions({
    queryKey: ['evidence', asKnownOn],
    queryFn: () => read<Framed<EvidencePage>>('evidence', { asKnownOn }),
  })
