import { isEnabled, isListed, passwordAt } from '../accounts.ts'
import { dayAt, isoInstant, moment } from '../calendar.ts'
import type { Check } from '../password-checks.ts'
import { dottedTime, offsetTime, worded, yesNo } from './local.ts'
import { each, orNull, type Product, type Row, type Table, written } from './table.ts'

/** The part of an account's name before and after the system. */
const partsOf = (cell: Row[string] | undefined): readonly [string, string] => {
  const [system = '', name = ''] = String(cell).split('/')
  return [system, name]
}

/** A script over the systems' directories, as it writes objects to a file: everything in quotes, times of the place. */
const directory: Product = {
  mapping: 'directory-accounts',
  headers: ['Domain', 'SamAccountName', 'Class', 'Enabled', 'PasswordLastSet'],
  records: each((row) => ({
    Domain: partsOf(row['account'])[0],
    SamAccountName: partsOf(row['account'])[1],
    Class: worded({ human: 'User', service: 'Service', privileged: 'Tier0' })(row['account type']),
    Enabled: yesNo('True', 'False')(row['enabled']),
    PasswordLastSet: dottedTime(row['password last set']),
  })),
  layout: { quotes: 'always', carriageReturns: true, mark: true },
}

export const accounts: Table = {
  contract: 'accounts',
  folder: 'accounts',
  source: 'directory',
  format: 'csv',
  rhythm: 'month',
  lead: true,
  columns: ['account', 'system', 'account type', 'enabled', 'password last set'],
  rows: (organisation, day) =>
    organisation.accounts
      .filter((account) => isListed(account, day))
      .map((account) => ({
        account: account.id,
        system: account.system,
        'account type': account.type,
        enabled: isEnabled(account, day),
        'password last set': written(passwordAt(account, moment(day + 1) - 1)?.set, isoInstant),
      })),
  product: directory,
}

const seconds = (cell: Row[string] | undefined): number | null =>
  typeof cell === 'string' ? Number(cell.slice(2, -1)) : null

/** A platform for the hygiene of credentials: one document a line, times with their offset, lengths in seconds. */
const hygiene: Product = {
  mapping: 'credential-hygiene',
  headers: [
    'ref',
    'app',
    'login',
    'when',
    'source',
    'verdict',
    'brokenAfter',
    'ranFor',
    'job',
    'guessesPerSecond',
    'consent',
  ],
  records: each((row) => ({
    ref: row['check'] ?? null,
    app: partsOf(row['account'])[0],
    login: partsOf(row['account'])[1],
    when: offsetTime(row['checked at']),
    source: worded({ survey: 'questionnaire', policy_rule: 'rules', breach_list: 'leaks', cracking: 'attack' })(
      row['method'],
    ),
    verdict:
      row['method'] === 'cracking'
        ? yesNo('broken', 'withstood')(row['cracked'])
        : (yesNo('ok', 'violation')(row['compliant']) ?? 'unanswered'),
    brokenAfter: seconds(row['crack time']),
    ranFor: seconds(row['attack time']),
    job: row['attack profile'] ?? null,
    guessesPerSecond: row['guesses a second'] ?? null,
    consent: row['approval'] ?? null,
  })),
}

const span = (length: number): string => `PT${length}S`

const findings = (check: Check): Row =>
  check.method === 'cracking'
    ? {
        compliant: null,
        cracked: check.cracked,
        'crack time': written(check.crackSeconds, span),
        'attack time': span(check.attackSeconds),
        'attack profile': check.profile,
        'guesses a second': check.pace,
        approval: check.approval,
      }
    : {
        compliant: orNull(check.compliant),
        cracked: null,
        'crack time': null,
        'attack time': null,
        'attack profile': null,
        'guesses a second': null,
        approval: null,
      }

export const passwordChecks: Table = {
  contract: 'password checks',
  folder: 'password-checks',
  source: 'hygiene',
  format: 'ndjson',
  rhythm: 'quarter',
  weekly: true,
  slices: true,
  columns: [
    'check',
    'account',
    'checked at',
    'method',
    'compliant',
    'cracked',
    'crack time',
    'attack time',
    'attack profile',
    'guesses a second',
    'approval',
  ],
  rows: (organisation, day, after) =>
    organisation.passwordChecks
      .filter(({ at }) => dayAt(at) > after && dayAt(at) <= day)
      .map((check) => ({
        check: check.id,
        account: check.account,
        'checked at': isoInstant(check.at),
        method: check.method,
        ...findings(check),
      })),
  product: hygiene,
}
