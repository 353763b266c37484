export type Axis = { readonly min: number; readonly max: number; readonly interval: number }

const steps = [1, 2, 2.5, 5, 10]

const niceStep = (span: number, parts: number): number => {
  const raw = span / parts
  const power = 10 ** Math.floor(Math.log10(raw))
  const step = steps.find((candidate) => candidate * power >= raw * (1 - 1e-9)) ?? 10
  return Number((step * power).toPrecision(12))
}

/**
 * An axis that holds all values and zero, with round labels; counts get whole ones.
 * @example axisFor([31, 5], true) //=> { min: 0, max: 40, interval: 10 }
 */
export const axisFor = (values: readonly number[], whole: boolean): Axis => {
  const [low, high] = [Math.min(0, ...values), Math.max(0, ...values)]
  if (low === high) return { min: 0, max: 1, interval: whole ? 1 : 0.5 }
  const nice = niceStep(high - low, 4)
  const interval = whole ? Math.max(1, Math.ceil(nice)) : nice
  const at = (n: number): number => Number((n * interval).toPrecision(12))
  return { min: at(Math.floor(low / interval + 1e-9)), max: at(Math.ceil(high / interval - 1e-9)), interval }
}

/** Shares are shown whole: from 0 to 100 % (visual.md, Annotate on the chart). */
export const shareAxis: Axis = { min: 0, max: 100, interval: 25 }

/** A share looked at closely: from just below its least value to just above its largest, inside 0 to 100 %. */
export const zoomedAxis = (values: readonly number[]): Axis => {
  if (values.length === 0) return shareAxis
  const [low, high] = [Math.min(...values), Math.max(...values)]
  const interval = niceStep(Math.max(high - low, 0.01), 4)
  const at = (n: number): number => Number((n * interval).toPrecision(12))
  const min = Math.max(0, at(Math.floor(low / interval) - 1))
  return { min, max: Math.min(100, at(Math.ceil(high / interval) + 1)), interval }
}

/**
 * An axis around values that vary far from zero, as control charts have it: what counts there is how far they vary.
 * @example axisAround([45.8, 55.8]) //=> { min: 45, max: 57.5, interval: 2.5 }
 */
export const axisAround = (values: readonly number[]): Axis => {
  let [low, high] = [Infinity, -Infinity]
  for (const value of values) [low, high] = [Math.min(low, value), Math.max(high, value)]
  if (low > high) return { min: 0, max: 1, interval: 0.5 }
  if (low === high) return around(low)
  const interval = niceStep(high - low, 4)
  const at = (n: number): number => Number((n * interval).toPrecision(12))
  return { min: at(Math.floor(low / interval + 1e-9)), max: at(Math.ceil(high / interval - 1e-9)), interval }
}

const around = (value: number): Axis => {
  const interval = value === 0 ? 0.5 : niceStep(Math.abs(value), 2)
  const min = Number((Math.floor(value / interval - 0.5) * interval).toPrecision(12))
  return { min, max: Number((min + 2 * interval).toPrecision(12)), interval }
}
