import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  retainSearchParams,
} from '@tanstack/react-router'
import { NotFound } from './part/notice.tsx'
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
  validateSearch: (search: Record<string, unknown>): { readonly group?: string } => {
    const group = textOf(search['group'])
    return group === undefined ? {} : { group }
  },
  component: lazyRouteComponent(() => import('./page/indicator/indicator.tsx'), 'Indicator'),
})

const evidence = createRoute({
  getParentRoute: () => root,
  path: '/evidence',
  component: lazyRouteComponent(() => import('./page/evidence/evidence.tsx'), 'Evidence'),
})

export const router = createRouter({
  routeTree: root.addChildren([overview, indicator, evidence]),
  scrollRestoration: true,
  defaultPreload: 'intent',
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}
