import { error, warning } from './entry.ts'

/** What published definitions get wrong although every formula in them can be computed (D1–D16 of the defect register). */
export const lintCodes = {
  'percent-scale': warning(
    (p: { measure: string; limits: string; remedy: string }) =>
      `The limits of “${p.measure}” (${p.limits}) are not on its scale. ${p.remedy}`,
  ),
  'status-improves': error(
    (p: { measure: string; from: string; to: string; before: string; after: string }) =>
      `As “${p.measure}” gets worse, from ${p.from} to ${p.to}, the status improves from ${p.before} to ${p.after}. Turn the function or the criteria round, or mend its direction.`,
  ),
  'unguarded-division': warning(
    (p: { measures: string }) =>
      `${p.measures} can be 0 in a quiet period, and then nothing can be said. Divide by what is there in every period, say with “if” what holds then, or accept under accept: unguarded-division that such a period is not computable.`,
  ),
  'criterion-elsewhere': error(
    (p: { criterion: string; measure: string }) =>
      `“${p.criterion}” does not look at “${p.measure}”, which is what the indicator shows. Name it in the criterion, or make the measure that is judged the indicator.`,
  ),
  'label-complement': warning(
    (p: { name: string; counts: string }) =>
      `“${p.name}” is the name of the rest: the formula takes ${p.counts}. Rename the measure, or take 1 minus it.`,
  ),
  'population-unnamed': warning(
    (p: { measure: string; of: string }) =>
      `“${p.of}” is taken of “${p.measure}”, and nothing says who or what belongs to that. Give it a meaning that names the population.`,
  ),
  'population-differs': warning(
    (p: { measure: string; column: string; table: string }) =>
      `The words of “${p.measure}” speak of “${p.column}”, and its method counts rows of “${p.table}” without looking at that column. Filter by it, or say what is counted.`,
  ),
  'history-undeclared': warning(
    (p: { steps: number }) =>
      `The status depends on ${p.steps} earlier ${p.steps === 1 ? 'period' : 'periods'}. Say so: history: ${p.steps} under indicator.`,
  ),
  'history-differs': warning(
    (p: { declared: number; steps: number }) =>
      `The indicator declares a history of ${p.declared}, but its criteria look back at ${p.steps} earlier periods. Write history: ${p.steps}${p.steps === 0 ? ', which is to say none: take the line away' : ''}.`,
  ),
  'sign-of-delay': warning(
    (p: { planned: string; done: string }) =>
      `“${p.planned} - ${p.done}” is negative where something is late. Write ${p.done} - ${p.planned}, so that late is positive.`,
  ),
  'named-a-share': warning(
    (p: { name: string; part: string; whole: string }) =>
      `“${p.name}” is named a share, but nothing shows that ${p.part} is a part of ${p.whole}; it may exceed 100 %. Count a filter of the same rows and write share(…), or call it a ratio.`,
  ),
  'target-below-half': warning(
    (p: { measure: string; limit: string }) =>
      `The target is met with less than half of what “${p.measure}” asks for (${p.limit}). Set the limit where the organisation wants to be, or accept it with a reason under accept: target-below-half.`,
  ),
  'overlapping-windows': warning(
    (p: { recent: number; whole: number; earlier: number; limit: string; rise: string; most: string }) =>
      `The last ${p.recent} periods are among the last ${p.whole}, which damps the ratio: it can never exceed ${p.most}${p.limit === '' ? '' : `, and ${p.limit} means that the last ${p.recent} are ${p.rise} the ${p.earlier} before them`}. Divide by the periods before, or accept it with that change stated under accept: overlapping-windows.`,
  ),
  'count-without-exposure': warning(
    (p: { measure: string }) =>
      `“${p.measure}” grows with what there is to count, and nothing relates it to that. Add a measure that divides it by its exposure (systems, people, hours), or accept it with a reason under accept: count-without-exposure.`,
  ),
  'efficiency-without-effort': warning(
    () =>
      'The construct is marked as a measure of efficiency, but no function divides money or time by a number of what was gained. Add one, such as total cost / incidents resolved, or take efficiency: true away.',
  ),
  'unknown-partner': warning(
    (p: { id: string; near?: string | undefined }) =>
      `There is no construct “${p.id}” to be paired with.${p.near === undefined ? '' : ` Did you mean “${p.near}”?`}`,
  ),
  'pair-of-one-type': warning(
    (p: { id: string; type: string }) =>
      `“${p.id}” measures ${p.type} too. A pair is a measure of performance and one of effectiveness: name one of the other type.`,
  ),
  'effect-unmeasured': warning(
    (p: { id: string; offered: string }) =>
      `“${p.id}” says whether something was done, and nothing that is adopted says whether it helped.${p.offered === '' ? ' Write a measure of effectiveness for the same control.' : ` Adopt ${p.offered}.`}`,
  ),
  'adopted-without-decision': error(
    (p: { id: string }) =>
      `“${p.id}” names no decision that it serves, so it cannot be adopted. Write under decision: in its construct.yaml what somebody will decide by it.`,
  ),
}
