import type { StatusMark } from '@isometric/core/report'
import type { ReactNode } from 'react'

/** Drawn and not typed, so that every system shows the same symbols as the catalogue names. */
const shapes: Readonly<Record<StatusMark['status'], ReactNode>> = {
  met: <path d="M3 8.5 6.5 12 13 4.5" />,
  near: (
    <>
      <circle cx="8" cy="8" r="5.5" />
      <path d="M8 2.5a5.5 5.5 0 0 0 0 11z" className="solid" />
    </>
  ),
  'not met': <path d="m4 4 8 8M12 4l-8 8" />,
  'cannot tell': (
    <>
      <path d="M5.3 5.8C5.3 4 6.5 3 8 3s2.7 1 2.7 2.6C10.700 7.700 8 7.600 8 10" />
      <circle cx="8" cy="13" r="0.6" className="solid" />
    </>
  ),
  stale: (
    <>
      <circle cx="8" cy="8" r="5.5" />
      <path d="M8 8V2.500M8 8H2.500" />
    </>
  ),
  'no data': <path d="M4 8h8" />,
  'not computable': (
    <>
      <circle cx="8" cy="8" r="5" />
      <path d="m3 13 10-10" />
    </>
  ),
}

const className = (status: string): string => `status status-${status.replaceAll(' ', '-')}`

/** Symbol, word and colour, always all three. */
export const Status = ({ mark }: { readonly mark: StatusMark }) => (
  <span className={className(mark.status)}>
    <svg className="status-symbol" viewBox="0 0 16 16" aria-hidden="true">
      {shapes[mark.status]}
    </svg>
    <span>{mark.word}</span>
  </span>
)
