import { dayAt, isoDay, isoInstant, moment } from '../calendar.ts'
import { levelOf, type Risk, scoreAt } from '../risks.ts'
import { by, type Table, written } from './table.ts'

export const risks: Table = {
  contract: 'risks',
  folder: 'risks',
  source: 'register',
  format: 'csv',
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
  format: 'csv',
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
}
