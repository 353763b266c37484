import type { ReactNode } from 'react'

/** A table may be wider than the page; what scrolls must be reachable with the keyboard, and so have a name. */
export const TableFrame = ({ name, children }: { readonly name: string; readonly children: ReactNode }) => (
  // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- WCAG 2.1.1: a scrollable region takes the focus
  <section className="table-frame" tabIndex={0} aria-label={name}>
    {children}
  </section>
)
