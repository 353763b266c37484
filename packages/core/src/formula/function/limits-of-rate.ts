import { rateLimits } from '../../distribution/index.ts'
import { overUnit } from '../../unit/index.ts'
import { aCount, aLevel, anExposure, exposureUnit, nothingToDivideBy, sizeOf, usualLevel, type End } from '../limits.ts'
import { scalar } from '../operand.ts'
import { number } from '../type.ts'

/** So many events in so much exposure: F. Garwood, Biometrika 28, 1936: exact, from the Poisson distribution. */
const limit = (end: End, example: string) =>
  scalar({
    name: `${end} limit of rate`,
    clause: 'ours',
    parameters: [['x', 't', 'level?']],
    takes: [aCount, anExposure, aLevel],
    gives: ([x, t]) => number(overUnit(exposureUnit(x), exposureUnit(t))),
    compute: (x, t, level = usualLevel) =>
      sizeOf(t) === 0 ? nothingToDivideBy : rateLimits(x, level)[end] / sizeOf(t),
    examples: [[`round half up(${end} limit of rate(10, 2), 4)`, example]],
  })

export const lowerLimitOfRate = limit('lower', '2.3977')
export const upperLimitOfRate = limit('upper', '9.1952')
