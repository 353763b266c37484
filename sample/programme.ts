/** The programme of the organisation, `isometric.yaml`: what it has adopted, with its own limits, and where its evidence lies. */
import { adopted, type Adopted } from './adopted.ts'
import { type Calendar, isoDay } from './calendar.ts'
import { type Table, tables } from './export/index.ts'
import type { Truth } from './truth.ts'

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

const adoption = (shown: string, from: string, { construct, parameters, met, near }: Adopted): readonly string[] => [
  `  ${construct}:`,
  `    from: ${shown}`,
  ...(parameters === undefined
    ? []
    : ['    parameters:', ...Object.entries(parameters).map(([name, value]) => `      ${name}: ${value}`)]),
  '    criteria:',
  `      - from: ${from}`,
  `        met: ${JSON.stringify(met)}`,
  ...(near === undefined ? [] : [`        near: ${JSON.stringify(near)}`]),
]

const sourceLine = ({ contract, source, folder, format, product }: Table): string => {
  const mapping = product === undefined ? '' : `, mapping: ${product.mapping}`
  return `  - { contract: ${contract}, name: ${source}, path: exports/${folder}/*.${format}${mapping} }`
}

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
    '# The date in the name of a file is the day that it shows.',
    'sources:',
    ...tables.map(sourceLine),
    '',
    'people:',
    ...people.map(([id, name, roles]) => `  ${id}: { name: ${name}, roles: [${roles.join(', ')}] }`),
    '',
  ].join('\n')
