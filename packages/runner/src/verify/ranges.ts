import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import { tileWidth } from '@isometric/core/record'
import { checkRange, type Job, type RangeReport } from './range.ts'

/** Bundles that are read before a worker could have been started. */
const few = 40

const inWorker = (job: Job): Promise<RangeReport> =>
  new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./worker.ts', import.meta.url), { workerData: job })
    worker.once('message', (report: RangeReport) => resolve(report))
    worker.once('error', reject)
  })

/** The whole log in ranges of bundles, side by side where it is worth it. */
export const checkRanges = async (log: string, store: string, size: number): Promise<readonly RangeReport[]> => {
  const bundles = Math.ceil(size / tileWidth)
  const whole = { log, store, size }
  if (bundles <= few) return [checkRange({ ...whole, from: 0, to: bundles })]
  const count = Math.max(1, Math.min(4, availableParallelism()))
  const starts = Array.from({ length: count }, (_, i) => Math.floor((bundles * i) / count))
  return Promise.all(starts.map((from, i) => inWorker({ ...whole, from, to: starts[i + 1] ?? bundles })))
}
