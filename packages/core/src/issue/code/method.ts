import { error, meant, notice, warning } from './entry.ts'

/** What a formula means: names, types, scales, units, time, groups, criteria (language.md 2–6). */
export const methodCodes = {
  'unknown-column': error(
    (p: { name: string; table: string; near?: string | undefined }) =>
      `The table “${p.table}” has no column “${p.name}”.${meant(p.near)}`,
  ),
  'unknown-table': error(
    (p: { name: string; near?: string | undefined }) =>
      `No contract is called “${p.name}”.${meant(p.near)} “isometric catalogue” lists them.`,
  ),
  'table-not-declared': error(
    (p: { name: string }) => `The method reads “${p.name}”, which is not listed under evidence. Add it there.`,
  ),
  'table-in-function': error(
    (p: { name: string }) =>
      `“${p.name}” is a table; a function or criterion works on measures. Count or sum it in a base measure first.`,
  ),
  'unknown-measure': error(
    (p: { name: string; near?: string | undefined }) => `No measure is called “${p.name}”.${meant(p.near)}`,
  ),
  'outer-row': error(
    (p: { name: string; table: string }) =>
      `Inside this filter a bare name is a column of “${p.table}”; “${p.name}” belongs to a row further out. Name that row with for or some and write variable.${p.name}.`,
  ),
  'same-column': error(
    (p: { name: string }) =>
      `“${p.name}” is compared with itself, which is always true. To reach the outer row, name it: for r in … return … ${p.name} = r.${p.name}.`,
  ),
  'blank-is-null': warning(
    (p: { name: string; op: string; holds: boolean }) =>
      `${p.name} ${p.op} "" ${p.holds ? 'always' : 'never'} holds: a blank cell is null, not an empty text. Write ${p.op} null.`,
  ),
  'shadowed-name': error(
    (p: { name: string; table: string }) =>
      `“${p.name}” hides the column “${p.name}” of “${p.table}”. Give it another name.`,
  ),
  'not-a-row': error(
    (p: { name: string; type: string }) => `“.${p.name}” asks for a column, but on its left stands a ${p.type}.`,
  ),
  'not-a-table': error((p: { what: string; type: string }) => `${p.what} needs a table or a list, not a ${p.type}.`),
  'table-as-value': error(
    (p: { what: string }) =>
      `A table or list stands where ${p.what} needs one value. Use count, sum, some … satisfies or another aggregate.`,
  ),
  'not-a-condition': error((p: { type: string }) => `This must be true or false, but it is a ${p.type}.`),
  'cannot-compare': error((p: { left: string; right: string }) => `A ${p.left} cannot be compared with a ${p.right}.`),
  'cannot-order': error(
    (p: { name: string }) =>
      `${p.name} is on a nominal scale: its values are equal or not, but none is greater. Use = or in.`,
  ),
  'unknown-level': error(
    (p: { level: string; levels: string; near?: string | undefined }) =>
      `“${p.level}” is not one of the levels ${p.levels}.${meant(p.near)}`,
  ),
  'date-with-instant': error(
    (p: { date: string; instant: string }) =>
      `A date (${p.date}) stands beside a date and time (${p.instant}). Write date(…) around the date and time; it converts in the organisation's zone.`,
  ),
  'months-with-days': error(
    () =>
      'Years and months cannot be added to or compared with days and hours: a month has no fixed length. Use one kind on both sides.',
  ),
  'unit-mismatch': error(
    (p: { left: string; right: string; verb: string }) =>
      `Cannot ${p.verb} ${p.right} and ${p.left}: unlike units. Divide or multiply to bring them to one unit, or count the same thing.`,
  ),
  'cannot-calculate': error(
    (p: { left: string; op: string; right: string }) => `${p.left} ${p.op} ${p.right} has no meaning.`,
  ),
  'ordinal-arithmetic': error(
    (p: { operand: string; verb: string }) =>
      `${p.operand} is on an ordinal scale: its values are ordered, but not equally far apart, so it cannot be ${p.verb}. Use median, min, max or a count per level, or accept it with a reason under accept: ordinal-arithmetic.`,
  ),
  'mean-of-ordinal': error(
    (p: { operand: string; name: string; instead: string }) =>
      `The ${p.name} of ${p.operand} needs equal distances, but it is on an ordinal scale. Use ${p.instead}, or accept it with a reason under accept: mean-of-ordinal.`,
  ),
  'nominal-arithmetic': error(
    (p: { operand: string; verb: string }) =>
      `${p.operand} is on a nominal scale and cannot be ${p.verb}. Count it, or take its mode.`,
  ),
  'interval-ratio': error(
    (p: { operand: string; verb: string }) =>
      `${p.operand} is on an interval scale, whose zero is arbitrary, so it cannot be ${p.verb}. Take a difference first.`,
  ),
  'mean-of-months': error(
    (p: { name: string }) => `The ${p.name} of durations in months is not defined: months differ in length. Use days.`,
  ),
  'mean-of-ratios': error(
    (p: { measure: string }) =>
      `“${p.measure}” is itself a ratio; the mean of ratios weighs small groups like large ones. Divide the sums instead, or accept it with a reason under accept: mean-of-ratios.`,
  ),
  'cannot-apply': error((p: { name: string; refused: string }) => `“${p.name}” ${p.refused}.`),
  'wrong-arguments': error((p: { name: string; wants: string }) => `“${p.name}” wants ${p.wants}.`),
  'not-in-method': error(
    (p: { name: string }) =>
      `“${p.name}” looks at earlier periods and belongs in a function or criterion, not in a method.`,
  ),
  'only-in-method': error(
    (p: { name: string }) => `“${p.name}” looks at evidence and belongs in a method, not in a function or criterion.`,
  ),
  'no-set-plan': error(
    (p: { what: string }) =>
      `${p.what} cannot be turned into one statement over a table. Use a filter, an aggregate, some or for.`,
  ),
  'window-on-state': error(
    (p: { name: string; table: string }) =>
      `“${p.table}” is a picture of a moment; ${p.name}(…) has no meaning on it. Mention the table itself.`,
  ),
  'window-needs-records': error(
    (p: { name: string; table: string }) =>
      `“${p.name}” needs a table of records with a beginning and an end; “${p.table}” is none.`,
  ),
  'window-on-part': error(
    (p: { name: string; table: string; parent: string }) =>
      `The lines of “${p.table}” have no time of their own. Look at “${p.parent}” through ${p.name}(…) and join.`,
  ),
  'window-of-list': error(
    (p: { name: string }) => `“${p.name}” wants a table by name; filter after it: ${p.name}(table)[…].`,
  ),
  'outside-window': error(
    (p: { column: string; table: string; window: string }) =>
      `This condition on “${p.column}” reaches outside the rows this mention of “${p.table}” sees (${p.window}). Use recent(${p.table}, …) or ever(${p.table}).`,
  ),
  'latest-without-subject': error(
    (p: { table: string }) =>
      `latest(…) needs to know what a row of “${p.table}” is the newest result of. Give the contract a subject.`,
  ),
  'not-constant': error(
    (p: { what: string }) =>
      `${p.what} must be a duration or point in time that does not depend on a row: a literal, a parameter, or the period.`,
  ),
  'unit-needed': error(() => 'This counts pairings of rows, which have no unit of their own. Name it with unit:.'),
  'declared-unit-differs': error(
    (p: { declared: string; inferred: string }) =>
      `The unit is declared as ${p.declared}, but the formula gives ${p.inferred}.`,
  ),
  'declared-scale-differs': error(
    (p: { declared: string; inferred: string }) =>
      `The scale is declared as ${p.declared}, but the formula gives ${p.inferred}.`,
  ),
  'percent-of-unit': error(
    (p: { inferred: string }) => `Only a pure number may be shown as percent; this formula gives ${p.inferred}.`,
  ),
  'method-without-evidence': error(
    () => 'A method must count, sum or otherwise aggregate evidence; this one reads no table.',
  ),
  'not-a-number': error(
    (p: { type: string }) => `A measure must be a number, a duration or a level; this formula gives a ${p.type}.`,
  ),
  'not-a-share': error(
    (p: { part: string; whole: string }) =>
      `It cannot be proved that “${p.part}” counts a filter of the rows “${p.whole}” counts, so this is not a share. Begin its conditions with those of “${p.whole}”, or write ${p.part} / ${p.whole}, a ratio that may exceed 1.`,
  ),
  'is-a-share': notice(
    (p: { part: string; whole: string }) =>
      `“${p.part}” counts a filter of “${p.whole}”: write share(${p.part}, ${p.whole}), which can never exceed 1.`,
  ),
  'unnamed-measure': error(
    (p: { name: string; near?: string | undefined }) =>
      `The indicator names “${p.name}”, which is no measure of this construct.${meant(p.near)}`,
  ),
  'unknown-group': error(
    (p: { path: string; near?: string | undefined }) =>
      `“${p.path}” under by is no dimension of the construct's tables.${meant(p.near)}`,
  ),
  'not-a-dimension': error(
    (p: { column: string; table: string }) =>
      `“${p.column}” of “${p.table}” is not marked role: dimension and cannot be grouped by.`,
  ),
  'total-only': notice(
    (p: { measure: string; table: string; path: string }) =>
      `“${p.measure}” counts rows of “${p.table}”, which has no “${p.path}”: it is measured in the total only.`,
  ),
  'overlapping-criteria': error(
    (p: { at: string; remedy: string }) =>
      `The criteria met and near both hold at ${p.at}; a value would have two answers. ${p.remedy}`,
  ),
  'gap-in-criteria': error(
    (p: { from: string; to: string }) =>
      `Between ${p.from} and ${p.to} neither met nor near holds, though both sides do: close the gap, or the value falls to “not met”.`,
  ),
  'impossible-criterion': error((p: { name: string }) => `The criterion “${p.name}” holds for no value.`),
  'criteria-against-direction': error(
    (p: { direction: string }) =>
      `The criteria contradict the direction “${p.direction}”: “near” lies on the better side of “met”.`,
  ),
  'criteria-missing': error(() => 'An indicator needs at least one set of criteria.'),
  'no-decision': warning(() => 'The construct names no decision it serves. It can be drafted, but not activated.'),
  'frequency-without-period': error(
    (p: { frequency: string }) =>
      `frequency.analyse is ${p.frequency}, which is no period of the calendar. Use P1D, P1W, P1M, P3M, P6M or P1Y.`,
  ),
  'every-over-nothing': warning(
    () => 'every … satisfies is true where there are no rows. Add “some … satisfies” if at least one is wanted.',
  ),
  'pairwise-overlap': warning(
    () =>
      'A sum of overlap(…) over pairs counts time twice where windows overlap. Use covered(…) for the time that lies in at least one.',
  ),
  'distinct-persons': notice(
    (p: { table: string; column: string }) =>
      `This counts rows of “${p.table}”. If the question is about persons, count distinct values of “${p.column}”.`,
  ),
  'parameter-without-row': error(
    (p: { name: string; by: string }) =>
      `“${p.name}” has a value for each level of “${p.by}”, and here is no row that says which. Use it inside the filter of a table with that column.`,
  ),
  'unused-parameter': warning((p: { name: string }) => `No formula uses the parameter “${p.name}”.`),
  'unused-table': warning((p: { name: string }) => `No method reads “${p.name}”. Take it out of evidence, or use it.`),
  'unused-accept': warning((p: { code: string }) => `“${p.code}” is accepted, but nothing in this construct needs it.`),
  'record-type': error(
    (p: { found: string; wanted: string }) =>
      `This gives a ${p.found}, but a ${p.wanted} is wanted. Convert it (date(…), number(…), a comparison), or take the column with from and a format.`,
  ),
  'reference-broken': error(
    (p: { contract: string; column: string; of: string }) =>
      `“${p.column}” of “${p.contract}” refers to “${p.of}”, which has no single key to refer to or is unknown.`,
  ),
} as const
