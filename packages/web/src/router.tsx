import { createRootRoute, createRoute, createRouter, retainSearchParams } from '@tanstack/react-router'
import { Actions } from './page/actions/actions.tsx'
import { Evidence } from './page/evidence/evidence.tsx'
import { Indicator } from './page/indicator/indicator.tsx'
import { Fault, NotFound } from './part/notice.tsx'
import { Shell } from './part/shell.tsx'
import { Overview } from './page/overview/overview.tsx'

/** Filters sit in the address, so that what one reader sees can be sent to another. */
type Filters = { readonly asKnownOn?: string | undefined }

const textOf = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined)

const root = createRootRoute({
  component: Shell,
  notFoundComponent: NotFound,
  validateSearch: (search: Record<string, unknown>): Filters => {
    const asKnownOn = textOf(search['asKnownOn'])
    return asKnownOn === undefined ? {} : { asKnownOn }
  },
  search: { middlewares: [retainSearchParams(['asKnownOn'])] },
})

const overview = createRoute({ getParentRoute: () => root, path: '/', component: Overview })

const indicator = createRoute({
  getParentRoute: () => root,
  path: '/indicators/$id',
  validateSearch: (search: Record<string, unknown>): { readonly group?: string | undefined } => {
    const group = textOf(search['group'])
    return group === undefined ? {} : { group }
  },
  component: Indicator,
})

const evidence = createRoute({
  getParentRoute: () => root,
  path: '/evidence',
  component: Evidence,
})

const actions = createRoute({ getParentRoute: () => root, path: '/actions', component: Actions })

export const router = createRouter({
  routeTree: root.addChildren([overview, indicator, actions, evidence]),
  scrollRestoration: true,
  defaultErrorComponent: Fault,
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}
