import { funnelChart, type Units } from '@isometric/core/report'
import { useMediaQuery } from '@mantine/hooks'
import { useEffect, useRef } from 'react'
import { draw, type Drawing } from './echarts.ts'
import { font, useTheme } from './figure.tsx'

/** A funnel with its sentence for who cannot see it; the table below holds every value. */
export const FunnelFigure = ({ units }: { readonly units: Units }) => {
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
  useEffect(() => {
    drawing.current?.show(funnelChart(units, { theme, font, width: narrow ? 'narrow' : 'wide' }))
  }, [units, theme, narrow])
  return (
    <figure className="chart">
      <div ref={place} className="chart-place" aria-hidden="true" />
      <figcaption className="hidden">{units.alt}</figcaption>
    </figure>
  )
}
