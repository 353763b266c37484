import { dayAt, type Day, type Instant, isoDay, isoInstant } from '../calendar.ts'
import type { Attempt } from '../attempts.ts'
import { mostPoints, passMark } from '../campaigns.ts'
import type { Report } from '../reports.ts'
import { account, bareTime, localTime, slashedDay, worded } from './local.ts'
import {
  by,
  type Cell,
  each,
  type Fields,
  type Json,
  orNull,
  type Product,
  type Row,
  type Table,
  written,
} from './table.ts'

/** Envelopes of a signing service of American make: month first, everything in quotes. */
const envelopes: Product = {
  mapping: 'signing-envelopes',
  headers: ['Recipient Email', 'Subject', 'Sent On', 'Sign By', 'Completed On', 'Voided On'],
  records: each((row) => ({
    'Recipient Email': account(row['person']),
    Subject: `Please sign: ${String(row['document'])} v${String(row['document version'])}`,
    'Sent On': slashedDay(row['asked on']),
    'Sign By': slashedDay(row['due on']),
    'Completed On': slashedDay(row['signed on']),
    'Voided On': slashedDay(row['withdrawn on']),
  })),
  layout: { quotes: 'always', carriageReturns: true },
}

export const acknowledgements: Table = {
  contract: 'acknowledgements',
  folder: 'acknowledgements',
  source: 'signing',
  format: 'csv',
  rhythm: 'half',
  columns: ['person', 'document', 'document version', 'asked on', 'due on', 'signed on', 'withdrawn on'],
  ahead: ['due on'],
  rows: ({ acknowledgements: all }, day) =>
    all
      .filter(({ asked }) => asked <= day)
      .map((one) => ({
        person: one.person,
        document: one.document,
        'document version': one.version,
        'asked on': isoDay(one.asked),
        'due on': isoDay(one.due),
        'signed on': written(by(day, one.signed), isoDay),
        'withdrawn on': written(by(day, one.withdrawn), isoDay),
      })),
  product: envelopes,
}

/** Attempts at a quiz as a learning platform lists them: which campaign, phase and form it was is told from the quiz. */
const quiz: Product = {
  mapping: 'lms-quiz',
  headers: ['Attempt', 'Username', 'Quiz', 'Cohort', 'State', 'Completed', 'Grade/10.00'],
  records: each((row) => ({
    Attempt: row['test'] ?? null,
    Username: account(row['person']),
    Quiz: `${String(row['campaign'])} | ${String(worded({ pre: 'before', post: 'after', followup: 'later' })(row['phase']))} | ${String(row['form version'])}`,
    Cohort: row['targeted'] === true ? 'Campaign' : 'Control',
    State: 'Finished',
    Completed: localTime(row['taken at']),
    'Grade/10.00': Number(row['score']).toFixed(2),
  })),
  layout: { separator: ';', encoding: 'windows-1252' },
}

export const knowledgeTestResults: Table = {
  contract: 'knowledge test results',
  folder: 'knowledge-test-results',
  source: 'learning',
  format: 'csv',
  rhythm: 'half',
  columns: [
    'test',
    'campaign',
    'person',
    'targeted',
    'phase',
    'taken at',
    'score',
    'max score',
    'pass mark',
    'form version',
  ],
  rows: ({ sittings }, day) =>
    sittings
      .filter(({ at }) => dayAt(at) <= day)
      .map((sitting) => ({
        test: sitting.id,
        campaign: sitting.campaign,
        person: sitting.person,
        targeted: sitting.targeted,
        phase: sitting.phase,
        'taken at': isoInstant(sitting.at),
        score: sitting.score,
        'max score': mostPoints,
        'pass mark': passMark,
        'form version': sitting.form,
      })),
  product: quiz,
}

const until = (day: Day, instant: Instant | undefined): Cell =>
  written(instant !== undefined && dayAt(instant) <= day ? instant : undefined, isoInstant)

const attemptRow = (attempt: Attempt, day: Day): Row => ({
  campaign: attempt.campaign,
  scenario: attempt.scenario,
  channel: 'email',
  difficulty: attempt.difficulty,
  person: attempt.person,
  'delivered at': until(day, attempt.delivered),
  'clicked at': until(day, attempt.clicked),
  'disclosed at': until(day, attempt.disclosed),
  'reported at': until(day, attempt.reported),
  'excluded reason': attempt.scanned ? 'scanner' : null,
})

const furthest = (row: Row): string => {
  if (row['delivered at'] === null) return 'Error'
  if (row['disclosed at'] !== null) return 'Submitted Data'
  return row['clicked at'] === null ? 'Email Sent' : 'Clicked Link'
}

const lastTime = (row: Row): string | null => {
  const times = ['delivered at', 'clicked at', 'disclosed at', 'reported at'].flatMap((column) => row[column] ?? [])
  return times.length === 0 ? null : (times.map(String).toSorted().at(-1) ?? null)
}

/**
 * Results of a phishing framework: its own campaign for each of ours and each scenario, with a state that holds only the furthest
 * step and the moment of the last one, a report apart from it, and the address from which a link was opened.
 */
const phishing: Product = {
  mapping: 'phishing-campaigns',
  headers: ['id', 'name', 'template', 'status', 'ip', 'send_date', 'reported', 'modified_date', 'email', 'position'],
  records: (rows) =>
    rows.map((row, at) => ({
      id: `r${at + 1}`,
      name: `${String(row['campaign'])} | ${String(row['scenario'])}`,
      template: { name: `${String(row['scenario'])} (${String(row['difficulty'])})` },
      status: furthest(row),
      ip: row['excluded reason'] === 'scanner' ? '40.94.20.7' : row['clicked at'] === null ? '' : '192.0.2.15',
      send_date: row['delivered at'] ?? null,
      reported: row['reported at'] !== null,
      modified_date: lastTime(row),
      email: account(row['person']),
      position: '',
    })),
  document: (records) => campaignsOf(records),
  beyond: ['name', 'template'],
}

/** What a campaign says once for all its results. */
const shared = new Set(['name', 'template'])

const nameOf = ({ name }: Fields): string => (typeof name === 'string' ? name : '')

const campaignsOf = (records: readonly Fields[]): Json =>
  [...Map.groupBy(records, nameOf)].map(([name, results], at) => ({
    id: at + 1,
    name,
    status: 'Completed',
    template: results[0]?.['template'] ?? null,
    results: results.map((result) =>
      Object.fromEntries(Object.entries(result).filter(([field]) => !shared.has(field))),
    ),
  }))

export const socialTestEvents: Table = {
  contract: 'social test events',
  folder: 'social-test-events',
  source: 'phishing',
  format: 'json',
  rhythm: 'half',
  columns: [
    'campaign',
    'scenario',
    'channel',
    'difficulty',
    'person',
    'delivered at',
    'clicked at',
    'disclosed at',
    'reported at',
    'excluded reason',
  ],
  rows: ({ attempts }, day) => attempts.filter(({ sent }) => dayAt(sent) <= day).map((one) => attemptRow(one, day)),
  product: phishing,
}

const reportRow = (report: Report, day: Day): Row => {
  const triaged = until(day, report.triaged)
  return {
    report: report.id,
    reporter: orNull(report.reporter),
    'org unit': orNull(report.unit),
    channel: report.channel,
    'reported at': isoInstant(report.at),
    'triaged at': triaged,
    outcome: triaged === null ? 'open' : (report.verdict ?? 'open'),
    incident: triaged === null ? null : orNull(report.incident),
    campaign: orNull(report.mail),
  }
}

/** Tickets of the security desk as its interface answers: a result with records, times of Greenwich without saying so. */
const tickets: Product = {
  mapping: 'security-desk-reports',
  headers: [
    'number',
    'opened_by',
    'department',
    'contact_type',
    'opened_at',
    'triaged_at',
    'verdict',
    'parent_incident',
    'correlation',
  ],
  records: each((row) => ({
    number: row['report'] ?? null,
    opened_by: account(row['reporter']) ?? 'anonymous',
    department: row['org unit'] ?? null,
    contact_type: worded({ mail: 'Email', portal: 'Self-service', phone: 'Phone', button: 'Report button' })(
      row['channel'],
    ),
    opened_at: bareTime(row['reported at']),
    triaged_at: bareTime(row['triaged at']),
    verdict: worded({ open: 'Pending', false_positive: 'Clean', event: 'Threat', incident: 'Promoted' })(
      row['outcome'],
    ),
    parent_incident: row['incident'] ?? null,
    correlation: row['campaign'] ?? null,
  })),
  document: (records) => ({ result: [...records] }),
}

/** Each file holds what was reported or looked at since the one before. */
export const securityEventReports: Table = {
  contract: 'security event reports',
  folder: 'security-event-reports',
  source: 'security desk',
  format: 'json',
  rhythm: 'month',
  slices: true,
  columns: [
    'report',
    'reporter',
    'org unit',
    'channel',
    'reported at',
    'triaged at',
    'outcome',
    'incident',
    'campaign',
  ],
  rows: ({ reports }, day, after) => {
    const since = (instant: Instant | undefined): boolean =>
      instant !== undefined && dayAt(instant) <= day && dayAt(instant) > after
    return reports.filter(({ at, triaged }) => since(at) || since(triaged)).map((report) => reportRow(report, day))
  },
  product: tickets,
}
