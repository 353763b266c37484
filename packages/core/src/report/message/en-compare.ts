import type { Effect, Lack } from '../../analyse/index.ts'

/** Why two values are not tested against each other. */
const withheld: Readonly<Partial<Record<Lack, string>>> = {
  'too-few': 'a single measured value does not show how far chance moves it',
  redefined: 'the definition changed in between',
  'no-values': 'one of them has no value',
  'zero-denominator': 'there was nothing to divide by',
}

const verdicts: Readonly<Record<Effect['verdict'], string>> = {
  improved: 'better by more than chance alone explains',
  worse: 'worse by more than chance alone explains',
  changed: 'a change that chance alone hardly explains',
  'not shown': 'no more than chance alone makes periods differ',
}

/** Two values beside each other: of periods, of units, of what is and what could be. */
export const enCompare = {
  withheld,
  notTested: 'the values cannot be tested against each other',
  verdicts,
  more: (amount: string) => `${amount} more`,
  less: (amount: string) => `${amount} less`,
  fewer: (amount: string) => `${amount} fewer`,
  same: 'no difference',
  /** Of a difference, in the same unit: “from 2.1 to 18 percentage points less”. */
  from: (lower: string, upper: string, level: string) => `${level}: from ${lower} to ${upper}`,
  times: (number: string) => `${number} times as many`,
  timesFrom: (lower: string, upper: string | null, level: string) =>
    upper === null ? `${level}: ${lower} times or more` : `${level}: ${lower} to ${upper} times`,

  whatIf: {
    asItIs: 'as it is',
    interval: (lower: string, upper: string) => `${lower} to ${upper}`,
    sentence: (name: string, value: string, than: string, other: string, difference: string) =>
      `“${name}”: ${value} instead of ${other} ${than === 'as it is' ? 'as it is' : `with “${than}”`}, ${difference}.`,
    noValue: (name: string, why: string) => `“${name}”: no value, because ${why}.`,
    same: (name: string, than: string, value: string) =>
      `“${name}”: ${value}, the same as ${than === 'as it is' ? 'it is' : `with “${than}”`}.`,
    shown: 'One period with it and one without would tell the difference from chance.',
    notShown: 'One period with it and one without would not tell the difference from chance.',
    notTested: (why: string) => `Whether one period with it would show the difference cannot be said: ${why}.`,
    costs: (name: string, cost: string) => `“${name}” costs ${cost}`,
    perEffect: (cost: string, per: string) => `${cost} for each ${per}`,
    perEffectFrom: (cost: string, per: string, from: string, to: string) =>
      `${cost} for each ${per} (${from} to ${to}, from the interval)`,
    noEffect: 'it brings no improvement to pay for',
    further: (name: string, than: string, cost: string, per: string) =>
      `“${name}” instead of “${than}”: each further ${per} costs ${cost}.`,
    dominated: (name: string, than: string) => `“${name}” costs no less than “${than}” and brings no more.`,
    point: 'percentage point',
  },
} as const
