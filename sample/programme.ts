/** The programme of the organisation, `isometric.yaml`: what it has adopted, with its own limits, and where its evidence lies. */
import { type Calendar, isoDay } from './calendar.ts'
import { tables } from './export/index.ts'
import type { Truth } from './truth.ts'

type Band = { readonly met: string; readonly near?: string }
type Adopted = {
  readonly construct: string
  readonly parameters?: Readonly<Record<string, string>>
  readonly bands: Band
}

/** The limits hold from the first day shown, so that the months before this year are judged too. */
const adopted: readonly Adopted[] = [
  { construct: 'policy-review', bands: { met: '> 80', near: '[40..80]' } },
  {
    construct: 'risk-exposure',
    parameters: { 'tolerated risks': '2' },
    bands: {
      met: 'unaccepted risks <= tolerated risks and unattended risks <= 1',
      near: 'unaccepted risks <= tolerated risks',
    },
  },
  {
    construct: 'incident-cost',
    parameters: { 'acceptable cost': '120000' },
    bands: { met: 'total cost < acceptable cost' },
  },
  {
    construct: 'corrective-actions',
    bands: {
      met: 'undone share in [0..40] and unexplained share in [0..20] and falling(undone share, 2) and falling(unexplained share, 2)',
      near: 'undone share in [0..40] and unexplained share in [0..20]',
    },
  },
  {
    construct: 'security-training',
    bands: {
      met: 'trained share in [90..100]',
      near: 'trained share in [60..90) and (change(trained share) = null or change(trained share) >= 10)',
    },
  },
  { construct: 'access-review', bands: { met: '>= 90', near: '[70..90)' } },
  { construct: 'change-management', bands: { met: '>= 95', near: '[80..95)' } },
  { construct: 'availability', bands: { met: 'achieved >= target' } },
  { construct: 'firewall-rules', bands: { met: '<= 2', near: '[3..8]' } },
  { construct: 'vulnerability-landscape', bands: { met: '<= 5', near: '(5..8]' } },
  { construct: 'incident-trend', bands: { met: '< 1', near: '[1..1.3]' } },
  { construct: 'vulnerability-coverage', bands: { met: '>= 95', near: '[85..95)' } },
]

const people = [
  ['ada', 'Ada Brandt', ['information security manager', 'measurement planner']],
  ['tom', 'Tom Okafor', ['chief information security officer', 'measurement client']],
  ['ines', 'Ines Wolff', ['network manager', 'information owner']],
  ['jonas', 'Jonas Lind', ['head of IT operations', 'information owner', 'information collector']],
  ['mara', 'Mara Petersen', ['security analyst', 'information analyst']],
  ['felix', 'Felix Hartmann', ['internal auditor', 'measurement reviewer']],
  ['ruth', 'Ruth Hale', ['chief executive', 'measurement client']],
  ['nadia', 'Nadia Sommer', ['head of people and legal', 'information communicator']],
] as const

const adoption = (shown: string, from: string, { construct, parameters, bands }: Adopted): readonly string[] => [
  `  ${construct}:`,
  `    from: ${shown}`,
  ...(parameters === undefined
    ? []
    : ['    parameters:', ...Object.entries(parameters).map(([name, value]) => `      ${name}: ${value}`)]),
  '    criteria:',
  `      - from: ${from}`,
  `        met: ${JSON.stringify(bands.met)}`,
  ...(bands.near === undefined ? [] : [`        near: ${JSON.stringify(bands.near)}`]),
]

/** The text of the file; `from` of every criterion is the first day of the history. */
export const programmeText = (truth: Truth, calendar: Calendar): string =>
  [
    '# A simulated organisation. None of its people, systems, incidents and figures exists.',
    `organisation: ${truth.organisation}`,
    `time zone: ${truth.timeZone}`,
    'first month: 1',
    'sample: true',
    '',
    '# The criteria hold from the first day on record, so that every month shown is judged by them.',
    'adopts:',
    ...adopted.flatMap((one) => adoption(isoDay(calendar.start), isoDay(calendar.historyStart), one)),
    '',
    '# Headers are the columns of the contracts. The date in the name of a file is the day that it shows.',
    'sources:',
    ...tables.map(
      ({ contract, source, folder, format }) =>
        `  - { contract: ${contract}, name: ${source}, path: exports/${folder}/*.${format} }`,
    ),
    '',
    'people:',
    ...people.map(([id, name, roles]) => `  ${id}: { name: ${name}, roles: [${roles.join(', ')}] }`),
    '',
  ].join('\n')
