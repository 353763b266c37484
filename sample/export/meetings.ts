import { isoDay } from '../calendar.ts'
import { meetingStatusOn } from '../meetings.ts'
import { account, dottedDay, worded, yesNo } from './local.ts'
import { by, each, type Product, type Table, written } from './table.ts'

/** The list of meetings that the minute taker keeps: German days, tabs between them. */
const register: Product = {
  mapping: 'meeting-list',
  headers: ['No.', 'Date planned', 'Date held', 'Called', 'State', 'Replaced by'],
  records: each((row) => ({
    'No.': row['meeting'] ?? null,
    'Date planned': dottedDay(row['planned on']),
    'Date held': dottedDay(row['held on']),
    Called: worded({ planned: 'by calendar', adhoc: 'at once' })(row['kind']),
    State: worded({ planned: 'open', held: 'done', cancelled: 'dropped', rescheduled: 'put off' })(row['status']),
    'Replaced by': row['rescheduled to'] ?? null,
  })),
}

export const managementReviewMeetings: Table = {
  contract: 'management review meetings',
  folder: 'management-review-meetings',
  source: 'minutes',
  format: 'tsv',
  rhythm: 'quarter',
  columns: ['meeting', 'planned on', 'held on', 'kind', 'status', 'rescheduled to'],
  ahead: ['planned on'],
  rows: ({ meetings }, day) =>
    meetings
      .filter(({ entered }) => entered <= day)
      .map((meeting) => ({
        meeting: meeting.id,
        'planned on': written(meeting.planned, isoDay),
        'held on': written(by(day, meeting.held), isoDay),
        kind: meeting.kind,
        status: meetingStatusOn(meeting, day),
        'rescheduled to': meeting.putOff !== undefined && meeting.putOff.on <= day ? meeting.putOff.to : null,
      })),
  product: register,
}

/** Who was asked and who came, as a meeting tool lists them: accounts for persons, nothing until the minutes are written. */
const participants: Product = {
  mapping: 'meeting-participants',
  headers: ['Meeting', 'User principal name', 'Function', 'Invitation', 'Participation'],
  records: each((row) => ({
    Meeting: row['meeting'] ?? null,
    'User principal name': account(row['person']),
    Function: worded({ manager: 'Head of unit', other: 'Guest' })(row['role']),
    Invitation: yesNo('sent', 'none')(row['invited']),
    Participation: yesNo('present', 'absent')(row['attended']),
  })),
  layout: { mark: true },
}

export const meetingAttendance: Table = {
  contract: 'meeting attendance',
  folder: 'meeting-attendance',
  source: 'minutes',
  format: 'csv',
  rhythm: 'quarter',
  columns: ['meeting', 'person', 'role', 'invited', 'attended'],
  rows: ({ meetings }, day) =>
    meetings
      .filter(({ entered }) => entered <= day)
      .flatMap(({ id, places, minuted }) => {
        const isMinuted = minuted !== undefined && minuted <= day
        // Whoever came uninvited is known from the minutes only.
        return places
          .filter(({ invited }) => invited || isMinuted)
          .map(({ person, role, invited, came }) => ({
            meeting: id,
            person,
            role,
            invited,
            attended: isMinuted ? came : null,
          }))
      }),
  product: participants,
}
