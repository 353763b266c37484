/**
 * In: the simulated organisation and a period. Out: the value of every measure of every construct that
 * the sample feeds (27004, Annex B), for the whole and for each group, from the simulator's own state.
 * It must not know the evidence files, nor anything of the product: it is what the product is compared
 * with. Series over several periods (pace, change, trend) are left to whoever has the periods.
 */
import { dayOf } from '../calendar.ts'
import type { Organisation } from '../organisation.ts'
import { accessReview } from './access-review.ts'
import { availability } from './availability.ts'
import { changeManagement } from './change-management.ts'
import { correctiveActions } from './corrective-actions.ts'
import { type Expect, type Expectation, periodOf } from './expected.ts'
import { firewallRules } from './firewall-rules.ts'
import { incidentCost } from './incident-cost.ts'
import { incidentTrend } from './incident-trend.ts'
import { policyReview } from './policy-review.ts'
import { riskExposure } from './risk-exposure.ts'
import { securityTraining } from './security-training.ts'
import { vulnerabilityCoverage } from './vulnerability-coverage.ts'
import { vulnerabilityLandscape } from './vulnerability-landscape.ts'

export type { Expectation, Values } from './expected.ts'

const expectations = {
  'access-review': accessReview,
  availability,
  'change-management': changeManagement,
  'corrective-actions': correctiveActions,
  'firewall-rules': firewallRules,
  'incident-cost': incidentCost,
  'incident-trend': incidentTrend,
  'policy-review': policyReview,
  'risk-exposure': riskExposure,
  'security-training': securityTraining,
  'vulnerability-coverage': vulnerabilityCoverage,
  'vulnerability-landscape': vulnerabilityLandscape,
} as const satisfies Readonly<Record<string, Expect>>

export type ConstructId = keyof typeof expectations

/** Both ends are ISO dates; the period is [periodStart, periodEnd). */
export const expectedFrom = (
  organisation: Organisation,
  periodStart: string,
  periodEnd: string,
): Readonly<Record<ConstructId, Expectation>> => {
  const period = periodOf(dayOf(periodStart), dayOf(periodEnd))
  const of = (id: ConstructId): Expectation => expectations[id](organisation, period)
  return {
    'access-review': of('access-review'),
    availability: of('availability'),
    'change-management': of('change-management'),
    'corrective-actions': of('corrective-actions'),
    'firewall-rules': of('firewall-rules'),
    'incident-cost': of('incident-cost'),
    'incident-trend': of('incident-trend'),
    'policy-review': of('policy-review'),
    'risk-exposure': of('risk-exposure'),
    'security-training': of('security-training'),
    'vulnerability-coverage': of('vulnerability-coverage'),
    'vulnerability-landscape': of('vulnerability-landscape'),
  }
}
