/** What `found` promises follows from the rates of the simulator and from theory; nothing here has seen a result. */
import { describe, expect, test } from 'vitest'
import { isDifferenceSeen, periodsUntilSignal, periodsUntilTrend } from './delay.ts'
import { randomOf } from './random.ts'
import { truth } from './truth.ts'

const { effects, found } = truth

const numbersFrom = (from: number, to: number): readonly number[] =>
  Array.from({ length: to - from + 1 }, (_, at) => from + at)
/** The worst of the phases in which an effect can meet the calendar. */
const worst = (phases: number, periodsIn: (phase: number) => number): number =>
  Math.max(...numbersFrom(0, phases - 1).map(periodsIn))

describe('a chart', () => {
  test.each([
    // Geometric: with known limits one point in two, 1 − 0.5^7 > 0.99, while a run of eight comes later.
    [3, 7],
    // Φ(1) = 0.841; 1 − 0.159² < 0.99 < 1 − 0.159³.
    [4, 3],
    // Φ(2) = 0.977; one is not enough, two are.
    [5, 2],
    [6, 1],
  ])('with a shift of %d sigma signals within %d', (shift, periods) =>
    expect(periodsUntilSignal([shift])).toBe(periods),
  )

  test('whose average run length is that of Champ and Woodall: 14.58 for one sigma, 4.89 for two', () => {
    // Not what is promised, but the same chain: one side only, which at these shifts is all that counts.
    const random = randomOf(1, 'charts')
    const normal = (): number => Math.sqrt(-2 * Math.log(1 - random.next())) * Math.cos(2 * Math.PI * random.next())
    const lengthOf = (shift: number): number => {
      let run = 0
      for (let n = 1; ; n++) {
        const value = normal() + shift
        run = value > 0 ? run + 1 : 0
        if (value > 3 || run === 8) return n
      }
    }
    const lengths = (shift: number): readonly number[] => numbersFrom(1, 4000).map(() => lengthOf(shift))
    const average = (all: readonly number[]): number => all.reduce((sum, n) => sum + n, 0) / all.length
    const [one, two] = [lengths(1), lengths(2)]
    expect(average(one)).toBeGreaterThan(14)
    expect(average(one)).toBeLessThan(15.2)
    expect(Math.abs(average(two) - 4.89)).toBeLessThan(0.15)
    const within = (all: readonly number[], most: number): number => all.filter((n) => n <= most).length / all.length
    expect(within(one, periodsUntilSignal([1]))).toBeGreaterThan(0.985)
    expect(within(one, periodsUntilSignal([1]) - 4)).toBeLessThan(0.99)
  })
})

describe('a trend', () => {
  test('of 10 %, 50 % and 90 % of fifty is seen at once, and one of none never', () => {
    expect(periodsUntilTrend([0.1, 0.5, 0.9], 50)).toBe(3)
    expect(
      periodsUntilTrend(
        numbersFrom(1, 40).map(() => 0.5),
        50,
      ),
    ).toBe(Infinity)
  })
})

const categories = truth.incidents.categories
const share = (part: number, whole: number): number => Math.sqrt((part * (1 - part)) / whole)
const staff = truth.units.reduce((sum, { people }) => sum + people, 0)
const systems = truth.assets.kinds.reduce((sum, { count }) => sum + count, 0)

/** Along a course from the first month shown to the last, in the middle of half-years that end with month 2, 8, 14 … */
const along = ({ from, to }: { readonly from: number; readonly to: number }): readonly number[] =>
  [0, 5.5, 11.5, 17.5, 23.5, 29.5].map((month) => from + ((to - from) * Math.max(0, month - 1)) / (truth.months - 1))

const derived: Partial<Record<keyof typeof effects, () => number>> = {
  /** A Poisson count of one category steps up, at any time of its season. */
  incidentStep: () => {
    const { rate = 0, season = 0 } = categories.find(({ name }) => name === effects.incidentStep.category) ?? {}
    const { factor } = effects.incidentStep
    const rates = (phase: number) =>
      numbersFrom(0, 23).map((k) => rate * factor * (1 + season * Math.cos((2 * Math.PI * (phase + k)) / 12)))
    const shifts = (phase: number) => rates(phase).map((then) => (then - rate) / Math.sqrt(rate))
    return worst(12, (phase) => periodsUntilSignal(shifts(phase), Math.sqrt(factor)))
  },
  /**
   * A course comes every eleventh month. Untrained are those who were late and have not caught up: of each month’s
   * eleventh the share that is late, less what catches up in every month that follows.
   */
  trainingDrift: () => {
    const { onTime, lateHazard } = truth.training
    const { fall, lateHazard: slow, unit } = effects.trainingDrift
    const people = truth.units.find(({ name }) => name === unit)?.people ?? Number.NaN
    const usual = (1 - onTime) / lateHazard / 11
    const untrained = (months: number): number =>
      numbersFrom(1, months).reduce(
        (sum, k) => sum + ((1 - onTime + fall * k) / 11) * (1 - slow) ** (months - k),
        usual * (1 - lateHazard) ** months,
      )
    const shift = (months: number): number => (untrained(months) - usual) / share(usual, people)
    return worst(3, (phase) => periodsUntilSignal(numbersFrom(0, 8).map((quarter) => shift(phase + 3 * quarter))))
  },
  /** Minutes down: as many outages as a Poisson count, each of lognormal length with 0.7. */
  serviceMiss: () => {
    const { service, factor, minutes } = effects.serviceMiss
    const usual = truth.services.find(({ name }) => name === service)
    const down = (rate: number, median: number) => ({
      mean: rate * median * Math.exp(0.7 ** 2 / 2),
      deviation: Math.sqrt(rate) * median * Math.exp(0.7 ** 2),
    })
    const before = down(usual?.outages ?? Number.NaN, usual?.minutes ?? Number.NaN)
    const after = down((usual?.outages ?? Number.NaN) * factor, minutes)
    return periodsUntilSignal([(after.mean - before.mean) / before.deviation], after.deviation / before.deviation)
  },
  /**
   * Nothing is cleaned up any more, and what loses its traffic counts after six months. Before, few that lost it wait for
   * the next round, and beside them stand those kept for disaster recovery whose exception was forgotten: one in eight at
   * each renewal, two years from the beginning of the history.
   */
  idleRules: () => {
    const { firewall, idle } = effects.idleRules
    const { rules = 0, border = 0 } = truth.firewalls.find(({ name }) => name === firewall) ?? {}
    const { cleanUp, standby } = truth.rules
    const monthly = (of: number): number => of * rules * border
    const waiting = (monthly(truth.rules.idle) * (1 - cleanUp) ** 2) / cleanUp
    const usual = waiting + rules * border * standby * (1 - (1 - 0.12) ** 2)
    const piled = (k: number): number => monthly(truth.rules.idle) * Math.min(k, 6) + monthly(idle) * Math.max(0, k - 6)
    const shifts = numbersFrom(1, 24).map((k) => piled(k) / Math.sqrt(usual))
    return periodsUntilSignal(shifts, 1.5)
  },
  /** Five policies, each reviewed once a year: after k months k of 12 have not been. */
  neglectedPolicies: () => {
    const reviewed = 1 - ((1 - truth.policies.reviewed) * 160) / 365
    const shift = (months: number): number => (Math.min(1, months / 12) * reviewed) / share(reviewed, 5)
    return worst(3, (phase) =>
      periodsUntilSignal(
        numbersFrom(0, 8).map((quarter) => shift(phase + 3 * quarter)),
        1.9,
      ),
    )
  },
  /** A zone of which nearly all is scanned, and then nothing. */
  scannerGap: () => {
    const there = truth.assets.kinds.filter(({ zone }) => zone === effects.scannerGap.zone)
    const whole = there.reduce((sum, { count }) => sum + count, 0) * truth.assets.scoped
    return periodsUntilSignal([0.95 / share(0.95, whole)])
  },
  /**
   * Findings of one weakness come together: eight weaknesses a month, the number of systems of each as uneven as a
   * lognormal with 0.8 and as the kinds are, stay two months; so the stock scatters by 0.3 of itself. It moves towards
   * as many times as are disclosed and as slowly as they are fixed.
   */
  backlogHump: () => {
    const { disclosed, daysToFix } = effects.backlogHump
    const stays = 2 * daysToFix
    const stock = (k: number): number => {
      const [full, left] = [disclosed * daysToFix, Math.exp(-k / stays)]
      return full + (1 - full) * left
    }
    return periodsUntilSignal(
      numbersFrom(1, 5).map((k) => (stock(k) - 1) / 0.3),
      2,
    )
  },
  accessReviewsImprove: () => {
    const critical = truth.assets.kinds.reduce((sum, one) => sum + one.count * one.critical, 0) * truth.assets.scoped
    const proven = along(effects.accessReviewsImprove).map((each) => each * (1 - truth.accessReviews.withoutProof))
    return periodsUntilTrend(proven, critical)
  },
  hardeningImproves: () => {
    const inHalf = 6 * (truth.assets.arrive + truth.deployments.releases) * truth.deployments.declared
    return periodsUntilTrend(along(effects.hardeningImproves), inHalf)
  },
  /** A control that blocks more: of what reaches gateways so many times as much, of the rest as much as before. */
  mailFilter: () => {
    const exposed = truth.assets.kinds
      .filter(({ type }) => type === 'server' || type === 'workstation' || type === 'mobile')
      .reduce((sum, { count }) => sum + count, 0)
    const before = exposed * (truth.malware.atEndpoint + truth.malware.atGateway)
    const after = exposed * (truth.malware.atEndpoint + truth.malware.atGateway * effects.mailFilter.factor)
    return periodsUntilSignal([(after - before) / Math.sqrt(before)], Math.sqrt(after / before))
  },
  /** One log more is silent in every month: at once where none is usual, else when eight in a row are. */
  silentLog: () => 8,
  /** Each month so many of those who did not follow the rules must choose anew; a quarter is attacked each week. */
  passwordRules: () => {
    const { compliant, strength, spread, pace, attackSeconds } = truth.passwords
    const limit = Math.log10(pace * attackSeconds)
    const weak = (mean: number): number => normal((limit - mean) / spread)
    const broken = (good: number): number => good * weak(strength.compliant) + (1 - good) * weak(strength.other)
    const good = (weeks: number): number => {
      const left = (1 - effects.passwordRules.pushed) ** (weeks / 4.35)
      return effects.passwordRules.compliant + (compliant - effects.passwordRules.compliant) * left
    }
    const usual = broken(compliant)
    return periodsUntilSignal(numbersFrom(1, 200).map((week) => (usual - broken(good(week))) / share(usual, staff / 4)))
  },
  /** No attack was made under a new profile, and then all of a week are; the first may come in the second week. */
  attackMachine: () => 2,
  /** Four in a quarter say so much more than the rest; what comes and goes moves the mean of all by chance. */
  agreementTemplate: () => {
    const { atStart, signed, quality, policyPoints, required } = truth.agreements
    const { yes } = effects.agreementTemplate
    const gain = yes + (1 - yes) / 4 - (quality.yes + quality.partial / 2)
    const one = share(quality.yes, policyPoints * required)
    const chance = (one * Math.sqrt(2 * 3 * signed)) / atStart
    const shift = (quarter: number): number => (gain * 3 * signed * quarter) / atStart / chance
    return worst(3, (phase) =>
      periodsUntilSignal(
        numbersFrom(0, 8).map((quarter) => shift(quarter + (phase + 1) / 3)),
        1.5,
      ),
    )
  },
  /** Seven heads at five meetings a year, of which those after the month count more and more. */
  absentManagers: () => {
    const { attends, months } = truth.meetings
    const seats = truth.units.length * months.length
    const sigma = share(attends, seats)
    const shift = (monthsGone: number): number =>
      (Math.min(1, monthsGone / 12) * (attends - effects.absentManagers.attends)) / sigma
    return worst(3, (phase) =>
      periodsUntilSignal(
        numbersFrom(0, 8).map((quarter) => shift(3 * quarter + phase + 1)),
        share(0.5, seats) / sigma,
      ),
    )
  },
  /**
   * What is used of the year’s money so far, at the end of a quarter. Before, the spread of a month and the chance that the
   * last one is booked late move it, the less the more months of the year are gone.
   */
  contractorShift: () => {
    const { spread, late } = truth.budget
    const variance = (gone: number): number => spread ** 2 / gone + (late * (1 - late)) / gone ** 2
    const sigma = Math.sqrt([3, 6, 9, 12].reduce((sum, gone) => sum + variance(gone), 0) / 4)
    const shifts = (start: number): readonly number[] =>
      numbersFrom(start, start + 15)
        .filter((month) => month % 3 === 0)
        .map((month) => {
          const gone = ((month - 1) % 12) + 1
          return ((effects.contractorShift.outside - 1) * Math.min(month - start + 1, gone)) / gone / sigma
        })
    return worst(12, (month) => periodsUntilSignal(shifts(month + 1)))
  },
  /** Rare before; then of every incident detected from the month on, of which the first half-year may hold few. */
  tokenActions: () => {
    const { rate = 0 } = categories.find(({ name }) => name === effects.tokenActions.category) ?? {}
    const half = 6 * rate
    const pair = { before: 0.02, wholeBefore: 3 * half, whole: half * effects.incidentStep.factor }
    return isDifferenceSeen({ ...pair, after: effects.tokenActions.share }) ? 2 : Infinity
  },
  /** A year of which between six and twelve months are meagre, and the one after. */
  auditGap: () => {
    const { programme, moved, cancelled } = truth.audits
    const whole = programme.internal
    const before = 1 - moved - cancelled
    const meagre = 1 - effects.auditGap.moved - effects.auditGap.cancelled
    const seen = (months: number): boolean => {
      const after = before + ((meagre - before) * months) / 12
      return isDifferenceSeen({ before, wholeBefore: whole, after, whole })
    }
    return seen(8) ? 2 : Infinity
  },
  /** Of those who failed before, as many learn it from any campaign; beside the three sigma of a funnel. */
  campaignWorks: () => besideOthers(effects.campaignWorks.learn),
  campaignFails: () => besideOthers(effects.campaignFails.learn),
  /** The share that falls for it changes with the mix, and with nothing else. */
  easierAttempts: () => {
    const { click, mix, people } = truth.attempts
    const of = (weights: readonly number[]): number =>
      weights.reduce((sum, weight, at) => sum + weight * (click[at] ?? 0), 0)
    const after = of(effects.easierAttempts.mix)
    return isDifferenceSeen({ before: of(mix), wholeBefore: 10 * people, after, whole: people }) ? 1 : Infinity
  },
  /** What is scanned is covered; what is not leaves the whole. */
  descoping: () => {
    const all = systems * truth.assets.scoped
    const leaving = truth.assets.kinds
      .filter(({ os }) => os === effects.descoping.os)
      .reduce((sum, { count, critical }) => sum + count * (1 - critical), 0)
    const covered = 0.985 * (all - leaving)
    const pair = { before: covered / all, wholeBefore: all, after: covered / (all - leaving), whole: all - leaving }
    return isDifferenceSeen(pair) ? 1 : Infinity
  },
  /** A quarter of reports: the ones that the button multiplies, mass mails, and incidents that somebody tells of. */
  reportButton: () => {
    const { rate, massMails, incidents } = truth.reports
    const told = categories.reduce((sum, one) => sum + one.rate, 0) * incidents
    const [strange, others] = [3 * rate * staff, 3 * (massMails + told)]
    const usual = strange + others
    const shift = (months: number): number =>
      ((effects.reportButton.factor - 1) * strange * months) / 3 / Math.sqrt(usual)
    const spread = Math.sqrt((effects.reportButton.factor * strange + others) / usual)
    return worst(3, (phase) => periodsUntilSignal([shift(phase + 1), shift(3)], spread))
  },
  /** Doors of which none was satisfactory, and then all: but for the year in which not all who inspect have been there. */
  entryUpgrade: () => {
    const { entries = 0 } = truth.entries.sites.find(({ name }) => name === effects.entryUpgrade.site) ?? {}
    const inspected = Math.floor(entries * (1 - truth.entries.other) * truth.entries.audited)
    return isDifferenceSeen({ before: 0, wholeBefore: inspected, after: 1, whole: inspected }) ? 2 : Infinity
  },
  /** Of nearly forty rules some stand idle at any time; none had a reading that was reset. */
  counterReset: () => {
    const { rules = 0, border = 0 } = truth.firewalls.find(({ name }) => name === effects.counterReset.firewall) ?? {}
    const none = (1 - truth.rules.standby) ** (rules * border)
    return none < 0.015 ? 1 : Infinity
  },
  unlistedHosts: () => 1,
  silentConsole: () => 1,
  /** The invoice comes after five months at most: in the quarter of the incident or one of the two after it. */
  lateCost: () => 1 + Math.ceil(effects.lateCost.days / 91),
  /**
   * All corrective actions ever due, six months’ worth more each quarter: how soon Mann and Kendall’s test tells, in a
   * thousand organisations.
   */
  actionsSpeedUp: () => quartersUntilFall(),
}

const normal = (z: number): number => {
  // Simpson’s rule from far out on the left.
  const [from, steps] = [-9, 4000]
  const width = (z - from) / steps
  const density = (x: number): number => Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI)
  const sum = numbersFrom(0, steps).reduce(
    (all, k) => all + density(from + k * width) * (k === 0 || k === steps ? 1 : k % 2 === 0 ? 2 : 4),
    0,
  )
  return (sum * width) / 3
}

/** How far the share that learns lies from that of the other campaigns, in sigma of those who failed before. */
const besideOthers = (learn: number): number => {
  const { learn: usual, targets, knows, missed } = truth.campaigns
  const failed = targets * (1 - missed) ** 2 * (1 - knows)
  const sigma = share(usual, failed)
  return periodsUntilSignal([Math.abs(learn - usual) / sigma], share(learn, failed) / sigma)
}

const quartersUntilFall = (): number => {
  const random = randomOf(27_004, 'actions')
  const { from, to } = effects.actionsSpeedUp
  const { corrective } = truth.actions
  // Two more a month follow incidents.
  const monthly = corrective + 2
  const late = (month: number): number => {
    const along = Math.max(0, Math.min(1, (month - 1) / (truth.months - 1)))
    return normal(Math.log(from + (to - from) * along) / 0.45)
  }
  const chances = numbersFrom(-12, 36).map(late)
  const firstSeen = (): number => {
    let [due, undone] = [0, 0]
    const known: number[] = []
    for (let month = -12; month <= 36; month++) {
      for (let n = random.poisson(monthly); n > 0; n--) {
        due += 1
        // Planned about two months before.
        if (random.chance(chances[Math.max(0, month + 10)] ?? 0)) undone += 1
      }
      if (month >= 1 && (month + 1) % 3 === 0) known.push(undone / due)
      if (known.length >= 5 && (month + 1) % 3 === 0 && falls(known)) return known.length
    }
    return Infinity
  }
  const seen = numbersFrom(1, 400)
    .map(firstSeen)
    .toSorted((a, b) => a - b)
  return seen[Math.ceil(0.99 * seen.length) - 1] ?? Infinity
}

/** Mann and Kendall’s test by its normal approximation, with the correction for continuity. */
const falls = (values: readonly number[]): boolean => {
  const n = values.length
  const s = values.reduce(
    (sum, value, at) => sum + values.slice(at + 1).reduce((all, later) => all + Math.sign(later - value), 0),
    0,
  )
  return (s + 1) / Math.sqrt((n * (n - 1) * (2 * n + 5)) / 18) < -1.96
}

describe('the period by which it must be found', () => {
  test('is promised for every effect', () => {
    expect(Object.keys(found).toSorted()).toEqual(Object.keys(effects).toSorted())
    expect(Object.keys(derived).toSorted()).toEqual(Object.keys(effects).toSorted())
  })

  test('of a late cost is that in which all of it is known', () =>
    expect(found.lateCost.least).toBe(effects.lateCost.amount))

  test.each(Object.entries(derived))('of %s is what theory says', (name, within) => {
    expect([name, Object.entries(found).find(([effect]) => effect === name)?.[1].within]).toEqual([name, within()])
  })
})
