import { parentPort, workerData } from 'node:worker_threads'
import { checkRange, type Job } from './range.ts'

// What starts this worker gives it a job, and nothing else does.
parentPort?.postMessage(checkRange(workerData as Job))
