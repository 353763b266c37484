/**
 * What was planted is found in time and next to nothing is found where nothing happens: of what the simulator knows of
 * itself, which `conformance/sample` shows to be what the product measures. NIGHTLY=1 looks at more organisations.
 */
import process from 'node:process'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Card } from '@isometric/core/term'
import { simulate } from '../../sample/organisation.ts'
import { truth, type Truth } from '../../sample/truth.ts'
import type { Measured } from './measured.ts'
import { cardsOf, constructsIn, simulated } from './simulated.ts'
import { effectsOf, falseAlarmsOf, type EffectRow } from './verdicts.ts'

const until = '2026-11-22'
const organisation = simulate({ until })

let cards: readonly Card[] = []
let measured: Measured = { cards: [], results: [], knownThen: [] }
let rows: readonly EffectRow[] = []

beforeAll(async () => {
  cards = await cardsOf(constructsIn(organisation))
  measured = simulated(organisation, cards)
  rows = effectsOf(measured, organisation)
})

const told = ({ effect, first, found, due, verdict }: EffectRow): string =>
  `${effect}: begins ${first}, due ${due}, ${verdict} ${found}`

describe('the sample organisation', () => {
  test('has every effect found by the period in which it must be', () => {
    expect(rows.map(({ effect }) => effect).toSorted()).toEqual(Object.keys(truth.effects).toSorted())
    expect(rows.filter(({ verdict }) => verdict !== 'found').map(told)).toEqual([])
  })

  test('names the model that found it, and no period before the effect began', () => {
    expect(rows.filter(({ model }) => model === null)).toEqual([])
    expect(rows.filter(({ found, first }) => (found ?? '') < (first ?? '')).map(told)).toEqual([])
  })

  test('does not cry wolf more often than is said', () => {
    const alarms = falseAlarmsOf(measured, organisation)
    expect(alarms.filter(({ isWithin }) => !isWithin).flatMap(({ at }) => at)).toEqual([])
    expect(alarms.map(({ series }) => series)).toEqual([1, 2, 3].map(() => truth.stable.length))
    expect(alarms.filter(({ judged }) => judged < 300)).toEqual([])
  })
})

test('as it would have been seen then: what came later changes nothing that was found', () => {
  const [cut, then] = ['2026-01-01', measured.results.filter(({ period }) => period.end <= '2026-01-01')]
  const known = measured.knownThen.filter(({ period }) => period.end <= cut)
  const early = new Map(
    effectsOf({ ...measured, results: then, knownThen: known }, organisation).map((row) => [row.effect, row]),
  )
  const endOf = ({ found }: EffectRow): string => found?.split('/')[1] ?? '9999'
  const before = rows.filter((row) => endOf(row) <= cut)
  expect(before.length).toBeGreaterThan(12)
  expect(before.filter((row) => early.get(row.effect)?.found !== row.found).map(told)).toEqual([])
  const after = rows.filter((row) => endOf(row) > cut)
  expect(after.filter(({ effect }) => early.get(effect)?.found !== null).map(told)).toEqual([])
})

/** The same organisation to which none of it happened: what changed over night did not, and what helps does nothing. */
const untouched: Truth = {
  ...truth,
  effects: {
    ...truth.effects,
    incidentStep: { ...truth.effects.incidentStep, factor: 1 },
    trainingDrift: { ...truth.effects.trainingDrift, fall: 0, lateHazard: truth.training.lateHazard },
    serviceMiss: { ...truth.effects.serviceMiss, factor: 1, minutes: 16 },
    neglectedPolicies: { ...truth.effects.neglectedPolicies, owner: 'nobody' },
    idleRules: { ...truth.effects.idleRules, firewall: 'none' },
    backlogHump: { ...truth.effects.backlogHump, disclosed: 1, daysToFix: 1 },
    accessReviewsImprove: { from: 0.8, to: 0.8 },
    hardeningImproves: { from: 0.8, to: 0.8 },
    actionsSpeedUp: { from: 0.8, to: 0.8 },
    lateCost: { ...truth.effects.lateCost, days: 100_000 },
    counterReset: { ...truth.effects.counterReset, firewall: 'none' },
    unlistedHosts: { ...truth.effects.unlistedHosts, hosts: [] },
    descoping: { ...truth.effects.descoping, month: 1000 },
    mailFilter: { ...truth.effects.mailFilter, factor: 1 },
    silentConsole: { month: 1000 },
    silentLog: { ...truth.effects.silentLog, month: 1000 },
    passwordRules: { ...truth.effects.passwordRules, month: 1000 },
    attackMachine: { ...truth.effects.attackMachine, month: 1000 },
    entryUpgrade: { ...truth.effects.entryUpgrade, site: 'nowhere' },
    agreementTemplate: { ...truth.effects.agreementTemplate, month: 1000 },
    auditGap: { ...truth.effects.auditGap, moved: truth.audits.moved, cancelled: truth.audits.cancelled },
    absentManagers: { ...truth.effects.absentManagers, attends: truth.meetings.attends },
    contractorShift: { ...truth.effects.contractorShift, outside: 1, staff: 1 },
    tokenActions: { ...truth.effects.tokenActions, share: 0 },
    campaignWorks: { ...truth.effects.campaignWorks, learn: truth.campaigns.learn },
    campaignFails: { ...truth.effects.campaignFails, learn: truth.campaigns.learn },
    easierAttempts: { ...truth.effects.easierAttempts, mix: truth.attempts.mix },
    reportButton: { ...truth.effects.reportButton, factor: 1 },
  },
}

test('an organisation to which nothing happened: hardly anything is found, and what is missing is said', () => {
  const quiet = effectsOf(simulated(simulate({ until, truth: untouched }), cards), organisation)
  const found = quiet.filter(({ verdict }) => verdict === 'found')
  // A scan that does not come has no size that could be nothing; beside it chance may find one effect in ten.
  expect(found.filter(({ effect }) => effect !== 'scannerGap').map(told).length).toBeLessThanOrEqual(4)
  expect(quiet.filter(({ isWithinDelay }) => isWithinDelay === false).length).toBeGreaterThanOrEqual(23)
})

const isNightly = process.env['NIGHTLY'] === '1'

/** Other seeds, and other days to begin on, so that effects meet quarters and seasons in other phases. */
const others = Array.from({ length: 12 }, (_, at) => ({
  seed: 100 + at,
  until: `2026-${String(at + 1).padStart(2, '0')}-15`,
}))

test.runIf(isNightly)(
  'twelve other organisations: nineteen promises of twenty are kept, and alarms stay as rare',
  () => {
    const all = others.map(({ seed, until: day }) => {
      const other = simulate({ until: day, seed })
      const known = simulated(other, cards)
      return { rows: effectsOf(known, other), alarms: falseAlarmsOf(known, other) }
    })
    const promised = all.flatMap((one) => one.rows).filter(({ isWithinDelay }) => isWithinDelay !== null)
    const broken = promised.filter(({ isWithinDelay }) => isWithinDelay === false)
    expect(promised.length).toBeGreaterThan(300)
    // Theory promises 99 of 100 to an analysis that knows its limits. Ours takes them from the same values, a ramp within
    // eight points among them, and what is measured once a year has one year to be compared with: when this was written 15
    // of 340 were a period late or had no year before them (agreementTemplate, auditGap, easierAttempts, backlogHump).
    expect(broken.map(told).slice(Math.floor(promised.length / 20))).toEqual([])
    for (const by of ['chart', 'trend', 'periods'] as const) {
      const alarms = all.flatMap((one) => one.alarms).filter((one) => one.by === by)
      const sum = (key: 'alarms' | 'judged'): number => alarms.reduce((total, one) => total + one[key], 0)
      expect(sum('alarms') / sum('judged')).toBeLessThanOrEqual(truth.falseAlarms[by])
    }
  },
)
