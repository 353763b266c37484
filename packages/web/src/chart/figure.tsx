import { indicatorChart, themes, type ChartSeries } from '@isometric/core/report'
import { useComputedColorScheme } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { useEffect, useRef, useState } from 'react'
import { words } from '../words.ts'
import { draw, type Drawing } from './echarts.ts'
import { usePrinting } from './printing.ts'

/** Paper is light whatever the screen is. */
export const useTheme = () => {
  const scheme = useComputedColorScheme('light')
  const printing = usePrinting()
  return themes[printing ? 'light' : scheme]
}

export const font = "'Inter Variable', sans-serif"

/** A chart with its sentence for who cannot see it; the table below holds every value. */
export const Figure = ({ series }: { readonly series: ChartSeries }) => {
  const place = useRef<HTMLDivElement>(null)
  const drawing = useRef<Drawing>(undefined)
  const theme = useTheme()
  useEffect(() => {
    if (place.current === null) return
    const drawn = draw(place.current)
    drawing.current = drawn
    return () => drawn.close()
  }, [])
  const narrow = useMediaQuery('(max-width: 760px)') ?? false
  const [zoomed, setZoomed] = useState(false)
  useEffect(() => {
    drawing.current?.show(indicatorChart(series, { theme, font, width: narrow ? 'narrow' : 'wide', zoomed }))
  }, [series, theme, narrow, zoomed])
  return (
    <figure className="chart">
      <div ref={place} className="chart-place" aria-hidden="true" />
      <figcaption className="hidden">{series.alt}</figcaption>
      {series.share && (
        <button type="button" className="link chart-zoom" onClick={() => setZoomed(!zoomed)}>
          {zoomed ? words.whole : words.zoom}
        </button>
      )}
    </figure>
  )
}
