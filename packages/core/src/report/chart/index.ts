/**
 * Charts as data. Comes in: a `ChartSeries` in shown units. Goes out: an ECharts option as plain JSON, the same for a
 * page, a printed report and a test. Knows neither ECharts nor a browser (visual.md, Annotate on the chart).
 */
export * from './axis.ts'
export * from './chart-series.ts'
export * from './funnel-chart.ts'
export * from './indicator-chart.ts'
export * from './theme.ts'
