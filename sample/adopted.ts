/** What the organisation has adopted and with which limits of its own, one entry for each construct, in the order of Annex B. */
import { type IncidentCategory, truth } from './truth.ts'

export type Adopted = {
  readonly construct: string
  readonly parameters?: Readonly<Record<string, string>>
  /** Formulas as `isometric.yaml` takes them. */
  readonly met: string
  readonly near?: string
}

const { categories } = truth.incidents

/** A value for each category of incidents. */
const byCategory = (valueOf: (category: IncidentCategory) => string): string =>
  `{ values: { ${categories.map((category) => `${category.name}: ${valueOf(category)}`).join(', ')} } }`

/** The limits hold from the first day on record, so that the months before this year are judged too. */
export const adopted: readonly Adopted[] = [
  {
    construct: 'resource-allocation',
    parameters: { 'kind limit': '2' },
    met: 'utilisation in [90..111] and lowest kind * kind limit >= 1 and highest kind <= kind limit and used without budget <= 0',
    near: 'utilisation in [75..133]',
  },
  { construct: 'policy-review', met: '> 80', near: '[40..80]' },
  {
    construct: 'management-commitment',
    met: 'held ratio in [0.7..1.3]',
    near: 'held ratio in (0.5..0.7) or held ratio > 1.3',
  },
  {
    construct: 'risk-exposure',
    parameters: { 'tolerated risks': '2' },
    met: 'unaccepted risks <= tolerated risks and unattended risks <= 1',
    near: 'unaccepted risks <= tolerated risks',
  },
  { construct: 'audit-programme', met: '> 95', near: '[85..95]' },
  {
    construct: 'improvement-actions',
    parameters: { 'cost tolerance': '0.3' },
    met: '>= 75',
    near: '[50..75)',
  },
  { construct: 'incident-cost', parameters: { 'acceptable cost': '200000' }, met: 'total cost < acceptable cost' },
  {
    construct: 'incident-learning',
    met: 'learning share >= 12 and severe incidents wasted <= 5',
    near: 'learning share >= 8 and severe incidents wasted <= 10',
  },
  {
    construct: 'corrective-actions',
    met: 'undone share in [0..40] and unexplained share in [0..20] and falling(undone share, 2) and falling(unexplained share, 2)',
    near: 'undone share in [0..40] and unexplained share in [0..20]',
  },
  {
    construct: 'isms-awareness',
    met: 'trained share > 90 and renewed share > 50',
    near: 'trained share > 60 and renewed share > 30',
  },
  {
    construct: 'security-training',
    met: 'trained share in [90..100]',
    near: 'trained share in [60..90) and (change(trained share) = null or change(trained share) >= 10)',
  },
  {
    construct: 'awareness-compliance',
    met: 'progress in [90..110] and signing in [98..102] and (change(progress) = null or change(progress) >= -2 or progress >= 100) and (change(signing) = null or change(signing) >= -2 or signing >= 100)',
    near: 'progress in [90..110] and signing in [98..102]',
  },
  { construct: 'campaign-effectiveness', met: '>= 70', near: '[55..70)' },
  { construct: 'social-engineering', met: '>= 85', near: '[70..85)' },
  {
    construct: 'password-quality-manual',
    met: 'compliant share > 90',
    near: 'compliant share in [80..90] and (change(compliant share) = null or change(compliant share) > 0)',
  },
  {
    construct: 'password-quality-automated',
    met: 'unbroken share > 90',
    near: 'unbroken share in [80..90] and (attacks under a new profile > 0 or change(unbroken share) = null or change(unbroken share) > 0)',
  },
  { construct: 'access-review', met: '>= 90', near: '[70..90)' },
  { construct: 'entry-controls', met: '>= 3', near: '[2..3)' },
  {
    construct: 'unauthorised-entry',
    parameters: { significance: '0.1' },
    met: 'unauthorised entries < previous(unauthorised entries) or unauthorised entries = 0',
    near: 'unauthorised entries >= previous(unauthorised entries) and unauthorised entries > 0 and chance alone > significance',
  },
  {
    construct: 'periodic-maintenance',
    met: 'mean lateness <= allowance and done share > 90 and not(rising(mean lateness, 2)) and not(falling(done share, 2))',
    near: 'mean lateness <= allowance and done share > 85',
  },
  { construct: 'change-management', met: '>= 95', near: '[80..95)' },
  {
    construct: 'malware-protection',
    met: 'escaped share < 3 and incidents per thousand endpoints <= 8 and not(rising(escaped share, 2))',
    near: 'escaped share < 4 and incidents per thousand endpoints <= 12',
  },
  { construct: 'anti-malware', met: '<= 2', near: '(2..5]' },
  { construct: 'availability', met: 'achieved >= target' },
  { construct: 'firewall-rules', met: '<= 2', near: '[3..8]' },
  {
    construct: 'log-review',
    met: 'reviewed share >= 90 and silent share <= 5',
    near: 'reviewed share >= 75 and silent share <= 10',
  },
  { construct: 'device-configuration', met: '>= 95', near: '[85..95)' },
  { construct: 'security-testing', met: '>= 95', near: '[75..95)' },
  { construct: 'vulnerability-landscape', met: '<= 5', near: '(5..8]' },
  {
    construct: 'supplier-agreements',
    parameters: { 'partial credit': '0.5' },
    met: '>= 90',
    near: '[80..90)',
  },
  {
    construct: 'personal-data-agreements',
    met: 'mean addressed > 90 and (change(mean addressed) = null or change(mean addressed) >= 0)',
    near: 'mean addressed > 80 and not(mean addressed > 90 and (change(mean addressed) = null or change(mean addressed) >= 0))',
  },
  {
    construct: 'incident-resolution',
    parameters: {
      'target time': byCategory(({ hours }) => `duration("PT${hours}H")`),
      'green limit': byCategory(({ rate }) => (rate > 5 ? '"3"' : '"1"')),
      'amber limit': byCategory(({ rate }) => (rate > 5 ? '"6"' : '"2"')),
    },
    met: '(late incidents = 0 and incidents without target = 0) or late incidents <= green limit',
    near: 'late incidents <= amber limit',
  },
  { construct: 'incident-trend', met: '< 1', near: '[1..1.3]' },
  {
    construct: 'independent-review',
    met: 'conducted ratio in [0.8..1.4]',
    near: 'conducted ratio in (0.6..0.8) or conducted ratio > 1.4',
  },
  { construct: 'event-reporting', met: '>= 70', near: '[20..70)' },
  { construct: 'vulnerability-coverage', met: '>= 95', near: '[85..95)' },
]
