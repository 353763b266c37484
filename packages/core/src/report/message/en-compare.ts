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

  period: {
    sentence: (name: string, value: string, difference: string, verdict: string) =>
      `Compared with ${name} (${value}): ${difference}; ${verdict}.`,
    same: (name: string, value: string) => `The same as in ${name}: ${value}.`,
    notTested: (why: string) => `whether that is more than chance cannot be said, because ${why}`,
    before: 'the period before',
    yearBefore: 'a year before',
  },

  moved: {
    sentence: (direction: 'rose' | 'fell', by: string, since: string, parts: string) =>
      `It ${direction} by ${by} since ${since}: ${parts}.`,
    same: (since: string, up: string, down: string) => `The same as in ${since}, because ${up} and ${down} cancel out.`,
    unchanged: (since: string) => `Nothing moved since ${since}.`,
    /** “server 2.4 less”. */
    up: (name: string, number: string) => `${name} +${number}`,
    down: (name: string, number: string) => `${name} −${number}`,
    others: (n: number) => (n === 1 ? 'one other group' : `${n} other groups`),
    effects: (rate: string, mix: string) =>
      `What goes on within groups made ${rate} of it, and groups growing or shrinking ${mix}.`,
    hidden: 'groups that are not shown',
    made: 'made of the change',
    within: 'within the group',
    sizes: 'by its size',
    points: 'points',
    why: {
      'no-groups': 'There is nothing to break it down by.',
      hidden: 'Some groups are hidden, because they are too small to be shown without showing persons.',
      'not-additive': 'The groups do not add up to the whole: something belongs to several of them, or to none.',
      'no-parts': 'Its value is no sum over groups, so no group has a share in how it changed.',
      redefined: 'The definition changed in between, so the two are not values of the same thing.',
    },
  },

  units: {
    share: (part: string, whole: string, value: string) => `${part} of ${whole}, ${value}`,
    inside: (n: number, centre: string) =>
      n === 1
        ? 'There is one group only, and nothing to compare it with.'
        : `The ${n} groups differ no more from what they have together (${centre}) than chance lets groups of their size.`,
    some: (n: number, all: number, names: string, centre: string) =>
      `${n} of ${all} groups ${n === 1 ? 'differs' : 'differ'} by more than chance from what all have together (${centre}): ${names}.`,
    named: (name: string, value: string, judged: string) => `${name} (${value}${judged === '' ? '' : `, ${judged}`})`,
    better: 'better',
    worse: 'worse',
    overdispersed: (times: string) =>
      `Groups differ ${times} times as much as chance alone would make them, so there is more to it than chance and single groups; the limits allow for that.`,
    places: {
      inside: 'as chance lets it',
      'above inner': 'above the inner limit: one in twenty does by chance',
      'below inner': 'below the inner limit: one in twenty does by chance',
      'above outer': 'above what chance explains',
      'below outer': 'below what chance explains',
    },
    hidden: (n: number) => `${n === 1 ? 'One group is' : `${n} groups are`} hidden, because it would show persons.`,
    alt: (n: number, names: string) =>
      `A funnel of ${n} groups by size. Beyond its outer limits: ${names === '' ? 'none' : names}. The table below holds every value.`,
    target: (value: string) => `all together ${value}`,
    inner: '95 %',
    outer: '99.8 %',
  },

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
