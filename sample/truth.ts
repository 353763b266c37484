/**
 * What is true of the sample organisation, as data: `truth.yaml`, which the simulator reads.
 * Its shape is declared here and held to by `truth.test.ts`, so that nothing is checked twice.
 */
import { readFileSync } from 'node:fs'
import { parse } from 'yaml'

export type Unit = {
  readonly name: string
  /** Head count in the first month of the history. */
  readonly people: number
  /** Per year, as proportions. */
  readonly growth: number
  readonly leave: number
  readonly contractors: number
  /** How often its people cause or meet incidents, against the average of 1. */
  readonly incidents: number
  readonly roles: readonly string[]
}
export type Zone = 'perimeter' | 'internal' | 'dmz' | 'cloud' | 'ot'
export type AssetType = 'server' | 'application' | 'database' | 'cloud' | 'network' | 'workstation' | 'mobile'
export type AssetKind = {
  readonly type: AssetType
  readonly os: string
  readonly zone: Zone
  readonly count: number
  readonly critical: number
}
export type Firewall = {
  readonly name: string
  readonly rules: number
  readonly border: number
  /** Members of a cluster; a single device has none. */
  readonly members?: readonly string[]
}
/** Shares or amounts from low over medium and high to critical. */
export type BySeverity = readonly [number, number, number, number]
/** Shares from least over moderate to very hard to see through. */
export type ByDifficulty = readonly [number, number, number]
export type IncidentCategory = {
  readonly name: string
  /** The time in which an incident should be resolved. */
  readonly hours: number
  readonly rate: number
  /** Height of the yearly wave as a share of the rate; its crest is in December. */
  readonly season: number
  readonly severity: BySeverity
}
export type ServiceTruth = {
  readonly name: string
  readonly title: string
  readonly target: number
  readonly outages: number
  /** Median length of an outage. */
  readonly minutes: number
}
/** How many entries a site has, and the share of them that each kind of equipment is found at. */
export type Site = {
  readonly name: string
  readonly entries: number
  readonly card: number
  readonly pin: number
  readonly biometric: number
  readonly logging: number
  /** The month with which it is given up. */
  readonly closed?: number
}
export type AuditKind = 'internal' | 'external' | 'independent_review' | 'supplier'
export type BudgetKind = 'internal_staff' | 'contract_staff' | 'hardware' | 'software' | 'services'
export type CostKind = 'response' | 'recovery' | 'lost_business' | 'legal' | 'notification' | 'fine' | 'other'
/** From the first to the last month shown, along a straight line. */
export type Course = { readonly from: number; readonly to: number }

export type Truth = {
  readonly organisation: string
  readonly timeZone: string
  readonly seed: number
  readonly months: number
  readonly history: number
  /** Joiners by month of the year, against the average of 1. */
  readonly hiring: readonly number[]
  readonly units: readonly Unit[]
  readonly training: { readonly onTime: number; readonly lateHazard: number; readonly exempt: number }
  readonly assets: {
    readonly arrive: number
    readonly leave: number
    readonly scoped: number
    readonly kinds: readonly AssetKind[]
  }
  readonly deployments: { readonly releases: number; readonly declared: number; readonly unanswered: number }
  readonly firewalls: readonly Firewall[]
  readonly rules: {
    readonly arrive: number
    readonly idle: number
    readonly cleanUp: number
    readonly rare: number
    readonly standby: number
  }
  readonly policies: { readonly reviewed: number; readonly renewed: number }
  readonly risks: {
    readonly atStart: number
    readonly arrive: number
    readonly updated: number
    readonly threshold: number
    readonly acceptanceMonths: number
    readonly renewed: number
  }
  readonly incidents: { readonly history: number; readonly categories: readonly IncidentCategory[] }
  readonly costs: {
    readonly medians: BySeverity
    readonly spread: number
    readonly late: number
    readonly estimated: number
  }
  readonly actions: {
    readonly corrective: number
    readonly improvement: number
    readonly treatment: number
    readonly cancelled: number
    readonly moved: number
    readonly reasoned: number
    readonly accepted: number
  }
  readonly accessReviews: { readonly withoutProof: number }
  readonly services: readonly ServiceTruth[]
  readonly vulnerabilities: {
    readonly disclosed: number
    readonly severity: BySeverity
    readonly daysToFix: BySeverity
    readonly accepted: number
    readonly falsePositive: number
  }
  readonly scans: { readonly reached: number; readonly authenticated: number; readonly tested: number }
  readonly maintenance: {
    readonly early: number
    readonly late: number
    readonly undone: number
    readonly daysLate: number
  }
  readonly malware: {
    readonly atEndpoint: number
    readonly atGateway: number
    readonly stopped: number
    readonly named: number
    readonly repeats: number
  }
  readonly endpoints: {
    readonly never: number
    readonly daysToEnrol: number
    readonly away: number
    readonly daysAway: number
    readonly off: number
  }
  readonly logs: { readonly missed: number; readonly late: number; readonly silent: number }
  readonly configurations: {
    readonly reached: number
    readonly drift: Readonly<Partial<Record<AssetType, number>>>
    readonly repair: number
    readonly waived: number
    readonly unanswered: number
  }
  readonly accounts: {
    readonly erp: readonly string[]
    readonly programs: readonly { readonly system: string; readonly count: number }[]
    readonly administrators: number
    readonly forgotten: number
  }
  readonly passwords: {
    readonly compliant: number
    /** Logarithms of the guesses it takes: the typical ones, their spread, and what is on a list of leaked ones. */
    readonly strength: { readonly compliant: number; readonly other: number }
    readonly spread: number
    readonly leaked: number
    readonly changed: number
    readonly heeded: number
    readonly answers: number
    readonly honest: number
    readonly pace: number
    readonly attackSeconds: number
    readonly cutShort: number
  }
  readonly entries: {
    readonly sites: readonly Site[]
    readonly other: number
    readonly misseen: number
    readonly audited: number
    readonly reviewed: number
  }
  readonly badges: {
    readonly attempts: number
    readonly denied: number
    readonly forced: number
    readonly heldOpen: number
  }
  readonly agreements: {
    readonly supplier: readonly string[]
    readonly atStart: number
    readonly signed: number
    readonly openEnded: number
    readonly personal: number
    readonly scoped: number
    readonly unassessed: number
    readonly policyPoints: number
    readonly required: number
    readonly quality: { readonly yes: number; readonly partial: number }
    readonly readAtOnce: number
    readonly daysToAmend: number
    readonly lag: { readonly share: number; readonly days: number }
  }
  readonly audits: {
    readonly programme: Readonly<Record<AuditKind, number>>
    readonly moved: number
    readonly cancelled: number
    readonly unplanned: number
    readonly daysLate: number
    readonly daysToReport: number
  }
  readonly meetings: {
    readonly months: readonly number[]
    readonly attends: number
    readonly cancelled: number
    readonly putOff: number
    readonly adhoc: number
    readonly daysToMinute: number
  }
  readonly budget: {
    readonly granted: Readonly<Record<BudgetKind, number>>
    readonly growth: number
    readonly raise: {
      readonly year: number
      readonly month: number
      readonly kind: BudgetKind
      readonly factor: number
    }
    readonly used: number
    readonly spread: number
    readonly late: number
    readonly lumps: Readonly<Record<BudgetKind, number>>
  }
  readonly acknowledgements: { readonly onTime: number; readonly lateHazard: number }
  readonly campaigns: {
    readonly names: readonly string[]
    readonly targets: number
    readonly others: number
    readonly knows: number
    readonly learn: number
    readonly chance: number
    readonly forget: number
    readonly fade: number
    readonly missed: number
    readonly again: number
    readonly sameForm: number
  }
  readonly attempts: {
    readonly people: number
    readonly mix: ByDifficulty
    readonly click: ByDifficulty
    readonly disclose: number
    readonly report: { readonly instead: ByDifficulty; readonly after: number }
    readonly late: number
    readonly lost: number
    readonly scanned: number
  }
  readonly reports: {
    readonly rate: number
    readonly anonymous: number
    readonly genuine: number
    readonly treated: number
    readonly massMails: number
    readonly incidents: number
  }
  readonly effects: {
    readonly incidentStep: { readonly category: string; readonly month: number; readonly factor: number }
    readonly trainingDrift: {
      readonly unit: string
      readonly month: number
      readonly fall: number
      readonly lateHazard: number
    }
    readonly serviceMiss: {
      readonly service: string
      readonly month: number
      readonly factor: number
      readonly minutes: number
    }
    readonly idleRules: { readonly firewall: string; readonly month: number; readonly idle: number }
    readonly neglectedPolicies: { readonly owner: string; readonly month: number }
    readonly scannerGap: { readonly zone: Zone; readonly month: number }
    readonly backlogHump: {
      readonly month: number
      readonly months: number
      readonly disclosed: number
      readonly daysToFix: number
    }
    readonly accessReviewsImprove: Course
    readonly hardeningImproves: Course
    readonly actionsSpeedUp: Course
    readonly lateCost: {
      readonly month: number
      readonly kind: CostKind
      readonly amount: number
      readonly days: number
    }
    readonly counterReset: { readonly firewall: string; readonly month: number }
    readonly unlistedHosts: { readonly month: number; readonly hosts: readonly string[] }
    readonly mailFilter: { readonly month: number; readonly factor: number }
    readonly silentConsole: { readonly month: number }
    readonly silentLog: { readonly zone: Zone; readonly month: number }
    readonly passwordRules: { readonly month: number; readonly compliant: number; readonly pushed: number }
    readonly attackMachine: { readonly month: number; readonly factor: number }
    readonly entryUpgrade: { readonly site: string; readonly month: number }
    readonly agreementTemplate: { readonly month: number; readonly yes: number }
    readonly descoping: { readonly os: string; readonly month: number }
    readonly campaignWorks: { readonly campaign: string; readonly learn: number }
    readonly campaignFails: { readonly campaign: string; readonly learn: number }
    readonly easierAttempts: { readonly month: number; readonly mix: ByDifficulty }
    readonly reportButton: { readonly month: number; readonly factor: number }
    readonly auditGap: {
      readonly month: number
      readonly months: number
      readonly moved: number
      readonly cancelled: number
    }
    readonly absentManagers: { readonly month: number; readonly attends: number }
    readonly contractorShift: { readonly month: number; readonly outside: number; readonly staff: number }
    readonly tokenActions: { readonly category: string; readonly month: number; readonly share: number }
  }
  readonly found: Readonly<Record<keyof Truth['effects'], Promised>>
  readonly falseAlarms: { readonly chart: number; readonly trend: number; readonly periods: number }
  readonly stable: readonly Stable[]
}

/** Where an effect must show, and how soon: periods are counted from the one in which it begins. */
export type Promised = {
  readonly construct: string
  readonly measure: string
  readonly group?: string
  readonly by: 'chart' | 'trend' | 'periods' | 'units' | 'mix' | 'absence' | 'restatement'
  readonly way: 'up' | 'down'
  readonly within: number
  /** It begins with the first period that begins in or after its month, not with the one in which its month lies. */
  readonly begins?: 'next'
  /** `restatement`: by so much at least. */
  readonly least?: number
  /** `units`: what did not come to be part; together they are the whole. */
  readonly rest?: string
  /** `mix`: beside which periods; and part and whole of each group, or of each stratum by measures of their own. */
  readonly against?: 'previous' | 'before'
  readonly groups?: readonly [part: string, whole: string]
  readonly strata?: readonly (readonly [part: string, whole: string])[]
}

/** A series in which nothing happens, until an effect begins where one is named. */
export type Stable = {
  readonly construct: string
  readonly measure: string
  readonly group?: string
  readonly until?: keyof Truth['effects']
}

const written: unknown = parse(readFileSync(new URL('truth.yaml', import.meta.url), 'utf8'))

/** Our own file, read once; a test compares it with this shape, and a user never writes it. */
export const truth = written as Truth
