import { meanLimits } from '../../distribution/index.ts'
import { beyond, refuse } from '../function.ts'
import { aCount, aLevel, usualLevel, type End } from '../limits.ts'
import { aNumber, scalar } from '../operand.ts'
import { typeText } from '../type.ts'
import { sameUnit } from '../../unit/index.ts'

/** Of a mean of so many values with their standard deviation, by Student's t: ISO 2602. */
const limit = (end: End, example: string) =>
  scalar({
    name: `${end} limit of mean`,
    clause: 'ours',
    parameters: [['mean', 'deviation', 'n', 'level?']],
    takes: [aNumber, aNumber, aCount, aLevel],
    gives: ([mean = { kind: 'unknown' }, deviation]) =>
      mean.kind === 'number' && deviation?.kind === 'number' && !sameUnit(mean.unit, deviation.unit)
        ? refuse(`needs a mean and a deviation alike, not ${typeText(mean)} and ${typeText(deviation)}`)
        : mean,
    compute: (mean, deviation, n, level = usualLevel) =>
      n < 2 ? beyond('not-computable', 'it takes two values to deviate') : meanLimits(mean, deviation, n, level)[end],
    examples: [[`round half up(${end} limit of mean(10, 2, 4), 4)`, example]],
  })

export const lowerLimitOfMean = limit('lower', '6.8176')
export const upperLimitOfMean = limit('upper', '13.1824')
