import { isoDay } from '../calendar.ts'
import { stepOn } from '../training.ts'
import { by, orNull, type Table, written } from './table.ts'

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
}

export const trainingAssignments: Table = {
  contract: 'training assignments',
  folder: 'training-assignments',
  source: 'learning',
  format: 'csv',
  rhythm: 'end',
  columns: ['assignment', 'person', 'course', 'course kind', 'assigned on', 'due on', 'cancelled on'],
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
}
