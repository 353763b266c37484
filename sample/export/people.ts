import { isoDay } from '../calendar.ts'
import { stepOn } from '../training.ts'
import { account, commaDecimal, dottedDay, slashedDay, worded, yesNo } from './local.ts'
import { by, each, orNull, type Product, type Table, written } from './table.ts'

/** The roster that people and payroll send: as a German spreadsheet writes it, with its own words and an empty last day. */
const roster: Product = {
  mapping: 'hr-roster',
  headers: [
    'Personnel No.',
    'Employee group',
    'Organisational unit',
    'Position',
    'Entry date',
    'Exit date',
    'ISMS scope',
    'Security roles',
  ],
  records: each((row) => ({
    'Personnel No.': row['person'] ?? null,
    'Employee group': worded({ employee: 'Employee', contractor: 'External', other: 'Other' })(row['employer type']),
    'Organisational unit': row['org unit'] ?? null,
    Position: row['job role'] ?? null,
    'Entry date': dottedDay(row['start on']),
    'Exit date': dottedDay(row['end on']),
    'ISMS scope': yesNo('in', 'out')(row['scoped']),
    'Security roles': row['relevant roles'] ?? null,
  })),
  layout: { separator: ';', mark: true, carriageReturns: true },
}

export const people: Table = {
  contract: 'people',
  folder: 'people',
  source: 'personnel',
  format: 'csv',
  rhythm: 'quarter',
  columns: ['person', 'employer type', 'org unit', 'job role', 'start on', 'end on', 'scoped', 'relevant roles'],
  rows: (organisation, day) =>
    organisation.people
      .filter((person) => person.start <= day)
      .map((person) => ({
        person: person.id,
        'employer type': person.type,
        'org unit': person.unit,
        'job role': person.role,
        'start on': isoDay(person.start),
        'end on': written(by(day, person.end), isoDay),
        scoped: person.scoped,
        'relevant roles': person.relevantRoles.length === 0 ? null : person.relevantRoles.join(';'),
      })),
  product: roster,
}

/** A learning platform of American make: month first, everything in quotes, people by their account. */
const enrolments: Product = {
  mapping: 'lms-enrolments',
  headers: ['Enrollment ID', 'Username', 'Course', 'Category', 'Enrolled', 'Due', 'Withdrawn'],
  records: each((row) => ({
    'Enrollment ID': row['assignment'] ?? null,
    Username: account(row['person']),
    Course: row['course'] ?? null,
    Category: worded({
      isms_awareness: 'Awareness',
      annual_security: 'Mandatory – yearly',
      role_based: 'Role training',
      policy_briefing: 'Policy briefing',
    })(row['course kind']),
    Enrolled: slashedDay(row['assigned on']),
    Due: slashedDay(row['due on']),
    Withdrawn: slashedDay(row['cancelled on']),
  })),
  layout: { quotes: 'always', carriageReturns: true },
}

export const trainingAssignments: Table = {
  contract: 'training assignments',
  folder: 'training-assignments',
  source: 'learning',
  format: 'csv',
  rhythm: 'end',
  columns: ['assignment', 'person', 'course', 'course kind', 'assigned on', 'due on', 'cancelled on'],
  ahead: ['due on'],
  rows: (organisation) =>
    organisation.assignments.map((assignment) => ({
      assignment: assignment.id,
      person: assignment.person,
      course: assignment.course,
      'course kind': assignment.kind,
      'assigned on': isoDay(assignment.assigned),
      'due on': isoDay(assignment.due),
      'cancelled on': written(assignment.cancelled, isoDay),
    })),
  product: enrolments,
}

/** The same platform's completion report: two lines above the header, a percentage with its sign, decimal commas. */
const completions: Product = {
  mapping: 'lms-completion',
  headers: ['Enrollment ID', 'Completion status', 'Progress', 'Completed', 'Grade'],
  records: each((row) => ({
    'Enrollment ID': row['assignment'] ?? null,
    'Completion status': worded({
      not_started: 'Not attempted',
      in_progress: 'Incomplete',
      completed: 'Passed',
      failed: 'Failed',
      exempt: 'Exempted',
    })(row['status']),
    Progress: `${row['progress percent'] ?? 0} %`,
    Completed: slashedDay(row['completed on']),
    Grade: row['score percent'] === null ? '-' : commaDecimal(Number(row['score percent']).toFixed(1)),
  })),
  layout: { separator: ';', above: ['Completion report', ''], carriageReturns: true },
}

export const trainingProgress: Table = {
  contract: 'training progress',
  folder: 'training-progress',
  source: 'learning',
  format: 'csv',
  rhythm: 'quarter',
  columns: ['assignment', 'status', 'progress percent', 'completed on', 'score percent'],
  rows: (organisation, day) =>
    organisation.assignments
      .filter(({ assigned }) => assigned <= day)
      .map((assignment) => {
        const { status, percent } = stepOn(assignment, day)
        return {
          assignment: assignment.id,
          status,
          'progress percent': percent,
          'completed on': written(by(day, assignment.completed), isoDay),
          'score percent': status === 'completed' ? orNull(assignment.score) : null,
        }
      }),
  product: completions,
}
