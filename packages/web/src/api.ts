import type { ActionsPage, EvidencePage, IndicatorPage, Overview } from '@isometric/core/report'
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
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

type AskedRows = { readonly id: string; readonly asKnownOn: string | undefined; readonly group: string | undefined }

/** A page of the rows that a value was computed from, as the server answers it. */
export type EvidenceRows = {
  readonly measure: string
  readonly measures: readonly string[]
  readonly part: number
  readonly parts: readonly string[]
  readonly contract: string
  readonly columns: readonly { readonly name: string; readonly type: string; readonly unit: string | null }[]
  readonly rows: readonly (readonly unknown[])[]
  readonly total: number
  readonly hidden: number
  readonly isPersonal: boolean
  readonly next: string | null
}

export const rowsQuery = ({ id, asKnownOn, group }: AskedRows, measure: string | undefined) =>
  infiniteQueryOptions({
    queryKey: ['rows', id, asKnownOn, group, measure],
    queryFn: ({ pageParam: cursor }) =>
      read<EvidenceRows>(`indicators/${encodeURIComponent(id)}/rows`, { asKnownOn, group, measure, cursor }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next ?? undefined,
  })

/** One decision into the record. With the same key it decides once, however often it is sent. */
export const decide = async (decision: object, key: string): Promise<void> => {
  const response = await fetch('/api/v1/actions', {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': key },
    body: JSON.stringify(decision),
  }).catch(() => undefined)
  if (response === undefined) throw new Refusal(0, words.unreachable)
  if (response.ok) return
  throw new Refusal(response.status, detailOf(await response.json().catch(() => undefined)))
}

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
