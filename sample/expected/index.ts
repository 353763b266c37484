/**
 * In: the simulated organisation, a construct that the sample feeds (27004, Annex B) and a period. Out: the
 * value of each of its measures, for the whole and for each group, from the simulator's own state.
 * It must not know the evidence files, nor anything of the product: it is what the product is compared
 * with.
 */
import { dayOf } from '../calendar.ts'
import type { Organisation } from '../organisation.ts'
import { accessReview } from './access-review.ts'
import { antiMalware } from './anti-malware.ts'
import { auditProgramme } from './audit-programme.ts'
import { availability } from './availability.ts'
import { awarenessCompliance } from './awareness-compliance.ts'
import { campaignEffectiveness } from './campaign-effectiveness.ts'
import { changeManagement } from './change-management.ts'
import { correctiveActions } from './corrective-actions.ts'
import { deviceConfiguration } from './device-configuration.ts'
import { entryControls } from './entry-controls.ts'
import { eventReporting } from './event-reporting.ts'
import { type Expect, type Expectation, periodOf } from './expected.ts'
import { firewallRules } from './firewall-rules.ts'
import { improvementActions } from './improvement-actions.ts'
import { incidentCost } from './incident-cost.ts'
import { incidentLearning } from './incident-learning.ts'
import { incidentResolution } from './incident-resolution.ts'
import { incidentTrend } from './incident-trend.ts'
import { independentReview } from './independent-review.ts'
import { ismsAwareness } from './isms-awareness.ts'
import { logReview } from './log-review.ts'
import { malwareProtection } from './malware-protection.ts'
import { managementCommitment } from './management-commitment.ts'
import { passwordQualityAutomated } from './password-quality-automated.ts'
import { passwordQualityManual } from './password-quality-manual.ts'
import { periodicMaintenance } from './periodic-maintenance.ts'
import { personalDataAgreements } from './personal-data-agreements.ts'
import { policyReview } from './policy-review.ts'
import { resourceAllocation } from './resource-allocation.ts'
import { riskExposure } from './risk-exposure.ts'
import { securityTesting } from './security-testing.ts'
import { securityTraining } from './security-training.ts'
import { supplierAgreements } from './supplier-agreements.ts'
import { unauthorisedEntry } from './unauthorised-entry.ts'
import { socialEngineering } from './social-engineering.ts'
import { vulnerabilityCoverage } from './vulnerability-coverage.ts'
import { vulnerabilityLandscape } from './vulnerability-landscape.ts'

export type { Expectation, Values } from './expected.ts'

/** One line each. */
const expectations = {
  'access-review': accessReview,
  'anti-malware': antiMalware,
  'audit-programme': auditProgramme,
  availability,
  'awareness-compliance': awarenessCompliance,
  'campaign-effectiveness': campaignEffectiveness,
  'change-management': changeManagement,
  'corrective-actions': correctiveActions,
  'device-configuration': deviceConfiguration,
  'entry-controls': entryControls,
  'event-reporting': eventReporting,
  'firewall-rules': firewallRules,
  'improvement-actions': improvementActions,
  'incident-cost': incidentCost,
  'incident-learning': incidentLearning,
  'incident-resolution': incidentResolution,
  'incident-trend': incidentTrend,
  'independent-review': independentReview,
  'isms-awareness': ismsAwareness,
  'log-review': logReview,
  'malware-protection': malwareProtection,
  'management-commitment': managementCommitment,
  'password-quality-automated': passwordQualityAutomated,
  'password-quality-manual': passwordQualityManual,
  'periodic-maintenance': periodicMaintenance,
  'personal-data-agreements': personalDataAgreements,
  'policy-review': policyReview,
  'resource-allocation': resourceAllocation,
  'risk-exposure': riskExposure,
  'security-testing': securityTesting,
  'security-training': securityTraining,
  'supplier-agreements': supplierAgreements,
  'unauthorised-entry': unauthorisedEntry,
  'social-engineering': socialEngineering,
  'vulnerability-coverage': vulnerabilityCoverage,
  'vulnerability-landscape': vulnerabilityLandscape,
} as const satisfies Readonly<Record<string, Expect>>

export type ConstructId = keyof typeof expectations

const isConstruct = (name: string): name is ConstructId => Object.hasOwn(expectations, name)

/** The constructs for which there is something to expect. */
export const expectedConstructs: readonly ConstructId[] = Object.keys(expectations).filter(isConstruct)

/** Both ends are ISO dates; the period is [periodStart, periodEnd). */
export const expectedOf = (
  construct: ConstructId,
  organisation: Organisation,
  periodStart: string,
  periodEnd: string,
): Expectation => expectations[construct](organisation, periodOf(dayOf(periodStart), dayOf(periodEnd)))
