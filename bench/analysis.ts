import { once } from 'node:events'
import { performance } from 'node:perf_hooks'
import process from 'node:process'
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads'
import { analysisOf, seriesOfParts, seriesOfValues, type Series } from '@isometric/core/analyse'

/** How many constructs, months of each, and groups beside the total. */
export type Extent = { readonly constructs: number; readonly months: number; readonly groups: number }

/** Mulberry32: the same seed draws the same series. */
const drawFrom = (seed: number): (() => number) => {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

type Draw = () => number

const normal = (draw: Draw): number => Math.sqrt(-2 * Math.log(1 - draw())) * Math.cos(2 * Math.PI * draw())

/** A count with about this mean; exact enough for a course to look at. */
const count = (mean: number, draw: Draw): number => {
  if (mean > 30) return Math.max(0, Math.round(mean + Math.sqrt(mean) * normal(draw)))
  let [n, product] = [0, draw()]
  for (const floor = Math.exp(-mean); product > floor; n++) product *= draw()
  return n
}

/** Level, slope, step and season of a course: some go nowhere, some do not. */
type Course = (month: number) => number

const courseFrom = (draw: Draw, months: number): Course => {
  const [level, kind, at] = [0.2 + 0.6 * draw(), Math.floor(draw() * 4), Math.floor(draw() * months)]
  const size = 0.3 * (draw() - 0.5)
  return (month) => {
    if (kind === 1) return level + (size * month) / months
    if (kind === 2) return level + (month >= at ? size : 0)
    return kind === 3 ? level + (size * Math.sin((2 * Math.PI * month) / 12)) / 3 : level
  }
}

const placesOf = (months: number): readonly number[] => Array.from({ length: months }, (_, month) => month)

const kinds: readonly ((course: Course, months: number, draw: Draw) => Series)[] = [
  (course, months, draw) =>
    seriesOfParts(
      placesOf(months).map((month) => {
        const whole = 20 + Math.floor(200 * draw())
        return [Math.min(whole, count(whole * course(month), draw)), whole] as const
      }),
    ),
  (course, months, draw) =>
    seriesOfParts(
      placesOf(months).map((month) => [count(20 * course(month), draw), 5 + 10 * draw()] as const),
      'rate',
    ),
  (course, months, draw) => ({
    ...seriesOfValues(
      placesOf(months).map((month) => count(12 * course(month), draw)),
      'count',
    ),
    isGuessed: true,
  }),
  (course, months, draw) =>
    seriesOfValues(
      placesOf(months).map((month) => count(course(month) / 2, draw)),
      'count',
    ),
  (course, months, draw) => seriesOfValues(placesOf(months).map((month) => 100 * course(month) + 5 * normal(draw))),
]

/** The series of one construct: its total and its groups, all of one kind. */
const seriesOfConstruct = (construct: number, { months, groups }: Extent, draw: Draw): readonly Series[] => {
  const kind = kinds[construct % kinds.length] ?? kinds[0]
  if (kind === undefined) return []
  return Array.from({ length: groups + 1 }, () => ({
    ...kind(courseFrom(draw, months), months, draw),
    direction: construct % 2 === 0 ? ('higher' as const) : ('lower' as const),
  }))
}

/** What one core did. */
type Part = { readonly series: number; readonly signals: number; readonly trends: number }
export type AnalysisRun = Part & { readonly seconds: number; readonly cpu: number }

/**
 * Everything that is said of every series (models tried and chosen, limits, signals, trend, forecast, interval, assurance),
 * each construct made, analysed and let go.
 */
const analysed = (extent: Extent, seed: number): Part => {
  const draw = drawFrom(seed)
  let [series, signals, trends] = [0, 0, 0]
  for (let construct = 0; construct < extent.constructs; construct++)
    for (const one of seriesOfConstruct(construct, extent, draw)) {
      const { chart, trend } = analysisOf(one, { target: { at: 'least', value: 0.5 } })
      series++
      if (chart.signals.length > 0) signals++
      if (trend.kind === 'found' && trend.direction !== 'none') trends++
    }
  return { series, signals, trends }
}

type Asked = { readonly extent: Extent; readonly seed: number }

/** A core that has loaded what it needs: what starting a process takes is measured elsewhere. */
const coreFor = async (asked: Asked): Promise<Worker> => {
  const worker = new Worker(new URL(import.meta.url), { workerData: asked })
  await once(worker, 'message')
  return worker
}

const partOf = async (core: Worker): Promise<Part> => {
  core.postMessage('go')
  const [part] = (await once(core, 'message')) as [Part]
  return part
}

/** All of it on so many cores that are ready, to the last answer. */
export const analysisRun = async (extent: Extent, cores: number, seed: number): Promise<AnalysisRun> => {
  const share = { ...extent, constructs: extent.constructs / cores }
  const ready = await Promise.all(
    Array.from({ length: cores }, (_, core) => coreFor({ extent: share, seed: seed + core })),
  )
  const [began, worked] = [performance.now(), process.cpuUsage()]
  const parts = await Promise.all(ready.map(partOf))
  const seconds = (performance.now() - began) / 1000
  const { user, system } = process.cpuUsage(worked)
  const sum = (of: keyof Part): number => parts.reduce((all, part) => all + part[of], 0)
  return { seconds, cpu: (user + system) / 1e6, series: sum('series'), signals: sum('signals'), trends: sum('trends') }
}

if (!isMainThread) {
  const { extent, seed } = workerData as Asked
  parentPort?.once('message', () => parentPort?.postMessage(analysed(extent, seed)))
  parentPort?.postMessage('ready')
}
