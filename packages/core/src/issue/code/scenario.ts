import { error, warning } from './entry.ts'

/** A scenario: what it changes in the rows of evidence (interface.md, `whatif`). */
export const scenarioCodes = {
  'scenario-sets-key': error(
    (p: { column: string; table: string }) =>
      `“${p.column}” is part of the key of “${p.table}”: with another key it would be another row. Set a column that describes the row, or drop it.`,
  ),
  'scenario-sets-computed': error(
    (p: { column: string; from: readonly string[] }) =>
      `“${p.column}” is computed from other columns and follows them. Set ${p.from.map((name) => `“${name}”`).join(' or ')} instead.`,
  ),
  'scenario-asks-person': error(
    (p: { column: string }) =>
      `“${p.column}” says who a person is. Rows are neither chosen nor changed by that; use a column such as the team or the place.`,
  ),
  'scenario-names-period': error(
    (p: { name: string }) =>
      `“${p.name}” differs from period to period, and a scenario changes a row once for all of them. Write the date, as in @"2026-01-31".`,
  ),
  'scenario-level': error(
    (p: { column: string; levels: string }) =>
      `“${p.column}” has the levels ${p.levels}. Set it to one of them, written out, to one of several with “if”, or to a column with the same levels.`,
  ),
  'scenario-nothing': error(
    (p: { column: string }) =>
      `Every row has a “${p.column}”; it cannot be set to nothing. Drop the rows, or set it to a value.`,
  ),
  'scenario-not-read': warning(
    (p: { table: string; construct: string; reads: readonly string[] }) =>
      `“${p.construct}” does not read “${p.table}”, so these changes change nothing of it. It reads ${p.reads.map((name) => `“${name}”`).join(', ')}.`,
  ),
  'scenario-changes-nothing': warning(
    (p: { alternative: string; table: string }) =>
      `“${p.alternative}” changes no row of “${p.table}”: on none of them is the condition true. Compare it with the rows there are.`,
  ),
  'scenario-few-persons': error(
    (p: { alternative: string; table: string; least: number }) =>
      `“${p.alternative}” changes rows of “${p.table}” about fewer than ${p.least} persons. The difference would say what they did, so it is not shown. Change rows of more people.`,
  ),
} as const
