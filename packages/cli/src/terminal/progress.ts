import { padded, shortened } from './width.ts'

/** How far long work has come: `done` of `of` (bytes, rows), or only a title where the end is not known. */
export type Progress = { readonly title: string; readonly done: number; readonly of?: number }
export type Bar = { readonly show: (progress: Progress) => void; readonly end: () => void }

type Stream = NodeJS.WritableStream & { readonly isTTY?: boolean; readonly columns?: number }

/** Often enough to look alive, seldom enough to cost nothing. */
const interval = 100

const partial = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉']

/** @example barText(0.5, 4) //=> '██  ' */
export const barText = (share: number, width: number): string => {
  const eighths = Math.round(Math.min(1, Math.max(0, share)) * width * 8)
  const bar = '█'.repeat(Math.floor(eighths / 8)) + (partial[eighths % 8] ?? '')
  return padded(bar, width, 'left')
}

const lineOf = ({ title, done, of }: Progress, columns: number): string => {
  if (of === undefined || of <= 0) return shortened(`${title} …`, columns - 1)
  const share = Math.min(1, done / of)
  const percent = `${String(Math.floor(share * 100)).padStart(3)} %`
  const name = padded(shortened(title, Math.floor(columns / 2)), Math.min(28, Math.floor(columns / 2)), 'left')
  const room = Math.max(8, Math.min(40, columns - name.length - percent.length - 6))
  return `${name} ${barText(share, room)} ${percent}`
}

const silent: Bar = { show: () => undefined, end: () => undefined }

/** A bar on a terminal, redrawn in place and wiped at the end; nothing at all in a pipe. */
export const progressOn = (stream: Stream, clock: () => number): Bar => {
  if (stream.isTTY !== true) return silent
  let last = -Infinity
  let drawn = false
  return {
    show: (progress) => {
      const now = clock()
      const finished = progress.of !== undefined && progress.done >= progress.of
      if (now - last < interval && !finished) return
      last = now
      drawn = true
      stream.write(`\r\u001b[2K${lineOf(progress, stream.columns ?? 80)}`)
    },
    end: () => {
      if (drawn) stream.write('\r\u001b[2K')
      drawn = false
    },
  }
}
