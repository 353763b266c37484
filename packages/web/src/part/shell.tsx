import { en } from '@isometric/core/report'
import { useQuery } from '@tanstack/react-query'
import { Link, Outlet, useRouterState, useSearch } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import { overviewQuery } from '../api.ts'
import { words } from '../words.ts'
import { KnownOn, KnownOnNotice } from './known-on.tsx'
import { Scheme } from './scheme.tsx'

/** Only what exists; each later page is one more line. */
const entries = [
  { to: '/', name: words.overview },
  { to: '/evidence', name: words.evidence },
  { to: '/actions', name: en.decide.page.title },
] as const

const Rail = ({ organisation }: { readonly organisation: string }) => (
  <header className="rail">
    <div className="rail-name">
      <Link to="/" className="product">
        <img src="/icon.svg" alt="" width="20" height="20" /> {words.product}
      </Link>
      <span className="organisation">{organisation}</span>
    </div>
    <nav aria-label={words.navigation}>
      {entries.map(({ to, name }) => (
        <Link key={to} to={to} className="rail-entry" activeOptions={{ exact: true, includeSearch: false }}>
          {name}
        </Link>
      ))}
    </nav>
    <div className="rail-tools">
      <KnownOn />
      <Scheme />
    </div>
  </header>
)

/** After going to another page, the keyboard and the screen reader start at its content. */
const useFocusOnArrival = () => {
  const main = useRef<HTMLElement>(null)
  const path = useRouterState({ select: ({ location }) => location.pathname })
  const before = useRef(path)
  useEffect(() => {
    if (before.current === path) return
    before.current = path
    main.current?.focus()
  }, [path])
  return main
}

export const Shell = () => {
  const { asKnownOn } = useSearch({ from: '__root__' })
  const { data } = useQuery(overviewQuery(asKnownOn))
  const main = useFocusOnArrival()
  return (
    <>
      <a className="skip" href="#content">
        {words.skip}
      </a>
      <Rail organisation={data?.frame.organisation ?? ''} />
      <main id="content" ref={main} tabIndex={-1}>
        {data?.frame.sample === true && <p className="banner">{words.sample}</p>}
        <KnownOnNotice />
        <Outlet />
      </main>
    </>
  )
}
