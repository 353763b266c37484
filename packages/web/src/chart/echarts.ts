/** The parts of ECharts that our charts need, and nothing else of it; loaded only with a page that draws. */
import type { ChartOption } from '@isometric/core/report'
import { BarChart, LineChart, ScatterChart } from 'echarts/charts'
import { GridComponent, MarkAreaComponent, MarkLineComponent, TooltipComponent } from 'echarts/components'
import { init, use } from 'echarts/core'
import { SVGRenderer } from 'echarts/renderers'

use([
  BarChart,
  LineChart,
  ScatterChart,
  GridComponent,
  MarkAreaComponent,
  MarkLineComponent,
  TooltipComponent,
  SVGRenderer,
])

export type Drawing = { readonly show: (option: ChartOption) => void; readonly close: () => void }

/** A drawing that keeps the size of its place. */
export const draw = (place: HTMLElement): Drawing => {
  const chart = init(place, null, { renderer: 'svg', locale: 'EN' })
  const observer = new ResizeObserver(() => chart.resize())
  observer.observe(place)
  return {
    show: (option) => chart.setOption(option, { notMerge: true }),
    close: () => {
      observer.disconnect()
      chart.dispose()
    },
  }
}
