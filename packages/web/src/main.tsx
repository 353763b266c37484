import '@fontsource-variable/inter'
import '@mantine/core/styles.css'
import { MantineProvider, Title } from '@mantine/core'
import { createRoot } from 'react-dom/client'

const place = document.getElementById('root')
if (place === null) throw new Error('index.html has no #root')

createRoot(place).render(
  <MantineProvider defaultColorScheme="auto">
    <Title>Isometric</Title>
  </MantineProvider>,
)
