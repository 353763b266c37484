import './style/index.css'
import { createTheme, MantineProvider } from '@mantine/core'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { createRoot } from 'react-dom/client'
import { Refusal } from './api.ts'
import { router } from './router.tsx'

const place = document.getElementById('root')
if (place === null) throw new Error('index.html has no #root')

const theme = createTheme({ respectReducedMotion: true, cursorType: 'pointer' })

const client = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 30_000,
      // What the server refuses it refuses again; a server that restarts answers the second time.
      retry: (count, error) => count < 1 && !(error instanceof Refusal && error.status >= 400),
    },
  },
})

// Mantine's variables and classes are static files (style/index.css): the pages allow no inline style.
createRoot(place).render(
  <MantineProvider theme={theme} defaultColorScheme="auto" withCssVariables={false} withGlobalClasses={false}>
    <QueryClientProvider client={client}>
      <RouterProvider router={router} />
    </QueryClientProvider>
  </MantineProvider>,
)
