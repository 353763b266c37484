import { Skeleton } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { Refusal } from '../api.ts'
import { words } from '../words.ts'
import { useTitle } from './title.ts'

const Notice = ({ title, children }: { readonly title: string; readonly children: ReactNode }) => {
  useTitle(title)
  return (
    <section className="notice">
      <h1 tabIndex={-1}>{title}</h1>
      {children}
    </section>
  )
}

/** What failed, what is safe, what to do (visual.md, Layout). */
export const Failed = ({ error, again }: { readonly error: Error; readonly again: () => unknown }) => {
  const isMissing = error instanceof Refusal && error.status === 404
  return (
    <Notice title={isMissing ? words.notFound : words.failed}>
      <p role="alert">{error.message}</p>
      {!isMissing && <p>{words.failedSafe}</p>}
      <p className="actions">
        {!isMissing && (
          <button type="button" className="button" onClick={() => void again()}>
            {words.again}
          </button>
        )}
        <Link to="/">{words.toOverview}</Link>
      </p>
    </Notice>
  )
}

/** A fault of these pages, which whoever mends them needs the words of. */
export const Fault = ({ error }: { readonly error: unknown }) => (
  <Notice title={words.failed}>
    <p role="alert">{words.fault}</p>
    <pre className="formula">{error instanceof Error ? error.message : String(error)}</pre>
    <p>
      <Link to="/">{words.toOverview}</Link>
    </p>
  </Notice>
)

export const NotFound = () => (
  <Notice title={words.notFound}>
    <p>{words.notFoundWhat}</p>
    <p>
      <Link to="/">{words.toOverview}</Link>
    </p>
  </Notice>
)

/** Empty is not a fault: it says what to do first. */
export const Empty = ({
  title,
  what,
  commands = words.commands,
}: {
  readonly title: string
  readonly what: string
  readonly commands?: readonly string[]
}) => (
  <section className="empty">
    <h2>{title}</h2>
    <p>{what}</p>
    <pre>{commands.join('\n')}</pre>
  </section>
)

/** The final shape without its content: nothing moves when data arrive. */
export const Loading = ({ rows }: { readonly rows: number }) => (
  <div aria-busy="true" className="loading">
    <p className="hidden">{words.loading}</p>
    <Skeleton height={36} width="60%" radius={4} />
    <Skeleton height={24} width="80%" radius={4} />
    {Array.from({ length: rows }, (_, row) => (
      <Skeleton key={row} height={64} radius={4} />
    ))}
  </div>
)
