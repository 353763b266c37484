import { dayAt, isoDay, isoInstant, moment } from '../calendar.ts'
import { levelOf, type Risk, scoreAt } from '../risks.ts'
import { account, dottedDay, offsetTime, yesNo } from './local.ts'
import { by, type Cell, each, type Product, type Table, written } from './table.ts'

/** A register kept in a spreadsheet and saved as Unicode text: UTF-16, tabs, crosses for yes and nothing for no. */
const spreadsheet: Product = {
  mapping: 'risk-register',
  headers: [
    'No.',
    'Risk',
    'Rating',
    'Score',
    'Appetite',
    'Above appetite',
    'Accepted',
    'Accepted until',
    'Identified',
    'Closed',
    'Owner',
  ],
  records: each((row) => ({
    'No.': row['risk'] ?? null,
    Risk: row['title'] ?? null,
    Rating: String(row['level']).toUpperCase(),
    Score: row['score'] ?? null,
    Appetite: row['acceptance threshold'] ?? null,
    'Above appetite': yesNo('x', '')(row['above threshold']),
    Accepted: yesNo('x', '')(row['accepted']),
    'Accepted until': dottedDay(row['accepted until']),
    Identified: dottedDay(row['opened on']),
    Closed: dottedDay(row['closed on']),
    Owner: row['owner'] ?? null,
  })),
  layout: { encoding: 'utf-16le', mark: true, carriageReturns: true },
}

export const risks: Table = {
  contract: 'risks',
  folder: 'risks',
  source: 'register',
  format: 'tsv',
  rhythm: 'quarter',
  columns: [
    'risk',
    'title',
    'level',
    'score',
    'acceptance threshold',
    'above threshold',
    'accepted',
    'accepted until',
    'opened on',
    'closed on',
    'owner',
  ],
  ahead: ['accepted until'],
  rows: ({ risks: register, truth }, day) =>
    register
      .filter(({ opened }) => opened <= day)
      .map((risk) => {
        const score = scoreAt(risk, moment(day + 1))
        // A tick stays until somebody takes it away, even when the day has passed.
        const acceptance = risk.acceptances.findLast(({ from }) => from <= day)
        return {
          risk: risk.id,
          title: risk.title,
          level: levelOf(score),
          score,
          'acceptance threshold': truth.risks.threshold,
          'above threshold': score > truth.risks.threshold,
          accepted: acceptance !== undefined,
          'accepted until': written(acceptance?.until, isoDay),
          'opened on': isoDay(risk.opened),
          'closed on': written(by(day, risk.closed), isoDay),
          owner: risk.owner,
        }
      }),
  product: spreadsheet,
}

const levelNumber = (level: Cell | undefined): number | null => {
  const at = ['low', 'medium', 'high', 'critical'].indexOf(String(level))
  return at < 0 ? null : at + 1
}

/** The journal of a risk tool, as its interface gives it: levels by number, the author by account. */
const journal: Product = {
  mapping: 'risk-journal',
  headers: ['riskNo', 'at', 'user', 'from', 'to'],
  records: each((row) => ({
    riskNo: row['risk'] ?? null,
    at: offsetTime(row['updated at']),
    user: { upn: account(row['author']) },
    from: levelNumber(row['old level']),
    to: levelNumber(row['new level']),
  })),
}

const updatesOf = (risk: Risk) =>
  risk.updates.map((update, at) => ({
    risk: risk.id,
    update,
    // The entry of the register itself has no level before it.
    old: at === 0 && dayAt(update.at) === risk.opened ? undefined : (risk.updates[at - 1]?.score ?? risk.firstScore),
  }))

export const riskStatusUpdates: Table = {
  contract: 'risk status updates',
  folder: 'risk-status-updates',
  source: 'register',
  format: 'ndjson',
  rhythm: 'end',
  columns: ['risk', 'updated at', 'author', 'old level', 'new level'],
  rows: ({ risks: register }) =>
    register
      .flatMap(updatesOf)
      .toSorted((a, b) => a.update.at - b.update.at)
      .map(({ risk, update, old }) => ({
        risk,
        'updated at': isoInstant(update.at),
        author: update.author,
        'old level': written(old, levelOf),
        'new level': levelOf(update.score),
      })),
  product: journal,
}
