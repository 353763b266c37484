import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { truth } from './truth.ts'

const { effects } = truth
const names = (list: readonly { readonly name: string }[]): readonly string[] => list.map(({ name }) => name)

test.each([
  ['incidentStep', effects.incidentStep.category, names(truth.incidents.categories)],
  ['trainingDrift', effects.trainingDrift.unit, names(truth.units)],
  ['serviceMiss', effects.serviceMiss.service, names(truth.services)],
  ['idleRules', effects.idleRules.firewall, names(truth.firewalls)],
  ['counterReset', effects.counterReset.firewall, names(truth.firewalls)],
  ['neglectedPolicies', effects.neglectedPolicies.owner, names(truth.units)],
  ['entryUpgrade', effects.entryUpgrade.site, names(truth.entries.sites)],
  ['campaignWorks', effects.campaignWorks.campaign, truth.campaigns.names],
  ['campaignFails', effects.campaignFails.campaign, truth.campaigns.names],
  ['scannerGap', effects.scannerGap.zone, truth.assets.kinds.map(({ zone }) => zone)],
])('%s happens to something that exists', (_, name, known) => {
  expect(known).toContain(name)
})

test('every effect is shown by a test of its name', () => {
  const shown = readFileSync(new URL('effects.test.ts', import.meta.url), 'utf8')
  const tested = new Set(Array.from(shown.matchAll(/(?:test|describe)\('(\w+)[:']/g), ([, name]) => name))
  expect(Object.keys(effects).filter((name) => !tested.has(name))).toEqual([])
})

test('the calendar of the simulator is that of the organisation', () => {
  expect(truth.timeZone).toBe('Europe/Berlin')
})

const months = Object.entries(effects).flatMap(([name, effect]) =>
  'month' in effect ? [[name, effect.month] as const] : [],
)

test('every effect with a month begins in a month that is shown', () => {
  expect(months.length).toBeGreaterThan(8)
  expect(months.filter(([, month]) => !(month >= 1 && month <= truth.months))).toEqual([])
})

/** Every number, with the way to it. */
const numbersIn = (value: unknown, path: string): readonly (readonly [string, unknown])[] =>
  typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([key, inner]) => numbersIn(inner, `${path}.${key}`))
    : typeof value === 'string'
      ? []
      : [[path, value]]

test('every amount is a number and none is negative', () => {
  const wrong = numbersIn(truth, 'truth').filter(([, value]) => !(typeof value === 'number' && value >= 0))
  expect(wrong).toEqual([])
})

const shares =
  /\.(onTime|lateHazard|exempt|scoped|critical|declared|unanswered|border|idle|cleanUp|rare|standby|reviewed|renewed|updated|season|contractors|cancelled|moved|reasoned|accepted|withoutProof|target|falsePositive|reached|authenticated|late|estimated|fall)$/

test('every share lies between none and all', () => {
  const found = numbersIn(truth, 'truth').filter(([path]) => shares.test(path))
  expect(found.length).toBeGreaterThan(60)
  expect(found.filter(([, value]) => !(typeof value === 'number' && value <= 1))).toEqual([])
})

test.each(truth.incidents.categories)('severities of $name add up to one', ({ severity }) => {
  expect(severity.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12)
})

test('severities of weaknesses add up to one', () => {
  expect(truth.vulnerabilities.severity.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12)
})
