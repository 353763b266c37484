/**
 * How soon a change of known size shows, worked out from nothing but its size: what `found` in `truth.yaml` promises.
 * In: how far values lie from what was usual, in standard deviations, period by period. Out: the period by which it has
 * been seen with a chance of 99 %. It knows neither the product nor what the simulator draws.
 */

/** Φ by M. Zelen and N. C. Severo (Abramowitz and Stegun, 26.2.17): off by less than 10⁻⁷. */
const below = (z: number): number => {
  const t = 1 / (1 + 0.231_641_9 * Math.abs(z))
  const terms = [0.319_381_53, -0.356_563_782, 1.781_477_937, -1.821_255_978, 1.330_274_429]
  const tail = (Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI)) * terms.reduceRight((sum, term) => t * (term + sum), 0)
  return z > 0 ? 1 - tail : tail
}

/** What is promised holds in 99 of 100 organisations. */
export const sure = 0.99

/** Enough for anything that is worth promising. */
const longest = 600

/**
 * A chart with known limits: three sigma, or eight in a row on one side (W. A. Shewhart, 1931; Western Electric, 1956).
 * The chance of each length of a run is carried from period to period (C. W. Champ and W. H. Woodall, Technometrics 29,
 * 1987, 393–399). `shifts` are the distances from the centre in sigma, the last of which stays; `spread` is how many times
 * as far values scatter as before.
 * @example periodsUntilSignal([6]) //=> 1
 */
export const periodsUntilSignal = (shifts: readonly number[], spread = 1): number => {
  let runs: readonly number[] = [1, 0, 0, 0, 0, 0, 0, 0]
  for (let period = 1; period <= longest; period++) {
    const shift = shifts[Math.min(period, shifts.length) - 1] ?? 0
    const beyond = below((shift - 3) / spread)
    const same = below(shift / spread) - beyond
    const quiet = runs.reduce((sum, chance) => sum + chance, 0)
    const others = quiet * (1 - beyond - same)
    runs = [others, ...runs.slice(0, 7).map((chance) => chance * same)]
    if (1 - runs.reduce((sum, chance) => sum + chance, 0) >= sure) return period
  }
  return Infinity
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length

/** Of a normal variable: what 97.5 % and 99.5 % stay below, and the share of organisations that is promised. */
const [z95, z99, zSure] = [1.96, 2.576, 2.326]

/**
 * A trend of shares out of wholes of one size, by the score test of W. G. Cochran (1954) and P. Armitage (1955) at 5 %.
 * @example periodsUntilTrend([0.1, 0.5, 0.9], 50) //=> 3
 */
export const periodsUntilTrend = (shares: readonly number[], whole: number): number => {
  for (let n = 3; n <= shares.length; n++) {
    const known = shares.slice(0, n)
    const [share, time] = [mean(known), (n - 1) / 2]
    const score = known.reduce((sum, value, at) => sum + (at - time) * value, 0)
    const squares = known.reduce((sum, _, at) => sum + (at - time) ** 2, 0)
    if (Math.abs(score) / Math.sqrt((share * (1 - share) * squares) / whole) >= z95 + zSure) return n
  }
  return Infinity
}

/** A share of the latest period beside that of all periods before it. */
export type Pair = {
  readonly before: number
  readonly wholeBefore: number
  readonly after: number
  readonly whole: number
}

/** E. B. Wilson’s limits at 99 % (1927). */
const limits = (share: number, whole: number): readonly [lower: number, upper: number] => {
  const [middle, size] = [share + z99 ** 2 / (2 * whole), 1 + z99 ** 2 / whole]
  const half = z99 * Math.sqrt((share * (1 - share)) / whole + z99 ** 2 / (4 * whole ** 2))
  return [(middle - half) / size, (middle + half) / size]
}

/**
 * Whether the difference of two shares is seen at 99 % with the chance that is promised: even where the later one comes
 * out as near to the earlier one as in one organisation of a hundred, R. G. Newcombe’s limits (1998) leave zero out.
 */
export const isDifferenceSeen = ({ before, wholeBefore, after, whole }: Pair): boolean => {
  const towards = Math.sign(before - after) * zSure * Math.sqrt((after * (1 - after)) / whole)
  const near = after + towards
  const [low, high] = before < near ? [before, near] : [near, before]
  const [lowLimits, highLimits] =
    before < near ? [limits(low, wholeBefore), limits(high, whole)] : [limits(low, whole), limits(high, wholeBefore)]
  return high - low > Math.sqrt((high - highLimits[0]) ** 2 + (lowLimits[1] - low) ** 2)
}
