/** A whole number below `n`, at random from a seed: the same seed draws the same world and method. */
export type Draw = (n: number) => number

/** Mulberry32, a small generator of good enough numbers. */
export const drawFrom = (seed: number): Draw => {
  let state = seed >>> 0
  return (n) => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return Math.floor((((t ^ (t >>> 14)) >>> 0) / 4294967296) * n)
  }
}

export const pick = <T>(draw: Draw, from: readonly T[]): T => {
  const found = from[draw(from.length)]
  if (found === undefined) throw new Error('nothing to draw from')
  return found
}
export const maybe = (draw: Draw, share = 0.2): boolean => draw(1000) < share * 1000
export const whole = (draw: Draw, min: number, max: number): number => min + draw(max - min + 1)
